"""Panels: each field and part in one place, in the order of the law."""

import pytest

from registry.admin.activities import ActivityAdmin
from registry.admin.activity_panels import FIELDSETS, WALKS, panel_of
from registry.admin.panels import in_order_of_law, merged
from registry.documents.edition import Edition
from registry.documents.inventory import Inventory
from registry.documents.records.parties import Organisation
from registry.law.articles import Part as Side


def walk(side: Side, *regimes: str) -> tuple:
    organisation = Organisation(id=1, name="Acme", slug="acme", regimes=regimes)
    law = Edition(inventory=Inventory(organisation=organisation), on=None, full=False)  # type: ignore[arg-type]
    return in_order_of_law(WALKS[side], law.letters(side))


@pytest.mark.parametrize("side", Side)
def test_each_field_and_part_stands_in_one_panel(side: Side) -> None:
    prefixes = [
        inline.model._meta.get_field("activity").remote_field.related_name for inline in ActivityAdmin.inlines
    ]
    held = [block for panel in WALKS[side] for block in panel.blocks]
    assert sorted(held) == sorted([*FIELDSETS, *prefixes])


@pytest.mark.parametrize(
    "side,regimes,expected",
    [
        (
            Side.CONTROLLER,
            ("EU",),
            (
                "activity (a)identity (b)purposes (c)categories (d)recipients (e)transfers (f)retention (g)measures "
                "beyond also"
            ),
        ),
        (
            Side.PROCESSOR,
            ("EU",),
            "activity (a)identity (b)processing (c)transfers (d)measures beyond also",
        ),
        (
            Side.CONTROLLER,
            ("CH",),
            (
                "activity (a)identity (b)purposes (c)categories (d)recipients (e)retention (f)measures (g)transfers "
                "beyond also"
            ),
        ),
        (Side.PROCESSOR, ("CH",), "activity identity processing measures transfers beyond also"),
    ],
)
def test_panels_have_the_letters_of_the_law(side: Side, regimes: tuple[str, ...], expected: str) -> None:
    found = [f"({panel.letter}){panel.key}" if panel.letter else panel.key for panel in walk(side, *regimes)]
    assert " ".join(found) == expected


def test_panel_cites_every_law_that_applies() -> None:
    transfers = next(panel for panel in walk(Side.CONTROLLER, "EU", "CH") if panel.key == "transfers")
    assert (transfers.letter, transfers.article, transfers.anchor) == (
        "e",
        "Art. 30(1)(e); Art. 12(2)(g) FADP",
        "letter-e",
    )


def test_walks_of_both_roles_are_one_order() -> None:
    assert merged("ABCE", "ADE") == list("ADBCE")
    assert merged("AB", "AB") == list("AB")


@pytest.mark.parametrize(
    "side,record_type,field,key",
    [
        (Side.CONTROLLER, "processingactivity", "recipients", "recipients"),
        (Side.PROCESSOR, "processingactivity", "recipients", "identity"),
        (Side.CONTROLLER, "processingactivity", "measures", "measures"),
        (Side.CONTROLLER, "processingactivity", "", "activity"),
        (Side.CONTROLLER, "processingactivity", "screening_outcome", "beyond"),
        (Side.CONTROLLER, "datause", "retention", "retention"),
        (Side.PROCESSOR, "datause", "retention", "also"),
        (Side.CONTROLLER, "datause", "subjects", "categories"),
        (Side.PROCESSOR, "clientcontroller", "categories_of_processing", "processing"),
        (Side.CONTROLLER, "clientcontroller", "dpo", "also"),
        (Side.PROCESSOR, "transfer", "destination", "transfers"),
    ],
)
def test_question_belongs_to_the_panel_that_asks(side: Side, record_type: str, field: str, key: str) -> None:
    assert panel_of(record_type, field, panels=WALKS[side]) == key
