"""What the pictures say, value for value: the flow of an activity, the map of an organisation."""

import datetime as dt
from dataclasses import replace

from registry.documents.footing import Footing, Place
from registry.documents.pictures import flow_of, in_alphabet, map_of
from registry.documents.records.activities import Client
from registry.documents.records.terms import Choice, DataSubjectCategory, RecipientCategory
from registry.documents.register import Column, Flow, Grid, Map, MapPlace, Recipient, Source
from registry.documents.values import MISSING, filled, not_applicable
from tests.documents.samples import (
    HOSTING,
    ON,
    PROCESSOR,
    RETIRED,
    SCC,
    USERS,
    VENDOR,
    activity,
    data_use,
    disclosure,
    ground,
    inventory,
    line,
    transfer,
    with_transfers,
)

CLAUSES = replace(SCC, kind=Choice(code="clauses", label="Contractual clauses"))
COURTS = RecipientCategory(
    id=51, code="courts", label="Courts", kind=Choice(code="authority", label="Public authority")
)
ABROAD = with_transfers(
    replace(HOSTING, hosting_places=("DE",), contracting_place="US"),
    transfer(destination="US", grounds=(ground(CLAUSES),)),
)
GERMANY = Place(
    code="DE",
    name="Germany",
    footing=Footing.ECONOMIC_AREA,
    standing=("European Union: Inside the EU/EEA",),
)
AMERICA = Place(
    code="US",
    name="United States of America",
    footing=Footing.SAFEGUARDS,
    standing=("European Union: Third country",),
    grounds=(SCC.name,),
)
UNKNOWN = Place(code="", name="Missing", footing=Footing.NOT_STATED)
COLUMNS = (
    Column(key="place", heading="Place", weight=2),
    Column(key="standing", heading="Standing", weight=3),
    Column(key="ground", heading="Ground", weight=3),
    Column(key="recipients", heading="Recipients"),
)
NO_PLACE = (MISSING, not_applicable("no place is stated"), MISSING)


def test_flow_of_an_activity() -> None:
    shown = activity(
        data_uses=(data_use(), data_use()),
        disclosures=(disclosure(ABROAD), disclosure(None, category=COURTS, condition="On a court order")),
    )
    assert flow_of(shown, inventory(shown), on=ON) == Flow(
        title="Data flow: PA-0001 Accounts",
        description="Data subjects: Users; Recipients: Vendor, Courts; Places: Germany (Inside the EU/EEA), "
        "United States of America (Appropriate safeguards), Missing (Place not stated)",
        reference="PA-0001",
        name="Accounts",
        role="Controller",
        sources=(Source(heading="Data subjects", value=filled("Users")),),
        recipients=(
            Recipient(name="Vendor", detail="Hosting", role="Processor", condition="", places=(0, 1)),
            Recipient(
                name="Courts", detail="", role="Public authority", condition="On a court order", places=(2,)
            ),
        ),
        absent=MISSING,
        places=(GERMANY, AMERICA, UNKNOWN),
        table=Grid(
            key="flow",
            heading="Places, grounds and recipients",
            columns=COLUMNS,
            rows=(
                (
                    filled(line("Germany", "DE")),
                    filled("European Union: Inside the EU/EEA"),
                    filled(line("Inside the EU/EEA", "economic-area")),
                    filled("Vendor: Hosting (Processor; hosted)"),
                ),
                (
                    filled(line("United States of America", "US")),
                    filled("European Union: Third country"),
                    filled(line("Appropriate safeguards", "safeguards"), SCC.name),
                    filled("Vendor: Hosting (Processor; contracting entity; transfer)"),
                ),
                (*NO_PLACE, filled("Courts (Public authority; On a court order)")),
            ),
        ),
    )


def test_flow_of_an_activity_of_which_nothing_is_known() -> None:
    shown = activity(role=None)
    flow = flow_of(shown, inventory(shown), on=ON)
    assert flow.description == "Data subjects: Missing; Recipients: Missing"
    assert (flow.role, flow.recipients, flow.absent, flow.places) == ("", (), MISSING, ())
    assert flow.sources == (Source(heading="Data subjects", value=MISSING),)
    assert (flow.table.rows, flow.table.empty) == ((), MISSING)


