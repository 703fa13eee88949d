"""The five organisations: each loads as one revision, cites every sentence, and is never loaded over."""

from pathlib import Path

import pytest

from registry.actions.examples.loading import SLUGS, Loaded, example_paths, load_example
from registry.actions.examples.places import read_sections
from registry.actions.examples.source import BadExample, read_source
from registry.ledger.history import tracked_models
from registry.models import Channel, Citation, Organisation, PrivacyNotice, ProcessingActivity, Revision

PATHS = example_paths()
READY = pytest.mark.parametrize("path", PATHS, ids=[path.stem for path in PATHS])


def test_all_five_are_there() -> None:
    assert [path.stem for path in PATHS] == list(SLUGS)


@READY
def test_example_is_one_revision_of_its_organisation(db: None, path: Path) -> None:
    loaded = load_example(path)
    revision = Revision.objects.get(organisation=loaded.organisation)
    assert (loaded.created, loaded.organisation.slug) == (True, path.stem)
    assert (revision.number, revision.channel, revision.actor_id) == (1, Channel.EXAMPLE, None)
    covered = PrivacyNotice.objects.get(organisation=loaded.organisation).activities.count()
    assert covered == ProcessingActivity.objects.filter(organisation=loaded.organisation).count() > 0


@READY
def test_example_cites_every_sentence_of_its_policy(db: None, path: Path) -> None:
    organisation = load_example(path).organisation
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


@READY
def test_every_record_says_where_it_comes_from(db: None, path: Path) -> None:
    organisation = load_example(path).organisation
    silent = {"citation", "datacategory", "datasubjectcategory", "measuretype", "purposecategory"}
    cited = set(Citation.objects.filter(organisation=organisation).values_list("record_type", "record_id"))
    for table in tracked_models():
        if table.by_organisation and table.label not in silent | {"recipientcategory"}:
            rows = table.model._default_manager.filter(organisation=organisation)
            assert {(table.label, pk) for pk in rows.values_list("pk", flat=True)} <= cited
    assert ("organisation", organisation.pk) in cited


@READY
def test_example_says_that_others_transcribed_it(db: None, path: Path) -> None:
    organisation = load_example(path).organisation
    name = organisation.legal_name or organisation.name
    name = organisation.legal_name or organisation.name
    assert organisation.note.startswith("Transcribed from ")
    assert f"not issued by or for {name}; roles and regimes are our reading." in organisation.note
    statuses = ProcessingActivity.objects.filter(organisation=organisation).values_list("status", flat=True)
    assert set(statuses) == {"in-review"}
    assert organisation.subprocessor_page


def test_second_load_leaves_what_is_there(db: None) -> None:
    loaded = load_example(PATHS[0])
    assert load_example(PATHS[0]) == Loaded(organisation=loaded.organisation, created=False)
    assert Revision.objects.filter(organisation=loaded.organisation).count() == 1


def test_file_that_fails_leaves_nothing(db: None, tmp_path: Path) -> None:
    path = tmp_path / "acme.yaml"
    path.write_text(
        "organisation: {name: Acme, cite: 1}\n"
        "policy: {title: P, cite: 1, sections: {1: {sentences: 1}}}\n"
        "parties: {mail: {name: Mail, website: nowhere, cite: 1}}\n",
        encoding="utf-8",
    )
    with pytest.raises(BadExample, match=r"^acme.yaml: parties.mail.website: Enter a valid URL.$"):
        load_example(path)
    assert not Organisation.objects.exists()
