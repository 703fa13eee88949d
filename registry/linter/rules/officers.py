"""Representatives (Art. 27) and the data protection officer (Art. 37 to 39)."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registry.documents.records.activities import Activity
from registry.documents.wording import names
from registry.law.places import ECONOMIC_AREA
from registry.law.regimes import Regime
from registry.law.territory import INSIDE, area_kind
from registry.linter.bases import YES, code_of
from registry.linter.context import Context
from registry.linter.findings import Found, Severity
from registry.linter.rule import Class, Profile, gdpr, rule, union
from registry.linter.rules.parties import reachable

TARGETING = "3.2"
UNITED_KINGDOM = "GB"
LARGE_SCALE, MONITORING = "large-scale", "monitoring"


@rule(
    "eu-representative-missing",
    code="A05",
    title=gettext_lazy("No representative in the Union"),
    kind=Class.MISSING,
    severity=Severity.CHECK,
    profile=Profile.ART30,
    sources=union("27 and 30(1)(a)"),
    why=gettext_lazy(
        "Whoever is established outside and offers to people in the Union, or watches them, names a representative there."
    ),
    fix=gettext_lazy("Record the representative, or why none is needed under Art. 27(2)."),
)
def eu_representative_missing(context: Context) -> Iterator[Found]:
    organisation = context.organisation
    outside = organisation.country and not _in_the_area(context, organisation.country)
    named = organisation.eu_representative or organisation.eu_representative_absent_because
    if code_of(organisation.territorial_basis) == TARGETING and outside and not named:
        yield context.found(
            organisation,
            field="eu_representative",
            message=_("%(name)s is established outside the EU/EEA and no representative there is recorded."),
            transcribed=_(
                "%(name)s is established outside the EU/EEA and the policy names no representative there."
            ),
            name=organisation.name,
        )


@rule(
    "representative-location",
    code="A06",
    title=gettext_lazy("Representative in another country than the people"),
    kind=Class.LAWFULNESS,
    severity=Severity.CHECK,
    profile=Profile.ACCOUNTABILITY,
    sources=union("27(3)"),
    why=gettext_lazy(
        "The representative is established in a member state in which people are whose data are processed."
    ),
    fix=gettext_lazy(
        "Correct the country of the representative or the countries of the data subjects, or name another."
    ),
)
def representative_location(context: Context) -> Iterator[Found]:
    representative = context.organisation.eu_representative
    if representative is None or not representative.country:
        return
    asked = {code for activity in context.activities for code in activity.subject_places}
    known = sorted(code for code in asked if _in_the_area(context, code))
    country = representative.country
    if not _in_the_area(context, country):
        yield context.found(
            representative,
            field="country",
            message=_(
                "The representative in the Union, %(name)s, is established outside the EU/EEA: %(country)s."
            ),
            name=representative.name,
            country=names([country]),
        )
    elif known and ECONOMIC_AREA not in known and country not in known:
        yield context.found(
            representative,
            field="country",
            message=_(
                "The representative, %(name)s, is established in %(country)s; the data subjects are in %(places)s."
            ),
            name=representative.name,
            country=names([country]),
            places=names(known),
        )


@rule(
    "uk-representative-missing",
    code="A07",
    title=gettext_lazy("No representative in the United Kingdom"),
    kind=Class.MISSING,
    severity=Severity.CHECK,
    profile=Profile.ART30,
    sources={Regime.UK: "Art. 27 UK GDPR"},
    why=gettext_lazy(
        "Whoever is established outside and offers to people in the United Kingdom names a representative there."
    ),
    fix=gettext_lazy("Record the representative, or why none is needed."),
)
def uk_representative_missing(context: Context) -> Iterator[Found]:
    organisation = context.organisation
    named = organisation.uk_representative or organisation.uk_representative_absent_because
    if organisation.country not in ("", UNITED_KINGDOM) and not named:
        yield context.found(
            organisation,
            field="uk_representative",
            message=_(
                "%(name)s is established outside the United Kingdom and no representative there is recorded."
            ),
            transcribed=_(
                "%(name)s is established outside the United Kingdom and the policy names no representative there."
            ),
            name=organisation.name,
        )


@rule(
    "dpo-contact-missing",
    code="A08",
    title=gettext_lazy("Data protection officer not said or not reachable"),
    kind=Class.MISSING,
    severity=Severity.MISSING,
    profile=Profile.ART30,
    sources=gdpr("30(1)(a)"),
    guidance="Art. 37(7) GDPR",
    why=gettext_lazy("Where there is an officer, the record says who that is and how to reach them."),
    fix=gettext_lazy("Record name and contact details of the officer, or why there is none."),
)
def dpo_contact_missing(context: Context) -> Iterator[Found]:
    organisation, officer = context.organisation, context.organisation.dpo
    if officer is not None and not reachable(officer):
        yield context.found(
            officer,
            field="email",
            message=_("No contact details of the data protection officer, %(name)s, are recorded."),
            transcribed=_("The policy states no contact details of the data protection officer, %(name)s."),
            name=officer.name,
        )
    elif officer is None and not organisation.dpo_absent_because and not _officer_demanded(context):
        yield context.found(
            organisation,
            field="dpo",
            severity=Severity.CHECK,
            message=_("It is not recorded whether there is a data protection officer."),
            transcribed=_("The policy does not state whether there is a data protection officer."),
        )


@rule(
    "dpo-required",
    code="A09",
    title=gettext_lazy("A data protection officer seems to be required"),
    kind=Class.LAWFULNESS,
    severity=Severity.CHECK,
    profile=Profile.ACCOUNTABILITY,
    sources=gdpr("37(1)"),
    guidance="WP243 rev. 01",
    why=gettext_lazy(
        "Public bodies, and whoever monitors people or handles sensitive data on a large scale, designate an officer."
    ),
    fix=gettext_lazy(
        "Record the officer, or the reason why there is none; national law may ask for one in more cases."
    ),
)
def dpo_required(context: Context) -> Iterator[Found]:
    organisation = context.organisation
    if organisation.dpo is None and not organisation.dpo_absent_because and _officer_demanded(context):
        yield context.found(
            organisation,
            field="dpo",
            message=_("%(name)s seems to need a data protection officer, and none is recorded."),
            transcribed=_("%(name)s seems to need a data protection officer, and the policy names none."),
            name=organisation.name,
        )


@rule(
    "dpo-conflict",
    code="A10",
    title=gettext_lazy("The data protection officer owns an activity"),
    kind=Class.LAWFULNESS,
    severity=Severity.CHECK,
    profile=Profile.ACCOUNTABILITY,
    sources=gdpr("38(6)"),
    guidance="C-453/21",
    why=gettext_lazy("An officer who decides on purposes and means would watch over their own decisions."),
    fix=gettext_lazy("Name as owner whoever decides on the activity."),
)
def dpo_conflict(context: Context) -> Iterator[Found]:
    officer = context.organisation.dpo
    for activity in context.activities:
        if officer is not None and activity.owner.casefold() == officer.name.casefold():
            yield context.found(
                activity,
                field="owner",
                message=_("The data protection officer, %(name)s, is recorded as owner of this activity."),
                name=officer.name,
            )


def _in_the_area(context: Context, code: str) -> bool:
    """Whether a place lies inside the EU/EEA; a bridge for transfers makes nobody established there."""
    return area_kind(code, on=context.on, members=context.edition.inventory.area) in INSIDE


def _officer_demanded(context: Context) -> bool:
    return code_of(context.organisation.public_body) == YES or any(map(_on_a_large_scale, context.activities))


def _on_a_large_scale(activity: Activity) -> bool:
    """Whether it monitors people, or uses special or criminal data, on a large scale, as its screening says."""
    criteria = {criterion.code for criterion in activity.screening_criteria}
    categories = (use.category for use in activity.data_uses if use.category)
    delicate = any(category.special or category.criminal for category in categories)
    return LARGE_SCALE in criteria and (MONITORING in criteria or delicate)
