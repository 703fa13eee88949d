"""Examples for the rules about upkeep."""

import datetime as dt
from typing import Any

from registry.documents.inventory import Inventory
from registry.documents.records.activities import Measure, RetentionRule
from registry.documents.records.evidence import Assessment
from registry.documents.records.services import Subprocessor
from tests.linter.harness import (
    FROM_POLICY,
    TODAY,
    activity,
    agreement,
    choice,
    client,
    data_use,
    disclosure,
    examples,
    general,
    ground,
    inventory,
    on,
    organisation,
    party,
    service,
    transcribed,
    transfer,
    using,
    with_purpose,
)

DAY = dt.timedelta(days=1)


def of(**values: Any) -> Inventory:
    return inventory(activity(**values))


def reviewed(*day: int, months: int | None) -> Inventory:
    return of(last_reviewed_on=dt.date(*day), review_interval_months=months)


def until(last: dt.date | None, part: dt.date | None) -> Inventory:
    """An activity with this last day and a recipient and a transfer with that."""
    return of(
        in_force_until=last,
        disclosures=(disclosure(in_force_until=part),),
        transfers=(transfer(in_force_until=part),),
    )


def since(first: dt.date | None, part: dt.date | None) -> Inventory:
    return of(
        in_force_from=first,
        disclosures=(disclosure(in_force_from=part),),
        transfers=(transfer(in_force_from=part),),
    )