def test_flow_says_why_there_is_no_recipient() -> None:
    shown = activity(recipients_absent_because="Kept on paper")
    flow = flow_of(shown, inventory(shown), on=ON)
    assert flow.absent == flow.table.empty == not_applicable("Kept on paper")
    assert flow.description == "Data subjects: Missing; Recipients: Not applicable: Kept on paper"


def test_flow_of_a_processor_begins_with_those_it_acts_for() -> None:
    clients = (Client(id=1, class_of_controllers="Customers"), Client(id=2, controller=VENDOR))
    behalf = Source(
        heading="Controllers on whose behalf it acts", value=filled(line("Customers"), line("Vendor"))
    )
    shown = activity(role=PROCESSOR, clients=clients)
    assert flow_of(shown, inventory(shown), on=ON).sources == (behalf,)
    shown = replace(shown, data_uses=(data_use(),))
    users = Source(heading="Data subjects", value=filled("Users"))
    assert flow_of(shown, inventory(shown), on=ON).sources == (users, behalf)
    shown = activity(role=PROCESSOR)
    assert flow_of(shown, inventory(shown), on=ON).sources == (replace(behalf, value=MISSING),)


def test_flow_is_drawn_of_an_activity_that_is_not_in_force_but_with_what_is() -> None:
    ended = {"in_force_until": ON - dt.timedelta(days=1)}
    shown = activity(
        status=RETIRED, disclosures=(disclosure(ABROAD), disclosure(None, category=COURTS, **ended)), **ended
    )
    flow = flow_of(shown, inventory(shown), on=ON)
    assert [one.name for one in flow.recipients] == ["Vendor"]


def test_a_role_that_only_a_transfer_knows_is_not_asked_for() -> None:
    shown = activity(transfers=(transfer(importer_as_stated="Parent Inc."),))
    flow = flow_of(shown, inventory(shown), on=ON)
    assert flow.recipients[0].role is None
    assert flow.table.rows[0][3] == filled("Parent Inc.: Transfer of the activity (transfer)")
    shown = activity(disclosures=(disclosure(replace(HOSTING, their_role=None)),))
    flow = flow_of(shown, inventory(shown), on=ON)
    said = filled("Vendor: Hosting (role missing; established)")
    assert (flow.recipients[0].role, flow.table.rows[0][3]) == ("", said)


def test_places_on_the_same_ground_are_one_and_on_other_grounds_another() -> None:
    other = replace(ABROAD, id=81, party=replace(VENDOR, id=21, name="Other"))
    bare = replace(ABROAD, id=82, transfers=(), party=replace(VENDOR, id=22, name="Third"))
    shown = activity(disclosures=(disclosure(ABROAD), disclosure(bare), disclosure(other)))
    flow = flow_of(shown, inventory(shown), on=ON)
    none = replace(AMERICA, footing=Footing.NONE, grounds=())
    assert flow.places == (GERMANY, AMERICA, none)
    assert [one.places for one in flow.recipients] == [(0, 1), (0, 2), (0, 1)]


