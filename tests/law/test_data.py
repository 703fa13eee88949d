"""The shipped tables say what the law says."""

from datetime import date
from itertools import pairwise

import pytest

from registry.law import tables
from registry.law.facts import AdequacyKind, Confidence, MechanismKind
from registry.law.places import PLACE_CODES
from registry.law.regimes import Regime
from registry.law.tables import ancestors
from registry.law.validity import in_force

TABLES = {
    "adequacy_decisions.csv": tables.adequacy_decisions,
    "coverage.csv": tables.coverage,
    "data_categories.csv": tables.data_categories,
    "data_subject_categories.csv": tables.data_subject_categories,
    "economic_area.csv": tables.economic_area,
    "legal_bases.csv": tables.legal_bases,
    "measure_types.csv": tables.measure_types,
    "purposes.csv": tables.purposes,
    "recipient_categories.csv": tables.recipient_categories,
    "record_derogation.csv": tables.record_derogations,
    "transfer_mechanisms.csv": tables.transfer_mechanisms,
}

VOCABULARIES = [
    tables.data_categories,
    tables.data_subject_categories,
    tables.recipient_categories,
    tables.measure_types,
    tables.purposes,
]


def bases(*, regime, on):
    return [row.code for row in tables.legal_bases() if row.regime is regime and in_force(row, on)]


def mechanism(slug):
    return next(row for row in tables.transfer_mechanisms() if row.slug == slug)


def test_every_file_has_a_reader_and_rows():
    assert sorted(path.name for path in tables.DATA.glob("*.csv")) == sorted(TABLES)
    assert [name for name, reader in TABLES.items() if not reader()] == []


@pytest.mark.parametrize("name", TABLES)
def test_file_ends_lines_with_lf(name):
    text = (tables.DATA / name).read_bytes()
    assert b"\r" not in text
    assert text.endswith(b"\n")
    assert not text.startswith(b"\xef\xbb\xbf")


def test_notice_attributes_the_vocabulary():
    notice = (tables.DATA / "NOTICE.md").read_text(encoding="utf-8")
    assert "Data Privacy Vocabulary (DPV) 2.3" in notice
    assert "Copyright © 2026 the Contributors to the DPV" in notice


def test_iris_are_of_the_vocabulary():
    rows = [row for reader in TABLES.values() for row in reader() if getattr(row, "dpv_iri", "")]
    assert len(rows) > 200
    assert [row.dpv_iri for row in rows if not row.dpv_iri.startswith("https://w3id.org/dpv")] == []


@pytest.mark.parametrize("vocabulary", VOCABULARIES)
def test_vocabulary_names_each_thing_once(vocabulary):
    labels = [row.label for row in vocabulary()]
    assert len(set(labels)) == len(labels)
    iris = [row.dpv_iri for row in vocabulary() if row.dpv_iri]
    assert len(set(iris)) == len(iris)


def test_legal_bases_of_the_eu_are_six_and_ten():
    first_day = date(2018, 5, 25)
    assert bases(regime=Regime.EU, on=first_day) == [
        *(f"6.1.{letter}" for letter in "abcdef"),
        *(f"9.2.{letter}" for letter in "abcdefghij"),
    ]


@pytest.mark.parametrize("on,offered", [(date(2026, 2, 4), False), (date(2026, 2, 5), True)])
def test_recognised_interests_begin_in_the_uk(on, offered):
    assert ("uk.6.1.ea" in bases(regime=Regime.UK, on=on)) is offered
    assert "6.1.ea" not in bases(regime=Regime.EU, on=on)


def test_legal_bases_of_switzerland_are_not_invented():
    assert [row for row in tables.legal_bases() if row.regime is Regime.CH] == []
    (statement,) = [
        row for row in tables.coverage() if row.regime is Regime.CH and row.subject == "legal-bases"
    ]
    assert statement.status == "not-transcribed"


@pytest.mark.parametrize(
    "slug,last_day",
    [
        ("safe-harbour", date(2015, 10, 5)),
        ("privacy-shield", date(2020, 7, 15)),
        ("scc-2001-c2c", date(2022, 12, 27)),
        ("scc-2010-c2p", date(2022, 12, 27)),
        ("uk-old-scc", date(2024, 3, 21)),
    ],
)
def test_dead_mechanisms_have_a_last_day(slug, last_day):
    assert mechanism(slug).valid_until == last_day


