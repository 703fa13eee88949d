"""The register as a whole: its parts, its moment, its language, and that it says nothing twice differently."""

import datetime as dt
from dataclasses import replace

import pytest

from registry.documents.canonical import decode, encode
from registry.documents.inventory import Inventory
from registry.documents.pictures import flow_of, map_of
from registry.documents.register import Moment, Part, Register
from registry.documents.registers import controller_register, processor_register, register
from tests.documents.samples import (
    ACME,
    AT,
    DRAFT,
    HOSTING,
    ON,
    PROCESSOR,
    RETIRED,
    activity,
    data_use,
    disclosure,
    facts,
    inventory,
)

MINE = activity()
THEIRS = activity(id=2, reference="PA-0002", name="Sending", role=PROCESSOR)
UNKNOWN = activity(id=3, reference="PA-0003", name="Unclear", role=None)


def sheets(part: Part) -> list[str]:
    return [sheet.reference for sheet in part.sheets]


def test_activities_stand_in_the_record_of_their_role_and_without_one_where_most_is_asked() -> None:
    controller, processor = register(inventory(MINE, THEIRS, UNKNOWN), on=ON).parts
    assert (controller.letter, controller.article, sheets(controller)) == (
        "A",
        "Art. 30(1)",
        ["PA-0001", "PA-0003"],
    )
    assert (processor.letter, processor.article, sheets(processor)) == ("B", "Art. 30(2)", ["PA-0002"])


@pytest.mark.parametrize(
    "part,keys",
    [("all", ["controller", "processor"]), ("controller", ["controller"]), ("processor", ["processor"])],
)
def test_one_record_alone_counts_its_own_activities(part: str, keys: list[str]) -> None:
    made = register(inventory(MINE, THEIRS), on=ON, part=part)
    assert [one.key for one in made.parts] == keys
    counted = facts(made.cover[1].entries)["activities"][0]
    assert counted == ["", "1 activity (Approved: 1)", "2 activities (Approved: 2)"][len(keys)]


def test_parts_alone_are_those_of_the_register() -> None:
    read = inventory(MINE, THEIRS)
    for content in ("art30", "full"):
        whole = register(read, on=ON, content=content)
        assert whole.parts == (
            controller_register(read, on=ON, content=content),
            processor_register(read, on=ON, content=content),
        )


def test_register_says_which_state_of_the_records_it_shows() -> None:
    owner = replace(ACME, note="Transcribed")
    made = register(inventory(MINE, organisation=owner), on=ON, content="full")
    assert (made.schema, made.language, made.content) == ("regesta.register/3", "en", "full")
    assert (made.slug, made.name, made.note) == ("acme", "Acme", "Transcribed")
    assert made.moment == Moment(revision=3, instant=AT, digest="d" * 64, on=ON, timezone="Europe/Berlin")


def test_register_before_the_first_record_says_so() -> None:
    made = register(Inventory(), on=ON)
    assert (made.name, made.slug, made.moment.revision) == ("Not recorded yet", "", 0)
    assert facts(made.cover[0].entries)["name"] == "Missing"
    assert facts(made.cover[1].entries)["activities"] == ["None recorded for this day"]
    assert [part.sheets for part in made.parts] == [(), ()]
    assert all(part.empty for part in made.parts)


def test_drafts_are_in_and_the_retired_are_out() -> None:
    read = inventory(
        activity(status=DRAFT), replace(THEIRS, status=RETIRED), replace(UNKNOWN, in_force_from=ON)
    )
    assert [sheets(part) for part in register(read, on=ON).parts] == [["PA-0001", "PA-0003"], []]
    earlier = register(read, on=ON - dt.timedelta(days=1))
    assert [sheets(part) for part in earlier.parts] == [["PA-0001"], []]


def test_unknown_part_or_content_is_refused() -> None:
    with pytest.raises(ValueError, match="all, controller, processor"):
        register(inventory(), on=ON, part="both")
    with pytest.raises(ValueError, match="art30, full"):
        controller_register(inventory(), on=ON, content="everything")


def test_pictures_are_what_the_full_edition_adds() -> None:
    other = replace(HOSTING, id=90, hosting_places=("FR",), contracting_place="", party=None)
    used = replace(HOSTING, hosting_places=("DE",), contracting_place="")
    read = inventory(replace(MINE, disclosures=(disclosure(used),)), THEIRS, services=(used, other))
    full = register(read, on=ON, content="full")
    shown = [sheet.flow for part in full.parts for sheet in part.sheets]
    assert shown == [flow_of(activity, read, on=ON) for activity in read.activities]
    assert [annex.map for annex in full.annexes] == [None] * 7 + [map_of(read, on=ON)]
    asked = register(read, on=ON)
    assert [sheet.flow for part in asked.parts for sheet in part.sheets] == [None, None]
    assert [annex.map for annex in asked.annexes] == [None] * 4


def test_map_of_one_record_shows_what_its_activities_use() -> None:
    other = replace(HOSTING, id=90, hosting_places=("FR",), contracting_place="", party=None)
    used = replace(HOSTING, hosting_places=("DE",), contracting_place="")
    read = inventory(replace(MINE, disclosures=(disclosure(used),)), THEIRS, services=(used, other))

    def places(part: str) -> list[str]:
        shown = register(read, on=ON, content="full", part=part).annexes[-1].map
        assert shown is not None
        return [one.place.code for one in shown.countries]

    assert [places(part) for part in ("all", "controller", "processor")] == [
        ["FR", "DE", "US"],
        ["DE", "US"],
        [],
    ]


@pytest.mark.parametrize("content", ["art30", "full"])
def test_register_survives_its_canonical_form(content: str) -> None:
    read = inventory(replace(MINE, data_uses=(data_use(),), disclosures=(disclosure(),)), THEIRS)
    made = register(read, on=ON, content=content)
    assert decode(encode(made), Register) == made
    assert encode(register(read, on=ON, content=content)) == encode(made)
