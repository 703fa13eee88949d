"""Items of processing activities and of their parts, in the order of their sheet."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from registry.documents.compared.items import (
    Item,
    Kind,
    View,
    condition,
    in_force,
    item,
    lines_of,
    name_of,
    option,
    order,
    places,
)
from registry.documents.compared.transfers import transfer, transfer_name
from registry.documents.records import activities as records
from registry.documents.values import Line
from registry.documents.wording import data_remarks, data_words, limit_words, remarked


def activity() -> Kind:
    return Kind(
        table="processingactivity",
        type=records.Activity,
        what=_("Processing activity"),
        called=lambda record: str(record.name),
        items=(*_summary(), *_lettered(), *_beyond()),
        parts=(
            ("purposes", purpose()),
            ("data_uses", data_use()),
            ("disclosures", disclosure()),
            ("clients", client()),
            ("transfers", transfer()),
        ),
        # Measures of the whole organisation are reported where they change: once, not under every activity.
        derived=("inherited_measures", "created_at", "changed_at", "prepared_by"),
    )


def _summary() -> tuple[Item, ...]:
    return (
        item("name", _("Name")),
        item("reference", _("Reference")),
        item("role", _("Our role")),
        item("status", _("Status")),
        option("reopened_by", _("Reopened by a change of")),
        in_force(),
        item("last_reviewed_on", _("Last reviewed")),
    )


def _lettered() -> tuple[Item, ...]:
    return (
        Item(
            fields=("joint_controllers",),
            heading=_("Joint controllers"),
            section="identity",
            reason="joint_controllers_absent_because",
        ),
        Item(
            fields=(),
            heading=_("Categories of recipients"),
            section="recipients",
            reason="recipients_absent_because",
            says=lambda record, _view: (Line(text=_recipient_name(one)) for one in record.disclosures),
        ),
        Item(
            fields=(),
            heading=_("Transfers"),
            section="transfers",
            reason="transfers_absent_because",
            says=lambda record, _view: (Line(text=transfer_name(one)) for one in record.transfers),
        ),
        option("transfers_as_stated", _("What is said of transfers"), section="transfers"),
        Item(
            fields=("measures",),
            heading=_("Measures"),
            section="measures",
            reason="measures_absent_because",
            impossible=True,
        ),
        item("inherits_measures", _("Measures of the whole organisation apply"), section="measures"),
    )


def _beyond() -> tuple[Item, ...]:
    return (
        item("source_of_data", _("Source of the data")),
        item("automated_decisions", _("Automated decisions")),
        option("decision_logic", _("Logic involved")),
        option("decision_significance", _("Significance and consequences")),
        option("decision_ground", _("Ground (Art. 22(2))")),
        option("decision_safeguards", _("Safeguards")),
        option("joint_arrangement", _("Arrangement")),
        item("internal_access", _("Access within the organisation")),
        option("screening_criteria", _("Criteria that are met")),
        item("screening_outcome", _("Outcome")),
        option("assessments", _("Assessments")),
        item("description", _("Description")),
        item("department", _("Department")),
        item("owner", _("Owner")),
        option("owner_email", _("E-mail of the owner")),
        item("systems", _("Systems")),
        item("scale", _("Scale")),
        item("subject_places", _("Countries of the data subjects"), says=places("subject_places")),
        item("review_interval_months", _("Reviewed"), says=_interval),
        item("next_review_on", _("Next review")),
        option("documents", _("Documents")),
    )


def _interval(record: Any, _view: View) -> Iterator[Line]:
    if record.review_interval_months:
        yield Line(text=_("every %(count)s months") % {"count": record.review_interval_months})


def purpose() -> Kind:
    return Kind(
        table="purpose",
        type=records.Purpose,
        what=_("Purpose"),
        called=lambda record: str(record.text),
        section="purposes",
        items=(
            item("text", _("Purpose"), section="purposes"),
            option("importance", _("Importance"), section="purposes"),
            condition(),
            in_force(),
            option("category", _("Kind of purpose")),
            item("legal_bases", _("Legal bases")),
            option("allocation", _("Legal bases are")),
            option("special_condition", _("Condition for special categories")),
            option("bases_explained", _("Why several, or which for what")),
            option("law_cited", _("Law")),
            option("interest", _("Legitimate interest")),
            option("interest_holder", _("Whose interest")),
            option("balancing_test", _("Balancing of interests")),
            option("criminal_authority", _("Authority for criminal data")),
            option("withdrawal_route", _("Withdrawal of consent")),
            option("consent_proof", _("Proof of consent")),
            order(),
        ),
    )


def data_use() -> Kind:
    return Kind(
        table="datause",
        type=records.DataUse,
        what=_("Personal data"),
        called=data_words,
        section="categories",
        items=(
            item("category", _("Category of personal data"), "as_stated", section="categories", says=_data),
            item("subjects", _("Categories of data subjects"), section="categories"),
            Item(
                fields=("retention",),
                heading=_("Time limit"),
                section="retention",
                reason="retention_absent_because",
                impossible=True,
                says=_limit,
            ),
            item("purposes", _("Purposes"), says=_served),
            condition(),
            in_force(),
            item("source", _("Source")),
            item("mandatory", _("Must be provided")),
            option("note", _("Note")),
            order(),
        ),
    )


def _data(record: Any, _view: View) -> Iterator[Line]:
    code = record.category.code if record.category else ""
    yield Line(text=remarked(data_words(record), data_remarks(record.category)), code=code)


def _limit(record: Any, _view: View) -> Iterator[Line]:
    if record.retention is not None:
        yield Line(text=remarked(limit_words(record.retention), [record.retention.name]))


def _served(record: Any, view: View) -> Iterator[Line]:
    """None chosen means all."""
    if not record.purposes:
        yield Line(text=_("All purposes of the activity"))
    yield from (Line(text=view.purposes.get(number, f"#{number}")) for number in record.purposes)


def disclosure() -> Kind:
    return Kind(
        table="disclosure",
        type=records.Disclosure,
        what=_("Recipient"),
        called=_recipient_name,
        section="recipients",
        items=(
            item("service", _("Recipient"), "party", "category", section="recipients"),
            item("data_categories", _("Personal data"), "data_as_stated", section="recipients"),
            option("reason", _("What for"), section="recipients"),
            option("places", _("Places"), section="recipients", says=places("places")),
            condition(),
            in_force(),
            order(),
        ),
    )


def _recipient_name(record: Any) -> str:
    known = (record.service, record.party, record.category)
    return next((name_of(one) for one in known if one is not None), _("Recipient"))


def client() -> Kind:
    return Kind(
        table="clientcontroller",
        type=records.Client,
        what=_("Controller on whose behalf it acts"),
        called=lambda record: next((line.text for line in _controller(record)), ""),
        section="identity",
        items=(
            item(
                "controller",
                _("Controller"),
                "class_of_controllers",
                section="identity",
                says=lambda record, _view: _controller(record),
            ),
            option("list_document", _("List of their names"), section="identity"),
            option("list_system", _("List produced from"), section="identity"),
            option("list_person", _("List produced by"), section="identity"),
            Item(
                fields=("representative",),
                heading=_("Its representative"),
                section="identity",
                reason="representative_absent_because",
            ),
            Item(
                fields=("dpo",),
                heading=_("Its data protection officer"),
                section="identity",
                reason="dpo_absent_because",
            ),
            item("categories_of_processing", _("Categories of processing"), section="processing"),
            condition(),
            in_force(),
            item("contract", _("Contract")),
            item("instructions", _("Instructions")),
            order(),
        ),
    )


def _controller(record: Any) -> Iterator[Line]:
    yield from lines_of(record.controller)
    yield from lines_of(record.class_of_controllers)
