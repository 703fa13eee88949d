"""Reference data: synchronised, dated, never over a person's edit."""

import datetime as dt

from registry.law import tables
from registry.ledger.recording import recording
from registry.ledger.revisions import SHARED
from registry.models import (
    AdequacyDecision,
    Channel,
    DataCategory,
    EconomicAreaMember,
    LegalBasis,
    MeasureType,
    Revision,
    TransferMechanism,
    sync_reference,
)
from registry.models.reference import EPOCH


def test_reference_data_equal_the_tables(db: None) -> None:
    counts = {
        LegalBasis: len(tables.legal_bases()),
        TransferMechanism: len(tables.transfer_mechanisms()),
        AdequacyDecision: len(tables.adequacy_decisions()),
        EconomicAreaMember: len(tables.economic_area()),
        DataCategory: len(tables.data_categories()),
        MeasureType: len(tables.measure_types()),
    }
    assert {model: model.objects.count() for model in counts} == counts
    shield = TransferMechanism.objects.get(slug="privacy-shield")
    assert (shield.valid_until, shield.no_new_use_after) == (dt.date(2020, 7, 15), dt.date(2020, 7, 15))
    parents = DataCategory.objects.get(code="recipient-address").parents.order_by("code")
    assert [parent.code for parent in parents] == ["contact-data", "message-metadata"]


def test_first_set_is_known_since_the_regulation_applies(db: None) -> None:
    first = Revision.objects.get(organisation=None, number=1)
    assert (first.instant, first.channel) == (EPOCH, Channel.REFERENCE)
    assert first.recorded_at > EPOCH


def test_second_synchronisation_writes_nothing(db: None) -> None:
    assert sync_reference() == 0
    assert Revision.objects.filter(organisation=None).count() == 1


def test_row_of_the_program_is_corrected_and_the_correction_recorded(db: None) -> None:
    with recording(by=None, organisation=None, channel=Channel.REFERENCE):
        word = DataCategory.objects.get(code="name")
        word.label = "Nmae"
        word.save()
    assert sync_reference() == 1
    assert [row.label for row in word.history.all()] == ["Name", "Nmae", "Name"]
    assert Revision.objects.filter(organisation=None).count() == 3
    assert SHARED == 0


def test_row_that_a_person_edited_is_left(db: None) -> None:
    with recording(by=None, organisation=None, channel=Channel.ADMIN):
        word = DataCategory.objects.get(code="name")
        word.label = "Names of people"
        word.save()
    assert sync_reference() == 0
    word.refresh_from_db()
    assert word.label == "Names of people"
