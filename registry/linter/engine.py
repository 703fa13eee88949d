"""Runs the rules over an inventory and a day."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from registry.documents.inventory import Inventory
from registry.documents.records.evidence import Waiver
from registry.linter.catalogue import all_rules, rule_named
from registry.linter.context import Context, prepare
from registry.linter.findings import RECORD_TYPES, Finding, Found, Severity, record_name
from registry.linter.report import Accepted, Report, covers, holds, ordered
from registry.linter.rule import Profile, Rule

OFF = "off"
SEVERITIES = {severity.value: severity for severity in Severity}
PROFILES = {profile.value: profile for profile in Profile}
"""By the code that an organisation records."""
DEPTH = {profile: place for place, profile in enumerate(Profile)}


def lint(
    inventory: Inventory,
    *,
    on: dt.date,
    profile: Profile = Profile.ART30,
    severities: Mapping[str, str] | None = None,
    waivers: Iterable[Waiver] | None = None,
    only: Iterable[str] = (),
) -> Report:
    """What the rules find in an inventory on a day, in the language that is active; no query.

    `severities`: slug → code of a severity or “off”, where a rule is seen otherwise (default: as the organisation
    recorded it); a slug that no rule has any more is passed over. `waivers`: the accepted findings (default: those of
    the inventory). `only`: the slugs of the only rules to ask, whatever the profile; raises UnknownRule.
    """
    own = dict(_recorded(inventory) if severities is None else severities)
    asked = tuple(map(rule_named, dict.fromkeys(only))) or tuple(_asked(profile, own))
    slugs = tuple(rule.slug for rule in asked)
    if inventory.organisation is None:
        return Report(on=on, profile=profile, rules=slugs)
    context = prepare(inventory, on=on)
    found = [pair for rule in asked for pair in _run(rule, context, own.get(rule.slug, ""))]
    told = ordered(finding for assessed, finding in found if assessed)
    unassessed = ordered(finding for assessed, finding in found if not assessed)
    open_ones, accepted = _accepted(told, inventory.waivers if waivers is None else tuple(waivers), on=on)
    return Report(
        on=on, profile=profile, rules=slugs, findings=open_ones, accepted=accepted, not_assessed=unassessed
    )


def found_in(inventory: Inventory, *, on: dt.date, profile: str = "", only: Iterable[str] = ()) -> Report:
    """The findings on a day in an inventory, in the language that is active. `profile` “” is that of the organisation
    as it was recorded. No query. Raises UnknownRule."""
    recorded = inventory.organisation.profile if inventory.organisation else None
    chosen = profile or (recorded.code if recorded else Profile.ART30.value)
    return lint(inventory, on=on, profile=PROFILES[chosen], only=only)


def _recorded(inventory: Inventory) -> Iterator[tuple[str, str]]:
    """How the organisation sees single rules."""
    for entry in inventory.organisation.severities if inventory.organisation else ():
        slug, _equals, severity = entry.partition("=")
        yield slug, severity


def _asked(profile: Profile, own: Mapping[str, str]) -> Iterator[Rule]:
    for rule in all_rules():
        on_by_choice = not rule.off or rule.slug in own
        if DEPTH[rule.profile] <= DEPTH[profile] and on_by_choice and own.get(rule.slug) != OFF:
            yield rule


def _run(rule: Rule, context: Context, own: str) -> Iterator[tuple[bool, Finding]]:
    """Each finding of a rule, and whether it could be assessed."""
    regimes = rule.regimes(context.regimes, on=context.on)
    if not regimes:
        return
    chosen = SEVERITIES.get(own)
    hint, article = str(rule.fix), rule.cited(regimes)
    for found in rule.check(replace(context, regimes=regimes)):
        severity = chosen or found.severity or rule.severity
        yield found.assessed, _told(rule, found, severity=severity, hint=hint, article=article)


def _told(rule: Rule, found: Found, *, severity: Severity, hint: str, article: str) -> Finding:
    activity = found.activity
    return Finding(
        rule=rule.slug,
        code=rule.code,
        severity=severity,
        kind=rule.kind,
        record_type=RECORD_TYPES[type(found.record)],
        record_id=found.record.id,
        record_name=record_name(found.record),
        activity_id=activity.id if activity else None,
        activity_reference=activity.reference if activity else "",
        activity_name=activity.name if activity else "",
        field=found.field,
        message=found.message,
        hint=hint,
        article=article,
        blocks=rule.blocks and severity is Severity.MISSING,
    )


def _accepted(
    findings: Iterable[Finding], waivers: tuple[Waiver, ...], *, on: dt.date
) -> tuple[tuple[Finding, ...], tuple[Accepted, ...]]:
    """The findings that nobody accepts on the day, with the last day on which somebody did; and those accepted."""
    open_ones, accepted = [], []
    for finding in findings:
        about = [waiver for waiver in waivers if covers(waiver, finding)]
        holding = next((waiver for waiver in about if holds(waiver, on=on)), None)
        if holding is not None:
            accepted.append(Accepted(finding=finding, waiver=holding))
            continue
        lapsed = max((waiver.until for waiver in about if waiver.until), default=None)
        open_ones.append(replace(finding, lapsed_on=lapsed) if lapsed else finding)
    return tuple(open_ones), tuple(accepted)
