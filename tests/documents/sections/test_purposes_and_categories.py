"""Letters (b) and (c): why, whose data, and which."""

from registry.documents.records.activities import Client, Purpose
from registry.documents.records.terms import Choice, DataSubjectCategory, PurposeCategory
from registry.documents.sections.categories import categories
from registry.documents.sections.purposes import processing, purposes
from registry.documents.values import Line
from tests.documents.samples import (
    HEALTH,
    NAME,
    USERS,
    activity,
    data_use,
    facts,
    of,
    read,
    rows,
    small_print,
    stated,
)

BILLING = PurposeCategory(id=1, code="billing", label="Billing")
CHILDREN = DataSubjectCategory(id=41, code="children", label="Children", vulnerable=True)


def test_purposes_are_said_in_their_words_with_condition_and_importance() -> None:
    main, secondary = Choice(code="main", label="Main"), Choice(code="secondary", label="Secondary purpose")
    one = activity(
        purposes=(
            Purpose(id=1, text="To send invoices", category=BILLING, condition="where paid", importance=main),
            Purpose(id=2, text="To improve the service", importance=secondary),
            Purpose(id=3, text="To advertise", importance=Choice(code="further", label="Further purpose")),
        )
    )
    [fact] = purposes(of(one), one)
    assert fact.value.lines == (  # type: ignore[union-attr]
        Line(text="To send invoices (where paid)", code="billing"),
        Line(text="To improve the service (Secondary purpose)"),
        Line(text="To advertise (Further purpose)"),
    )


def test_no_purpose_is_missing() -> None:
    assert facts(purposes(of(), activity())) == {"purposes": "Missing"}


def test_processing_is_said_for_each_controller() -> None:
    one = activity(
        clients=(
            Client(id=1, class_of_controllers="Customers", categories_of_processing="Sending mail"),
            Client(id=2, class_of_controllers="Resellers"),
        )
    )
    [grid] = processing(of(one), one)
    assert rows(grid) == [[["Customers"], ["Sending mail"]], [["Resellers"], "Missing"]]
    [empty] = processing(of(), activity())
    assert rows(empty) == "Missing"


def test_categories_are_each_said_once_with_every_source() -> None:
    one = activity(
        data_uses=(
            data_use(citations=(stated("2"), stated("3", "subjects"))),
            data_use(category=HEALTH, subjects=(USERS, CHILDREN), condition="where given"),
            data_use(category=NAME, citations=(stated("5"), read("6", "Only they sign in.", "subjects"))),
        )
    )
    subjects, data = categories(of(one, content="full"), one)
    assert small_print(subjects.value) == [  # type: ignore[union-attr]
        ("Users", "Policy: 3", ""),
        ("Children (vulnerable)", "", ""),
    ]
    assert small_print(data.value) == [  # type: ignore[union-attr]
        ("Name", "Policy: 2; Policy: 5", ""),
        ("Health data (special category, Art. 9; where given)", "", ""),
    ]


def test_people_are_read_from_context_only_where_nothing_states_them() -> None:
    first = data_use(citations=(read("6", "Only they sign in.", "subjects"),))
    second = data_use(id=13, category=HEALTH, citations=(read("7", "Only they pay.", "subjects"),))
    one = activity(data_uses=(first, second))
    assert facts(categories(of(one), one))["subjects"] == ["Users (read from context)"]
    subjects, _data = categories(of(one, content="full"), one)
    assert small_print(subjects.value) == [  # type: ignore[union-attr]
        ("Users (read from context)", "Policy: 6; 7", "Only they sign in.; Only they pay.")
    ]


def test_categories_that_are_not_recorded_are_missing() -> None:
    assert facts(categories(of(), activity())) == {"subjects": "Missing", "data": "Missing"}
    one = activity(data_uses=(data_use(subjects=()),))
    assert facts(categories(of(one), one)) == {"subjects": "Missing", "data": ["Name"]}
