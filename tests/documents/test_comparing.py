"""What changed between two inventories: everything that did, each thing once, and nothing else."""

import dataclasses
import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import reduce
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from registry.documents.canonical import decode, encode
from registry.documents.compared import activities, evidence, parties, services, terms, transfers
from registry.documents.compared.items import Kind as Compared
from registry.documents.comparing import compare
from registry.documents.difference import Authorship, Change, Difference, ItemChange, Kind, Revised
from registry.documents.inventory import Inventory
from registry.documents.records.activities import Client, Measure, Purpose
from registry.documents.records.evidence import Citation, Question
from registry.documents.records.notices import Notice
from registry.documents.records.services import Agreement
from registry.documents.records.terms import Term
from registry.inventory import read_inventory
from tests.documents import edited, samples
from tests.documents.samples import ACME, HOSTING, ON, VENDOR, activity, inventory, told
from tests.inventory.whole import whole_organisation

pytestmark = pytest.mark.any_database

REDUCED = 3
"""So many rows of each of the law's tables are enough."""


def kinds() -> Iterator[Compared]:
    """Every kind of record that is compared, parts included."""
    wholes = (
        activities.activity(), services.service(), services.agreement(), services.subprocessor(),
        parties.organisation(), parties.party(), evidence.rule(), evidence.measure(), evidence.notice(),
        evidence.assessment(), evidence.document(), evidence.waiver(), terms.mechanism(), terms.adequacy(),
        terms.area_member(), *terms.vocabulary(), transfers.transfer(),
    )  # fmt: skip
    for whole in wholes:
        yield whole
        for _name, part in whole.parts:
            yield part


def compared(before: Inventory, after: Inventory, **values: Any) -> Difference:
    return compare(before, after, **{"before_on": ON, "after_on": ON, **values})


def sides(item: ItemChange) -> tuple[str, Any, Any]:
    return item.heading, item.before and told(item.before), item.after and told(item.after)


def outline(difference: Difference) -> list[Any]:
    """Each subject with its changes: kind, title, items, parts."""
    return [
        (subject.key, [_outline(change) for change in subject.changes]) for subject in difference.subjects
    ]


def _outline(change: Change) -> tuple[Any, ...]:
    parts = [_outline(part) for part in change.parts]
    return change.kind.value, change.title, [sides(item) for item in change.items], *parts


def everything(changes: Any) -> Iterator[Change]:
    for change in changes:
        yield change
        yield from everything(change.parts)


@pytest.mark.parametrize("kind", list(kinds()), ids=lambda kind: kind.table)
def test_every_field_is_compared_once_or_left_out_for_a_reason(kind: Compared) -> None:
    fields = {field.name for field in dataclasses.fields(kind.type)}
    unsaid = set() if "citations" in fields else {"citations", "questions"}
    assert sorted(set(kind.fields) - unsaid) == sorted(fields)
    assert len(kind.fields) == len(set(kind.fields))


# The algebra, on everything that can be recorded


@pytest.fixture
def whole(db: None) -> Inventory:
    """Everything linked to everything, with a few rows of the law."""
    found = read_inventory(organisation=whole_organisation())
    used = list(dict.fromkeys(ground.mechanism for one in found.transfers for ground in one.grounds))
    return replace(
        found,
        mechanisms=(*used, *(one for one in found.mechanisms if one not in used))[: len(used) + REDUCED],
        adequacy=found.adequacy[:REDUCED],
        area=found.area[:REDUCED],
    )


def with_edits(check: Callable[[Inventory, Inventory], None], base: Inventory, *, examples: int) -> None:
    """Calls `check` with pairs of inventories that differ by a few random edits, each way round."""

    @settings(max_examples=examples, deadline=None)
    @given(data=st.data())
    def example(data: st.DataObject) -> None:
        drawn = data.draw(st.lists(edited.edits(base), min_size=1, max_size=3))
        check(base, reduce(lambda made, edit: edit(made), drawn, base))

    example()


def test_nothing_differs_from_itself(whole: Inventory) -> None:
    assert compared(whole, whole).subjects == ()
    assert compared(Inventory(), Inventory()).subjects == ()


def test_every_difference_is_reported_and_no_other(whole: Inventory) -> None:
    tables = {kind.type: kind for kind in kinds()}

    def check(before: Inventory, after: Inventory) -> None:
        then, now = edited.naive(before), edited.naive(after)
        reported: dict[tuple[str, int], set[str]] = {}
        for change in everything(compared(before, after).changes):
            headings = {item.heading for item in change.items}
            if change.kind in (Kind.ADDED, Kind.REMOVED):
                headings = {"*"}
            reported.setdefault((change.table, change.id), set()).update(headings)
        assert differing(then, now, tables) == {key: found for key, found in reported.items() if found}

    with_edits(check, whole, examples=120)


