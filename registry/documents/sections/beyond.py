"""What goes beyond Article 30 and other articles ask for: only in the full edition, without a letter."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from registry.documents.citing import (
    asked_words,
    detail,
    details,
    headline,
    open_questions,
    said,
    stated,
)
from registry.documents.edition import Edition
from registry.documents.grids import joined
from registry.documents.records.activities import Activity, Purpose
from registry.documents.records.evidence import Question, Recorded
from registry.documents.records.terms import LegalBasis
from registry.documents.register import Column, Fact, Grid, Section
from registry.documents.sections.categories import data_line
from registry.documents.sections.identity import client_line
from registry.documents.sections.purposes import purpose_line
from registry.documents.values import MISSING, Line, Value, filled, not_applicable
from registry.documents.wording import day, label, names, remarked

Entries = tuple[Fact | Grid, ...]
WHOLE = "whole"


def beyond(edition: Edition, activity: Activity) -> tuple[Section, ...]:
    """Sections in the order of the articles that ask for them."""
    asked: tuple[tuple[str, str, str, Entries], ...] = (
        ("legal-bases", "Art. 6, 9, 10", _("Legal bases"), _legal_bases(edition, activity)),
        ("sources", "Art. 14(2)(f)", _("Sources of the data"), _sources(edition, activity)),
        ("decisions", "Art. 22", _("Automated decisions"), _decisions(edition, activity)),
        ("arrangement", "Art. 26", _("Arrangement of joint controllers"), _arrangement(edition, activity)),
        (
            "internal-access",
            "Art. 29, 32(4)",
            _("Access within the organisation"),
            _internal(edition, activity),
        ),
        ("screening", "Art. 35", _("Likely high risk"), _screening(edition, activity)),
        ("contracts", "Art. 28(3)", _("Contracts and instructions"), _instructions(edition, activity)),
        ("notices", "Art. 13, 14", _("Privacy notices"), _notices(edition, activity)),
        ("keeping", "Art. 5(2), 24", _("Keeping this entry"), _keeping(edition, activity)),
    )
    return tuple(
        Section(key=key, letter="", article=article, heading=heading, entries=entries)
        for key, article, heading, entries in asked
        if entries
    )


def _legal_bases(edition: Edition, activity: Activity) -> Entries:
    if not activity.purposes:
        return ()
    grid = Grid(
        key="legal-bases",
        heading=_("Legal bases"),
        columns=(
            Column(key="purpose", heading=_("Purpose"), weight=3),
            Column(key="bases", heading=_("Legal bases"), weight=3),
            Column(key="condition", heading=_("Condition for special categories"), weight=2),
            Column(key="details", heading=_("Details"), weight=4),
        ),
        rows=tuple(
            (
                filled(purpose_line(edition, purpose)),
                stated(edition, purpose, "legal_bases", *_bases(edition, purpose)),
                _special(edition, activity, purpose),
                stated(edition, purpose, "bases_explained", *_grounds(edition, purpose)),
            )
            for purpose in activity.purposes
        ),
    )
    return (grid,)


def _bases(edition: Edition, purpose: Purpose) -> Iterator[Line]:
    whole = purpose.allocation.label if purpose.allocation and purpose.allocation.code == WHOLE else ""
    for basis in purpose.legal_bases:
        yield detail(edition, purpose, "legal_bases", basis_words(basis), code=basis.code, remarks=[whole])


def basis_words(basis: LegalBasis) -> str:
    return f"{basis.article}: {basis.label}"


def _special(edition: Edition, activity: Activity, purpose: Purpose) -> Value:
    """The condition of Art. 9(2); asked for only where a special category is in use."""
    basis = purpose.special_condition
    if basis is None and not any(use.category and use.category.special for use in activity.data_uses):
        return not_applicable(_("no special category is recorded"))
    line = Line(text="")
    if basis is not None:
        line = detail(edition, purpose, "special_condition", basis_words(basis), code=basis.code)
    return stated(edition, purpose, "special_condition", line)


def _grounds(edition: Edition, purpose: Purpose) -> Iterator[Line]:
    test, kind = purpose.balancing_test, purpose.category
    return details(
        edition,
        purpose,
        ("category", _("Kind of purpose: %(what)s"), kind.label if kind else ""),
        ("bases_explained", "%(what)s", purpose.bases_explained),
        ("law_cited", _("Law: %(what)s"), purpose.law_cited),
        ("interest", _("Legitimate interest: %(what)s"), purpose.interest),
        ("interest_holder", _("Whose interest: %(what)s"), purpose.interest_holder),
        ("balancing_test", _("Balancing of interests: %(what)s"), test.title if test else ""),
        ("criminal_authority", _("Authority for criminal data: %(what)s"), purpose.criminal_authority),
        ("withdrawal_route", _("Withdrawal of consent: %(what)s"), purpose.withdrawal_route),
        ("consent_proof", _("Proof of consent: %(what)s"), purpose.consent_proof),
    )


def _sources(edition: Edition, activity: Activity) -> Entries:
    grid = Grid(
        key="data-sources",
        heading=_("By category of data"),
        columns=(
            Column(key="data", heading=_("Personal data"), weight=3),
            Column(key="source", heading=_("Source"), weight=3),
            Column(key="mandatory", heading=_("Must be provided"), weight=2),
        ),
        rows=joined(
            (
                (
                    filled(data_line(edition, use), detail(edition, use, "note", use.note)),
                    said(edition, use, "source", use.source),
                    said(edition, use, "mandatory", label(use.mandatory)),
                )
                for use in activity.data_uses
            ),
            column=0,
        ),
    )
    fact = _fact(edition, activity, "source_of_data", _("Source of the data"), activity.source_of_data)
    return (fact, grid) if activity.data_uses else (fact,)


def _decisions(edition: Edition, activity: Activity) -> Entries:
    decided = activity.automated_decisions
    first = _fact(edition, activity, "automated_decisions", _("Automated decisions"), label(decided))
    if decided is not None and decided.code == "no":
        return (first,)
    return (
        first,
        _fact(edition, activity, "decision_logic", _("Logic involved"), activity.decision_logic),
        _fact(
            edition,
            activity,
            "decision_significance",
            _("Significance and consequences"),
            activity.decision_significance,
        ),
        _fact(edition, activity, "decision_ground", _("Ground (Art. 22(2))"), activity.decision_ground),
        _fact(edition, activity, "decision_safeguards", _("Safeguards"), activity.decision_safeguards),
    )


def _arrangement(edition: Edition, activity: Activity) -> Entries:
    if not activity.joint_controllers and activity.joint_arrangement is None:
        return ()
    title = activity.joint_arrangement.title if activity.joint_arrangement else ""
    return (_fact(edition, activity, "joint_arrangement", _("Arrangement"), title),)


def _internal(edition: Edition, activity: Activity) -> Entries:
    heading = _("Access within the organisation")
    return (_fact(edition, activity, "internal_access", heading, activity.internal_access),)


def _screening(edition: Edition, activity: Activity) -> Entries:
    criteria = [
        detail(edition, activity, "screening_criteria", one.label, code=one.code)
        for one in activity.screening_criteria
    ]
    screened = activity.screening_outcome is not None
    none = Line(text=_("None")) if screened else Line(text="")
    assessed = [
        detail(edition, activity, "assessments", remarked(one.title, [label(one.status), one.outcome]))
        for one in activity.assessments
    ]
    return (
        Fact(
            key="screening-criteria",
            heading=_("Criteria that are met"),
            value=stated(edition, activity, "screening_criteria", *(criteria or [none])),
        ),
        _fact(edition, activity, "screening_outcome", _("Outcome"), label(activity.screening_outcome)),
        Fact(
            key="assessments",
            heading=_("Assessments"),
            value=stated(edition, activity, "assessments", *assessed),
        ),
    )


def _instructions(edition: Edition, activity: Activity) -> Entries:
    if not activity.clients:
        return ()
    grid = Grid(
        key="instructions",
        heading=_("Contracts and instructions"),
        columns=(
            Column(key="controller", heading=_("Controller"), weight=3),
            Column(key="contract", heading=_("Contract"), weight=3),
            Column(key="instructions", heading=_("Instructions"), weight=4),
        ),
        rows=tuple(
            (
                filled(client_line(edition, client)),
                said(edition, client, "contract", client.contract.title if client.contract else ""),
                said(edition, client, "instructions", client.instructions),
            )
            for client in activity.clients
        ),
    )
    return (grid,)


def _notices(edition: Edition, activity: Activity) -> Entries:
    lines = [
        headline(edition, notice, "title", notice.title, remarks=[day(notice.version_date)])
        for notice in edition.inventory.notices
        if activity.id in notice.activities
    ]
    value = filled(*lines) if lines else MISSING
    return (Fact(key="notices", heading=_("Privacy notices"), value=value),)


def _keeping(edition: Edition, activity: Activity) -> Entries:
    months = activity.review_interval_months
    every = _("every %(count)s months") % {"count": months} if months else ""
    papers = [detail(edition, activity, "documents", one.title) for one in activity.documents]
    asked = [Line(text=_question(question)) for question in _questions(activity)]
    first = (
        ("description", _("Description"), activity.description),
        ("department", _("Department"), activity.department),
    )
    rows = (
        ("systems", _("Systems"), activity.systems),
        ("scale", _("Scale"), activity.scale),
        ("subject_places", _("Countries of the data subjects"), names(activity.subject_places)),
        ("review_interval_months", _("Reviewed"), every),
        ("next_review_on", _("Next review"), day(activity.next_review_on)),
    )
    return (
        *(_fact(edition, activity, field, heading, text) for field, heading, text in first),
        _owner(edition, activity),
        *(_fact(edition, activity, field, heading, text) for field, heading, text in rows),
        *((Fact(key="documents", heading=_("Documents"), value=filled(*papers)),) if papers else ()),
        *((Fact(key="questions", heading=_("Open questions"), value=filled(*asked)),) if asked else ()),
    )


def _owner(edition: Edition, activity: Activity) -> Fact:
    """Who answers for the entry inside, with the address for reminders."""
    lines = (
        detail(edition, activity, "owner", activity.owner),
        detail(edition, activity, "owner_email", activity.owner_email),
    )
    return Fact(key="owner", heading=_("Owner"), value=stated(edition, activity, "owner", *lines))


def _questions(activity: Activity) -> Iterator[Question]:
    parts: tuple[Recorded, ...] = (
        activity,
        *activity.purposes,
        *activity.data_uses,
        *activity.disclosures,
        *activity.clients,
        *activity.transfers,
    )
    for part in parts:
        yield from open_questions(part)


def _question(question: Question) -> str:
    return remarked(question.question, [asked_words(question)])


def _fact(edition: Edition, record: Recorded, field: str, heading: str, text: str) -> Fact:
    return Fact(key=field.replace("_", "-"), heading=heading, value=said(edition, record, field, text))
