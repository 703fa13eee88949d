"""Each of the five organisations, loaded once: it is one revision, and cites every sentence of its policy."""

from pathlib import Path

import pytest

from registry.actions.examples.loading import Loaded, example_paths, load_example
from registry.actions.examples.places import read_sections
from registry.actions.examples.source import read_source
from registry.ledger.history import tracked_models
from registry.models import Channel, Citation, Organisation, PrivacyNotice, ProcessingActivity, Revision
from tests.conftest import Keep


@pytest.fixture(scope="module", params=example_paths(), ids=lambda path: path.stem)
def path(request: pytest.FixtureRequest) -> Path:
    return request.param


@pytest.fixture(scope="module")
def loaded(path: Path, keep: Keep) -> Loaded:
    return keep(lambda: load_example(path))


@pytest.fixture
def organisation(loaded: Loaded, db: None) -> Organisation:
    return Organisation.objects.get(pk=loaded.organisation.pk)


def test_example_is_one_revision_of_its_organisation(db: None, loaded: Loaded, path: Path) -> None:
    revision = Revision.objects.get(organisation=loaded.organisation)
    assert (loaded.created, loaded.organisation.slug) == (True, path.stem)
    assert (revision.number, revision.channel, revision.actor_id) == (1, Channel.EXAMPLE, None)
    covered = PrivacyNotice.objects.get(organisation=loaded.organisation).activities.count()
    assert covered == ProcessingActivity.objects.filter(organisation=loaded.organisation).count() > 0


def test_example_cites_every_sentence_of_its_policy(organisation: Organisation, path: Path) -> None:
    sections = read_sections(read_source(path)["policy"]["sections"], at=path.name)
    asked = {(section.title, n) for section in sections.values() for n in range(1, section.sentences + 1)}
    length = {section.title: section.sentences for section in sections.values()}
    cited = set()
    for title, sentence in Citation.objects.filter(organisation=organisation).values_list(
        "section", "sentence"
    ):
        first, _dash, last = (sentence or f"1–{length.get(title, 0)}").partition("–")
        cited |= {(title, n) for n in range(int(first), int(last or first) + 1)}
    assert asked - cited == set()
    assert asked


def test_every_record_says_where_it_comes_from(organisation: Organisation) -> None:
    silent = {"citation", "datacategory", "datasubjectcategory", "measuretype", "purposecategory"}
    cited = set(Citation.objects.filter(organisation=organisation).values_list("record_type", "record_id"))
    for table in tracked_models():
        if table.by_organisation and table.label not in silent | {"recipientcategory"}:
            rows = table.model._default_manager.filter(organisation=organisation)
            assert {(table.label, pk) for pk in rows.values_list("pk", flat=True)} <= cited
    assert ("organisation", organisation.pk) in cited


def test_example_says_that_others_transcribed_it(organisation: Organisation) -> None:
    name = organisation.legal_name or organisation.name
    assert organisation.note.startswith("Transcribed from ")
    assert f"not issued by or for {name}; roles and regimes are our reading." in organisation.note
    statuses = ProcessingActivity.objects.filter(organisation=organisation).values_list("status", flat=True)
    assert set(statuses) == {"in-review"}
    assert organisation.subprocessor_page
