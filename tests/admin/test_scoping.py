"""URL × role × canary: nothing of an organisation reaches whoever does not work for it."""

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import reverse

from registry.actions.releasing import prepare_release, release_register
from registry.ledger.history import DELETED, tracked, tracked_models
from registry.models import Approval, DataCategory, Membership, Organisation, OwnedRecord, Record, Release
from registry.models.base import Child
from tests import factories
from tests.admin.canary import CANARY, aviary, keeper
from tests.admin.conftest import SignIn
from tests.admin.pages import form_data, row
from tests.admin.records import url

MODELS = sorted(admin.site._registry, key=lambda model: model._meta.model_name)
RECORDS = [model for model in MODELS if issubclass(model, Record)]


def name_of(model: Any) -> str:
    return model._meta.model_name


def lists(owner: Organisation) -> Iterator[str]:
    """Every page that shows many records, asked for the canary in every way there is."""
    yield from (reverse("admin:index"), reverse("admin:app_list", args=["registry"]), reverse("admin:places"))
    for chooser in ("registers", "comparisons", "subprocessor_lists", "releases"):
        yield url("organisation", chooser)
    yield reverse("admin:registry_release_check")
    for model in MODELS:
        for query in ({}, {"q": CANARY}, {"organisation__id__exact": owner.pk}, {"o": "1.-2"}):
            yield url(name_of(model), "changelist", **query)
        yield url(name_of(model), "add")
        yield url(name_of(model), "add", organisation=owner.pk)


def choices(owner: Organisation) -> Iterator[str]:
    """Every answer to every field that searches, of every model that Django knows here."""
    for table in tracked_models():
        for model in (table.model, table.history, *table.links.values()):
            for field in (*model._meta.concrete_fields, *model._meta.many_to_many):
                if field.is_relation:
                    asked = {"app_label": "registry", "model_name": name_of(model), "field_name": field.name}
                    yield reverse("admin:autocomplete", query={**asked, "organisation": owner.pk})


def pages(records: list[Any]) -> Iterator[str]:
    """Every page of every record, also by the address of each of its versions."""
    for record in records:
        model = type(record)
        if isinstance(record, Approval):
            yield url("processingactivity", "approval", record.activity_id)
            yield url("processingactivity", "approved", record.activity_id, record.number)
        if issubclass(model, Child | Approval):
            continue
        for view in ("change", "delete", "history"):
            yield url(name_of(model), view, record.pk)
        for version in tracked(model).history.objects.filter(id=record.pk).select_related("revision"):
            yield url(name_of(model), "version", record.pk, version.history_id)
            if version.history_type != DELETED:
                yield url(name_of(model), "restore", record.pk, version.revision.number)
        about = f"{name_of(model)}-{record.pk}"
        yield url("citation", "changelist", about=about)
        yield url("clarification", "changelist", about=about)
    yield from pages_of(next(record for record in records if isinstance(record, Organisation)))
    document = next(record for record in records if name_of(record) == "document")
    yield reverse("admin:registry_document_file", args=[document.pk])


def pages_of(owner: Organisation) -> Iterator[str]:
    """Every page and file of an organisation as a whole, and of what it released."""
    for view in ("register", "subprocessors", "preview", "release", "release_preview", "found"):
        yield url("organisation", view, owner.pk)
    for release in Release.objects.filter(organisation=owner):
        yield url("release", "change", release.pk)
        for form in ("html", "json", "csv"):
            yield reverse("admin:registry_release_file", args=[release.pk, "en", form])
    for form in ("html", "json", "csv"):
        yield url("organisation", "register", owner.pk, format=form, content="full", part="all")
        yield url("organisation", "subprocessor_list", owner.pk, format=form)
    yield url("organisation", "comparison", owner.pk)
    for form in ("html", "json", "text"):
        yield url("organisation", "comparison", owner.pk, format=form)


