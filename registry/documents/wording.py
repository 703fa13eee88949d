"""Dates, places, periods and the law's answers in words."""

import datetime as dt
from collections.abc import Iterable
from functools import cache

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from registry.documents.records.activities import DataUse, RetentionRule
from registry.documents.records.evidence import InForce
from registry.documents.records.services import Service
from registry.documents.records.terms import Choice, DataCategory, Mechanism
from registry.documents.values import Line
from registry.law.facts import AdequacyKind, MechanismKind
from registry.law.periods import is_period, period_words
from registry.law.places import PLACE_CODES, place_name
from registry.law.regimes import Regime
from registry.law.territory import Standing, StandingKind


def day(date: dt.date | None) -> str:
    """31 August 2018; empty for None."""
    return date_format(date, "j F Y") if date else ""


def label(choice: Choice | None) -> str:
    return choice.label if choice else ""


def remarked(text: str, remarks: Iterable[str]) -> str:
    """The text with remarks in brackets behind it."""
    given = "; ".join(remark for remark in remarks if remark)
    return f"{text} ({given})" if text and given else text


def in_force_words(record: InForce) -> str:
    """From when until when, as far as it is known; empty where nothing is."""
    words = {"first": day(record.in_force_from), "last": day(record.in_force_until)}
    if record.in_force_from and record.in_force_until:
        return _("from %(first)s until %(last)s") % words
    if record.in_force_from:
        return _("from %(first)s") % words
    return _("until %(last)s") % words if record.in_force_until else ""


def place_line(code: str) -> Line:
    """The name of a place with its code; an unknown code, which only an older record can hold, stands for itself."""
    return _place_line(code, get_language()) if code in PLACE_CODES else Line(text=code, code=code)


@cache
def _place_line(code: str, _language: str | None) -> Line:
    """A name is looked up once per language: a register names the same few countries thousands of times."""
    return Line(text=place_name(code), code=code)


def names(codes: Iterable[str]) -> str:
    return "; ".join(place_line(code).text for code in codes)


def provider(service: Service) -> str:
    """The company or, where none is named, the category of providers."""
    if service.party is not None:
        return service.party.name
    return service.category.label if service.category else ""


def data_words(use: DataUse) -> str:
    """The category of data, with the source's own term where that is another."""
    known = use.category.label if use.category else ""
    stated = "" if use.as_stated.casefold() == known.casefold() else use.as_stated
    return remarked(known, [stated]) if known else stated


def data_remarks(category: DataCategory | None) -> tuple[str, ...]:
    """What makes a category of data delicate."""
    if category is None:
        return ()
    return (
        _("special category, Art. 9") if category.special else "",
        _("criminal convictions and offences, Art. 10") if category.criminal else "",
        _("national identification number, Art. 87") if category.national_id else "",
    )


def limit_words(rule: RetentionRule) -> str:
    """The time limit in one statement: “at most 30 days after account deletion”."""
    kind = rule.kind.code if rule.kind else ""
    if kind == "criterion":
        return rule.criterion
    if kind == "elsewhere":
        stated = _("Stated elsewhere, not seen: %(where)s") if rule.where else _("Stated elsewhere, not seen")
        return stated % {"where": rule.where}
    period = period_words(rule.period) if is_period(rule.period) else rule.period
    counted = _("%(period)s after %(event)s") if rule.start_event else "%(period)s"
    words = {"limit": counted % {"period": period, "event": rule.start_event}}
    return {"at-most": _("At most %(limit)s"), "default": _("%(limit)s by default")}.get(
        kind, "%(limit)s"
    ) % words


def validity_words(mechanism: Mechanism, on: dt.date) -> str:
    """Whether a mechanism could be relied on that day."""
    words = {"on": day(on), "first": day(mechanism.valid_from), "last": day(mechanism.valid_until)}
    if mechanism.valid_from and on < mechanism.valid_from:
        return _("not valid yet on %(on)s: first day %(first)s") % words
    if mechanism.valid_until and mechanism.valid_until < on:
        return _("no longer valid on %(on)s: last day %(last)s") % words
    if mechanism.kind is not None and mechanism.kind.code == MechanismKind.ADEQUACY:
        # The article holds every day; whether a decision covers the place is a question of the place.
        return _("holds where a decision covered the place on %(on)s") % words
    unknown = mechanism.kind is not None and mechanism.kind.code == MechanismKind.UNSPECIFIED
    if unknown or (mechanism.valid_from is None and mechanism.valid_until is None):
        return _("validity not assessed")  # sets that are dead and sets that live bear the same name
    if mechanism.kind is not None and mechanism.kind.code == MechanismKind.CERTIFIED:
        return _("framework valid on %(on)s") % words  # whether the importer is listed is another question
    return _("valid on %(on)s") % words


def standing_words(found: Standing, *, regime: Regime) -> str:
    """How a regime sees a place: “European Union: Adequate (Certified importers only; …)”."""
    said = _("%(regime)s: %(standing)s") % {"regime": regime.label, "standing": found.kind.label}
    if found.kind is not StandingKind.ADEQUATE:
        return said
    kinds = {kind.value: str(kind.label) for kind in AdequacyKind if kind is not AdequacyKind.TERRITORY}
    until = _("until %(day)s") % {"day": day(found.valid_until)} if found.valid_until else ""
    return remarked(said, [found.scope_limit or kinds.get(found.adequacy, ""), found.instrument, until])
