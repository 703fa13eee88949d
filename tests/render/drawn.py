"""What pictures say, built by hand: a flow of any length, and a map."""

from registry.documents.footing import Footing, Place
from registry.documents.register import Column, Flow, Grid, Map, MapPlace, Recipient, Source
from registry.documents.values import MISSING, Value, filled, not_applicable

IRELAND = Place(
    code="IE", name="Ireland", footing=Footing.ECONOMIC_AREA, standing=("European Union: Inside the EU/EEA",)
)
NOWHERE = Place(code="", name="Missing", footing=Footing.NOT_STATED)
COURTS = "Courts <of law>"


def table(key: str, heading: str, in_ireland: Value) -> Grid:
    """Who has data in Ireland; the courts have some nobody knows where."""
    named = ("Place", "Standing", "Ground", "Recipients")
    inside = "Inside the EU/EEA"
    return Grid(
        key=key,
        heading=heading,
        columns=tuple(Column(key=name.lower(), heading=name) for name in named),
        rows=(
            (filled("Ireland"), filled(f"European Union: {inside}"), filled(inside), in_ireland),
            (MISSING, not_applicable("no place is stated"), MISSING, filled(COURTS)),
        ),
    )


def flow(reference: str, name: str, *, recipients: int = 1) -> Flow:
    """So many recipients in Ireland, and one of which no place is known."""
    clouds = [f"Cloud {number} & Sons Inc." for number in range(1, recipients + 1)]
    in_ireland = (
        Recipient(name=cloud, detail="Hosting", role="Processor", condition="", places=(0,))
        for cloud in clouds
    )
    courts = Recipient(name=COURTS, detail="", role="", condition="Where the law asks", places=(1,))
    return Flow(
        title=f"Data flow: {reference} {name}",
        description=f"Data subjects: Customers; Recipients: {', '.join(clouds)}, {COURTS}; Places: Ireland",
        reference=reference,
        name=name,
        role="Controller",
        sources=(Source(heading="Data subjects", value=filled("Customers", "Visitors of the site")),),
        recipients=(*in_ireland, courts),
        absent=MISSING,
        places=(IRELAND, NOWHERE),
        table=table("flow", "Places, grounds and recipients", filled(*clouds)),
    )


MAP = Map(
    title="Where the data of Example Ltd go",
    description="Inside the EU/EEA: Ireland; Place not stated: Missing",
    countries=(MapPlace(place=IRELAND, recipients=("Cloud & Sons Inc.",)),),
    beside=(MapPlace(place=NOWHERE, recipients=(COURTS,)),),
    table=table("places", "Where the data go", filled("Cloud & Sons Inc.")),
)