EXAMPLES = {
    "review-overdue": examples(
        fires=[
            (
                of(next_review_on=TODAY - DAY),
                "processingactivity 10 next_review_on: The review was due on 19 November 2026.",
            ),
            (
                reviewed(2025, 11, 19, months=12),
                "processingactivity 10 next_review_on: The review was due on 19 November 2026.",
            ),
            (
                on(2026, 3, 1, reviewed(2025, 8, 31, months=6)),
                "processingactivity 10 next_review_on: The review was due on 28 February 2026.",
            ),
            (
                reviewed(2025, 12, 1, months=1),
                "processingactivity 10 next_review_on: The review was due on 1 January 2026.",
            ),
            (
                reviewed(2025, 11, 1, months=1),
                "processingactivity 10 next_review_on: The review was due on 1 December 2025.",
            ),
            (
                of(role=choice("processor"), next_review_on=TODAY - DAY),
                "processingactivity 10 next_review_on: The review was due on 19 November 2026.",
            ),
        ],
        silent=[
            of(next_review_on=TODAY),
            of(),
            reviewed(2025, 11, 20, months=12),
            reviewed(2020, 1, 1, months=None),
            of(review_interval_months=12),
            of(next_review_on=TODAY, last_reviewed_on=dt.date(2020, 1, 1), review_interval_months=12),
        ],
    ),
    "review-never": examples(
        fires=[(of(), "processingactivity 10 review_interval_months: No review is foreseen.")],
        silent=[of(next_review_on=TODAY), of(review_interval_months=12)],
    ),
    "owner-missing": examples(
        fires=[
            (of(), "processingactivity 10 owner: Neither owner nor department is recorded."),
            (
                inventory(activity(), activity(id=11, reference="PA-0002")),
                "organisation 1 : Neither owner nor department is recorded of any activity.",
            ),
            (
                transcribed(inventory(activity(), activity(id=11, reference="PA-0002"))),
                "organisation 1 : The policy names neither owner nor department of any activity.",
            ),
            (
                inventory(activity(), activity(id=11, reference="PA-0002", owner="Bea")),
                "processingactivity 10 owner: Neither owner nor department is recorded.",
            ),
            (
                transcribed(of(citations=FROM_POLICY)),
                "processingactivity 10 owner: The policy names neither owner nor department.",
            ),
        ],
        silent=[of(owner="Bea"), of(department="Sales"), inventory()],
    ),
    "placeholder-text": examples(
        fires=[
            (
                of(description="Tax, to be added"),
                "processingactivity 10 description: “to be added” stands where something is still to be written.",
            ),
            (
                of(description="Lorem ipsum dolor"),
                "processingactivity 10 description: “Lorem ipsum” stands where something is still to be written.",
            ),
            (
                of(data_uses=(data_use(note="TODO"),)),
                "datause 13 note: “TODO” stands where something is still to be written.",
            ),
            (
                of(disclosures=(disclosure(reason="TODO"),)),
                "disclosure 14 reason: “TODO” stands where something is still to be written.",
            ),
            (
                of(role=choice("processor"), clients=(client(class_of_controllers="TODO"),)),
                "clientcontroller 18 class_of_controllers: “TODO” stands where something is still to be written.",
            ),
            (
                of(transfers=(transfer(grounds=(ground("scc-2021-m2", evidence="TODO"),)),)),
                "transferground 16 evidence: “TODO” stands where something is still to be written.",
            ),
            (
                general(transfer(note="TODO"), of=of()),
                "transfer 15 note: “TODO” stands where something is still to be written.",
            ),
            (
                inventory(retention_rules=(RetentionRule(id=90, name="TODO", kind=choice("exact")),)),
                "retentionrule 90 name: “TODO” stands where something is still to be written.",
            ),
            (
                inventory(measures=(Measure(id=91, title="TODO"),)),
                "securitymeasure 91 title: “TODO” stands where something is still to be written.",
            ),
            (
                inventory(assessments=(Assessment(id=60, kind=choice("dpia"), title="TODO"),)),
                "assessment 60 title: “TODO” stands where something is still to be written.",
            ),
            (
                inventory(subprocessors=(Subprocessor(id=92, service=service(), concerns="TODO"),)),
                "subprocessor 92 concerns: “TODO” stands where something is still to be written.",
            ),
            (
                of(description="TODO"),
                "processingactivity 10 description: “TODO” stands where something is still to be written.",
            ),
            (
                with_purpose(text="To be documented"),
                "purpose 12 text: “To be documented” stands where something is still to be written.",
            ),
            (
                inventory(organisation=organisation(note="See XXXX")),
                "organisation 1 note: “XXXX” stands where something is still to be written.",
            ),
            (
                inventory(agreements=(agreement(title="Contract […]"),)),
                "agreement 17 title: “[…]” stands where something is still to be written.",
            ),
            (
                using(service(name="Hosting", places_note="TBD", party=None)),
                "service 80 places_note: “TBD” stands where something is still to be written.",
            ),
            (
                inventory(parties=(party(postal_address="[ ]"),)),
                "party 20 postal_address: “[ ]” stands where something is still to be written.",
            ),
            (
                of(transfers=(transfer(note="TBC"),)),
                "transfer 15 note: “TBC” stands where something is still to be written.",
            ),
        ],
        silent=[
            of(description="A column called «TBC» and another, „FIXME“, and ‘XXX’"),
            of(description="The list of todo items", name="Methodology: our to-do list"),
            of(description='The label “TODO” on a ticket, and "TBD" in a title'),
            of(description="Mastodon, XX and [1]"),
            of(systems="Product XXL"),
        ],
    ),
    "ended-with-live-links": examples(
        fires=[
            (
                until(TODAY - DAY, TODAY),
                [
                    "processingactivity 10 disclosures: The activity ended on 19 November 2026, but data are said to go out until 20 November 2026.",
                    "processingactivity 10 transfers: The activity ended on 19 November 2026, but data are said to go out until 20 November 2026.",
                ],
            ),
        ],
        silent=[until(TODAY, TODAY), until(None, TODAY), until(TODAY, None), until(TODAY, TODAY - DAY)],
    ),
    "active-before-start": examples(
        fires=[
            (
                since(TODAY, TODAY - DAY),
                [
                    "processingactivity 10 disclosures: The activity begins on 20 November 2026, but data are said to go out from 19 November 2026.",
                    "processingactivity 10 transfers: The activity begins on 20 November 2026, but data are said to go out from 19 November 2026.",
                ],
            ),
        ],
        silent=[since(TODAY, TODAY), since(None, TODAY), since(TODAY, None), since(TODAY, TODAY + DAY)],
    ),
    "no-activity-for-vendor": examples(
        fires=[
            (
                inventory(activity(), services=(service(),)),
                "service 80 : No activity in force gives data to “Hosting”.",
            )
        ],
        silent=[using(service()), inventory(services=(service(in_force_until=TODAY - DAY),))],
    ),
}