def differing(then: Any, now: Any, tables: dict[type, Compared]) -> dict[tuple[str, int], set[str]]:
    """The naive way: table and number → headings of the items with a field that differs; "*" for a whole record."""
    found: dict[tuple[str, int], set[str]] = {}
    for kind, number in then.keys() | now.keys():
        declared, key = tables[kind], (tables[kind].table, number)
        if (kind, number) not in then or (kind, number) not in now:
            if not issubclass(kind, Term) and declared.table != "legalbasis":
                found[key] = {"*"}
            continue
        old, new = then[kind, number], now[kind, number]
        changed = {name for name in old if old[name] != new[name]}
        headings = {item.heading for item in declared.items if changed.intersection(item.compared)}
        headings |= {"Sources"} if "citations" in changed else set()
        headings |= {"Questions"} if "questions" in changed else set()
        if headings:
            found[key] = headings
    return found


MIRRORED = {
    Kind.ADDED: Kind.REMOVED,
    Kind.BEGUN: Kind.ENDED,
    Kind.ENDED: Kind.BEGUN,
    Kind.REMOVED: Kind.ADDED,
    Kind.RETIRED: Kind.BEGUN,
}


def test_the_other_way_round_everything_is_mirrored(whole: Inventory) -> None:
    def check(before: Inventory, after: Inventory) -> None:
        there, back = compared(before, after), compared(after, before)
        assert changed_items(there.changes) == changed_items(back.changes, mirrored=True)

    with_edits(check, whole, examples=50)


def changed_items(changes: Any, *, mirrored: bool = False) -> set[Any]:
    """Table, number, kind, then item, old and new of each change; mirrored, as the other direction has them."""
    found: set[Any] = set()
    for change in everything(changes):
        kind = MIRRORED.get(change.kind, change.kind) if mirrored else change.kind
        kind = Kind.ENDED if kind is Kind.RETIRED else kind
        key = (change.table, change.id, kind)
        found |= {key}
        for item in change.items:
            old, new = (item.after, item.before) if mirrored else (item.before, item.after)
            found.add((*key, item.key, old and old.texts, new and new.texts))
    return found


def test_a_difference_is_its_json_and_back(whole: Inventory) -> None:
    def check(before: Inventory, after: Inventory) -> None:
        made = compared(before, after)
        assert decode(encode(made), Difference) == made

    with_edits(check, whole, examples=30)


# Examples


PURPOSE = Purpose(id=1, text="To run the account")


def test_a_changed_text_is_one_change_of_the_part_that_holds_it() -> None:
    before = inventory(activity(purposes=(PURPOSE, Purpose(id=2, position=1, text="To bill"))))
    after = inventory(
        activity(purposes=(replace(PURPOSE, text="To close the account"), Purpose(id=2, text="To bill")))
    )
    assert outline(compared(before, after)) == [
        ("activities", [
            ("changed", "Accounts", [],
             ("changed", "To close the account", [("Purpose", ["To run the account"], ["To close the account"])]),
             ("changed", "To bill", [("Place in the order", ["2"], ["1"])])),
        ]),
    ]  # fmt: skip


def test_a_renamed_vendor_is_reported_once_however_often_it_is_named() -> None:
    def using(vendor: Any) -> Inventory:
        service = replace(HOSTING, party=vendor)
        return inventory(
            activity(disclosures=(samples.disclosure(service),), joint_controllers=(vendor,)),
            parties=(vendor,),
        )

    found = compared(using(VENDOR), using(replace(VENDOR, name="Seller")))
    assert outline(found) == [("parties", [("changed", "Seller", [("Name", ["Vendor"], ["Seller"])])])]


def test_missing_not_applicable_and_not_possible_are_said_as_such() -> None:
    asked = Question(field="joint_controllers", who="Bea", until=dt.date(2025, 7, 1), question="Who else?")
    before = inventory(activity(questions=(asked,)))
    after = inventory(
        activity(
            questions=(asked,),
            joint_controllers_absent_because="it decides alone",
            measures_absent_because="they are secret",
            transfers_as_stated="None outside the EEA",
        )
    )
    assert outline(compared(before, after)) == [
        ("activities", [
            ("changed", "Accounts", [
                ("Joint controllers", "Missing; being clarified: Bea, until 1 July 2025",
                 "Not applicable: it decides alone"),
                ("What is said of transfers", ["None recorded"], ["None outside the EEA"]),
                ("Measures", "Missing", "Not possible: they are secret"),
            ]),
        ]),
    ]  # fmt: skip


def test_letters_are_those_of_the_record_that_the_activity_is_in() -> None:
    def letters(**values: Any) -> list[tuple[str, str, str]]:
        before = inventory(activity(role=values["role"]))
        (change,) = compared(before, inventory(activity(**values))).changes
        return [(one.heading, one.letter, one.article) for one in (*change.items, *_items_of_parts(change))]

    measured = (Measure(id=1, title="Keys"),)
    client = Client(id=1, class_of_controllers="Customers", categories_of_processing="Reading")
    assert letters(role=samples.CONTROLLER, measures=measured, description="What it is") == [
        ("Measures", "g", "Art. 30(1)(g)"),
        ("Description", "", ""),
    ]
    assert letters(role=samples.PROCESSOR, measures=measured, clients=(client,), purposes=(PURPOSE,)) == [
        ("Measures", "d", "Art. 30(2)(d)"),
        ("Purpose", "", ""),
        ("Controller", "a", "Art. 30(2)(a)"),
        ("Categories of processing", "b", "Art. 30(2)(b)"),
    ]


