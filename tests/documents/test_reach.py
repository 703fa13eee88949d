"""Who receives the data of an activity and where: recipients in their order, then whom only transfers name."""

from dataclasses import replace

from registry.documents.footing import Footing
from registry.documents.reach import Reach, reached, reached_by
from registry.documents.records.activities import Activity
from registry.documents.records.parties import Party
from registry.documents.records.services import Transfer
from registry.documents.records.terms import Choice, RecipientCategory
from tests.documents.samples import (
    HOSTING,
    HOSTS,
    SCC,
    VENDOR,
    activity,
    disclosure,
    ground,
    of,
    transfer,
    with_transfers,
)

CLAUSES = replace(SCC, kind=Choice(code="clauses", label="Contractual clauses"))
PLACED = replace(HOSTING, hosting_places=("DE", "US"), access_places=("US",), contracting_place="IE")
COURTS = RecipientCategory(
    id=51, code="courts", label="Courts", kind=Choice(code="authority", label="Public authority")
)


def told(reach: Reach) -> dict[str, object]:
    """A recipient with its places in short: name, footing, what for, grounds."""
    ends = [(end.place.name, end.place.footing.value, end.uses, end.place.grounds) for end in reach.ends]
    return {
        "who": (reach.name, reach.detail, reach.role, reach.condition),
        "ends": ends,
    }


def reaches(one: Activity, **values: object) -> list[dict[str, object]]:
    shown = of(one, **values)  # type: ignore[arg-type]
    return [told(reach) for reach in reached(shown, shown.inventory.activities[0])]


def test_a_service_is_where_it_hosts_where_it_is_accessed_from_and_where_its_contract_is() -> None:
    found = reaches(activity(disclosures=(disclosure(replace(PLACED, condition="If enabled")),)))
    assert found == [
        {
            "who": ("Vendor", "Hosting", "Processor", "If enabled"),
            "ends": [
                ("Germany", "economic-area", ("hosted",), ()),
                ("United States of America", "none", ("hosted", "accessed from"), ()),
                ("Ireland", "none", ("contracting entity",), ()),
            ],
        }
    ]


def test_without_a_contracting_entity_the_provider_is_where_it_is_established() -> None:
    assert reaches(activity(disclosures=(disclosure(),)))[0]["ends"] == [
        ("United States of America", "none", ("established",), ())
    ]


def test_places_of_the_activity_stand_for_those_of_the_service_and_its_transfers() -> None:
    service = with_transfers(PLACED, transfer(destination="US"))
    narrowed = disclosure(service, places=("DE",))
    assert reaches(activity(disclosures=(narrowed,)))[0]["ends"] == [
        ("Germany", "economic-area", ("for this activity",), ())
    ]


def test_a_transfer_by_a_service_adds_its_destination_and_its_grounds() -> None:
    service = with_transfers(
        replace(PLACED, contracting_place=""),
        transfer(destination="US", grounds=(ground(CLAUSES),)),
        transfer(destination="IN"),
    )
    assert reaches(activity(disclosures=(disclosure(service),)))[0]["ends"] == [
        ("Germany", "economic-area", ("hosted",), ()),
        ("United States of America", "safeguards", ("hosted", "accessed from", "established", "transfer"), (SCC.name,)),
        ("India", "none", ("transfer",), ()),
    ]  # fmt: skip


def test_a_transfer_to_anywhere_covers_every_place_and_is_none_itself() -> None:
    anywhere = with_transfers(PLACED, transfer(destination="", grounds=(ground(CLAUSES),)))
    ends = reached_by(of(), anywhere).ends
    assert [(end.place.code, end.place.footing) for end in ends] == [
        ("DE", Footing.ECONOMIC_AREA),
        ("US", Footing.SAFEGUARDS),
        ("IE", Footing.SAFEGUARDS),
    ]


def test_a_party_and_a_category_are_recipients_by_themselves() -> None:
    authority = Party(
        id=21, name="Tax office", country="DE", kind=Choice(code="authority", label="Authority")
    )
    found = reaches(
        activity(
            disclosures=(
                disclosure(None, party=authority, reason="Tax returns"),
                disclosure(None, party=replace(VENDOR, country="")),
                disclosure(None, category=COURTS, condition="On a court order"),
                disclosure(replace(HOSTING, party=None, their_role=None)),
            )
        )
    )
    assert found == [
        {
            "who": ("Tax office", "Tax returns", "Authority", ""),
            "ends": [("Germany", "economic-area", ("established",), ())],
        },
        {"who": ("Vendor", "", "", ""), "ends": [("Missing", "not-stated", (), ())]},
        {
            "who": ("Courts", "", "Public authority", "On a court order"),
            "ends": [("Missing", "not-stated", (), ())],
        },
        {"who": (HOSTS.label, "Hosting", "", ""), "ends": [("Missing", "not-stated", (), ())]},
    ]


