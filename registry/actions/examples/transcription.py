"""One example's file, written record by record with its citations."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from registry.actions.examples.places import WHOLE, Section, by_field, read_sections, read_sources
from registry.actions.examples.shapes import (
    CATEGORIES,
    NEVER_WRITTEN,
    ORGANISATION,
    POLICY,
    SECTIONS,
    SOURCES,
    TOP_LEVEL,
    Shape,
)
from registry.actions.examples.source import below, listing, mapping, refuse, refuse_unknown, text
from registry.models import (
    Citation,
    LegalBasis,
    Organisation,
    PrivacyNotice,
    ProcessingActivity,
    Purpose,
    Record,
    SecurityMeasure,
    TransferMechanism,
)
from registry.models.fields import CodesField
from registry.models.vocabulary import Term

CODE = {LegalBasis: "code", TransferMechanism: "slug"} | dict.fromkeys(CATEGORIES.values(), "code")
"""Shared vocabulary, and the field by which a file names it."""


class Transcription:
    """The records of one organisation as its file gives them; to be written inside `recording(…)`."""

    def __init__(self, content: dict[str, Any], *, organisation: Organisation, name: str) -> None:
        self.content, self.organisation, self.name = content, organisation, name
        self.at = f"{name}"
        self.notice: PrivacyNotice
        self.sections: dict[str, Section] = {}
        self.known: dict[type[models.Model], dict[str, models.Model]] = {}

    def write(self) -> None:
        """Writes everything. Raises BadExample with the place in the file."""
        refuse_unknown(self.content, known=TOP_LEVEL, at=self.at)
        self.known = {model: shared_terms(model) for model in CODE}
        self._write_organisation()
        self._write_categories()
        for name, shape in SECTIONS.items():
            at = below(self.at, name)
            parent = self.notice if shape.parent else None
            self._write_entries(self.content.get(name), shape=shape, parent=parent, common={}, at=at)
            if name == "parties":
                self._name_contacts()
        self.notice.activities.set(self.known.get(ProcessingActivity, {}).values())

    def _write_organisation(self) -> None:
        """The organisation and the policy first: everything else belongs to the one and cites the other."""
        entry, at = self._top("organisation", shape=ORGANISATION)
        policy, place = self._top("policy", shape=POLICY, beside={"sections"})
        links = {column.name for column in Organisation._meta.concrete_fields if column.is_relation}
        self._fill(self.organisation, {key: raw for key, raw in entry.items() if key not in links}, at=at)
        self._save(self.organisation, at=at)
        self.sections = read_sections(policy.pop("sections", {}), at=below(place, "sections"))
        self.notice = PrivacyNotice(organisation=self.organisation)
        self._fill(self.notice, policy, at=place)
        self._save(self.notice, at=place)
        name = self.organisation.legal_name or self.organisation.name
        self.organisation.note = note_on_every_page(name, self.notice)
        self._cite(self.notice, policy, at=place)
        self._cite(self.organisation, entry, at=at)

    def _name_contacts(self) -> None:
        """The organisation's links to parties, which had to be written before."""
        entry, at = self._top("organisation", shape=ORGANISATION)
        self._fill(self.organisation, entry, at=at)
        self._save(self.organisation, at=at)

    def _top(self, name: str, *, shape: Shape, beside: set[str] | None = None) -> tuple[dict[str, Any], str]:
        at = below(self.at, name)
        if name not in self.content:
            raise refuse(at, _("This section is missing."))
        entry = dict(mapping(self.content[name], at=at))
        refuse_unknown(entry, known=shape.keys | (beside or set()), at=at)
        return entry, at

    def _write_categories(self) -> None:
        at = below(self.at, "categories")
        kinds = mapping(self.content.get("categories", {}), at=at)
        refuse_unknown(kinds, known=frozenset(CATEGORIES), at=at)
        for kind, entries in kinds.items():
            for code, entry in mapping(entries, at=below(at, kind)).items():
                self._write_term(CATEGORIES[kind], code, entry, at=below(below(at, kind), code))

    def _write_term(self, model: type[Term], code: str, entry: Any, *, at: str) -> None:
        if code in self.known[model]:
            raise refuse(at, _("The shared vocabulary has this code already."))
        shape = Shape(model=model, closed=frozenset({"code", "retired_on"}))
        refuse_unknown(mapping(entry, at=at), known=shape.fields, at=at)
        term = model(organisation=self.organisation, code=code)
        links = self._fill(term, entry, at=at)
        self._save(term, at=at)
        self._link(term, links)
        self.known[model][code] = term

    def _write_entries(
        self, entries: Any, *, shape: Shape, parent: models.Model | None, common: dict[str, Any], at: str
    ) -> None:
        if entries is None:
            return
        pairs: Any = mapping(entries, at=at).items() if shape.keyed else enumerate(listing(entries, at=at))
        for position, (key, raw) in enumerate(pairs):
            place = below(at, key)
            entry = together(common, mapping(raw, at=place), at=place)
            refuse_unknown(entry, known=shape.keys, at=place)
            record = self._write_entry(entry, shape=shape, parent=parent, position=position, at=place)
            if shape.keyed:
                self.known.setdefault(shape.model, {})[key] = record
            self._write_nested(entry, shape=shape, record=record, at=place)
            with refusing(place):
                record.clean_whole()

    def _write_entry(
        self, entry: dict[str, Any], *, shape: Shape, parent: models.Model | None, position: int, at: str
    ) -> Record:
        record = shape.model(organisation=self.organisation)
        if parent is not None:
            setattr(record, shape.parent, parent)
        if hasattr(record, "position"):
            record.position = position
        links = self._fill(record, {key: entry[key] for key in entry if key in shape.fields}, at=at)
        complete(record)
        self._save(record, at=at)
        self._link(record, links)
        self._cite(record, entry, at=at)
        return record

    def _write_nested(self, entry: dict[str, Any], *, shape: Shape, record: Record, at: str) -> None:
        self.known.pop(Purpose, None) if isinstance(record, ProcessingActivity) else None
        for name, inner in shape.nested.items():
            common = mapping(entry.get(inner.common, {}), at=below(at, inner.common)) if inner.common else {}
            self._write_entries(
                entry.get(name), shape=inner, parent=record, common=common, at=below(at, name)
            )

    def _fill(self, record: Record, entry: dict[str, Any], *, at: str) -> dict[str, list[models.Model]]:
        """Sets what the entry gives; returns the many-to-many links, which wait for the record's number."""
        links = {}
        for name, raw in entry.items():
            if name in SOURCES:
                continue
            column, place = record._meta.get_field(name), below(at, name)
            if column.many_to_many:
                codes = enumerate(listing(raw, at=place))
                links[name] = [
                    self._find(column.related_model, code, at=below(place, number)) for number, code in codes
                ]
            elif column.is_relation:
                setattr(record, name, self._find(column.related_model, raw, at=place))
            else:
                setattr(record, name, value_of(column, raw, record=record, at=place))
        return links

    def _find(self, model: Any, key: Any, *, at: str) -> models.Model:
        found = self.known.get(model, {}).get(text(key, at=at))
        if found is None:
            raise refuse(
                at,
                _("There is no %(kind)s “%(key)s” in this file or in the shared vocabulary.")
                % {"kind": model._meta.verbose_name, "key": key},
            )
        return found

    def _save(self, record: Record, *, at: str) -> None:
        with refusing(at):
            record.clean()
            record.validate_constraints()
            record.save()

    def _link(self, record: Record, links: dict[str, list[models.Model]]) -> None:
        for name, targets in links.items():
            getattr(record, name).set(targets)

    def _cite(self, record: Record, entry: dict[str, Any], *, at: str) -> None:
        """One citation for each place; an entry that neither cites nor gives its reading is refused."""
        cite = by_field(entry.get("cite", {}), at=below(at, "cite"))
        read = by_field(entry.get("read", {}), at=below(at, "read"))
        if not cite and not read:
            raise refuse(at, _("Say where the policy states this (cite), or why it is read so (read)."))
        known = {column.name for column in (*record._meta.concrete_fields, *record._meta.many_to_many)}
        citable = frozenset({WHOLE, *known} - NEVER_WRITTEN)
        refuse_unknown(cite, known=citable, at=below(at, "cite"))
        refuse_unknown(read, known=citable, at=below(at, "read"))
        for source in read_sources(cite, read, sections=self.sections, at=at):
            Citation(
                organisation=self.organisation,
                record_type=record._meta.model_name,
                record_id=record.pk,
                field=source.field,
                notice=self.notice,
                captured_on=self.notice.captured_on,
                section=source.locator.section if source.locator else "",
                sentence=source.locator.sentence if source.locator else "",
                standing=Citation.Standing.READ if source.because else Citation.Standing.STATED,
                read_by=_("the transcriber") if source.because else "",
                read_because=source.because,
            ).save()


