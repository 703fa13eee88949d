"""Facts beside their source; what is read from context does not look stated; what is missing says who asks."""

import datetime as dt

from registry.documents.citing import (
    absent,
    cited_line,
    detail,
    headline,
    merged,
    missing,
    role_line,
    said,
    source_words,
    stated,
)
from registry.documents.records.activities import Purpose
from registry.documents.records.evidence import Citation, Question
from registry.documents.values import MISSING, Line, filled, not_applicable, not_possible
from tests.documents.samples import ON, PROCESSOR, activity, of, read
from tests.documents.samples import stated as cited

ART30, FULL = of(), of(content="full")


def test_headline_takes_condition_days_and_what_is_cited_for_the_whole() -> None:
    purpose = Purpose(
        id=1,
        text="To send news",
        condition="where subscribed",
        in_force_from=ON,
        citations=(cited("2"), cited("3", "text"), cited("4", "interest")),
    )
    assert headline(FULL, purpose, "text", purpose.text, code="news") == Line(
        text="To send news (where subscribed; from 1 June 2025)", code="news", source="Policy: 2; 3"
    )
    assert headline(ART30, purpose, "text", purpose.text) == Line(text="To send news (where subscribed)")


def test_detail_takes_what_is_cited_for_its_field() -> None:
    purpose = Purpose(id=1, text="x", condition="sometimes", citations=(cited("2"), cited("4", "interest")))
    assert detail(FULL, purpose, "interest", "Growth") == Line(text="Growth", source="Policy: 4")


def test_what_is_read_from_context_is_marked_and_the_full_edition_says_why() -> None:
    purpose = Purpose(id=1, text="x", citations=(read("2", "It bills."), cited("3")))
    assert headline(ART30, purpose, "text", "To bill") == Line(text="To bill (read from context)")
    assert headline(FULL, purpose, "text", "To bill") == Line(
        text="To bill (read from context)", source="Policy: 2; 3", reading="It bills."
    )


def test_nothing_said_is_no_line_and_no_marker() -> None:
    purpose = Purpose(id=1, text="x", citations=(read("2", "It bills."),))
    assert headline(ART30, purpose, "text", "") == Line(text="")


def test_role_of_a_record_read_as_a_whole_is_read_too_unless_it_is_cited_itself() -> None:
    whole = activity(citations=(read("2", "Customers decide."),))
    own = activity(citations=(read("2", "Customers decide."), cited("5", "role")))
    assert role_line(ART30, whole, "role", PROCESSOR) == Line(
        text="Processor (read from context)", code="processor"
    )
    assert role_line(ART30, own, "role", PROCESSOR) == Line(text="Processor", code="processor")
    assert role_line(FULL, whole, "role", PROCESSOR) == Line(
        text="Processor (read from context)",
        code="processor",
        source="Policy: 2",
        reading="Customers decide.",
    )
    assert role_line(ART30, whole, "role", None) == Line(text="")


def test_source_groups_the_places_of_one_document() -> None:
    day = dt.date(2018, 8, 31)
    found = [
        Citation(source="Policy", dated=day, section="3 Data", sentence="2–3"),
        Citation(source="Policy", dated=day, section="4 Use", quote="We use it."),
        Citation(source="Contract", captured_on=ON, section="7"),
        Citation(section="Annex"),
        Citation(source="Policy", dated=day, section="4 Use", quote="We use it."),
    ]
    assert source_words(found) == (
        "Policy (31 August 2018): 3 Data, sentence 2–3; 4 Use, “We use it.”; "
        "Contract (captured on 1 June 2025): 7; Annex"
    )


def test_reading_says_who_read_it() -> None:
    cite = Citation(read=True, read_by="Officer", read_because="Nobody else could.")
    assert cited_line(FULL, "Processor", [cite]) == Line(
        text="Processor (read from context)", reading="Nobody else could. (read by Officer)"
    )


def test_merged_lines_keep_every_source() -> None:
    lines = [
        Line(text="Name", code="name", source="1"),
        Line(text="E-mail", source="2"),
        Line(text="Name", code="name", source="3", reading="why"),
        Line(text="Name", code="name", source="1"),
    ]
    assert merged(lines) == (
        Line(text="Name", code="name", source="1; 3", reading="why"),
        Line(text="E-mail", source="2"),
    )


def test_three_states_follow_from_lines_reason_and_nothing() -> None:
    record = activity()
    line = Line(text="Said")
    assert stated(ART30, record, "measures", line, reason="never printed") == filled(line)
    assert stated(ART30, record, "measures", Line(text=""), reason="Secret") == not_applicable("Secret")
    assert stated(ART30, record, "measures", reason="Secret", impossible=True) == not_possible("Secret")
    assert stated(ART30, record, "measures") == MISSING
    assert said(ART30, record, "owner", "") == MISSING
    assert said(ART30, record, "owner", "Dana") == filled("Dana")


def test_reason_for_absence_has_a_source_too() -> None:
    record = activity(citations=(read("6", "It sells nothing.", "transfers_absent_because"),))
    assert absent(FULL, record, "transfers", "All in Germany") == not_applicable(
        "All in Germany (read from context) (Policy: 6; It sells nothing.)"
    )
    assert absent(ART30, record, "transfers", "All in Germany") == not_applicable(
        "All in Germany (read from context)"
    )


def test_missing_item_says_who_asks_until_when_and_in_full_what() -> None:
    record = activity(
        questions=(
            Question(field="owner", who="Dana", until=ON, question="Who owns it?"),
            Question(field="owner", who="Lee", question="Since when?"),
            Question(field="owner", who="Kim", question="Closed?", closed_on=ON),
            Question(field="systems", who="Pat", question="Which?"),
        )
    )
    assert missing(ART30, record, "owner").texts == (
        "Missing; being clarified: Dana, until 1 June 2025; Lee",
    )
    assert missing(FULL, record, "owner").texts == (
        "Missing; being clarified: Dana, until 1 June 2025 (Who owns it?); Lee (Since when?)",
    )
    assert missing(ART30, record, "name") == MISSING