def _items_of_parts(change: Change) -> list[ItemChange]:
    return [item for part in change.parts for item in part.items]


def test_what_both_records_ask_for_names_both_articles() -> None:
    measure = Measure(id=1, title="Keys")
    before, after = (
        inventory(measures=(measure,)),
        inventory(measures=(replace(measure, description="Long"),)),
    )
    ((change,),) = [subject.changes for subject in compared(before, after).subjects]
    assert (change.letter, change.article) == ("", "Art. 30(1)(g); Art. 30(2)(d)")
    renamed = replace(before, organisation=replace(ACME, email="privacy@acme.example"))
    ((change,),) = [subject.changes for subject in compared(before, renamed).subjects]
    assert [(one.heading, one.letter) for one in change.items] == [("E-mail", "a")]


def test_before_the_first_record_everything_is_added_but_the_law() -> None:
    found = compared(Inventory(), inventory(activity()))
    assert [
        (subject.key, [change.kind.value for change in subject.changes]) for subject in found.subjects
    ] == [
        ("organisation", ["added"]),
        ("activities", ["added"]),
    ]
    assert (found.name, found.before.revision, found.before.timezone) == ("Acme", 0, "Europe/Berlin")
    assert compared(Inventory(), Inventory()).name == "Not recorded yet"


def test_law_and_used_terms_are_compared() -> None:
    renamed = replace(samples.NAME, label="Full name")
    before = inventory(activity(data_uses=(samples.data_use(),)))
    after = inventory(
        activity(data_uses=(samples.data_use(category=renamed),)),
        adequacy=(replace(samples.JAPAN, valid_until=dt.date(2025, 1, 1)),),
    )
    assert outline(compared(before, after)) == [
        ("law", [
            ("changed", "Full name", [("Label", ["Name"], ["Full name"])]),
            ("changed", "Japan", [("Valid until", ["None recorded"], ["1 January 2025"])]),
        ]),
    ]  # fmt: skip


def test_sources_are_named_where_they_differ_and_a_renamed_one_once() -> None:
    policy = Notice(id=1, title="Policy", version_date=None)
    cited = Citation(field="role", source="Policy", section="1")
    gone = Citation(source="Policy", section="2", read=True, read_because="it says so", read_by="Bea")
    come = Citation(field="name", source="Terms", section="3")
    before = inventory(activity(citations=(cited, gone)), notices=(policy,))
    after = inventory(
        activity(citations=(replace(cited, source="Notice"), come)),
        notices=(replace(policy, title="Notice"),),
    )
    assert outline(compared(before, after)) == [
        ("activities", [
            ("changed", "Accounts", [
                ("Sources", ["Policy: 2 (read from context: it says so; read by Bea)"], ["Name: Terms: 3"]),
            ]),
        ]),
        ("notices", [("changed", "Notice", [("Title", ["Policy"], ["Notice"])])]),
    ]  # fmt: skip
    only_renamed = inventory(activity(citations=(cited, gone)), notices=(replace(policy, title="Notice"),))
    same = replace(
        only_renamed.activities[0], citations=tuple(replace(one, source="Notice") for one in (cited, gone))
    )
    found = compared(before, replace(only_renamed, activities=(same,)))
    assert [subject.key for subject in found.subjects] == ["notices"]


def test_each_change_names_the_revisions_that_wrote_it_or_a_part_of_it() -> None:
    when = samples.AT
    revisions = tuple(
        Revised(key=key, number=number, instant=when, who="Ada", channel="Admin", reason="")
        for key, number in (("4", 4), ("shared-2", 2), ("5", 5), ("6", 6), ("7", 7))
    )
    contract = Agreement(id=1, kind=None, title="Contract", services=(HOSTING.id,))
    authorship = Authorship(
        revisions=revisions,
        touched={
            ("purpose", 1): ("4", "6"),
            ("processingactivity", 10): ("5",),
            ("agreement", 1): ("7",),
            ("party", 99): ("shared-2",),
        },
    )
    before = inventory(activity(purposes=(PURPOSE,)), services=(HOSTING,))
    after = inventory(
        activity(name="Users", purposes=(replace(PURPOSE, text="Other"),)),
        services=(replace(HOSTING, agreements=(contract,)),),
        agreements=(contract,),
    )
    found = compared(before, after, authorship=authorship)
    behind = {(one.table, one.id): one.revisions for one in everything(found.changes)}
    assert behind == {
        ("processingactivity", 10): ("4", "5", "6"),
        ("purpose", 1): ("4", "6"),
        ("service", 80): ("7",),
        ("agreement", 1): ("7",),
    }
    assert [one.key for one in found.revisions] == ["4", "5", "6", "7"]
