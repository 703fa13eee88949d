"""`read_inventory`: everything of one organisation as of an instant."""

import datetime as dt

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from registry.documents.inventory import Inventory
from registry.inventory.activities import Known, read_activities, read_measures, read_rules
from registry.inventory.instants import has_come, read_basis, read_lives
from registry.inventory.notices import read_notices, read_waivers
from registry.inventory.parties import (
    language_of,
    read_assessments,
    read_documents,
    read_organisation,
    read_parties,
)
from registry.inventory.reading import Reading, in_order
from registry.inventory.services import (
    read_agreements,
    read_services,
    read_subprocessors,
    read_transfers,
)
from registry.inventory.snapshot import snapshot
from registry.inventory.terms import read_adequacy, read_area, read_terms
from registry.inventory.uncollected import uncollected
from registry.models import Organisation


class FutureInstant(ValueError):
    """The records were asked for as of an instant that has not come."""


def read_inventory(*, organisation: Organisation, as_of: dt.datetime | None = None) -> Inventory:
    """Everything recorded by the instant `as_of` (aware; None: now), resolved, in the organisation's language.

    Of the instance only the number is used: what is printed comes from rows as of the instant, vocabulary and law
    included, so that before the first record there is an empty inventory without organisation. Queries: a constant
    number, in one snapshot. Raises FutureInstant, and ValueError for an instant without time zone. Where the clock went
    back, an instant that something was recorded at has come all the same.
    """
    if as_of is not None and timezone.is_naive(as_of):
        raise ValueError(_("An instant needs a time zone."))
    if as_of is not None and as_of > timezone.now() and not has_come(as_of, organisation_id=organisation.pk):
        raise FutureInstant(_("That instant is in the future: nothing is recorded yet."))
    with snapshot(), uncollected():
        reading = Reading(organisation_id=organisation.pk, as_of=as_of)
        with translation.override(language_of(reading)):
            return _read(reading)


def _read(reading: Reading) -> Inventory:
    instant = {"organisation_id": reading.organisation_id, "as_of": reading.as_of}
    reading.read_about()
    terms, parties, documents = read_terms(reading), read_parties(reading), read_documents(reading)
    assessments = read_assessments(reading, documents)
    transfers = read_transfers(
        reading, terms=terms, parties=parties, assessments=assessments, documents=documents
    )
    agreements = read_agreements(reading, parties=parties, documents=documents)
    services = read_services(
        reading, terms=terms, parties=parties, agreements=agreements, transfers=transfers
    )
    lives = read_lives(**instant)
    known = Known(
        terms=terms,
        parties=parties,
        services=services,
        agreements=agreements,
        assessments=assessments,
        documents=documents,
        rules=read_rules(reading),
        measures=read_measures(reading, terms),
        transfers=transfers,
        lives=lives.activities,
    )
    listed = {number: life.first for number, life in lives.entries.items()}
    return Inventory(
        basis=read_basis(**instant),
        organisation=read_organisation(reading, parties),
        activities=read_activities(reading, known),
        services=in_order(services.values()),
        parties=in_order(parties.values()),
        agreements=in_order(agreements.values()),
        transfers=transfers,
        notices=read_notices(reading),
        retention_rules=in_order(known.rules.values()),
        measures=in_order(known.measures.values()),
        assessments=in_order(assessments.values()),
        documents=in_order(documents.values()),
        subprocessors=read_subprocessors(reading, terms=terms, services=services, listed=listed),
        waivers=read_waivers(reading),
        mechanisms=in_order(terms.mechanisms.values()),
        adequacy=read_adequacy(reading),
        area=read_area(reading),
    )
