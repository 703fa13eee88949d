"""What a difference is about, subject by subject, and where the records of each are found."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from registry.documents.compared import activities, evidence, parties, services, terms, transfers
from registry.documents.compared.items import Kind
from registry.documents.inventory import Inventory
from registry.documents.records.activities import Activity

Records = Callable[[Inventory], Iterable[Any]]


@dataclass(frozen=True, kw_only=True)
class Pairs:
    """The records of one kind on both sides."""

    kind: Kind
    old: Iterable[Any]
    new: Iterable[Any]


@dataclass(frozen=True, kw_only=True)
class Compared:
    """A subject with everything that belongs to it on both sides."""

    key: str
    heading: str
    pairs: tuple[Pairs, ...]


def subjects(before: Inventory, after: Inventory) -> Iterator[Compared]:
    """Everything that the organisation itself records, in the order of the register; then law and vocabularies.

    Where one side is empty the law is left out: it was there before the register, and did not come with it.
    """
    for key, heading, kind, records in _recorded():
        pairs = Pairs(kind=kind, old=records(before), new=records(after))
        yield Compared(key=key, heading=heading, pairs=(pairs,))
    if before.organisation and after.organisation:
        yield Compared(key="law", heading=_("Law and vocabularies"), pairs=tuple(_law(before, after)))


def _recorded() -> tuple[tuple[str, str, Kind, Records], ...]:
    return (
        ("organisation", _("The organisation"), parties.organisation(), _organisation),
        ("activities", _("Processing activities"), activities.activity(), lambda found: found.activities),
        ("services", _("Services"), services.service(), lambda found: found.services),
        ("transfers", _("Transfers of the organisation as a whole"), transfers.transfer(), _other_transfers),
        ("measures", _("Security measures"), evidence.measure(), lambda found: found.measures),
        ("rules", _("Retention rules"), evidence.rule(), lambda found: found.retention_rules),
        ("parties", _("Companies and persons"), parties.party(), lambda found: found.parties),
        ("agreements", _("Contracts"), services.agreement(), lambda found: found.agreements),
        ("assessments", _("Assessments"), evidence.assessment(), lambda found: found.assessments),
        ("documents", _("Documents"), evidence.document(), lambda found: found.documents),
        ("waivers", _("Accepted findings"), evidence.waiver(), lambda found: found.waivers),
        ("notices", _("Privacy notices"), evidence.notice(), lambda found: found.notices),
        (
            "subprocessors",
            _("Public list of subprocessors"),
            services.subprocessor(),
            lambda found: found.subprocessors,
        ),
    )


def _law(before: Inventory, after: Inventory) -> Iterator[Pairs]:
    """The law's tables, and of the terms those that both sides use: one that is newly used, or no longer, shows there
    where it is used."""
    yield Pairs(kind=terms.mechanism(), old=before.mechanisms, new=after.mechanisms)
    yield Pairs(kind=terms.adequacy(), old=before.adequacy, new=after.adequacy)
    yield Pairs(kind=terms.area_member(), old=before.area, new=after.area)
    old, new = used_terms(before), used_terms(after)
    both = old.keys() & new.keys()
    for kind in terms.vocabulary():
        same = [key for key in both if key[0] is kind.type]
        yield Pairs(kind=kind, old=[old[key] for key in same], new=[new[key] for key in same])


def used_terms(inventory: Inventory) -> dict[tuple[type, int], Any]:
    """Every term that a record of the inventory links to, by its kind and number."""
    return {(type(term), term.id): term for term in _terms(inventory) if term is not None}


def _organisation(inventory: Inventory) -> Iterable[Any]:
    return (inventory.organisation,) if inventory.organisation else ()


def _other_transfers(inventory: Inventory) -> Iterable[Any]:
    """Those that are shown under no service and no activity."""
    owned = {transfer.id for activity in inventory.activities for transfer in activity.transfers}
    owned |= {transfer.id for service in inventory.services for transfer in service.transfers}
    return (transfer for transfer in inventory.transfers if transfer.id not in owned)


def _terms(inventory: Inventory) -> Iterator[Any]:
    for activity in inventory.activities:
        yield from _terms_of(activity)
    for service in inventory.services:
        yield service.category
    for entry in inventory.subprocessors:
        yield from entry.data_categories
    for measure in inventory.measures:
        yield measure.measure_type


def _terms_of(activity: Activity) -> Iterator[Any]:
    for purpose in activity.purposes:
        yield from (purpose.category, purpose.special_condition, *purpose.legal_bases)
    for use in activity.data_uses:
        yield from (use.category, *use.subjects)
    for disclosure in activity.disclosures:
        yield from (disclosure.category, *disclosure.data_categories)
