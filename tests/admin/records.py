"""What somebody types to add one record of each kind, and which item is then changed."""

from typing import Any

from django.apps import apps
from django.urls import reverse

from registry.models import Organisation, Revision
from tests import factories

OWNED: dict[str, tuple[dict[str, Any], str]] = {
    "agreement": ({"kind": "terms", "title": "Terms", "signed_on": "2024-05-01"}, "version"),
    "assessment": ({"kind": "dpia", "title": "Impact", "assessed_on": "2024-05-01"}, "outcome"),
    "citation": ({"record_type": "organisation", "section": "3", "sentence": "2–4"}, "section"),
    "clarification": ({"record_type": "organisation", "who": "Olga", "question": "Which?"}, "question"),
    "datacategory": ({"code": "own-term", "label": "Own term"}, "label"),
    "datasubjectcategory": ({"code": "own-term", "label": "Own term"}, "label"),
    "document": ({"title": "Contract", "dated": "2024-05-01"}, "note"),
    "measuretype": ({"code": "own-term", "label": "Own term", "kind": "technical"}, "label"),
    "party": ({"name": "Stripe", "kind": "company", "country": "DE", "note": "Two\r\nlines"}, "note"),
    "privacynotice": ({"title": "Policy", "in_force_from": "2018-09-30"}, "note"),
    "processingactivity": ({"name": "Payroll", "role": "controller", "subject_places": ["FR", "DE"]}, "name"),
    "purposecategory": ({"code": "own-term", "label": "Own term"}, "label"),
    "recipientcategory": ({"code": "own-term", "label": "Own term"}, "label"),
    "retentionrule": ({"name": "Thirty days", "kind": "exact", "period": "P30D"}, "name"),
    "securitymeasure": ({"title": "Encryption", "kind": "technical", "letter": "a"}, "description"),
    "service": ({"name": "Hosting", "hosting_places": ["DE", "FR"]}, "description"),
    "subprocessor": ({"kind": "sub-processor"}, "concerns"),
    "transfer": ({"destination": "US", "exporter": "us"}, "note"),
    "waiver": (
        {
            "rule": "purpose-missing",
            "record_type": "organisation",
            "reason": "Being written",
            "until": "2030-05-03",
        },
        "reason",
    ),
}
"""Model's name → what is typed, and the item that is changed later. Links are added by `typed_for`."""

LAW: dict[str, tuple[dict[str, Any], str]] = {
    "adequacydecision": (
        {"name": "Utopia", "code": "utopia", "regime": "EU", "kind": "territory", "place": "DE"}, "instrument",
    ),
    "economicareamember": ({"name": "Utopia", "code": "utopia", "kind": "member", "place": "DE"}, "note"),
    "legalbasis": (
        {"code": "x.1", "regime": "EU", "kind": "lawful-basis", "article": "Art. 0", "label": "None"}, "label",
    ),
    "transfermechanism": ({"name": "Pigeons", "slug": "pigeons", "regime": "EU", "kind": "clauses"}, "status"),
}  # fmt: skip


def typed_for(model: str, owner: Organisation) -> dict[str, Any]:
    """What is typed for a new record of an organisation, with the records it needs to link to."""
    links = {
        "citation": lambda: {"record_id": owner.pk},
        "clarification": lambda: {"record_id": owner.pk},
        "service": lambda: {"party": factories.party(owner).pk},
        "subprocessor": lambda: {"service": factories.service(owner).pk},
        "waiver": lambda: {"record_id": owner.pk},
    }
    return {**OWNED[model][0], **links.get(model, dict)()}


def url(model: str, view: str, *args: Any, **query: Any) -> str:
    return reverse(f"admin:registry_{model}_{view}", args=args, query=query)


def newest(model: str, **values: Any) -> Any:
    return apps.get_model("registry", model).objects.filter(**values).latest("pk")


def revisions(owner: Organisation | None) -> list[tuple[str, int | None, str]]:
    """Way, account and reason of each revision, oldest first."""
    found = Revision.objects.filter(organisation=owner).order_by("number")
    return [(revision.channel, revision.actor_id, revision.reason) for revision in found]
