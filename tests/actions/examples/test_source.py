"""An example's file is text, or one plain sentence says why it is not."""

from pathlib import Path

import pytest

from registry.actions.examples.source import BadExample, below, read_source


def test_source_is_text_only(tmp_path: Path) -> None:
    path = tmp_path / "acme.yaml"
    path.write_text("a: {country: NO, day: 2018-08-31, count: 12, yes: no}", encoding="utf-8")
    assert read_source(path) == {"a": {"country": "NO", "day": "2018-08-31", "count": "12", "yes": "no"}}


def test_entry_is_built_upon_another(tmp_path: Path) -> None:
    path = tmp_path / "acme.yaml"
    path.write_text(
        "one: &one {name: One, cite: 1 s1}\ntwo: {<<: *one, name: Two}\nthree: &three\n  <<: *one\n  note: More\n",
        encoding="utf-8",
    )
    assert read_source(path) == {
        "one": {"name": "One", "cite": "1 s1"},
        "two": {"name": "Two", "cite": "1 s1"},
        "three": {"name": "One", "cite": "1 s1", "note": "More"},
    }


@pytest.mark.parametrize(
    "content,sentence",
    [
        ("a: 1\nb: 2\na: 3\n", "acme.yaml, line 3: “a” is given twice."),
        ("a: [1\nb: 2\n", "acme.yaml, line 2: expected ',' or ']', but got ':'."),
        ("a: *b\n", "acme.yaml, line 1: found undefined alias 'b'."),
        ("a: {<<: [x]}\n", "acme.yaml, line 1: “<<” takes one entry, as in “<<: *name”."),
        ("? [x]\n: y\n", "acme.yaml, line 1: A key must be text."),
        ("a: \x00\n", "acme.yaml is not YAML."),
        ("- a\n", "acme.yaml: This must be a mapping of keys to values."),
        ("", "acme.yaml: This must be a mapping of keys to values."),
    ],
)
def test_unreadable_source_is_refused_in_a_sentence(tmp_path: Path, content: str, sentence: str) -> None:
    path = tmp_path / "acme.yaml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(BadExample) as refused:
        read_source(path)
    assert str(refused.value) == sentence


def test_source_that_is_not_there_or_not_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "acme.yaml"
    with pytest.raises(BadExample, match=r"^acme.yaml cannot be read: No such file or directory.$"):
        read_source(path)
    path.write_bytes(b"a: \xff\n")
    with pytest.raises(BadExample, match=r"^acme.yaml is not text in UTF-8.$"):
        read_source(path)


def test_place_in_a_file_reads_like_a_path() -> None:
    assert below(below(below("acme.yaml", "services"), "mail"), 0) == "acme.yaml: services.mail[1]"
