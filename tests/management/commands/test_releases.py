"""`release_register` and `verify_release`, as their command lines say it."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from registry.actions.checking import line_of
from registry.actions.releasing import waiting_release
from registry.models import Organisation, Release
from registry.render import attached
from tests import factories
from tests.management.commands.running import Ended, run

ON = ("--on", "2026-11-20")


@pytest.fixture
def acme(db: None) -> Organisation:
    """An organisation with two officers, and an activity of which only the name is known."""
    made = factories.organisation()
    factories.activity(made, name="Payroll")
    factories.account(made, username="olga")
    factories.account(made, username="otto")
    factories.account(made, username="august", role="auditor")
    return made


def told(ended: Ended) -> tuple[int, list[str], list[str]]:
    return ended.code, ended.out.decode().splitlines(), ended.err.splitlines()


def test_one_person_releases_and_the_file_is_recognised(
    acme: Organisation, capfdbinary: Any, tmp_path: Path
) -> None:
    code, out, err = told(
        run(capfdbinary, "release_register", "acme", "--by", "olga", *ON, "--note", "first")
    )
    release = Release.objects.get()
    line = line_of(release).line
    assert (code, out, release.note) == (0, [line], "first")
    assert "Open: PA-0001 Payroll: (b) Purposes" in err
    assert all(said.startswith("Open: ") for said in err)
    path = tmp_path / "release.pdf"
    path.write_bytes(bytes(release.files.get(format="pdf").content))
    code, out, err = told(run(capfdbinary, "verify_release", str(path), "--witness", line))
    assert (code, out[-2:], err) == (0, ["The witness line is that of this release.", line], [])
    path.write_bytes(path.read_bytes() + b"%\n%%EOF\n")
    code, out, err = told(run(capfdbinary, "verify_release", str(path)))
    assert (code, err) == (1, [])
    assert "But the file is not one of its files as they are kept here: it was altered." in out


def test_two_persons_release_in_two_steps(acme: Organisation, capfdbinary: Any) -> None:
    factories.changed(acme, second_person_approves=True)
    code, out, _err = told(
        run(capfdbinary, "release_register", "acme", "--by", "olga", *ON, "--content", "full")
    )
    prepared = waiting_release(acme.pk)
    assert prepared is not None
    assert (prepared.scope, prepared.in_force_on) == ("full", dt.date(2026, 11, 20))
    said = ["Prepared: revision 3, in force on 20 November 2026. A second person approves it."]
    assert (code, out, Release.objects.count()) == (0, said, 0)
    approve = ("release_register", "acme", "--approve", "--by")
    assert told(run(capfdbinary, *approve, "olga")) == (
        2, [], ["You prepared this release; another person approves it."],
    )  # fmt: skip
    assert told(run(capfdbinary, *approve, "otto")) == (0, [line_of(Release.objects.get()).line], [])
    assert told(run(capfdbinary, *approve, "otto")) == (2, [], ["No release of Acme is waiting."])


@pytest.mark.parametrize("arguments, why", [
    (("nobody", "--by", "olga"), "There is no organisation “nobody”."),
    (("acme", "--by", "nobody"), "There is no account “nobody”."),
    (("acme", "--by", "august"), "Only its privacy officers release the register of an organisation."),
    (("acme", "--by", "olga", "--on", "yesterday"), "“yesterday” is not a day: write it like 2018-10-19."),
    (("acme", "--by", "olga", "--content", "half"), "“half” is not a known content: choose art30 or full."),
    (("acme",), "The following arguments are required: --by."),
])  # fmt: skip
def test_what_cannot_be_released_is_one_sentence(
    arguments: tuple[str, ...], why: str, acme: Organisation, capfdbinary: Any
) -> None:
    assert told(run(capfdbinary, "release_register", *arguments)) == (2, [], [why])
    assert Release.objects.count() == 0


def test_what_cannot_be_checked_is_one_sentence(db: None, capfdbinary: Any, tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"hello")
    missing = str(tmp_path / "missing")
    for arguments, why in (
        ((missing,), f"Cannot read “{missing}”: No such file or directory."),
        ((str(path),), "Nothing can be said of this file: it is not a PDF."),
        (
            (str(path), "--witness", "x"),
            "“x” is not a witness line: it is a number, an instant and 64 digits.",
        ),
    ):
        assert told(run(capfdbinary, "verify_release", *arguments)) == (2, [], [why])
    path.write_bytes(bytes(attached.LARGEST + 1))
    assert told(run(capfdbinary, "verify_release", str(path))) == (2, [], ["The file has more than 64 MiB."])