@pytest.mark.parametrize("role", Membership.Role.values)
def test_members_of_another_organisation_hear_no_canary(
    role: str, acme: Organisation, sign_in: SignIn
) -> None:
    owner, records = aviary()
    release(owner)
    gone = factories.party(owner, name=f"{CANARY} gone")
    factories.deleted(gone)
    gone.pk = gone.pk or tracked(type(gone)).history.objects.latest("history_id").id
    fill(acme)
    stranger = sign_in(acme, role=role)
    assert heard_by(stranger, [*lists(owner), *choices(owner), *pages([*records, gone])]) == []


def test_canaries_sing_where_they_can_be_heard(acme: Organisation) -> None:
    """Those who work for the organisation hear them on each of its pages, in each list, in each field that searches."""
    owner, records = aviary()
    release(owner)
    insider = Client()
    insider.force_login(keeper())
    silent = {url("organisation", "delete", owner.pk)}
    for model in MODELS:
        if issubclass(model, OwnedRecord):
            assert heard_by(insider, [url(name_of(model), "changelist")]), name_of(model)
    found = list(pages(records))
    heard = set(heard_by(insider, found)) | silent
    assert {address for address in found if address not in heard and "about=" not in address} == set()
    assert len(heard_by(insider, choices(owner))) > 50


def release(owner: Organisation) -> None:
    """A released register, and another that waits."""
    asked = {
        "by": keeper(),
        "on": dt.date(2026, 11, 20),
        "content": "full",
        "note": CANARY,
        "confirmed": True,
    }
    release_register(owner, **asked)
    prepare_release(owner, **asked)


def heard_by(client: Client, addresses: Iterable[str]) -> list[str]:
    return [address for address in addresses if CANARY in sung(client.get(address, follow=True))]


def fill(acme: Organisation) -> None:
    """Records of one's own, so that lists and forms have something to show."""
    activity = factories.activity(acme)
    factories.data_use(activity, purposes=[factories.purpose(activity)])
    factories.disclosure(activity)
    factories.citation(activity)


def sung(response: Any) -> str:
    """The page without what the address itself said."""
    assert response.status_code in (200, 302, 400, 403, 404, 405), response
    if getattr(response, "streaming", False):
        return b"".join(response.streaming_content).decode(errors="replace")
    text = response.content.decode()
    for said in (f'value="{CANARY}"', f"q={CANARY}", f"q%3D{CANARY}"):
        text = text.replace(said, "")
    return text


@pytest.mark.parametrize("role", Membership.Role.values)
def test_members_of_another_organisation_write_nothing(
    role: str, acme: Organisation, sign_in: SignIn
) -> None:
    owner, records = aviary()
    stranger = sign_in(acme, role=role)
    before = state(owner)
    for address in pages(records):
        if "about=" in address:
            continue  # a list takes nothing
        response = stranger.post(address, {"post": "yes", "name": "mine", "seen_revision": 10**6})
        assert response.status_code in (302, 403, 404, 405), address
        assert CANARY not in sung(response)
    for model in RECORDS:
        response = stranger.post(url(name_of(model), "add"), {"organisation": owner.pk, "name": "mine"})
        assert response.status_code in (200, 403)
        assert CANARY not in sung(response)
    assert state(owner) == before


def state(owner: Organisation) -> Any:
    return [table.history.objects.count() for table in tracked_models()], owner.pk


