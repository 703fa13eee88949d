"""Every record can be added, changed and, where nothing speaks against it, deleted: one sealed revision each."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from registry.ledger.chain import verify_chain
from registry.models import Organisation, Revision
from registry.models import __all__ as _models
from tests import factories
from tests.admin.conftest import user_of
from tests.admin.pages import form_data, row, typed


def url(model: str, view: str, *args: Any, **query: Any) -> str:
    return reverse(f"admin:registry_{model}_{view}", args=args, query=query)


def revisions(owner: Organisation | None) -> list[tuple[str, int | None, str]]:
    found = Revision.objects.filter(organisation=owner).order_by("number")
    return [(revision.channel, revision.actor_id, revision.reason) for revision in found]


NEW: dict[str, dict[str, Any]] = {
    "party": {"name": "Vendor", "kind": "company", "country": "DE", "note": "A note\r\nof two lines"},
    "retentionrule": {"name": "Thirty days", "kind": "exact", "period": "P30D"},
    "securitymeasure": {"title": "Encryption", "kind": "technical", "letter": "a"},
    "assessment": {"kind": "dpia", "title": "Impact", "assessed_on": "2024-05-01"},
    "document": {"title": "Contract", "dated": "2024-05-01"},
    "privacynotice": {"title": "Policy", "in_force_from": "2018-09-30"},
    "processingactivity": {"name": "Payroll", "role": "controller", "subject_places": ["DE", "FR"]},
    "transfer": {"destination": "US", "exporter": "us"},
    "datacategory": {"code": "own-term", "label": "Own term"},
    "datasubjectcategory": {"code": "own-term", "label": "Own term"},
    "recipientcategory": {"code": "own-term", "label": "Own term"},
    "purposecategory": {"code": "own-term", "label": "Own term"},
    "measuretype": {"code": "own-term", "label": "Own term", "kind": "technical"},
}
CHANGES = {"party": "note", "document": "note", "privacynotice": "note", "processingactivity": "description"}


@pytest.mark.parametrize("model", NEW)
def test_record_is_added_changed_and_deleted(model: str, acme: Organisation, officer: Client) -> None:
    by = user_of(officer).pk
    add = url(model, "add")
    response = officer.post(add, typed(officer.get(add), reason_for_change="new", **NEW[model]))
    assert response.status_code == 302, response.context and response.context["problems"]
    assert revisions(acme)[1:] == [("admin", by, "new")]
    record = Revision.objects.filter(organisation=acme).latest("number")
    key = _only(model, acme).pk

    change = url(model, "change", key)
    assert officer.post(change, typed(officer.get(change))).status_code == 302
    assert Revision.objects.filter(organisation=acme).latest("number") == record

    item = CHANGES.get(model, "title" if model in ("securitymeasure", "assessment") else "")
    item = item or next(name for name in ("label", "note", "name") if name in form_data(officer.get(change)))
    officer.post(change, typed(officer.get(change), reason_for_change="why not", **{item: "Changed"}))
    assert revisions(acme)[2:] == [("admin", by, "why not")]
    assert getattr(_only(model, acme), item) == "Changed"

    delete = url(model, "delete", key)
    assert "Changed" in officer.get(change).content.decode()
    assert officer.get(delete).status_code == 200
    assert officer.post(delete, {"post": "yes", "reason_for_change": "a mistake"}).status_code == 302
    assert revisions(acme)[3:] == [("admin", by, "a mistake")]
    assert verify_chain(acme.pk) is None


def _only(model: str, owner: Organisation) -> Any:
    from django.apps import apps

    return apps.get_model("registry", model).objects.get(organisation=owner)
