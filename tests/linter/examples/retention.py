"""Examples for the rules about time limits."""

from typing import Any

from registry.documents.inventory import Inventory
from registry.documents.records.activities import DataUse, RetentionRule
from registry.documents.records.terms import PurposeCategory
from tests.linter.harness import (
    FROM_POLICY,
    HEALTH,
    activity,
    basis,
    choice,
    data_use,
    examples,
    inventory,
    purpose,
    transcribed,
)

CRITERION, EXACT, ELSEWHERE = choice("criterion"), choice("exact"), choice("elsewhere")
DUTY, CONTRACT = basis("6.1.c"), basis("6.1.b")
BILLING = PurposeCategory(id=50, code="payment-management", label="Payments")


def limit(**values: Any) -> RetentionRule:
    """Thirty days, of which nothing more is known."""
    return RetentionRule(**{"id": 90, "name": "Thirty days", "kind": EXACT, "period": "P30D", **values})


def criterion(text: str, **values: Any) -> RetentionRule:
    return limit(**{"name": "A while", "kind": CRITERION, "period": "", "criterion": text, **values})


def of(*uses: DataUse, role: str = "controller", **values: Any) -> Inventory:
    return inventory(activity(role=choice(role), data_uses=uses, **values))


def kept(rule: RetentionRule | None, **values: Any) -> Inventory:
    """One category of data with this time limit."""
    return of(data_use(retention=rule), **values)


def resting(*bases: Any, rule: RetentionRule, **values: Any) -> Inventory:
    """Data with this limit that serve a purpose with these bases."""
    return kept(rule, purposes=(purpose(legal_bases=bases, **values),))


def twice(first: RetentionRule, second: RetentionRule, **values: Any) -> Inventory:
    """Two activities that use the same data for the same kind of purpose."""
    asked = {"category": BILLING, **values}
    one = activity(
        purposes=(purpose(category=BILLING),), data_uses=(data_use(retention=first, purposes=(12,)),)
    )
    two = activity(
        id=11,
        reference="PA-0002",
        purposes=(purpose(id=99, **asked),),
        data_uses=(data_use(id=98, retention=second, purposes=(99,)),),
    )
    return inventory(one, two)


ALL = "processingactivity 10 data_uses: No time limit for erasure is recorded for any of the data."
ONE = "datause 13 retention: No time limit for erasure is recorded for “Name”."

