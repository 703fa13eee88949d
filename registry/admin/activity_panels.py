"""The form of an activity: its fieldsets, and the panels in which each role's record walks through them."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from registry.admin.panels import Panel
from registry.law.articles import Part as Side

BEYOND = "beyond"
"""Marks the groups of fields that no letter of Article 30 asks for."""
FOLDED = ("collapse", BEYOND)

FIELDSETS: dict[str, tuple[Any, dict[str, Any]]] = {
    "activity": (
        None,
        {
            "fields": (
                "reference", "name", "role", "description", ("department", "owner"),
                ("in_force_from", "in_force_until"),
            )
        },
    ),
    "joint": (_("Joint controllers"), {"fields": ("joint_controllers", "joint_controllers_absent_because")}),
    "none-received": (_("If there are no recipients"), {"fields": ("recipients_absent_because",)}),
    "none-sent": (
        _("Said of transfers as a whole"), {"fields": ("transfers_absent_because", "transfers_as_stated")},
    ),
    "measures": (
        _("Measures of this activity"), {"fields": ("inherits_measures", "measures", "measures_absent_because")},
    ),
    "source": (
        _("Where the data come from, and in what"),
        {"classes": FOLDED, "fields": ("source_of_data", "subject_places", "scale", "systems")},
    ),
    "decisions": (
        _("Automated decisions — Art. 22"),
        {
            "classes": FOLDED,
            "fields": (
                "automated_decisions", "decision_logic", "decision_significance", "decision_ground",
                "decision_safeguards",
            ),
        },
    ),
    "inside": (
        _("Inside the organisation, and joint arrangement — Art. 26 and 29"),
        {"classes": FOLDED, "fields": ("internal_access", "joint_arrangement")},
    ),
    "assessment": (
        _("Impact assessment — Art. 35"),
        {"classes": FOLDED, "fields": ("screening_criteria", "screening_outcome", "assessments")},
    ),
    "review": (
        _("Documents and review"),
        {
            "classes": FOLDED,
            "fields": (
                "documents", ("review_interval_months", "last_reviewed_on", "next_review_on"), "owner_email",
            ),
        },
    ),
}  # fmt: skip
"""Key → fieldset, in Django's terms."""

FURTHER = ("source", "decisions", "inside", "assessment", "review")
ACTIVITY = {
    "key": "activity",
    "title": _("The activity"),
    "help": _(
        "What it is called, which part we play in it and since when, so that everybody means the same."
    ),
    "blocks": ("activity",),
}
TRANSFERS = {
    "key": "transfers",
    "title": _("Sent where"),
    "help": _(
        "Each third country or international organisation that data reach, by name. Often forgotten: access from abroad, "
        "and the parent companies of providers. Safeguards are asked for only where compelling legitimate interests are "
        "relied on."
    ),
    "blocks": ("transfers", "none-sent"),
}
MEASURES = {
    "key": "measures",
    "title": _("Protected how"),
    "help": _(
        "A general description of the technical and organisational measures. Often forgotten: anything at all; an empty "
        "answer here has cost others dearly, a few sentences are enough."
    ),
    "blocks": ("measures",),
}
MORE = {
    "key": "beyond",
    "title": _("Beyond Article 30"),
    "help": _(
        "What other articles ask for and belongs nowhere else. Nothing here is needed for the register."
    ),
    "blocks": FURTHER,
}

