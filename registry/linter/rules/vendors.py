"""Who our processors are, what they do with the data for themselves, and whether somebody looked (Art. 28(1), 28(10))."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registry.documents.records.parties import Party
from registry.documents.records.services import Service
from registry.documents.wording import day, provider
from registry.linter.abroad import calendar, years_later
from registry.linter.bases import YES, code_of
from registry.linter.context import Context
from registry.linter.engaged import WORKING, engaged
from registry.linter.findings import Found, Severity
from registry.linter.rule import Class, Profile, gdpr, rule

REVIEWED = 2
"""Years for which a review of a processor's guarantees counts: a default of our own."""
PERSON, COMPANY = "person", "company"
FORM = re.compile(
    r"[\s,]+(inc|incorporated|corp|corporation|ltd|limited|llc|llp|plc|gmbh|ag|se|kg|ug|e\.v|sas|sarl|s\.a|b\.?v|a/s|aps|ab|oy"
    r"|s\.r\.l|pty ltd)\.?$",
    re.IGNORECASE,
)
"""The form of a company at the end of its name."""
SHORT = {"incorporated": "inc", "corporation": "corp", "limited": "ltd"}
BETWEEN = re.compile(r"[;\n]")
"""What stands between trading names."""


@rule(
    "processor-own-purposes",
    code="F07",
    title=gettext_lazy("A processor uses data for purposes of its own"),
    kind=Class.LAWFULNESS,
    severity=Severity.CHECK,
    profile=Profile.ACCOUNTABILITY,
    sources=gdpr("28(10)", fadp="9(1)(a)"),
    guidance="EDPB Guidelines 07/2020",
    why=gettext_lazy(
        "Who decides on purposes is a controller for them, and data are disclosed to it as one."
    ),
    fix=gettext_lazy(
        "Correct the role, enter its own use as one of a controller, or agree that there is none."
    ),
)
def processor_own_purposes(context: Context) -> Iterator[Found]:
    for service in context.services:
        if code_of(service.their_role) not in WORKING:
            continue
        if code_of(service.own_use) == YES:
            yield context.found(
                service,
                field="own_use",
                message=_(
                    "“%(service)s” by %(provider)s is the service of a processor, which uses data for purposes of its own."
                ),
                provider=provider(service),
                service=service.name,
            )
        elif code_of(service.model_training) == YES:
            yield context.found(
                service,
                field="model_training",
                message=_(
                    "“%(service)s” by %(provider)s is the service of a processor, which trains models with the data."
                ),
                provider=provider(service),
                service=service.name,
            )


@rule(
    "vendor-due-diligence-old",
    code="F15",
    title=gettext_lazy("Guarantees of a processor not reviewed for long"),
    kind=Class.LAWFULNESS,
    severity=Severity.HINT,
    profile=Profile.EVERYTHING,
    sources=gdpr("28(1)", fadp="9(2)"),
    guidance="Two years are a default of this software",
    why=gettext_lazy("Only processors that give sufficient guarantees may be used, and guarantees grow old."),
    fix=gettext_lazy("Review the guarantees of the processor, and record the day."),
)
def vendor_due_diligence_old(context: Context) -> Iterator[Found]:
    services = list(engaged(context))
    if len(services) > 1 and not any(service.guarantees_reviewed_on for service in services):
        yield context.found(
            context.organisation,
            message=_("Of no processor a review of its guarantees is recorded."),
            transcribed=_("The policy states no review of the guarantees of any processor."),
        )
        return
    for service in services:
        reviewed = service.guarantees_reviewed_on
        if reviewed is None:
            yield context.found(
                service,
                field="guarantees_reviewed_on",
                message=_("No review of the guarantees of %(provider)s is recorded for “%(service)s”."),
                transcribed=_("The policy states no review of the guarantees of %(provider)s."),
                provider=provider(service),
                service=service.name,
            )
        elif years_later(reviewed, REVIEWED) < calendar(context.on):
            yield context.found(
                service,
                field="guarantees_reviewed_on",
                message=_(
                    "The guarantees of %(provider)s for “%(service)s” were last reviewed on %(day)s,"
                    " more than two years ago."
                ),
                day=day(reviewed),
                provider=provider(service),
                service=service.name,
            )


