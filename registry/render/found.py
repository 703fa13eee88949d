"""What the rules find, as the annex of a register: for pages and, as rows, for workbooks and CSV."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from registry.documents.register import Fact, Findings, Moment, Noted, NotedGroup, NotedIn
from registry.documents.values import filled
from registry.render.notes import Notes
from registry.render.wording import day, instant


@dataclass(frozen=True, kw_only=True)
class Under:
    """A record with its findings as a page sets them. `anchor`: its sheet in this document, where it has one."""

    name: str
    anchor: str
    noted: tuple[tuple[Noted, str, str], ...]
    """Each with what is said of its having been accepted, and of its being accepted."""


def findings_html(
    findings: Findings, *, moment: Moment, anchors: Mapping[str, str], anchor: str, label: str
) -> SafeString:
    """The annex. `anchors`: reference of an activity → where its sheet is; `anchor` and `label` are the annex's own."""
    groups = [(group, [_under(one, anchors=anchors) for one in group.records]) for group in findings.groups]
    facts = Notes(anchor=anchor).facts(facts_of(findings, moment=moment))
    return render_to_string(
        "documents/findings.html",
        {"anchor": anchor, "label": label, "intro": findings.intro, "facts": facts, "groups": groups},
    )


def facts_of(findings: Findings, *, moment: Moment) -> tuple[Fact, ...]:
    """What the findings rest on: as recorded when, judged for which day, and by which rules."""
    recorded = _("Nothing was recorded by then")
    if moment.instant is not None:
        words = {"number": moment.revision, "instant": instant(moment.instant, timezone=moment.timezone)}
        recorded = _("Revision %(number)s of %(instant)s") % words
    return (
        Fact(key="as-of", heading=_("As recorded by"), value=filled(recorded)),
        Fact(key="on", heading=_("Judged for"), value=filled(day(moment.on))),
        *findings.facts,
    )


def called(record: NotedIn) -> str:
    """PA-0003 Billing; Service: Post: Mail."""
    if not record.kind:
        return f"{record.reference} {record.name}".strip()
    return (
        _("%(kind)s: %(name)s") % {"kind": record.kind, "name": record.name} if record.name else record.kind
    )


def headings() -> tuple[str, ...]:
    """Of the cells in `rows_of`."""
    return (
        _("Record"),
        _("How much it matters"),
        _("Class"),
        _("Article"),
        _("What was found"),
        _("What to do"),
        _("Rule"),
    )


def rows_of(groups: Iterable[NotedGroup]) -> Iterator[tuple[tuple[str, ...], Noted]]:
    """A row for each finding, and what it was made of."""
    for group in groups:
        for record in group.records:
            for noted in record.noted:
                for message in noted.messages:
                    yield _row(record, noted, message), noted


def _row(record: NotedIn, noted: Noted, message: str) -> tuple[str, ...]:
    said = " ".join(filter(None, (message, lapsed(noted))))
    severity, kind = noted.severity.text, noted.kind.text
    return called(record), severity, kind, noted.article, said, noted.fix, noted.rule


def lapsed(noted: Noted) -> str:
    return _("It was accepted until %(day)s.") % {"day": day(noted.lapsed_on)} if noted.lapsed_on else ""


def _under(record: NotedIn, *, anchors: Mapping[str, str]) -> Under:
    return Under(
        name=called(record),
        anchor=anchors.get(record.reference, "") if record.reference else "",
        noted=tuple((one, lapsed(one), _accepted(one)) for one in record.noted),
    )


def _accepted(noted: Noted) -> str:
    if noted.until is None:
        return noted.because
    return _("until %(day)s: %(why)s") % {"day": day(noted.until), "why": noted.because}
