"""The five organisations are all there, are never loaded over, and a file that fails leaves nothing."""

from pathlib import Path

import pytest

from registry.actions.examples.loading import SLUGS, Loaded, example_paths, load_example
from registry.actions.examples.source import BadExample
from registry.models import Organisation, Revision

PATHS = example_paths()


def test_all_five_are_there() -> None:
    assert [path.stem for path in PATHS] == list(SLUGS)


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