def test_posted_foreign_numbers_show_no_labels(acme: Organisation, officer: Client) -> None:
    """Each link of each form, set to the other organisation's record: refused, and not named."""
    _owner, records = aviary()
    by_model = {type(record): record.pk for record in records}
    fill(acme)
    for model in RECORDS:
        if not issubclass(model, OwnedRecord):
            continue
        links = [
            field for field in (*model._meta.concrete_fields, *model._meta.many_to_many) if field.is_relation
        ]
        foreign = {field.name: by_model[field.related_model] for field in links
                   if field.related_model in by_model and field.name != "organisation"}  # fmt: skip
        add = url(name_of(model), "add")
        data = {**form_data(officer.get(add)), **foreign}
        for inline in admin.site._registry[model].inlines:
            prefix = inline.model._meta.get_field(
                getattr(inline.model, "part_of", "activity")
            ).remote_field.related_name
            parts = [
                f
                for f in (*inline.model._meta.concrete_fields, *inline.model._meta.many_to_many)
                if f.is_relation
            ]
            data[f"{prefix}-TOTAL_FORMS"] = "1"
            data |= row(
                prefix, 0, **{f.name: by_model[f.related_model] for f in parts if f.related_model in by_model}
            )
        response = officer.post(add, data)
        assert response.status_code == 200, name_of(model)
        assert CANARY not in sung(response), name_of(model)


def test_roles_reach_what_they_may(acme: Organisation, sign_in: SignIn) -> None:
    """Each role on each page: read by all three, written by the officer, accounts by the administrators."""
    clients = {role: sign_in(acme, role=role, username=role) for role in Membership.Role.values}
    found = {
        name_of(model): {
            role: "".join(
                letter
                for letter, view in (("v", "changelist"), ("a", "add"))
                if client.get(url(name_of(model), view)).status_code == 200
            )
            for role, client in clients.items()
        }
        for model in MODELS
    }
    written = {"officer": "va", "auditor": "v", "administrator": "v"}
    read = {"officer": "v", "auditor": "v", "administrator": "v"}
    own = {name_of(model): written for model in RECORDS if hasattr(model, "organisation")}
    law = {name_of(model): read for model in RECORDS if not hasattr(model, "organisation")}
    accounts = {
        "membership": {"officer": "", "auditor": "", "administrator": "va"},
        "user": dict.fromkeys(read, ""),
        "release": read,
        "delivery": {"officer": "v", "auditor": "", "administrator": "v"},
    }
    assert found == {**own, **law, **accounts}


def test_auditor_reads_everything_in_words(acme: Organisation, auditor: Client) -> None:
    activity = factories.activity(acme, subject_places=["DE", "EEA"], screening_criteria=["monitoring"])
    factories.disclosure(activity, places=["FR"])
    page = auditor.get(url("processingactivity", "change", activity.pk)).content.decode()
    assert [
        word in page for word in ("Germany, EU/EEA, state not named", "Systematic monitoring", "France")
    ] == [True] * 3
    assert 'name="_save"' not in page
    assert "reason_for_change" not in page
    assert auditor.post(url("processingactivity", "change", activity.pk), {"name": "x"}).status_code == 403
    assert auditor.get(url("processingactivity", "delete", activity.pk)).status_code == 403


def test_shared_words_are_read_by_officers_and_changed_by_none_of_them(officer: Client) -> None:
    term = factories.shared(DataCategory, "email-address")
    change = url("datacategory", "change", term.pk)
    assert officer.get(change).status_code == 200
    assert officer.post(change, {"label": "Mine"}).status_code == 403
    assert officer.get(url("datacategory", "delete", term.pk)).status_code == 403


def test_officer_of_one_is_auditor_of_another(
    acme: Organisation, other: Organisation, sign_in: SignIn
) -> None:
    client = sign_in(acme)
    Membership.objects.create(user_id=client.session["_auth_user_id"], organisation=other, role="auditor")
    theirs = factories.party(other)
    change = url("party", "change", theirs.pk)
    assert client.get(change).status_code == 200
    assert client.post(change, {"name": "Mine"}).status_code == 403
    assert client.get(url("party", "delete", theirs.pk)).status_code == 403
    assert f'<option value="{other.pk}"' not in client.get(url("party", "add")).content.decode()


def test_visitors_are_sent_to_the_door(acme: Organisation, client: Client) -> None:
    party = factories.party(acme)
    for address in (*lists(acme), url("party", "change", party.pk), url("party", "version", party.pk, 1)):
        assert client.get(address).status_code == 302
    assert Release.objects.count() == 0
