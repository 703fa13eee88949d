"""Which section of an example's file becomes which record, and what may stand in it."""

from dataclasses import dataclass, field

from registry.models import (
    Agreement,
    ClientController,
    DataCategory,
    DataSubjectCategory,
    DataUse,
    Disclosure,
    MeasureType,
    NoticeStatement,
    Organisation,
    Party,
    PrivacyNotice,
    ProcessingActivity,
    Purpose,
    PurposeCategory,
    RecipientCategory,
    Record,
    RetentionRule,
    SecurityMeasure,
    Service,
    Subprocessor,
    Transfer,
    TransferGround,
)
from registry.models.vocabulary import Term

SOURCES = frozenset({"cite", "read"})
NEVER_WRITTEN = frozenset({"id", "organisation", "position"})


@dataclass(frozen=True, kw_only=True)
class Shape:
    """How an entry becomes a record.

    `parent` is the foreign key to the record it is nested in, `keyed` whether entries have keys or are a list, `closed`
    the fields that a file may not give, `common` the key beside the entries with what all of them have.
    """

    model: type[Record]
    parent: str = ""
    keyed: bool = False
    closed: frozenset[str] = frozenset()
    common: str = ""
    nested: dict[str, "Shape"] = field(default_factory=dict)

    @property
    def fields(self) -> frozenset[str]:
        """The names of the model's fields that a file may give."""
        meta = self.model._meta
        names = {column.name for column in (*meta.concrete_fields, *meta.many_to_many)}
        return frozenset(names - NEVER_WRITTEN - self.closed - {self.parent})

    @property
    def keys(self) -> frozenset[str]:
        """Every key that an entry may have."""
        commons = {shape.common for shape in self.nested.values() if shape.common}
        return self.fields | self.nested.keys() | commons | SOURCES


GROUND = Shape(model=TransferGround, parent="transfer")


def transfers(parent: str) -> Shape:
    ends = frozenset({"service", "activity"})
    return Shape(model=Transfer, parent=parent, closed=ends, nested={"grounds": GROUND})


ORGANISATION = Shape(model=Organisation, closed=frozenset({"slug", "note", "parent"}))
POLICY = Shape(model=PrivacyNotice, closed=frozenset({"text", "activities"}))
ACTIVITY = Shape(
    model=ProcessingActivity,
    keyed=True,
    closed=frozenset({"reference", "status", "reopened_by", "prepared_by"}),
    nested={
        "purposes": Shape(model=Purpose, parent="activity", keyed=True),
        "data": Shape(model=DataUse, parent="activity", common="all_data"),
        "recipients": Shape(model=Disclosure, parent="activity"),
        "transfers": transfers("activity"),
        "clients": Shape(model=ClientController, parent="activity"),
    },
)

SECTIONS: dict[str, Shape] = {
    "parties": Shape(model=Party, keyed=True),
    "retention": Shape(model=RetentionRule, keyed=True),
    "measures": Shape(model=SecurityMeasure, keyed=True),
    "services": Shape(model=Service, keyed=True, nested={"transfers": transfers("service")}),
    "agreements": Shape(model=Agreement, keyed=True),
    "transfers": transfers(""),
    "activities": ACTIVITY,
    "statements": Shape(model=NoticeStatement, parent="notice", closed=frozenset({"quote"})),
    "subprocessors": Shape(model=Subprocessor),
}
"""In the order in which they are written: an entry leads only to earlier sections, or to earlier entries of its own."""

CATEGORIES: dict[str, type[Term]] = {
    "data": DataCategory,
    "subjects": DataSubjectCategory,
    "recipients": RecipientCategory,
    "purposes": PurposeCategory,
    "measures": MeasureType,
}

TOP_LEVEL = frozenset({"policy", "organisation", "categories", *SECTIONS})
