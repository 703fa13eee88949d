"""Who is responsible (Art. 30(1)(a)): the controller, those who decide jointly, and how to reach them."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registry.documents.records.activities import Activity
from registry.documents.records.parties import Contact
from registry.linter.bases import code_of
from registry.linter.context import Context
from registry.linter.findings import Found, Severity
from registry.linter.rule import Class, Profile, gdpr, rule

JOINT = "joint"
ARRANGEMENT = "art26"
ENGAGED = ("processor", "sub-processor")


def reachable(contact: Contact) -> bool:
    """Whether there is an address, electronic or not, at which somebody can be reached."""
    return any((contact.postal_address, contact.email, contact.phone, contact.contact_form))


@rule(
    "controller-missing",
    code="A01",
    title=gettext_lazy("Nobody is said to be responsible"),
    kind=Class.MISSING,
    severity=Severity.MISSING,
    profile=Profile.ART30,
    sources=gdpr("30(1)(a)", fadp="12(2)(a)"),
    why=gettext_lazy("The role decides which record an activity belongs to and who answers for it."),
    fix=gettext_lazy("Choose the organisation's role: controller, joint controller or processor."),
)
def controller_missing(context: Context) -> Iterator[Found]:
    for activity in context.controlled:
        if activity.role is None:
            yield context.found(
                activity,
                field="role",
                message=_("It is not recorded whether the organisation decides on this or acts for others."),
                transcribed=_(
                    "The policy does not state whether the organisation decides on this or acts for others."
                ),
            )


@rule(
    "controller-contact-missing",
    code="A02",
    title=gettext_lazy("No way to reach the organisation"),
    kind=Class.MISSING,
    severity=Severity.MISSING,
    profile=Profile.ART30,
    sources=gdpr("30(1)(a)"),
    why=gettext_lazy("The record names who is responsible together with contact details."),
    fix=gettext_lazy("Record a postal address, an e-mail address or a telephone number of the organisation."),
)
def controller_contact_missing(context: Context) -> Iterator[Found]:
    organisation = context.organisation
    if not reachable(organisation):
        stated = _(
            "The policy states neither postal address nor e-mail address nor telephone number of %(name)s."
        )
        yield context.found(
            organisation,
            field="email",
            message=_(
                "Neither postal address nor e-mail address nor telephone number of %(name)s is recorded."
            ),
            # Where a note on the contact details is kept, the policy says something that could not be taken over.
            transcribed="" if organisation.contact_note else stated,
            name=organisation.name,
        )


@rule(
    "joint-controller-contact-missing",
    code="A03",
    title=gettext_lazy("Joint controllers not named or not reachable"),
    kind=Class.MISSING,
    severity=Severity.MISSING,
    profile=Profile.ART30,
    sources=gdpr("30(1)(a)"),
    why=gettext_lazy("Whoever decides jointly is named in the record, with contact details."),
    fix=gettext_lazy(
        "Name each joint controller with an address, an e-mail address or a telephone number, or say why there is none."
    ),
)
def joint_controller_contact_missing(context: Context) -> Iterator[Found]:
    silent = [one for one in context.controlled if _silent_on_joint_controllers(one)]
    of_none = len(silent) > 1 and len(silent) == len(context.controlled)
    if of_none:
        yield context.found(
            context.organisation,
            severity=Severity.HINT,
            message=_("It is not recorded of any activity whether anybody decides jointly with %(name)s."),
            transcribed=_(
                "The policy does not state of any activity whether anybody decides jointly with %(name)s."
            ),
            name=context.organisation.name,
        )
    for activity in silent if not of_none else ():
        yield context.found(
            activity,
            field="joint_controllers",
            severity=Severity.HINT,
            message=_("It is not recorded whether anybody decides jointly with the organisation."),
            transcribed=_("The policy does not state whether anybody decides jointly with the organisation."),
        )
    for activity in context.controlled:
        if code_of(activity.role) == JOINT and not activity.joint_controllers:
            yield context.found(
                activity,
                field="joint_controllers",
                message=_(
                    "The organisation is a joint controller, but nobody is recorded with whom it decides."
                ),
            )
        for party in activity.joint_controllers:
            if not reachable(party):
                yield context.found(
                    party,
                    field="email",
                    activity=activity,
                    message=_("No contact details of the joint controller %(name)s are recorded."),
                    transcribed=_("The policy states no contact details of the joint controller %(name)s."),
                    name=party.name,
                )


def _silent_on_joint_controllers(activity: Activity) -> bool:
    """Whether nobody said who else decides, nor that nobody does; a joint controller says that there is somebody."""
    said = activity.joint_controllers or activity.joint_controllers_absent_because
    return not said and code_of(activity.role) != JOINT


@rule(
    "joint-arrangement-missing",
    code="A04",
    title=gettext_lazy("No arrangement between joint controllers"),
    kind=Class.LAWFULNESS,
    severity=Severity.CHECK,
    profile=Profile.ACCOUNTABILITY,
    sources=gdpr("26(1)"),
    why=gettext_lazy(
        "Joint controllers lay down who fulfils which duty, and tell the essence of it to people."
    ),
    fix=gettext_lazy("Record the arrangement as an agreement of joint controllers and choose it here."),
)
def joint_arrangement_missing(context: Context) -> Iterator[Found]:
    for activity in context.controlled:
        arrangement = activity.joint_arrangement
        joint = activity.joint_controllers or code_of(activity.role) == JOINT
        if joint and arrangement is None:
            yield context.found(
                activity,
                field="joint_arrangement",
                message=_("No arrangement with the joint controllers is recorded."),
                transcribed=_("The policy states no arrangement with the joint controllers."),
            )
        elif arrangement is not None and code_of(arrangement.kind) != ARRANGEMENT:
            yield context.found(
                activity,
                field="joint_arrangement",
                message=_("“%(title)s” is no arrangement of joint controllers."),
                title=arrangement.title,
            )


@rule(
    "processor-also-controller",
    code="A11",
    title=gettext_lazy("Controller and processor of one activity"),
    kind=Class.CONTRADICTION,
    severity=Severity.CHECK,
    profile=Profile.ART30,
    sources=gdpr("4(7) and 28(10)"),
    why=gettext_lazy(
        "Whoever decides on the purposes of an activity does not process for somebody else in the same activity."
    ),
    fix=gettext_lazy("Record two activities on the same data, or correct the role of the service."),
)
def processor_also_controller(context: Context) -> Iterator[Found]:
    for activity in context.activities:
        deciding = {party.id: party for party in activity.joint_controllers}
        deciding |= {one.controller.id: one.controller for one in activity.clients if one.controller}
        for disclosure in activity.disclosures:
            service = disclosure.service
            if service is None or service.party is None or code_of(service.their_role) not in ENGAGED:
                continue
            if service.party.id in deciding:
                yield context.found(
                    disclosure,
                    field="service",
                    activity=activity,
                    message=_("%(name)s is recorded as controller and as processor of the same activity."),
                    name=service.party.name,
                )