def test_a_named_importer_that_is_a_recipient_is_not_named_twice() -> None:
    own = transfer(destination="IN", importer=VENDOR, grounds=(ground(CLAUSES),))
    by_name = transfer(id=14, destination="BR", importer_as_stated="vendor")
    found = reaches(
        activity(disclosures=(disclosure(None, party=replace(VENDOR, country="")),), transfers=(own, by_name))
    )
    assert found == [
        {
            "who": ("Vendor", "", "", ""),
            "ends": [
                ("India", "safeguards", ("transfer",), (SCC.name,)),
                ("Brazil", "none", ("transfer",), ()),
            ],
        }
    ]


def test_whom_only_transfers_name_comes_last_and_who_is_not_named_is_missing() -> None:
    stated = transfer(importer_as_stated="Parent Inc.", grounds=(ground(CLAUSES),))
    also = transfer(id=14, destination="IN", importer_as_stated="Parent Inc.")
    unnamed = transfer(id=15, destination="BR")
    health = transfer(id=16, destination="", international_organisation="World Health Organization")
    assert reaches(activity(transfers=(stated, also, unnamed, health))) == [
        {
            "who": ("Parent Inc.", "Transfer of the activity", None, ""),
            "ends": [
                ("United States of America", "safeguards", ("transfer",), (SCC.name,)),
                ("India", "none", ("transfer",), ()),
            ],
        },
        {
            "who": ("Missing", "Transfer of the activity", None, ""),
            "ends": [("Brazil", "none", ("transfer",), ())],
        },
        {
            "who": ("World Health Organization", "Transfer of the activity", None, ""),
            "ends": [("World Health Organization", "none", ("transfer",), ())],
        },
    ]


def test_a_transfer_of_nobody_in_particular_is_a_ground_of_those_who_are_there() -> None:
    general = transfer(destination="US", grounds=(ground(CLAUSES),))
    assert reaches(activity(disclosures=(disclosure(),), transfers=(general,))) == [
        {
            "who": ("Vendor", "Hosting", "Processor", ""),
            "ends": [("United States of America", "safeguards", ("established",), (SCC.name,))],
        }
    ]


def test_a_statement_on_transfers_in_general_is_said_where_the_place_is_missing() -> None:
    general = transfer(destination="", activity_id=None, grounds=(ground(CLAUSES),))
    courts = disclosure(None, category=COURTS)
    assert reaches(activity(disclosures=(courts,)), transfers=(general,)) == [
        {
            "who": ("Courts", "", "Public authority", ""),
            "ends": [("Missing", "not-stated", (), (SCC.name,))],
        }
    ]


def test_transfers_of_the_whole_organisation_concern_an_activity_unless_it_says_none() -> None:
    whole = Transfer(id=1, importer_as_stated="Parent Inc.", destination="US")
    said = {
        "who": ("Parent Inc.", "Transfer of the organisation as a whole", None, ""),
        "ends": [("United States of America", "none", ("transfer",), ())],
    }
    assert reaches(activity(), transfers=(whole,)) == [said]
    assert reaches(activity(transfers_absent_because="Stays here"), transfers=(whole,)) == []


def test_a_reason_against_transfers_is_kept_with_the_place() -> None:
    silent = activity(disclosures=(disclosure(),), transfers_absent_because="Encrypted before it leaves")
    (place,) = [end.place for reach in reached(of(silent), silent) for end in reach.ends]
    assert (place.footing, place.because) == (Footing.NOT_NEEDED, "Encrypted before it leaves")
    service = replace(HOSTING, transfers_absent_because="Own staff only")
    (place,) = [end.place for end in reached_by(of(), service).ends]
    assert (place.footing, place.because) == (Footing.NOT_NEEDED, "Own staff only")
    excused = with_transfers(HOSTING, transfer(grounds_absent_because="Subject to the GDPR itself"))
    (place,) = [end.place for end in reached_by(of(), excused).ends]
    assert (place.footing, place.because) == (Footing.NOT_NEEDED, "Subject to the GDPR itself")


def test_nobody_receives_anything_where_nothing_is_recorded() -> None:
    assert reaches(activity()) == []
