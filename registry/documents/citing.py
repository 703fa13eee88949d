"""Facts beside the place they were taken from, and what is missing beside who is asking.

What the source does not state but somebody read from context is marked in every edition; the full one also says why.
"""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from registry.documents.edition import Edition
from registry.documents.records.evidence import Citation, Conditional, InForce, Question, Recorded
from registry.documents.records.terms import Choice
from registry.documents.values import (
    MISSING,
    Line,
    State,
    Value,
    filled,
    not_applicable,
    not_possible,
)
from registry.documents.wording import day, in_force_words, label, remarked


def headline(
    edition: Edition, record: Recorded, field: str, text: str, *, code: str = "", remarks: Iterable[str] = ()
) -> Line:
    """The statement that stands for the record: with its condition, its days, and what is cited for these or the whole."""
    cited = citations(record, "", field, "condition", "in_force_from", "in_force_until")
    return cited_line(edition, text, cited, code=code, remarks=(*remarks, *_limits(edition, record)))


def detail(
    edition: Edition, record: Recorded, field: str, text: str, *, code: str = "", remarks: Iterable[str] = ()
) -> Line:
    """The statement of one field, with what is cited for this field."""
    return cited_line(edition, text, citations(record, field), code=code, remarks=remarks)


def role_line(edition: Edition, record: Recorded, field: str, role: Choice | None) -> Line:
    """A role. Where the record as a whole is read from context, so is a role for which nothing else is cited."""
    code = role.code if role else ""
    return cited_line(edition, label(role), role_citations(record, field), code=code)


def role_citations(record: Recorded, field: str) -> list[Citation]:
    return citations(record, field) or [cite for cite in citations(record, "") if cite.read]


def cited_line(
    edition: Edition, text: str, cited: Iterable[Citation], *, code: str = "", remarks: Iterable[str] = ()
) -> Line:
    found = tuple(cited)
    marker = _("read from context") if any(cite.read for cite in found) else ""
    said_so = remarked(text, (*remarks, marker))
    if not edition.full:
        return Line(text=said_so, code=code)
    return Line(text=said_so, code=code, source=source_words(found), reading=_joined(map(_why, found)))


def citations(record: Recorded, *fields: str) -> list[Citation]:
    return [cite for cite in record.citations if cite.field in fields]


def merged(lines: Iterable[Line]) -> tuple[Line, ...]:
    """Each statement once, with all the places where it stands."""
    by_text: dict[str, list[Line]] = {}
    for line in lines:
        by_text.setdefault(line.text, []).append(line)
    return tuple(
        Line(
            text=text,
            code=same[0].code,
            source=_joined(line.source for line in same),
            reading=_joined(line.reading for line in same),
        )
        for text, same in by_text.items()
    )


def stated(
    edition: Edition,
    record: Recorded,
    field: str,
    *lines: Line,
    reason: str = "",
    impossible: bool = False,
) -> Value:
    """The lines or, where none says anything, the reason why there is nothing or, without one, that it is missing."""
    value = filled(*lines)
    if value.state is State.FILLED:
        return value
    if reason:
        return absent(edition, record, field, reason, impossible=impossible)
    return missing(edition, record, field)


def said(edition: Edition, record: Recorded, field: str, text: str, *, reason: str = "") -> Value:
    """The value of one field of text, or why there is none, or that it is missing."""
    return stated(edition, record, field, detail(edition, record, field, text), reason=reason)


def details(edition: Edition, record: Recorded, *said_of: tuple[str, str, str]) -> Iterator[Line]:
    """For each field, sentence and text: the sentence with the text in place of `%(what)s`, where there is a text."""
    for field, sentence, text in said_of:
        if text:
            yield detail(edition, record, field, sentence % {"what": text})


def absent(edition: Edition, record: Recorded, field: str, reason: str, *, impossible: bool = False) -> Value:
    """Not applicable or, where the article asks for a thing only where possible, not possible; and why."""
    line = detail(edition, record, f"{field}_absent_because", reason)
    because = remarked(line.text, [line.source, line.reading])
    return not_possible(because) if impossible else not_applicable(because)


def missing(edition: Edition, record: Recorded, *fields: str) -> Value:
    """Missing, and who is clarifying it; the full edition also says which question is open.

    A question that nobody took on yet is no more than missing.
    """
    open_now = (question for question in open_questions(record) if question.field in fields)
    asked = [question for question in open_now if question.who]
    words = [
        remarked(asked_words(question), [question.question if edition.full else ""]) for question in asked
    ]
    return Value(asked="; ".join(words)) if words else MISSING


def open_questions(record: Recorded) -> tuple[Question, ...]:
    return tuple(question for question in record.questions if question.closed_on is None)


def asked_words(question: Question) -> str:
    """Who is asking and until when, as far as it is said."""
    until = _("until %(day)s") % {"day": day(question.until)} if question.until else ""
    return ", ".join(filter(None, (question.who, until)))


def source_words(cited: Iterable[Citation]) -> str:
    """Title and date of each source, and the places in it: section, sentence, quote, as far as they are known."""
    places: dict[str, list[str]] = {}
    for cite in cited:
        captured = _("captured on %(day)s") % {"day": day(cite.captured_on)} if cite.captured_on else ""
        title = remarked(cite.source, [day(cite.dated), captured]) or captured
        places.setdefault(title, []).append(_place_words(cite))
    return _joined(": ".join(filter(None, (title, _joined(found)))) for title, found in places.items())


def _place_words(cite: Citation) -> str:
    sentence = _("sentence %(number)s") % {"number": cite.sentence} if cite.sentence else ""
    quote = f"“{cite.quote}”" if cite.quote else ""
    return ", ".join(filter(None, (cite.section, sentence, quote)))


def _why(cite: Citation) -> str:
    if not cite.read:
        return ""
    by = _("read by %(who)s") % {"who": cite.read_by} if cite.read_by else ""
    return remarked(cite.read_because, [by])


def _limits(edition: Edition, record: Recorded) -> tuple[str, ...]:
    condition = record.condition if isinstance(record, Conditional) else ""
    days = in_force_words(record) if edition.full and isinstance(record, InForce) else ""
    return condition, days


def _joined(texts: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(text for text in texts if text))