EXAMPLES = {
    "retention-missing": examples(
        fires=[
            (kept(None), ONE),
            (
                transcribed(of(data_use(citations=FROM_POLICY))),
                "datause 13 retention: The policy states no time limit for erasure for “Name”.",
            ),
            (of(data_use(), data_use(id=99)), ALL),
            (
                transcribed(of(data_use(), data_use(id=99), citations=FROM_POLICY)),
                "processingactivity 10 data_uses: The policy states no time limit for erasure for any of the data.",
            ),
            (of(data_use(), data_use(id=99, retention=limit())), ONE),
            (
                kept(limit(kind=ELSEWHERE, period="")),
                "retentionrule 90 where: The time limit “Thirty days” is stated elsewhere and was not seen.",
            ),
        ],
        silent=[
            kept(limit()),
            kept(criterion("While the account is active")),
            of(data_use(retention_absent_because="Each customer sets it")),
            of(),
            kept(None, role="processor"),
            kept(limit(kind=ELSEWHERE), role="processor"),
        ],
    ),
    "retention-indefinite": examples(
        fires=[
            (
                kept(criterion("Unbefristete Speicherung")),
                "retentionrule 90 criterion: The time limit “A while” has no end: “Unbefristet”.",
            ),
            (
                kept(criterion("Kept indefinitely.")),
                "retentionrule 90 criterion: The time limit “A while” has no end: “indefinitely”.",
            ),
            (
                kept(criterion("Not sold. Stored until further notice")),
                "retentionrule 90 criterion: The time limit “A while” has no end: “until further notice”.",
            ),
            (
                kept(criterion("", name="Forever", kind=None)),
                "retentionrule 90 criterion: The time limit “Forever” has no end: “Forever”.",
            ),
            (
                kept(criterion("Wird unbefristet gespeichert")),
                "retentionrule 90 criterion: The time limit “A while” has no end: “unbefristet”.",
            ),
        ],
        silent=[
            kept(criterion("Data cannot be kept forever")),
            kept(criterion("We don’t keep anything indefinitely")),
            kept(criterion("While the connection is active")),
            kept(criterion("Never kept indefinitely")),
            kept(criterion("Permanently, in the public archive")),
            kept(criterion("Permanently", law_cited="Art. 89 GDPR")),
            kept(limit(criterion="Logs of permanently active users")),
            kept(criterion("Kept indefinitely."), role="processor"),
            inventory(activity(), retention_rules=(criterion("Kept indefinitely."),)),
        ],
    ),
    "retention-vague": examples(
        fires=[
            (
                kept(criterion("As long as the purposes require it")),
                "retentionrule 90 criterion: The time limit is no period, only that data are kept as needed: “As long as the purposes require it”",
            ),
            (
                kept(criterion("As long as necessary")),
                "retentionrule 90 criterion: The time limit is no period, only that data are kept as needed: “As long as necessary”",
            ),
            (
                transcribed(kept(criterion("While needed to deliver.", citations=FROM_POLICY))),
                "retentionrule 90 criterion: The policy states a criterion instead of a period: “While needed to deliver.”",
            ),
            (
                kept(criterion("", name="As required by law", kind=None)),
                "retentionrule 90 criterion: The time limit is no period, only that data are kept as needed: “As required by law”",
            ),
        ],
        silent=[
            kept(criterion("While the account is active")),
            kept(criterion("As long as necessary", law_cited="Tax Code")),
            kept(criterion("Longer where the law requires it")),
            kept(criterion("As long as necessary", start_event="end of the contract")),
            kept(limit(criterion="As long as necessary")),
            kept(limit(kind=ELSEWHERE, period="", criterion="As long as necessary")),
            kept(criterion("As long as necessary"), role="processor"),
        ],
    ),
    "retention-not-per-category": examples(
        fires=[
            (
                of(data_use(retention=limit()), data_use(id=99, retention=limit())),
                "processingactivity 10 data_uses: One time limit, “Thirty days”, is recorded for all categories of data.",
            ),
            (
                transcribed(
                    of(data_use(retention=limit()), data_use(id=99, retention=limit()), citations=FROM_POLICY)
                ),
                "processingactivity 10 data_uses: One time limit, “Thirty days”, is taken from the policy for all categories of data.",
            ),
        ],
        silent=[
            kept(limit()),
            of(data_use(retention=limit()), data_use(id=99, retention=limit(id=91))),
            of(data_use(retention=limit()), data_use(id=99, retention=limit()), data_use(id=98)),
            of(data_use(retention=limit()), data_use(id=99)),
            of(data_use(), data_use(id=99)),
            of(data_use(retention=limit()), data_use(id=99, retention=limit()), role="processor"),
        ],
    ),
    "retention-no-start": examples(
        fires=[
            (
                kept(limit()),
                "retentionrule 90 start_event: It is not recorded what the time limit “30 days” is counted from.",
            ),
            (
                transcribed(kept(limit(kind=choice("at-most"), citations=FROM_POLICY))),
                "retentionrule 90 start_event: The policy does not state what the time limit “At most 30 days” is counted from.",
            ),
            (
                of(data_use(retention=limit()), data_use(id=99, retention=limit())),
                "retentionrule 90 start_event: It is not recorded what the time limit “30 days” is counted from.",
            ),
        ],
        silent=[kept(limit(start_event="end of the contract")), kept(criterion("While active")), kept(None)],
    ),
    "retention-law-uncited": examples(
        fires=[
            (
                kept(criterion("As financial regulations require")),
                "retentionrule 90 law_cited: No law is cited for the time limit “A while”, which one asks for.",
            ),
            (
                resting(DUTY, rule=limit()),
                "retentionrule 90 law_cited: No law is cited for the time limit “Thirty days”, which one asks for.",
            ),
            (
                kept(criterion("Until the legal claims end")),
                "retentionrule 90 law_cited: No law is cited for the time limit “A while”, which one asks for.",
            ),
            (
                transcribed(kept(criterion("While a law demands it", citations=FROM_POLICY))),
                "retentionrule 90 law_cited: The policy cites no law for the time limit “A while”, which one asks for.",
            ),
        ],
        silent=[
            inventory(
                activity(
                    purposes=(purpose(legal_bases=(DUTY,)), purpose(id=99, legal_bases=(CONTRACT,))),
                    data_uses=(data_use(retention=limit()),),
                )
            ),
            resting(DUTY, rule=limit(law_cited="Tax Code")),
            resting(CONTRACT, rule=limit()),
            resting(DUTY, CONTRACT, rule=limit()),
            kept(limit()),
            kept(criterion("As long as required by law")),
            inventory(
                activity(purposes=(purpose(legal_bases=(DUTY,)),), data_uses=(data_use(retention=limit()),)),
                activity(
                    id=11,
                    purposes=(purpose(id=99, legal_bases=(CONTRACT,)),),
                    data_uses=(data_use(id=98, retention=limit()),),
                ),
            ),
        ],
    ),
    "retention-conflict": examples(
        fires=[
            (
                twice(limit(), limit(id=91, name="A year"), importance=choice("secondary")),
                "datause 98 retention: “Name” is kept otherwise in PA-0001 for the same purpose: “Thirty days”.",
            ),
            (
                twice(limit(), limit(id=91, name="A year")),
                "datause 98 retention: “Name” is kept otherwise in PA-0001 for the same purpose: “Thirty days”.",
            ),
        ],
        silent=[
            inventory(
                activity(
                    purposes=(purpose(category=BILLING),),
                    data_uses=(data_use(retention=limit(), purposes=(12,)),),
                ),
                activity(
                    id=11,
                    purposes=(purpose(id=99, category=BILLING),),
                    data_uses=(data_use(id=98, category=HEALTH, retention=limit(id=91), purposes=(99,)),),
                ),
            ),
            twice(limit(), limit()),
            twice(
                limit(), limit(id=91), category=PurposeCategory(id=51, code="marketing", label="Marketing")
            ),
            twice(limit(), limit(id=91), category=None),
            of(
                data_use(retention=limit(), purposes=(12,)),
                data_use(id=98, retention=limit(id=91), purposes=(12,)),
                purposes=(purpose(category=BILLING),),
            ),
            inventory(
                activity(
                    purposes=(purpose(category=BILLING),),
                    data_uses=(data_use(retention=limit()), data_use(category=HEALTH, purposes=(12,))),
                ),
                activity(
                    id=11,
                    purposes=(purpose(id=99, category=BILLING),),
                    data_uses=(
                        data_use(id=98, retention=limit(id=91)),
                        data_use(category=None, retention=limit(), purposes=(99,)),
                    ),
                ),
            ),
        ],
    ),
    "retention-on-request-only": examples(
        fires=[
            (
                kept(criterion("Deleted on request of the data subject")),
                "retentionrule 90 criterion: The time limit “A while” begins only when somebody asks for erasure.",
            ),
            (
                kept(limit(start_event="request for erasure")),
                "retentionrule 90 criterion: The time limit “Thirty days” begins only when somebody asks for erasure.",
            ),
            (
                transcribed(kept(criterion("Upon request", citations=FROM_POLICY))),
                "retentionrule 90 criterion: The policy states no end of “A while” but a request for erasure.",
            ),
        ],
        silent=[
            kept(criterion("While the account is active")),
            kept(limit(start_event="end of the contract")),
            kept(limit(start_event="request for erasure", criterion="While the account is active")),
            kept(limit(start_event="end of the contract", criterion="Earlier on request")),
        ],
    ),
    "backup-longer": examples(
        fires=[
            (
                kept(limit(backups="Nightly; kept 1 week, monthly ones 2 months")),
                "retentionrule 90 backups: The backups of “Thirty days” are kept longer than the data.",
            )
        ],
        silent=[
            kept(limit(backups="Kept 30 days")),
            kept(limit(backups="Rotated")),
            kept(limit()),
            kept(limit(backups="Kept 2 months", exceptions="Encrypted with a key that is destroyed")),
            kept(criterion("While active", backups="Kept 2 months")),
        ],
    ),
    "deletion-owner-missing": examples(
        fires=[
            (
                kept(limit()),
                "retentionrule 90 at_the_end: It is not recorded what happens to the data when “Thirty days” ends.",
            )
        ],
        silent=[kept(limit(at_the_end=choice("delete"))), kept(limit(), role="processor")],
    ),
}
