"""Standard contractual clauses: the right set, the right module, for the right importer, and assessed."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registry.documents.footing import Footing
from registry.documents.records.services import Ground, Service, Transfer
from registry.documents.records.terms import Choice, Mechanism
from registry.documents.wording import day
from registry.law.facts import MechanismFact, MechanismKind
from registry.law.regimes import Regime
from registry.law.territory import StandingKind
from registry.law.validity import in_force
from registry.linter.abroad import (
    CLIENT,
    Moved,
    calendar,
    footing,
    grounded,
    is_clauses,
    kind_of,
    moved,
    shipped,
    stands,
    years_later,
)
from registry.linter.context import Context
from registry.linter.findings import Found, Severity
from registry.linter.rule import Class, Profile, gdpr, rule, union

NEW_CLAUSES = shipped("scc-2021-m1").valid_from
ADDENDUM = shipped("uk-addendum").valid_from
ASSESSED_FROM = shipped("scc-2021-m1").needs_tia_from
OLD_CLAUSES = shipped("scc-2010-c2p")
TAKEN_OVER = shipped("uk-old-scc")
"""The earlier clauses of the EU, as long as they counted under British law."""
FRESH = 3
"""Years for which an assessment of the law abroad counts: a default of our own."""
TARGETING = "3.2"
DONE = "done"
ANY = frozenset({"1", "2", "3", "4"})
SENT_BY = {"controller": frozenset("12"), "joint": frozenset("12"), "processor": frozenset("34")}
RECEIVED_BY = {
    "controller": frozenset("14"),
    "joint": frozenset("14"),
    "processor": frozenset("23"),
    "sub-processor": frozenset("23"),
}
"""The modules that fit who sends and who receives: controllers by one and two, and so on."""


@rule(
    "scc-module-missing",
    code="G12",
    title=gettext_lazy("The module of the standard clauses is not stated"),
    kind=Class.LAWFULNESS,
    severity=Severity.MISSING,
    profile=Profile.ACCOUNTABILITY,
    sources={**gdpr("46"), Regime.CH: "Art. 16(2)(d) FADP"},
    guidance="Implementing Decision (EU) 2021/914",
    since=NEW_CLAUSES,
    why=gettext_lazy(
        "The clauses of 2021 are four contracts in one; without the module nobody knows which was agreed."
    ),
    fix=gettext_lazy("Record the module that fits the roles of both sides."),
)
def scc_module_missing(context: Context) -> Iterator[Found]:
    for one, ground in grounded(context):
        if ground.mechanism.slug != "scc-unspecified" or ground.module is not None:
            continue
        late = not _in_time(ground, OLD_CLAUSES)
        if late or not in_force(OLD_CLAUSES, context.on):
            yield context.found(
                ground,
                field="module",
                activity=one.activity,
                message=_("%(to)s: it is not recorded which standard clauses were agreed, and which module."),
                transcribed=_(
                    "%(to)s: the policy states neither the set of the standard clauses nor the module."
                ),
                severity=None if late else Severity.CHECK,
                to=one.to,
            )


@rule(
    "scc-module-role-mismatch",
    code="G13",
    title=gettext_lazy("The module does not fit the roles"),
    kind=Class.CONTRADICTION,
    severity=Severity.MISSING,
    profile=Profile.ACCOUNTABILITY,
    sources={**gdpr("46"), Regime.CH: "Art. 16(2)(d) FADP"},
    guidance="Implementing Decision (EU) 2021/914",
    since=NEW_CLAUSES,
    why=gettext_lazy("A module that was written for other roles leaves out what this transfer needs."),
    fix=gettext_lazy(
        "Correct the module or the roles: 1 between controllers, 2 to a processor, 3 onward, 4 back."
    ),
)
def scc_module_role_mismatch(context: Context) -> Iterator[Found]:
    for one, ground in grounded(context):
        module, own = _module(ground), ground.mechanism.module
        if own is not None and module != str(own):
            yield context.found(
                ground,
                field="module",
                activity=one.activity,
                message=_("Module %(module)s is recorded with “%(clauses)s”."),
                module=module,
                clauses=ground.mechanism.name,
            )
        elif module and module not in _fitting(one):
            yield context.found(
                ground,
                field="module",
                activity=one.activity,
                message=_("Module %(module)s does not fit the recorded roles of exporter and importer."),
                module=module,
            )


@rule(
    "scc-915-as-transfer-tool",
    code="G15",
    title=gettext_lazy("A contract between controller and processor is taken for a ground"),
    kind=Class.CONTRADICTION,
    severity=Severity.MISSING,
    profile=Profile.ACCOUNTABILITY,
    sources=gdpr("28(7), 46", fadp="16(2)"),
    guidance="Implementing Decision (EU) 2021/915",
    since=NEW_CLAUSES,
    why=gettext_lazy("The clauses of Decision 2021/915 are the contract of Art. 28; they allow no transfer."),
    fix=gettext_lazy(
        "Record them as agreement with the processor, and the ground of the transfer beside it."
    ),
)
def scc_915_as_transfer_tool(context: Context) -> Iterator[Found]:
    for one, ground in grounded(context):
        if kind_of(ground.mechanism) == MechanismKind.NOT_A_TRANSFER_TOOL:
            yield context.found(
                ground,
                field="mechanism",
                activity=one.activity,
                message=_("“%(clauses)s” are no ground for a transfer."),
                clauses=ground.mechanism.name,
            )


@rule(
    "scc-importer-under-gdpr",
    code="G16",
    title=gettext_lazy("The importer is itself under the GDPR"),
    kind=Class.QUALITY,
    severity=Severity.HINT,
    profile=Profile.EVERYTHING,
    sources=union("3(2), 46"),
    guidance="Implementing Decision (EU) 2021/914, Art. 1 and recital 7",
    since=NEW_CLAUSES,
    why=gettext_lazy(
        "The clauses of 2021 were written for importers that are not under the GDPR; a set for these is due."
    ),
    fix=gettext_lazy("Keep the clauses for now, note the point, and watch for the Commission's further set."),
)
def scc_importer_under_gdpr(context: Context) -> Iterator[Found]:
    basis = context.organisation.territorial_basis
    if basis is None or basis.code != TARGETING:
        return
    for one, ground in grounded(context):
        if ground.mechanism.module is not None and _to_us(context, one.transfer):
            yield context.found(
                ground,
                field="mechanism",
                activity=one.activity,
                message=_("The importer is the organisation itself, to which the GDPR applies by Art. 3(2)."),
            )


@rule(
    "scc-to-eea",
    code="G17",
    title=gettext_lazy("Standard clauses for a recipient inside the economic area"),
    kind=Class.QUALITY,
    severity=Severity.HINT,
    profile=Profile.ART30,
    sources=union("44"),
    why=gettext_lazy("Inside the EU and the EEA no ground is needed; clauses there suggest that data leave."),
    fix=gettext_lazy("Delete the transfer, or name the place outside that it goes to."),
)
def scc_to_eea(context: Context) -> Iterator[Found]:
    for one, ground in grounded(context):
        if is_clauses(ground.mechanism) and _stays(context, one):
            yield context.found(
                ground,
                field="mechanism",
                activity=one.activity,
                message=_("Standard clauses are recorded, and all places recorded are inside the EU/EEA."),
            )


@rule(
    "tia-missing",
    code="G18",
    title=gettext_lazy("The law abroad is not assessed"),
    kind=Class.LAWFULNESS,
    severity=Severity.CHECK,
    profile=Profile.ACCOUNTABILITY,
    sources=union("46(1)"),
    guidance="C-311/18; EDPB Recommendations 01/2020; clause 14",
    since=ASSESSED_FROM,
    why=gettext_lazy("Safeguards hold only where the law of the country lets the importer keep to them."),
    fix=gettext_lazy("Assess the law and practice there, and record the assessment with its day."),
)
def tia_missing(context: Context) -> Iterator[Found]:
    for one in moved(context):
        needing = [ground for ground in one.transfer.grounds if _needs_assessment(context, ground)]
        if not needing or footing(context, one.transfer, regime=Regime.EU) is not Footing.SAFEGUARDS:
            continue
        lacks = _assessment_lacks(context, one.transfer)
        if lacks:
            message, transcribed = lacks
            back = all(_module(ground) == "4" for ground in needing)
            yield context.found(
                one.transfer,
                field="impact_assessment",
                activity=one.activity,
                message=message,
                transcribed=transcribed,
                to=one.to,
                day=day(one.transfer.impact_assessment.assessed_on) if one.transfer.impact_assessment else "",
                severity=Severity.HINT if back else None,  # clause 14 then asks only where own data are added
            )


@rule(
    "uk-scc-without-addendum",
    code="G22",
    title=gettext_lazy("Clauses of the EU alone for a transfer under British law"),
    kind=Class.LAWFULNESS,
    severity=Severity.MISSING,
    profile=Profile.ACCOUNTABILITY,
    sources={Regime.UK: "Art. 46 UK GDPR"},
    guidance="DPA 2018 s. 119A, Schedule 21",
    since=ADDENDUM,
    why=gettext_lazy("The clauses of the EU are no safeguard under British law without the Addendum."),
    fix=gettext_lazy("Sign the Addendum to the clauses, or the International Data Transfer Agreement."),
)
def uk_scc_without_addendum(context: Context) -> Iterator[Found]:
    for one in moved(context):
        clauses = [ground for ground in one.transfer.grounds if _of_union(ground.mechanism)]
        if not clauses or footing(context, one.transfer, regime=Regime.UK) is not Footing.NONE:
            continue
        if any(map(_british, one.transfer.grounds)) or any(
            _still_counts(context, ground) for ground in clauses
        ):
            continue
        named = any(kind_of(ground.mechanism) == MechanismKind.CLAUSES for ground in clauses)
        alone = named and Regime.EU not in context.edition.regimes
        yield context.found(
            one.transfer,
            field="grounds",
            activity=one.activity,
            message=_("Clauses of the EU are recorded, and neither the British Addendum nor the Agreement."),
            transcribed=_(
                "The policy states standard clauses, and neither the British Addendum nor the Agreement."
            ),
            severity=None if alone else Severity.CHECK,
        )


def _module(ground: Ground) -> str:
    """The number of the module as recorded, else as the mechanism has it; empty where it has none."""
    if ground.module is not None:
        return ground.module.code
    return str(ground.mechanism.module or "")


def _fitting(one: Moved) -> frozenset[str]:
    """The modules that fit the roles, as far as they are recorded."""
    exporter = _code(one.transfer.exporter)
    ours = one.service.our_role if one.service else one.activity.role if one.activity else None
    sender = {"processor": "processor", CLIENT: ""}.get(exporter, _code(ours))
    return SENT_BY.get(sender, ANY) & RECEIVED_BY.get(_receiver(one), ANY)


def _receiver(one: Moved) -> str:
    """The role of the importer, known only where it is the provider of the service."""
    service, importer = one.service, one.transfer.importer
    other = importer is not None and (
        service is None or service.party is None or importer.id != service.party.id
    )
    return "" if service is None or other or one.transfer.importer_as_stated else _code(service.their_role)


def _code(choice: Choice | None) -> str:
    return choice.code if choice else ""


def _to_us(context: Context, transfer: Transfer) -> bool:
    own = context.organisation
    known = {name.casefold() for name in (own.name, own.legal_name) if name}
    return transfer.importer_as_stated.casefold() in known


def _stays(context: Context, one: Moved) -> bool:
    """Whether the transfer goes to the economic area or, where no place is named, the service works only there."""
    transfer, service = one.transfer, one.service
    places = [transfer.destination] if transfer.destination else _places(service) if service else []
    kinds = {stands(context, code, regime=Regime.EU).kind for code in places}
    return not transfer.international_organisation and kinds == {StandingKind.ECONOMIC_AREA}


def _places(service: Service) -> list[str]:
    """Where it works and contracts; an entity that is not known is somewhere that is not known."""
    entity = service.contracting_place or (service.party.country if service.party else "")
    return [*service.hosting_places, *service.access_places, entity]


def _needs_assessment(context: Context, ground: Ground) -> bool:
    mechanism = ground.mechanism
    asked = mechanism.regime == Regime.EU and mechanism.needs_tia_from is not None
    return asked and in_force(mechanism, context.on)


def _assessment_lacks(context: Context, transfer: Transfer) -> tuple[str, str] | None:
    """What is wrong with the assessment, in a sentence and in that about a policy; None where nothing is."""
    done = transfer.impact_assessment
    if done is None:
        said = (
            _("%(to)s: no transfer impact assessment is recorded."),
            _("%(to)s: the policy states no transfer impact assessment."),
        )
        return None if transfer.impact_assessment_absent_because else said
    if done.status is not None and done.status.code != DONE:
        return _("%(to)s: the transfer impact assessment is not done yet."), ""
    if done.assessed_on and years_later(done.assessed_on, FRESH) < calendar(context.on):
        return _("%(to)s: the transfer impact assessment is of %(day)s, more than three years ago."), ""
    return None


def _of_union(mechanism: Mechanism) -> bool:
    return mechanism.regime == Regime.EU and is_clauses(mechanism)


def _british(ground: Ground) -> bool:
    return ground.mechanism.regime == Regime.UK and is_clauses(ground.mechanism)


def _still_counts(context: Context, ground: Ground) -> bool:
    """Whether clauses of the time before 2021, or unknown ones, counted as those that British law took over."""
    earlier = ground.mechanism.module is None and _in_time(ground, TAKEN_OVER)
    return earlier and in_force(TAKEN_OVER, context.on)


def _in_time(ground: Ground, law: MechanismFact) -> bool:
    """Whether clauses were agreed while they could newly be; without a day that is taken to be so."""
    agreed, last = ground.concluded_on, law.no_new_use_after
    return agreed is None or last is None or agreed <= last
