"""The rules for people: what is registered is documented, whole."""

from pathlib import Path

from registry.linter.catalogue import all_rules
from registry.linter.handbook import as_data, as_markdown, as_text

PAGE = Path(__file__).resolve().parents[2] / "docs" / "rules.md"

ENTRY = """
### C10 `uk-schedule1-missing`

**Condition of Schedule 1 not named** · Lawfulness · Missing or contradictory · Accountability · UK

In the United Kingdom these conditions, and the use of criminal data, hold only under one of Schedule 1.

- *Fix:* Cite the paragraph of Schedule 1 of the DPA 2018, and the policy document where that paragraph asks for one.
- *Source:* DPA 2018 Schedule 1
"""


def test_the_documentation_is_that_of_the_rules() -> None:
    assert PAGE.read_text() == as_markdown()


def test_a_rule_is_documented_whole() -> None:
    assert ENTRY in as_markdown()
    assert "Missing in the record · Missing or contradictory · Article 30 · EU, UK, CH" in as_markdown()
    assert "Quality · Hint · Everything · EU, UK · off at first\n" in as_markdown()
    assert (
        "- *Source:* Art. 30(1)(b) GDPR; Art. 30(1)(b) UK GDPR; Art. 12(2)(b) FADP — Art. 5(1)(b) GDPR\n"
        in as_markdown()
    )


def test_the_list_has_one_line_for_each_rule() -> None:
    lines = as_text().splitlines()
    assert len(lines) == len(all_rules())
    (line,) = [line for line in lines if "purpose-missing" in line]
    assert line.split("  ")[0] == "B01"
    assert [part.strip() for part in line.split("  ") if part.strip()] == [
        "B01",
        "purpose-missing",
        "Missing or contradictory",
        "Article 30",
        "No purpose",
    ]


def test_a_rule_as_data_holds_all_that_it_declares() -> None:
    (found,) = [one for one in as_data() if one["slug"] == "purpose-missing"]
    assert found == {
        "code": "B01",
        "slug": "purpose-missing",
        "title": "No purpose",
        "class": "missing",
        "severity": "missing",
        "profile": "art30",
        "sources": {
            "EU": "Art. 30(1)(b) GDPR",
            "UK": "Art. 30(1)(b) UK GDPR",
            "CH": "Art. 12(2)(b) FADP",
        },
        "guidance": "Art. 5(1)(b) GDPR",
        "since": None,
        "ends": {},
        "off": False,
        "blocks": True,
        "why": "Without its purpose nobody can judge whether processing is necessary or allowed.",
        "fix": "Say what the data are processed for, one purpose a line.",
    }