@contextmanager
def refusing(at: str) -> Iterator[None]:
    """What a record or a field does not accept, as a sentence with its place."""
    try:
        yield
    except ValidationError as error:
        raise refuse(at, " ".join(error.messages)) from error


def shared_terms(model: type[models.Model]) -> dict[str, models.Model]:
    """Code → shared term; of the mechanisms, those that may be chosen."""
    terms = model._default_manager.all()
    if model is TransferMechanism:
        terms = terms.filter(pickable=True)
    elif issubclass(model, Term):
        terms = terms.filter(organisation__isnull=True)
    return {getattr(term, CODE[model]): term for term in terms}


def value_of(column: Any, raw: Any, *, record: Record, at: str) -> Any:
    """The text as a value of the column, which says what it takes. Raises BadExample."""
    if isinstance(column, CodesField):
        raw = [text(code, at=below(at, number)) for number, code in enumerate(listing(raw, at=at))]
    elif text(raw, at=at) and isinstance(column, models.BooleanField):
        if raw not in ("yes", "no"):
            raise refuse(at, _("This must be yes or no."))
        raw = raw == "yes"
    with refusing(at):
        return column.clean(raw, record)


def together(common: dict[str, Any], entry: dict[str, Any], *, at: str) -> dict[str, Any]:
    """An entry with what all its neighbours have; its own fields, citations and readings come first."""
    joined = common | entry
    for name in SOURCES & common.keys() & entry.keys():
        joined[name] = by_field(common[name], at=at) | by_field(entry[name], at=at)
    return joined


def complete(record: Record) -> None:
    """What follows from the rest: the kind and letter of a measure, and that nobody there has approved an activity."""
    if isinstance(record, ProcessingActivity):
        record.status = ProcessingActivity.Status.IN_REVIEW
    if isinstance(record, SecurityMeasure) and record.measure_type is not None:
        record.kind = record.kind or record.measure_type.kind
        record.letter = record.letter or record.measure_type.letter


def note_on_every_page(name: str, notice: PrivacyNotice) -> str:
    if notice.version_date is None:
        return _(
            "Transcribed from a published policy (date not stated), not issued by or for %(name)s; "
            "roles and regimes are our reading."
        ) % {"name": name}
    return _(
        "Transcribed from the policy published on %(date)s, not issued by or for %(name)s; "
        "roles and regimes are our reading."
    ) % {"date": date_format(notice.version_date, "j F Y"), "name": name}
