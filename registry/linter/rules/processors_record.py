"""The processor's record (Art. 30(2)): for whom, what, on which contract and on whose instructions."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registry.documents.records.activities import Activity, Client
from registry.documents.records.parties import Party
from registry.documents.records.services import Agreement
from registry.documents.sections.leaving import leaving
from registry.documents.wording import day
from registry.linter.abroad import CLIENT, sorted_out
from registry.linter.context import PROCESSOR, Context
from registry.linter.findings import Found, Severity
from registry.linter.rule import Class, Profile, gdpr, rule

SUBPROCESSOR = "sub-processor"


@rule(
    "pr-no-controller",
    code="K01",
    title=gettext_lazy("No controller is named"),
    kind=Class.MISSING,
    severity=Severity.MISSING,
    profile=Profile.ART30,
    sources=gdpr("30(2)(a)", fadp="12(3)"),
    why=gettext_lazy("The processor's record names each controller that it acts for."),
    fix=gettext_lazy(
        "Name the controllers, or attach their list, or name the system and the person that produce it."
    ),
)
def pr_no_controller(context: Context) -> Iterator[Found]:
    for activity in context.processed:
        if not activity.clients:
            yield context.found(
                activity,
                field="clients",
                message=_("No controller is named for whom this is done."),
                transcribed=_("The policy names no controller for whom this is done."),
            )
        for client in activity.clients:
            if client.controller is None and not _listed(client):
                half = client.list_system or client.list_person
                yield context.found(
                    client,
                    field="class_of_controllers",
                    activity=activity,
                    message=_(
                        "The controllers are named as a class only, without a list or a way to produce one."
                    ),
                    transcribed=_("The policy names the controllers as a class only."),
                    severity=Severity.CHECK if half else None,
                )


@rule(
    "pr-controller-contact",
    code="K02",
    title=gettext_lazy("No contact details of a controller"),
    kind=Class.MISSING,
    severity=Severity.MISSING,
    profile=Profile.ART30,
    sources=gdpr("30(2)(a)"),
    why=gettext_lazy("The processor's record holds name and contact details of each controller."),
    fix=gettext_lazy("Record a postal address, an e-mail address or a telephone number."),
)
def pr_controller_contact(context: Context) -> Iterator[Found]:
    found: dict[int, Party] = {}
    for activity in context.processed:
        for client in activity.clients:
            if client.controller is not None:
                found[client.controller.id] = client.controller
    for party in found.values():
        if not (party.postal_address or party.email or party.phone or party.contact_form):
            yield context.found(
                party,
                message=_("No contact details of the controller %(name)s are recorded."),
                transcribed=_("The policy states no contact details of the controller %(name)s."),
                name=party.name,
            )


@rule(
    "pr-no-categories",
    code="K03",
    title=gettext_lazy("No categories of processing"),
    kind=Class.MISSING,
    severity=Severity.MISSING,
    profile=Profile.ART30,
    sources=gdpr("30(2)(b)", fadp="12(3)"),
    why=gettext_lazy("What is done for a controller is the core of the processor's record."),
    fix=gettext_lazy("Describe what is done with the data for this controller, such as hosting or sending."),
)
def pr_no_categories(context: Context) -> Iterator[Found]:
    for activity, client in _clients(context):
        if not client.categories_of_processing:
            yield context.found(
                client,
                field="categories_of_processing",
                activity=activity,
                message=_("The categories of processing for this controller are not recorded."),
                transcribed=_("The policy states no categories of processing."),
            )


@rule(
    "pr-no-contract",
    code="K05",
    title=gettext_lazy("No contract with a controller"),
    kind=Class.LAWFULNESS,
    severity=Severity.MISSING,
    profile=Profile.ACCOUNTABILITY,
    sources=gdpr("28(3)", fadp="9(1)"),
    why=gettext_lazy(
        "A processor may act only on a contract, or another act of law, that binds it to the controller."
    ),
    fix=gettext_lazy("Record the contract with its day, or the standard terms with version and acceptance."),
)
def pr_no_contract(context: Context) -> Iterator[Found]:
    for activity, client in _clients(context):
        contract = client.contract
        if contract is None and not _listed(client):
            yield context.found(
                client,
                field="contract",
                activity=activity,
                message=_("No contract is recorded on which this is done."),
                transcribed=_("The policy states no contract on which this is done."),
                severity=None if client.controller else Severity.CHECK,
            )
        elif contract is not None and contract.valid_until and contract.valid_until < context.on:
            yield context.found(
                client,
                field="contract",
                activity=activity,
                message=_("The contract “%(title)s” ended on %(day)s."),
                title=contract.title,
                day=day(contract.valid_until),
            )


@rule(
    "pr-transfer-uninstructed",
    code="K06",
    title=gettext_lazy("A transfer without documented instructions"),
    kind=Class.LAWFULNESS,
    severity=Severity.CHECK,
    profile=Profile.ACCOUNTABILITY,
    sources=gdpr("28(3)(a)"),
    why=gettext_lazy(
        "A processor sends data to a third country only on the controller's documented instructions."
    ),
    fix=gettext_lazy("Record the instructions, or when the contract was checked against Art. 28(3)."),
)
def pr_transfer_uninstructed(context: Context) -> Iterator[Found]:
    for activity in context.processed:
        if not _sends(context, activity):
            continue
        for client in activity.clients:
            if not client.instructions and not _checked(client.contract):
                yield context.found(
                    client,
                    field="instructions",
                    activity=activity,
                    message=_("Data leave, and no instructions of this controller are recorded."),
                    transcribed=_("By what the policy says data leave; it states no instructions."),
                )


@rule(
    "pr-subprocessors-missing",
    code="K07",
    title=gettext_lazy("No sub-processors are named"),
    kind=Class.LAWFULNESS,
    severity=Severity.CHECK,
    profile=Profile.ACCOUNTABILITY,
    sources=gdpr("28(2), 30(2)(a)"),
    guidance="CNIL on Art. 30(2)(a)",
    why=gettext_lazy(
        "Controllers must be able to see who else works on their data; CNIL reads it into the record."
    ),
    fix=gettext_lazy("Enter the services that take part as recipients, or say why there are none."),
)
def pr_subprocessors_missing(context: Context) -> Iterator[Found]:
    roles = [(service.our_role, service.their_role) for service in context.services]
    engaged = any(
        (ours is not None and ours.code == PROCESSOR) or (theirs is not None and theirs.code == SUBPROCESSOR)
        for ours, theirs in roles
    )
    for activity in context.processed:
        named = any(disclosure.service for disclosure in activity.disclosures)
        if engaged and not named and not activity.recipients_absent_because:
            yield context.found(
                activity,
                field="disclosures",
                message=_("Sub-processors are recorded, and none of them with this activity."),
                transcribed=_("The policy states sub-processors, and none of them for this activity."),
            )


@rule(
    "pr-end-of-contract",
    code="K08",
    title=gettext_lazy("What happens at the end of the contract is not recorded"),
    kind=Class.LAWFULNESS,
    severity=Severity.HINT,
    profile=Profile.EVERYTHING,
    sources=gdpr("28(3)(g)"),
    why=gettext_lazy("The contract says whether data are deleted or returned, as the controller chooses."),
    fix=gettext_lazy("Record with the contract which of the two was agreed."),
)
def pr_end_of_contract(context: Context) -> Iterator[Found]:
    contracts = {
        client.contract.id: client.contract for _activity, client in _clients(context) if client.contract
    }
    for contract in contracts.values():
        if contract.end_choice is None:
            yield context.found(
                contract,
                field="end_choice",
                message=_(
                    "It is not recorded whether data are deleted or returned at the end of “%(title)s”."
                ),
                title=contract.title,
            )


@rule(
    "mixed-register",
    code="K09",
    title=gettext_lazy("One entry for own purposes and for others"),
    kind=Class.QUALITY,
    severity=Severity.CHECK,
    profile=Profile.ART30,
    sources=gdpr("30(1), 30(2)", fadp="12(2), 12(3)"),
    guidance="CNIL advises two registers",
    why=gettext_lazy("The two records ask for different things; in one entry neither can be read from it."),
    fix=gettext_lazy(
        "Make two activities on the same data: one for the own purposes, one on behalf of controllers."
    ),
)
def mixed_register(context: Context) -> Iterator[Found]:
    for activity in context.controlled:
        if activity.role is not None and activity.clients:
            yield context.found(
                activity,
                field="clients",
                message=_(
                    "The activity is one of a controller and names controllers that it is carried out for."
                ),
            )
    for activity in context.processed:
        if any(purpose.legal_bases for purpose in activity.purposes):
            yield context.found(
                activity,
                field="purposes",
                message=_("The activity is carried out for others and has legal bases of its own."),
            )


def _clients(context: Context) -> Iterator[tuple[Activity, Client]]:
    return ((activity, client) for activity in context.processed for client in activity.clients)


def _listed(client: Client) -> bool:
    """Whether each controller of a class can be named: a list is attached, or somebody can produce one."""
    return client.list_document is not None or bool(client.list_system and client.list_person)


def _checked(contract: Agreement | None) -> bool:
    """Whether the contract was found to have what Art. 28(3) asks for, instructions on transfers included."""
    return contract is not None and contract.checked_on is not None and not contract.lacking


def _sends(context: Context, activity: Activity) -> bool:
    """Whether we send data abroad for the activity, or a service that it uses does."""
    for one in leaving(context.edition, activity):
        transfer = one.transfer
        if transfer is None or (transfer.exporter is not None and transfer.exporter.code == CLIENT):
            continue
        if transfer.international_organisation or sorted_out(context, [transfer.destination])[0]:
            return True
    return False
