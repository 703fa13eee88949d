"""Which law is asked, letter by letter, and how much is said."""

from dataclasses import replace

import pytest

from registry.documents.edition import Lettered, edition
from registry.documents.inventory import Inventory
from registry.law.articles import Part
from registry.law.regimes import Regime
from tests.documents.samples import ACME, ON, inventory, of


def test_register_is_one_of_the_union_where_no_law_is_recorded() -> None:
    shown = of(organisation=replace(ACME, regimes=()))
    assert shown.regimes == (Regime.EU,)
    assert [letter.article for letter in shown.letters(Part.PROCESSOR)] == [
        "Art. 30(2)(a)",
        "Art. 30(2)(b)",
        "Art. 30(2)(c)",
        "Art. 30(2)(d)",
    ]


def test_each_letter_cites_every_law_that_applies() -> None:
    shown = of(organisation=replace(ACME, regimes=("CH", "EU")))
    letters = {letter.key: letter for letter in shown.letters(Part.CONTROLLER)}
    assert [letter.letter for letter in letters.values()] == list("abcdefg")
    assert letters["transfers"] == Lettered(
        key="transfers",
        letter="e",
        article="Art. 30(1)(e); Art. 12(2)(g) FADP",
        heading="Transfers to third countries or international organisations",
    )
    assert shown.article(Part.CONTROLLER) == "Art. 30(1); Art. 12(2) FADP"


def test_swiss_law_alone_has_its_own_order() -> None:
    shown = of(organisation=replace(ACME, regimes=("CH",)))
    assert [letter.key for letter in shown.letters(Part.CONTROLLER)][-3:] == [
        "retention",
        "measures",
        "transfers",
    ]


@pytest.mark.parametrize(
    "regimes,content,asked",
    [(("EU",), "art30", False), (("EU",), "full", True), (("UK", "CH"), "art30", True)],
)
def test_guarantees_are_said_in_full_and_under_swiss_law(
    regimes: tuple[str, ...], content: str, asked: bool
) -> None:
    assert of(content=content, organisation=replace(ACME, regimes=regimes)).says_guarantees is asked


def test_unknown_content_is_refused() -> None:
    with pytest.raises(ValueError, match="art30, full"):
        edition(inventory(), on=ON, content="some")


def test_edition_before_the_first_record_names_nobody() -> None:
    assert edition(Inventory(), on=ON, content="art30").organisation.name == ""
