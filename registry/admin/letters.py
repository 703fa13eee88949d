"""Which letter of Article 30 asks for a kind of record, or for one of its items."""

from django.db import models

from registry.law.articles import CONTROLLER_LETTERS, PROCESSOR_LETTERS

RECORDS: dict[str, str] = {
    "clientcontroller": "identity",
    "datause": "categories",
    "disclosure": "recipients",
    "purpose": "purposes",
    "retentionrule": "retention",
    "securitymeasure": "measures",
    "transfer": "transfers",
    "transferground": "transfers",
}
"""Model's name → the key of the letter."""
ITEMS: dict[tuple[str, str], str] = {
    ("clientcontroller", "categories_of_processing"): "processing",
    ("datause", "retention"): "retention",
    ("datause", "retention_absent_because"): "retention",
    ("datause", "purposes"): "purposes",
    ("organisation", "name"): "identity",
    ("organisation", "legal_name"): "identity",
    ("organisation", "dpo"): "identity",
    ("organisation", "dpo_absent_because"): "identity",
    ("organisation", "eu_representative"): "identity",
    ("organisation", "eu_representative_absent_because"): "identity",
    ("organisation", "uk_representative"): "identity",
    ("organisation", "uk_representative_absent_because"): "identity",
    ("processingactivity", "joint_controllers"): "identity",
    ("processingactivity", "joint_controllers_absent_because"): "identity",
    ("processingactivity", "recipients_absent_because"): "recipients",
    ("processingactivity", "transfers_absent_because"): "transfers",
    ("processingactivity", "transfers_as_stated"): "transfers",
    ("processingactivity", "measures"): "measures",
    ("processingactivity", "inherits_measures"): "measures",
    ("processingactivity", "measures_absent_because"): "measures",
}
"""Model's name and field → the key of the letter, where it is not that of the whole record."""
OF_PROCESSORS = {"clientcontroller"}
"""Kinds of record that only Article 30(2) asks for."""


def citation(model: type[models.Model], item: str = "") -> str:
    """Such as “Art. 30(1)(d)”, of what both records have “Art. 30(1)(e), 30(2)(c)”; empty where no letter asks for it.

    Without an item: of the kind of record. Of an item only where it is another letter than that of its record.
    """
    name = model._meta.model_name or ""
    key = ITEMS.get((name, item)) if item else RECORDS.get(name)
    if key is None:
        return ""
    both = PROCESSOR_LETTERS if name in OF_PROCESSORS else (*CONTROLLER_LETTERS, *PROCESSOR_LETTERS)
    cited = [letter.citation for letter in both if letter.key == key]
    return ", ".join([*cited[:1], *(one.removeprefix("Art. ") for one in cited[1:])])
