"""What is open in a register, by name."""

import datetime as dt
from dataclasses import replace

from registry.documents.open_items import open_items
from tests.documents.samples import ACME, ON, PROCESSOR, VENDOR, activity, inventory

SETTLED = replace(
    ACME,
    postal_address="1 Main Street",
    country="DE",
    email="privacy@acme.example",
    phone="1",
    dpo=VENDOR,
    eu_representative_absent_because="Established in the Union",
)


def test_what_the_organisation_has_not_said_comes_first() -> None:
    assert open_items(inventory(organisation=replace(SETTLED, dpo=None)), on=ON) == (
        "Acme: (a) Joint controllers",
        "Acme: (a) Data protection officer",
    )
    assert open_items(inventory(organisation=SETTLED), on=ON) == ("Acme: (a) Joint controllers",)


def test_each_missing_item_of_each_activity_is_named_with_its_letter() -> None:
    found = open_items(
        inventory(
            activity(joint_controllers_absent_because="Decides alone"),
            activity(id=11, reference="PA-2", name="For others", role=PROCESSOR),
            organisation=SETTLED,
        ),
        on=ON,
    )
    assert found == (
        "PA-0001 Accounts: (b) Purposes",
        "PA-0001 Accounts: (c) Categories of data subjects",
        "PA-0001 Accounts: (c) Categories of personal data",
        "PA-0001 Accounts: (d) Categories of recipients",
        "PA-0001 Accounts: (e) Transfers",
        "PA-0001 Accounts: (f) Time limits for erasure",
        "PA-0001 Accounts: (g) Measures",
        "PA-2 For others: (a) Other processors engaged",
        "PA-2 For others: (a) Controllers on whose behalf it acts",
        "PA-2 For others: (b) Categories of processing for each controller",
        "PA-2 For others: (c) Transfers",
        "PA-2 For others: (d) Measures",
    )


def test_what_is_not_in_force_on_the_day_is_not_open() -> None:
    ended = activity(in_force_until=dt.date(2020, 1, 1))
    assert open_items(inventory(ended, organisation=SETTLED), on=ON) == ("Acme: (a) Joint controllers",)
    assert len(open_items(inventory(ended, organisation=SETTLED), on=dt.date(2019, 1, 1))) > 5