def test_map_of_an_organisation() -> None:
    other = replace(ABROAD, id=81, name="Mail", party=replace(VENDOR, id=21, name="Acorn"))
    vague = replace(HOSTING, id=82, name="Files", hosting_places=("WORLD",), contracting_place="DE")
    used = activity(disclosures=(disclosure(ABROAD), disclosure(None, category=COURTS)))
    again = activity(id=11, reference="PA-0002", disclosures=(disclosure(other),))
    shown = inventory(used, again, services=(ABROAD, other, vague))
    world = Place(
        code="WORLD",
        name="Worldwide, countries not named",
        footing=Footing.NOT_ONE_COUNTRY,
        standing=("European Union: Not a single country",),
    )
    rows = (
        MapPlace(place=GERMANY, recipients=("Acorn", "Vendor")),
        MapPlace(place=AMERICA, recipients=("Acorn", "Vendor")),
        MapPlace(place=world, recipients=("Vendor",)),
        MapPlace(place=UNKNOWN, recipients=("Courts",)),
    )
    assert map_of(shown, on=ON) == Map(
        title="Where the data of Acme go",
        description="Inside the EU/EEA: Germany; Appropriate safeguards: United States of America; "
        "Not a single country: Worldwide, countries not named; Place not stated: Missing",
        countries=rows[:2],
        beside=rows[2:],
        table=Grid(
            key="places",
            heading="Where the data go",
            columns=COLUMNS,
            rows=(
                (
                    filled(line("Germany", "DE")),
                    filled("European Union: Inside the EU/EEA"),
                    filled(line("Inside the EU/EEA", "economic-area")),
                    filled("Acorn", "Vendor"),
                ),
                (
                    filled(line("United States of America", "US")),
                    filled("European Union: Third country"),
                    filled(line("Appropriate safeguards", "safeguards"), SCC.name),
                    filled("Acorn", "Vendor"),
                ),
                (
                    filled(line("Worldwide, countries not named", "WORLD")),
                    filled("European Union: Not a single country"),
                    filled(line("Not a single country", "not-one-country")),
                    filled("Vendor"),
                ),
                (*NO_PLACE, filled("Courts")),
            ),
            empty=filled("No recipient and no place is recorded."),
        ),
    )


def test_map_shows_the_weakest_footing_of_a_country() -> None:
    bare = replace(ABROAD, id=82, transfers=(), party=replace(VENDOR, id=22, name="Third"))
    shown = map_of(inventory(services=(ABROAD, bare)), on=ON)
    assert shown.footings == {"DE": Footing.ECONOMIC_AREA, "US": Footing.NONE}
    assert [(row.place.code, row.recipients) for row in shown.countries] == [
        ("DE", ("Third", "Vendor")),
        ("US", ("Vendor",)),
        ("US", ("Third",)),
    ]
    assert shown.table.rows[2][2] == MISSING


def test_map_of_nothing() -> None:
    shown = map_of(inventory(organisation=None, area=(), adequacy=()), on=ON)
    assert (shown.title, shown.description) == (
        "Where the data go",
        "No recipient and no place is recorded.",
    )
    assert (shown.countries, shown.beside, shown.table.rows) == ((), (), ())
    assert shown.table.empty == filled(shown.description)


def test_map_leaves_out_what_is_not_in_force_and_knows_transfers_of_the_whole() -> None:
    past = replace(ABROAD, in_force_until=ON - dt.timedelta(days=1))
    whole = transfer(activity_id=None, destination="IN", importer_as_stated="Parent Inc.")
    retired = activity(status=RETIRED, disclosures=(disclosure(None, category=COURTS),))
    shown = map_of(inventory(retired, services=(past,), transfers=(whole,)), on=ON)
    assert [(row.place.code, row.recipients) for row in (*shown.countries, *shown.beside)] == [
        ("IN", ("Parent Inc.",))
    ]


def test_a_place_that_no_ground_is_needed_for_says_why() -> None:
    excused = with_transfers(HOSTING, transfer(grounds_absent_because="Subject to the GDPR itself"))
    shown = map_of(inventory(services=(excused,)), on=ON)
    assert shown.table.rows[0][2] == filled(
        line("No ground needed, as stated", "not-needed"), "Subject to the GDPR itself"
    )


def test_a_code_that_is_no_country_stands_beside_the_map() -> None:
    shown = map_of(inventory(services=(replace(HOSTING, hosting_places=("XK",)),)), on=ON)
    assert [row.place.code for row in shown.beside] == ["XK"]


def test_names_are_sorted_as_people_read_them() -> None:
    names = ["Zambia", "Åland Islands", "albania", "Albania", "Côte d'Ivoire", "Cyprus"]
    assert sorted(names, key=in_alphabet) == [
        "Åland Islands",
        "Albania",
        "albania",
        "Côte d'Ivoire",
        "Cyprus",
        "Zambia",
    ]


def test_subjects_stand_once_each() -> None:
    guests = DataSubjectCategory(id=41, code="guests", label="Guests")
    shown = activity(data_uses=(data_use(), data_use(subjects=(guests, USERS))))
    (source,) = flow_of(shown, inventory(shown), on=ON).sources
    assert source.value == filled("Users", "Guests")
