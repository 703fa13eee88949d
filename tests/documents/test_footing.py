"""On what footing data are at a place, by what the place is to the law and what a transfer there rests on."""

import datetime as dt
from dataclasses import replace

import pytest

from registry.documents.footing import (
    Footing,
    Place,
    country,
    ground_words,
    international_organisation,
    nowhere,
    weakest,
)
from registry.documents.records.services import Ground
from registry.documents.records.terms import Adequacy, AreaMember, Choice, Mechanism
from tests.documents.samples import ACME, GERMANY, JAPAN, ground, of

DPF_DECISION = Adequacy(
    id=1,
    code="eu-us-dpf",
    regime="EU",
    place="US",
    name="United States",
    kind="certified",
    mechanism="eu-us-dpf",
)
PATENTS = Adequacy(
    id=2,
    code="eu-epo",
    regime="EU",
    place="",
    name="European Patent Organisation",
    kind="international-organisation",
    valid_from=dt.date(2025, 1, 1),
)
BRIDGE = AreaMember(id=3, code="is-bridge", place="IS", name="Iceland", kind="bridge")
LAW = {"area": (GERMANY, BRIDGE), "adequacy": (JAPAN, DPF_DECISION, PATENTS)}


def resting_on(kind: str, **values: str) -> Ground:
    mechanism = Mechanism(
        id=9,
        slug=values.pop("slug", kind),
        name="Mechanism",
        regime=values.pop("regime", "EU"),
        kind=Choice(code=kind, label=kind),
        **values,  # type: ignore[arg-type]
    )
    return Ground(id=8, mechanism=mechanism)


ADEQUACY, CLAUSES, CONSENT = resting_on("adequacy"), resting_on("clauses"), resting_on("derogation")
DPF = resting_on("certified", slug="eu-us-dpf")
SAFEGUARDS_OF_SOME_KIND = resting_on("unspecified", article="Art. 46 GDPR")
ADEQUACY_OF_SOME_COUNTRY = resting_on("unspecified", article="Art. 45 GDPR")


def footing(code: str, *grounds: Ground, because: str = "", regimes: tuple[str, ...] = ("EU",)) -> Footing:
    organisation = replace(ACME, regimes=regimes)
    return country(of(organisation=organisation, **LAW), code, grounds=grounds, because=because).footing


@pytest.mark.parametrize(
    "code,grounds,found",
    [
        ("DE", (), Footing.ECONOMIC_AREA),
        ("DE", (CONSENT,), Footing.ECONOMIC_AREA),
        ("EEA", (), Footing.ECONOMIC_AREA),
        ("IS", (), Footing.BRIDGED),
        ("JP", (), Footing.ADEQUATE),
        ("US", (), Footing.NONE),
        ("US", (DPF,), Footing.ADEQUATE),
        ("US", (DPF, CLAUSES), Footing.ADEQUATE),
        ("US", (CLAUSES, CONSENT), Footing.SAFEGUARDS),
        ("US", (ADEQUACY,), Footing.NONE),
        ("IN", (DPF,), Footing.NONE),
        ("IN", (ADEQUACY,), Footing.NONE),
        ("IN", (resting_on("rules"),), Footing.SAFEGUARDS),
        ("IN", (resting_on("not-a-transfer-tool"),), Footing.NONE),
        ("IN", (SAFEGUARDS_OF_SOME_KIND,), Footing.SAFEGUARDS),
        ("IN", (ADEQUACY_OF_SOME_COUNTRY,), Footing.NONE),
        ("IN", (CONSENT,), Footing.DEROGATION),
        ("IN", (resting_on("clauses", regime="UK"),), Footing.NONE),
        ("WORLD", (), Footing.NOT_ONE_COUNTRY),
        ("WORLD", (CLAUSES,), Footing.SAFEGUARDS),
        ("WORLD", (ADEQUACY_OF_SOME_COUNTRY,), Footing.ADEQUATE),
        ("XX", (), Footing.NOT_ASSESSED),
    ],
)
def test_footing_is_what_the_place_is_or_else_the_firmest_ground(
    code: str, grounds: tuple[Ground, ...], found: Footing
) -> None:
    assert footing(code, *grounds) is found


def test_a_reason_stands_where_nothing_else_does() -> None:
    assert footing("US", because="The importer is subject to the GDPR") is Footing.NOT_NEEDED
    assert footing("US", CLAUSES, because="The importer is subject to the GDPR") is Footing.SAFEGUARDS
    assert footing("DE", because="No transfer") is Footing.ECONOMIC_AREA


def test_with_several_regimes_the_weakest_counts_and_each_is_said() -> None:
    both = of(organisation=replace(ACME, regimes=("EU", "UK")), **LAW)
    assert country(both, "DE", grounds=(), because="") == Place(
        code="DE",
        name="Germany",
        footing=Footing.NONE,
        standing=("European Union: Inside the EU/EEA", "United Kingdom: Third country"),
    )
    assert footing("GB", regimes=("UK",)) is Footing.HOME
    assert footing("DE", regimes=("CH",)) is Footing.NOT_ASSESSED


def test_a_mechanism_past_its_last_day_gives_nothing_and_says_so() -> None:
    shield = replace(DPF.mechanism, valid_until=dt.date(2020, 7, 15))
    past = replace(DPF, mechanism=shield, condition="For the website")
    assert country(of(**LAW), "US", grounds=(past,), because="") == Place(
        code="US",
        name="United States of America",
        footing=Footing.NONE,
        standing=("European Union: Adequate (Certified importers only)",),
        grounds=("Mechanism (For the website; no longer valid on 1 June 2025: last day 15 July 2020)",),
    )


def test_a_ground_is_told_with_its_module() -> None:
    told = ground(module=Choice(code="2", label="Module Two: controller to processor"))
    assert (
        ground_words(of(), told)
        == "Standard clauses of 2021, module two (Module Two: controller to processor)"
    )


@pytest.mark.parametrize(
    "name,grounds,found",
    [
        ("European Patent Organisation", (), Footing.ADEQUATE),
        ("european patent organisation", (), Footing.ADEQUATE),
        ("World Health Organization", (), Footing.NONE),
        ("World Health Organization", (CONSENT,), Footing.DEROGATION),
    ],
)
def test_an_international_organisation_is_known_by_its_name(
    name: str, grounds: tuple[Ground, ...], found: Footing
) -> None:
    made = international_organisation(of(**LAW), name, grounds=grounds, because="")
    assert (made.code, made.name, made.footing) == ("", name, found)


def test_no_decision_before_its_first_day() -> None:
    early = of(on=dt.date(2024, 12, 31), **LAW)
    made = international_organisation(early, "European Patent Organisation", grounds=(), because="")
    assert made.footing is Footing.NONE


def test_nowhere_is_missing() -> None:
    assert nowhere(grounds=["Clauses"]) == Place(
        code="", name="Missing", footing=Footing.NOT_STATED, grounds=("Clauses",)
    )


def test_weakest_of_several() -> None:
    assert weakest([Footing.ECONOMIC_AREA, Footing.NONE, Footing.DEROGATION]) is Footing.NONE


def test_every_footing_says_something_else() -> None:
    assert len({str(one.label) for one in Footing}) == len(Footing)
