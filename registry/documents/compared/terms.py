"""Items of the vocabularies and of the law's tables."""

from collections.abc import Callable, Iterator
from typing import Any

from django.utils.translation import gettext as _

from registry.documents.compared.items import Item, Kind, Says, View, item, option, places
from registry.documents.records import terms as records
from registry.documents.values import Line
from registry.law.facts import AdequacyKind, AreaKind
from registry.law.labelled import Labelled
from registry.law.regimes import Regime


def vocabulary() -> tuple[Kind, ...]:
    """Every kind of term, the most used first."""
    return (
        _term("datacategory", records.DataCategory, _("Category of personal data"), _delicate()),
        _term(
            "datasubjectcategory",
            records.DataSubjectCategory,
            _("Category of data subjects"),
            (item("vulnerable", _("Vulnerable")),),
        ),
        _term(
            "recipientcategory",
            records.RecipientCategory,
            _("Category of recipients"),
            (item("kind", _("Kind")),),
        ),
        _term(
            "purposecategory",
            records.PurposeCategory,
            _("Kind of purpose"),
            (option("parents", _("Belongs to")),),
        ),
        _term(
            "measuretype",
            records.MeasureType,
            _("Kind of measure"),
            (item("kind", _("Kind")), option("letter", _("Letter of Art. 32(1)"))),
        ),
        legal_basis(),
    )


def _term(table: str, kind: type, what: str, items: tuple[Item, ...]) -> Kind:
    named = (
        item("label", _("Label")),
        item("code", _("Code")),
        option("dpv_iri", _("DPV term")),
        option("retired_on", _("Retired on")),
    )
    return Kind(table=table, type=kind, what=what, called=_called("label"), items=(*named, *items))


def _delicate() -> tuple[Item, ...]:
    return (
        item("special", _("Special category, Art. 9")),
        item("criminal", _("Criminal convictions and offences, Art. 10")),
        item("national_id", _("National identification number, Art. 87")),
        option("parents", _("Belongs to")),
    )


def legal_basis() -> Kind:
    return Kind(
        table="legalbasis",
        type=records.LegalBasis,
        what=_("Legal basis"),
        called=lambda record: f"{record.article}: {record.label}",
        items=(
            item("article", _("Article")),
            item("label", _("Label")),
            item("code", _("Code")),
            item("kind", _("Kind")),
            option("demands", _("What has to be recorded with it")),
            option("dpv_iri", _("DPV term")),
            *_law(),
        ),
    )


def mechanism() -> Kind:
    return Kind(
        table="transfermechanism",
        type=records.Mechanism,
        what=_("Transfer mechanism"),
        called=_called("name"),
        items=(
            item("name", _("Name")),
            item("slug", _("Code")),
            item("kind", _("Kind")),
            option("article", _("Article")),
            option("module", _("Module")),
            option("no_new_use_after", _("No new use after")),
            item("pickable", _("May be chosen")),
            item("needs_module", _("Needs a module")),
            option("needs_tia_from", _("Needs a transfer impact assessment from")),
            option("scope", _("Scope")),
            option("status", _("Status")),
            option("dpv_iri", _("DPV term")),
            *_law(),
        ),
    )


def adequacy() -> Kind:
    return Kind(
        table="adequacydecision",
        type=records.Adequacy,
        what=_("Adequacy decision"),
        called=_called("name"),
        items=(
            item("name", _("Name")),
            item("code", _("Code")),
            option("place", _("Place"), says=places("place")),
            item("kind", _("Kind"), says=_labels("kind", AdequacyKind)),
            option("instrument", _("Instrument")),
            option("mechanism", _("Mechanism")),
            option("adopted", _("Adopted on")),
            option("scope_limit", _("Limited to")),
            *_law(),
        ),
    )


def area_member() -> Kind:
    return Kind(
        table="economicareamember",
        type=records.AreaMember,
        what=_("Member of the economic area"),
        called=_called("name"),
        items=(
            item("name", _("Name")),
            item("code", _("Code")),
            item("place", _("Place"), says=places("place")),
            item("kind", _("Kind"), says=_labels("kind", AreaKind)),
            option("block", _("Block")),
            option("part_of", _("Part of"), says=places("part_of")),
            *_law(regime=False),
        ),
    )


def _law(*, regime: bool = True) -> tuple[Item, ...]:
    return (
        *((item("regime", _("Regime"), says=_labels("regime", Regime)),) if regime else ()),
        option("valid_from", _("Valid from")),
        option("valid_until", _("Valid until")),
        option("note", _("Note")),
        option("confidence", _("Confidence")),
        option("source", _("Source")),
    )


def _called(name: str) -> Callable[[Any], str]:
    return lambda record: str(getattr(record, name))


def _labels(name: str, codes: type[Labelled]) -> Says:
    """A code by its label; one that is not known, which only an older record can hold, stands for itself."""

    def says(record: Any, _view: View) -> Iterator[Line]:
        code = getattr(record, name)
        labels = {one.value: str(one.label) for one in codes}
        yield Line(text=labels.get(code, code), code=code)

    return says