def test_clauses_of_2021_are_four_modules():
    modules = {row.slug: row.module for row in tables.transfer_mechanisms() if row.needs_module}
    assert modules == {"scc-2021-m1": 1, "scc-2021-m2": 2, "scc-2021-m3": 3, "scc-2021-m4": 4}
    assert {mechanism(slug).needs_tia_from for slug in modules} == {date(2020, 7, 16)}


def test_compelling_interests_are_cited_where_they_stand():
    fact = mechanism("d49-li")
    assert fact.article == "Art. 49(1), second subparagraph, and 49(6) GDPR"
    assert fact.dpv_iri.endswith("#A49-2")


def test_only_what_is_no_transfer_tool_cannot_be_picked():
    assert [row.slug for row in tables.transfer_mechanisms() if not row.pickable] == ["scc-art28-915"]
    assert mechanism("scc-art28-915").kind is MechanismKind.NOT_A_TRANSFER_TOOL


def test_adequacy_names_known_mechanisms_and_places():
    slugs = {row.slug for row in tables.transfer_mechanisms()}
    assert [row.code for row in tables.adequacy_decisions() if row.mechanism not in slugs] == []
    assert [row.code for row in tables.adequacy_decisions() if row.place not in {"", *PLACE_CODES}] == []


def test_adequacy_has_no_row_for_the_unfilled_swiss_list():
    assert {row.regime for row in tables.adequacy_decisions()} == {Regime.EU, Regime.UK}


def test_adequacy_of_an_international_organisation_names_no_country():
    (office,) = [
        row for row in tables.adequacy_decisions() if row.kind is AdequacyKind.INTERNATIONAL_ORGANISATION
    ]
    assert (office.name, office.place, office.valid_from) == (
        "European Patent Organisation",
        "",
        date(2025, 7, 15),
    )


def test_uk_schedule_is_spelled_out_with_its_doubt():
    doubtful = [
        row.place
        for row in tables.adequacy_decisions()
        if row.instrument == "DPA 2018 Schedule 21" and row.confidence is Confidence.MEDIUM
    ]
    assert doubtful == ["AD", "AR", "CA", "CH", "FO", "GG", "IL", "IM", "JE", "JP", "NZ", "UY"]


def test_economic_area_has_thirty_members_today():
    members = [row for row in tables.economic_area() if in_force(row, date(2026, 11, 20))]
    assert len([row for row in members if row.kind == "member"]) == 30
    assert {row.place: row.part_of for row in members if row.kind == "part"} == {
        "AX": "FI",
        "GF": "FR",
        "GP": "FR",
        "MF": "FR",
        "MQ": "FR",
        "RE": "FR",
        "YT": "FR",
    }


def test_economic_area_periods_of_a_place_do_not_overlap():
    rows = sorted(tables.economic_area(), key=lambda row: (row.place, row.valid_from))
    overlaps = [
        later.code
        for earlier, later in pairwise(rows)
        if earlier.place == later.place
        and (earlier.valid_until is None or later.valid_from <= earlier.valid_until)
    ]
    assert overlaps == []
    assert {row.place for row in rows} <= set(PLACE_CODES)


def test_data_categories_flag_what_descends_from_special_and_criminal_data():
    rows = tables.data_categories()
    parents = {row.code: row.parents for row in rows}
    above = {row.code: {row.code, *ancestors(row.code, parents=parents)} for row in rows}
    assert {row.code for row in rows if row.special} == {
        code for code, line in above.items() if "special-category-data" in line
    }
    assert {row.code for row in rows if row.criminal} == {
        code for code, line in above.items() if "criminal-data" in line
    }
    assert {row.code for row in rows if row.national_id} == {
        code for code, line in above.items() if "national-identifier" in line
    }


def test_data_categories_cover_the_kinds_of_article_nine():
    special = {row.code for row in tables.data_categories() if row.special}
    assert special == {
        "special-category-data",
        "racial-origin",
        "ethnic-origin",
        "political-opinions",
        "religious-beliefs",
        "philosophical-beliefs",
        "trade-union-membership",
        "genetic-data",
        "biometric-identification",
        "health-data",
        "sickness-absence",
        "sex-life",
        "sexual-orientation",
    }


def test_data_categories_belong_to_several_parents():
    row = next(row for row in tables.data_categories() if row.code == "ai-prompt")
    assert row.parents == ("ai-data", "user-content")


def test_measures_serve_every_letter():
    assert {row.letter for row in tables.measure_types()} == {"a", "b", "c", "d"}


def test_coverage_starts_with_each_regime():
    assert [row for row in tables.coverage() if row.assessed_from != row.regime.starts_on] == []