@rule(
    "vendor-duplicate",
    code="F16",
    title=gettext_lazy("One company recorded twice"),
    kind=Class.QUALITY,
    severity=Severity.HINT,
    profile=Profile.EVERYTHING,
    sources=gdpr("5(1)(d)", fadp="6(5)"),
    why=gettext_lazy("What is recorded of the one is not seen at the other."),
    fix=gettext_lazy("Keep one of the two, or record what tells them apart, such as country or number."),
)
def vendor_duplicate(context: Context) -> Iterator[Found]:
    known: dict[str, list[Party]] = {}
    for party in context.edition.inventory.parties:
        if code_of(party.kind) == PERSON:
            continue
        keys = dict.fromkeys(map(_stem, _called(party)))
        met = (other for key in keys for other in known.get(key, ()))
        twin = next((other for other in met if not _apart(party, other)), None)
        if twin is not None:
            yield context.found(
                party,
                field="name",
                message=_("%(name)s and %(other)s seem to be the same company."),
                name=party.name,
                other=twin.name,
            )
        for key in keys:
            known.setdefault(key, []).append(party)


@rule(
    "vendor-entity-unclear",
    code="F17",
    title=gettext_lazy("It is not clear which company a processor is"),
    kind=Class.LAWFULNESS,
    severity=Severity.CHECK,
    profile=Profile.ACCOUNTABILITY,
    sources=gdpr("28(3), 30(1)(e)"),
    guidance="EDPB Opinion 22/2024",
    why=gettext_lazy(
        "A contract binds a company in a country, not a brand; the country decides on transfers."
    ),
    fix=gettext_lazy("Record the legal name of the company that the contract is with, and its country."),
)
def vendor_entity_unclear(context: Context) -> Iterator[Found]:
    told: set[int] = set()
    for service in engaged(context):
        party = service.party
        if party is None:
            yield context.found(
                service,
                field="party",
                severity=Severity.HINT,
                message=_("The processor for “%(service)s” is recorded as a category only: %(category)s."),
                transcribed=_(
                    "The policy states the processor for “%(service)s” as a category only: %(category)s."
                ),
                service=service.name,
                category=provider(service),
            )
            continue
        lacking = _unclear(party, service)
        if lacking and party.id not in told:
            told.add(party.id)
            yield context.found(
                party,
                field=next(iter(lacking)),
                severity=None if len(lacking) > 1 else Severity.HINT,
                message=_("Of the processor %(name)s this is not recorded: %(lacking)s."),
                transcribed=_("Of the processor %(name)s the policy does not state: %(lacking)s."),
                name=party.name,
                lacking="; ".join(lacking.values()),
            )


def _unclear(party: Party, service: Service) -> dict[str, str]:
    """What is not known of who the provider is, by the item that would say it."""
    entity = party.legal_name or FORM.search(party.name) or code_of(party.kind) not in ("", COMPANY)
    lacking = {} if entity else {"legal_name": _("its legal name")}
    if party.country or service.contracting_place:
        return lacking
    placed = service.hosting_places or service.access_places or service.transfers
    country = _("its country") if placed else _("its country, and where it has the data")
    return {**lacking, "country": country}


def _called(party: Party) -> Iterator[str]:
    yield party.name
    yield from filter(None, (party.legal_name, *BETWEEN.split(party.trading_names)))


def _stem(name: str) -> str:
    """A name as it is compared: without the form of the company, in lower-case letters and digits alone."""
    return re.sub(r"[\W_]", "", FORM.sub("", name.strip()).casefold())


def _form(party: Party) -> str:
    found = FORM.search(party.legal_name or party.name)
    form = re.sub(r"\W", "", found.group(1).casefold()) if found else ""
    return SHORT.get(form, form)


def _apart(party: Party, other: Party) -> bool:
    """Whether something that is recorded of both tells them apart."""
    pairs = (
        (party.country, other.country),
        (party.registration_number, other.registration_number),
        (_form(party), _form(other)),
    )
    return any(one and another and one != another for one, another in pairs)
