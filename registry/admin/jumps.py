"""From a finding to the form and the field that it is about."""

from collections import defaultdict
from collections.abc import Iterable

from django.apps import apps
from django.urls import NoReverseMatch, reverse

from registry.admin.activity_panels import FIELDSETS as OF_ACTIVITY
from registry.admin.activity_panels import ITEMS, PREFIXES, names_in
from registry.linter.catalogue import rule_named
from registry.linter.findings import Finding
from registry.linter.rule import Profile
from registry.models.base import Child

ACTIVITY = "processingactivity"
WHOLES = {"transferground": "transfer", "noticestatement": "privacynotice"}
"""Kinds of parts that are edited on the form of a record that is no activity."""
Owners = dict[tuple[str, int], int]
"""Kind and number of a part → number of the record on whose form it is edited."""


def owners_of(findings: Iterable[Finding]) -> Owners:
    """Whose form the parts are edited on that belong to no activity; one query for each kind of them."""
    asked: defaultdict[str, set[int]] = defaultdict(set)
    for finding in findings:
        if finding.record_type in WHOLES:
            asked[finding.record_type].add(finding.record_id)
    found: Owners = {}
    for kind, keys in asked.items():
        model: type[Child] = apps.get_model("registry", kind)
        pairs = model._default_manager.filter(pk__in=keys).values_list("pk", f"{model.part_of}_id")
        found |= {(kind, key): owner for key, owner in pairs}
    return found


def jump(finding: Finding, *, owners: Owners, site: str) -> str:
    """The address of the field, or of the part; empty where the record has no form any more. No query."""
    kind, key, field = finding.record_type, finding.record_id, finding.field
    if kind in WHOLES:
        owner = owners.get((kind, key))
        return "" if owner is None else f"{_form(WHOLES[kind], owner, site=site)}#content-main"
    if kind == ACTIVITY or (kind in PREFIXES and finding.activity_id is not None and kind != "transfer"):
        number = finding.activity_id if finding.activity_id is not None else key
        return f"{_form(ACTIVITY, number, site=site)}{_further(finding)}#{_on_activity(kind, field)}"
    form = _form(kind, key, site=site)
    return f"{form}#id_{field}" if form and _has(kind, field) else form


def _form(kind: str, key: int, *, site: str) -> str:
    try:
        return reverse(f"{site}:registry_{kind}_change", args=[key])
    except NoReverseMatch:
        return ""


def _on_activity(kind: str, field: str) -> str:
    """Where on the form of an activity it is: a field of its own, or the rows of a kind of part."""
    own = {name for _name, group in OF_ACTIVITY.values() for name in names_in(group["fields"])}
    if kind == ACTIVITY and field in own:
        return f"id_{field}"
    prefix = PREFIXES.get(kind) or ITEMS.get(field)
    return f"{prefix}-group" if prefix and prefix != "review" else "content-main"


def _further(finding: Finding) -> str:
    """What goes beyond Article 30 is asked of a form that may leave it out."""
    try:
        beyond = rule_named(finding.rule).profile is not Profile.ART30
    except ValueError:
        return ""
    return "?beyond=1" if beyond else ""


def _has(kind: str, field: str) -> bool:
    meta = apps.get_model("registry", kind)._meta
    return field in {one.name for one in (*meta.concrete_fields, *meta.many_to_many)}
