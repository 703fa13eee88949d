"""Letters (f) and (g): how long each category is kept, and how data are protected."""

from dataclasses import replace

from registry.documents.records.activities import Measure, Purpose
from registry.documents.records.terms import Choice, MeasureType
from registry.documents.sections.measures import measures
from registry.documents.sections.retention import retention
from registry.documents.values import Line
from tests.documents.samples import (
    HEALTH,
    THIRTY_DAYS,
    YES,
    activity,
    data_use,
    facts,
    of,
    read,
    rows,
    small_print,
    stated,
)

TLS = Measure(
    id=1,
    title="Encryption in transit",
    description="TLS 1.3",
    measure_type=MeasureType(id=1, code="encryption-in-transit", label="Encryption in transit"),
)
KEYS = Measure(id=2, title="Key cards", condition="in the office")


def test_each_category_of_data_has_its_limit() -> None:
    bills, news = Purpose(id=1, text="To bill"), Purpose(id=2, text="To send news")
    rule = replace(
        THIRTY_DAYS,
        criterion="Earlier on request",
        configurable_by_client=YES,
        at_the_end=Choice(code="delete", label="Delete"),
        backups="Ten days longer",
        exceptions="Invoices",
        law_cited="Tax code",
        where="Terms",
        condition="where closed",
    )
    one = activity(
        purposes=(bills, news),
        data_uses=(
            data_use(retention=rule, purposes=(2,)),
            data_use(category=HEALTH, subjects=(), retention=None),
            data_use(retention=None, retention_absent_because="Kept with the contract", purposes=(1, 2)),
        ),
    )
    [grid] = retention(of(one), one)
    limit = [
        "30 days after account deletion (where closed)",
        "Earlier on request",
        "The client can set another period",
        "At the end: Delete",
        "Backups: Ten days longer",
        "Exceptions: Invoices",
    ]
    everything = ["All purposes of the activity"]
    assert rows(grid) == [
        [["Name"], ["Users"], ["To send news"], limit],
        [["Health data (special category, Art. 9)"], "Missing", everything, "Missing"],
        [["Name"], ["Users"], ["To bill", "To send news"], "Not possible: Kept with the contract"],
    ]
    [full] = retention(of(one, content="full"), one)
    assert rows(full)[0][3] == [*limit, "Law: Tax code", "Stated in: Terms"]


def test_limit_carries_what_is_cited_for_the_rule_and_for_its_use() -> None:
    rule = replace(THIRTY_DAYS, citations=(stated("8"), stated("9", "backups")))
    one = activity(data_uses=(data_use(retention=rule, citations=(read("3", "Same data.", "retention"),)),))
    [grid] = retention(of(one, content="full"), one)
    assert small_print(grid.rows[0][3]) == [  # type: ignore[union-attr]
        ("30 days after account deletion (read from context)", "Policy: 8; 3", "Same data.")
    ]
    [short] = retention(of(one), one)
    assert short.rows[0][3].lines == (  # type: ignore[union-attr]
        Line(text="30 days after account deletion (read from context)", code="P30D"),
    )


def test_no_data_no_limits() -> None:
    [grid] = retention(of(), activity())
    assert rows(grid) == "Missing"


def test_own_measures_are_described_and_inherited_ones_named() -> None:
    one = activity(measures=(TLS, KEYS), inherited_measures=(replace(TLS, id=3, title="Backups"),))
    assert facts(measures(of(one), one)) == {
        "measures": ["Encryption in transit: TLS 1.3", "Key cards (in the office)"],
        "inherited-measures": ["Backups"],
    }


def test_measures_are_inherited_missing_or_not_possible() -> None:
    inheriting = activity(inherited_measures=(TLS,))
    reasoned = activity(measures_absent_because="Being rebuilt", inherited_measures=(TLS,))
    assert [facts(measures(of(one), one)) for one in (activity(), inheriting, reasoned)] == [
        {"measures": "Missing"},
        {"inherited-measures": ["Encryption in transit"]},
        {"measures": "Not possible: Being rebuilt", "inherited-measures": ["Encryption in transit"]},
    ]