CONTROLLER = (
    Panel(side=Side.CONTROLLER, **ACTIVITY),
    Panel(
        key="identity",
        side=Side.CONTROLLER,
        title=_("Who"),
        help=_(
            "Who decides: name and contact details of the organisation, of those who decide with it, of its representative "
            "and its data protection officer. Often forgotten: the name and the postal address beside the mailbox."
        ),
        blocks=("joint",),
    ),
    Panel(
        key="purposes",
        side=Side.CONTROLLER,
        title=_("Why"),
        help=_(
            "What the data are used for, one purpose a row. Often forgotten: the name of a system is not a purpose."
        ),
        blocks=("purposes",),
    ),
    Panel(
        key="categories",
        side=Side.CONTROLLER,
        title=_("Whose data and which"),
        help=_(
            "The groups of people and the kinds of data about them. Often forgotten: one of the two, and what arises along "
            "the way, such as log files."
        ),
        blocks=("data_uses",),
    ),
    Panel(
        key="recipients",
        side=Side.CONTROLLER,
        title=_("Given to whom"),
        help=_(
            "Everybody outside who receives data, or will: a service with its company, a company, or a category. Often "
            "forgotten: processors are recipients too, from hosting to support."
        ),
        blocks=("disclosures", "none-received"),
    ),
    Panel(side=Side.CONTROLLER, **TRANSFERS),
    Panel(
        key="retention",
        side=Side.CONTROLLER,
        title=_("Kept how long"),
        help=_(
            "When each kind of data is erased: a period or a criterion, or why neither is possible. Often forgotten: one "
            "period for the whole activity does not answer."
        ),
    ),
    Panel(side=Side.CONTROLLER, **MEASURES),
    Panel(side=Side.CONTROLLER, **MORE),
    Panel(
        key="also",
        side=Side.CONTROLLER,
        title=_("Also recorded"),
        help=_("Recorded nevertheless, although it is asked of a processor and not of a controller."),
        blocks=("clients",),
        folded=True,
    ),
)

PROCESSOR = (
    Panel(side=Side.PROCESSOR, **ACTIVITY),
    Panel(
        key="identity",
        side=Side.PROCESSOR,
        title=_("Who"),
        help=_(
            "We ourselves, the processors that we engage, and each controller that we act for with its representative and "
            "its officer. Often forgotten: where customers are named as a class, the list that names each of them."
        ),
        blocks=("clients", "disclosures", "none-received"),
    ),
    Panel(
        key="processing",
        side=Side.PROCESSOR,
        title=_("What we do"),
        help=_(
            "The categories of processing for each controller, such as hosting or sending mail. Often forgotten: "
            "controllers who ordered different things."
        ),
    ),
    Panel(side=Side.PROCESSOR, **TRANSFERS),
    Panel(side=Side.PROCESSOR, **MEASURES),
    Panel(side=Side.PROCESSOR, **MORE),
    Panel(
        key="also",
        side=Side.PROCESSOR,
        title=_("Also recorded"),
        help=_("Recorded nevertheless, although it is not asked of a processor."),
        blocks=("joint", "purposes", "data_uses"),
        folded=True,
    ),
)
WALKS = {Side.CONTROLLER: CONTROLLER, Side.PROCESSOR: PROCESSOR}

ITEMS = {
    "disclosures": "disclosures", "recipients": "disclosures", "clients": "clients", "purposes": "purposes",
    "subjects": "data_uses", "data_uses": "data_uses", "transfers": "transfers", "retention": "data_uses",
    "legal_bases": "purposes", "categories_of_processing": "clients", "notices": "review",
}  # fmt: skip
"""What can be missing of an activity without being one of its fields → the inline that it is written in."""
PREFIXES = {
    "purpose": "purposes", "datause": "data_uses", "disclosure": "disclosures", "clientcontroller": "clients",
    "transfer": "transfers", "transferground": "transfers",
}  # fmt: skip
"""Kind of part → the inline that it is written in."""
APART = {
    ("datause", "retention"): "retention",
    ("datause", "retention_absent_because"): "retention",
    ("clientcontroller", "categories_of_processing"): "processing",
    ("processingactivity", "retention"): "retention",
    ("processingactivity", "categories_of_processing"): "processing",
}
"""Items that one letter asks for and another letter's rows hold → the panel of the one that asks."""


def panel_of(record_type: str, field: str, *, panels: tuple[Panel, ...]) -> str:
    """The key of the panel that something said of this item of an activity, or of one of its parts, belongs to."""
    keys = {panel.key for panel in panels}
    if (apart := APART.get((record_type, field))) in keys:
        return apart
    block = PREFIXES.get(record_type) or ITEMS.get(field) or _fieldset_of(field)
    return next((panel.key for panel in panels if block in panel.blocks), "activity")


def _fieldset_of(field: str) -> str:
    return next((key for key, (_name, group) in FIELDSETS.items() if field in names_in(group["fields"])), "")


def names_in(fields: Any) -> list[str]:
    """The names of a fieldset's fields, those that share a line as well."""
    return [name for line in fields for name in ([line] if isinstance(line, str) else line)]
