"""The commands that write documents: bytes, or one plain sentence and exit code 2."""

import datetime as dt
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from registry.actions.exports import make_register, make_subprocessors
from registry.documents.days import day_at
from registry.models import Organisation, ProcessingActivity
from tests import factories
from tests.management.commands.running import run

pytestmark = pytest.mark.any_database

BEGINS = {"pdf": b"%PDF-", "html": b"<!DOCTYPE html>", "xlsx": b"PK", "csv": b"\xef\xbb\xbf", "json": b"{\n"}


@pytest.fixture
def acme(db: None) -> Organisation:
    made = factories.organisation(timezone="Europe/Berlin", subprocessor_page=True)
    factories.activity(made)
    factories.subprocessor(made)
    return made


@pytest.fixture
def stopped_clock(monkeypatch: pytest.MonkeyPatch) -> dt.datetime:
    """The time stands still once the records are written."""
    now = timezone.now() + dt.timedelta(seconds=1)
    monkeypatch.setattr(timezone, "now", lambda: now)
    return now


@pytest.mark.parametrize("form", ["pdf", "html", "xlsx", "csv", "json"])
def test_register_is_what_the_admin_hands_over(
    acme: Organisation, stopped_clock: dt.datetime, capfdbinary: Any, form: str
) -> None:
    ended = run(
        capfdbinary, "export_register", "acme", "--format", form, "--content", "full", "--part", "controller"
    )
    export = make_register(
        acme,
        as_of=None,
        on=day_at(stopped_clock, timezone="Europe/Berlin"),
        content="full",
        part="controller",
        format=form,
        by=None,
        now=stopped_clock,
    )
    assert (ended.code, ended.err) == (0, "")
    assert ended.out == export.content
    assert ended.out.startswith(BEGINS[form])


@pytest.mark.parametrize("form", ["pdf", "html", "csv", "json"])
def test_list_is_what_the_admin_hands_over(
    acme: Organisation, stopped_clock: dt.datetime, capfdbinary: Any, form: str
) -> None:
    ended = run(capfdbinary, "export_subprocessors", "acme", "--format", form)
    on = day_at(stopped_clock, timezone="Europe/Berlin")
    export = make_subprocessors(acme, as_of=None, on=on, format=form, by=None, now=stopped_clock)
    assert (ended.code, ended.err) == (0, "")
    assert ended.out == export.content
    assert ended.out.startswith(BEGINS[form])


def test_moments_are_those_asked_for(acme: Organisation, capfdbinary: Any) -> None:
    recorded = timezone.now()
    factories.changed(ProcessingActivity.objects.get(), name="A later name")
    asked = (
        "export_register",
        "acme",
        "--format",
        "json",
        "--on",
        "2018-10-19",
        "--as-of",
        recorded.isoformat(),
    )
    found = json.loads(run(capfdbinary, *asked).out)
    assert found["document"]["moment"]["on"] == "2018-10-19"
    assert found["stamp"]["as_of"] == recorded.isoformat(timespec="microseconds")
    assert "A later name" not in json.dumps(found)
    assert b"A later name" in run(capfdbinary, "export_register", "acme", "--format", "json").out


def test_before_the_first_record_the_register_is_empty(acme: Organisation, capfdbinary: Any) -> None:
    ended = run(capfdbinary, "export_register", "acme", "--format", "json", "--as-of", "2001-01-01")
    assert (ended.code, ended.err) == (0, "")
    assert json.loads(ended.out)["document"]["moment"]["revision"] == 0


def test_output_is_written_to_a_file(acme: Organisation, capfdbinary: Any, tmp_path: Path) -> None:
    path = tmp_path / "register.csv"
    ended = run(capfdbinary, "export_register", "acme", "--format", "csv", "--output", str(path))
    assert (ended.code, ended.out, ended.err) == (0, b"", "")
    assert path.read_bytes().startswith(BEGINS["csv"])


JSON = ("--format", "json")
NO_FORMAT = "“docx” is not a known format: choose pdf, html, xlsx, csv or json.\n"
NO_LIST_FORMAT = "“xlsx” is not a known format: choose pdf, html, csv or json.\n"
NO_TIME = "“soon” is neither a day nor a time: write it like 2018-10-19 or 2018-10-19T14:30.\n"
FUTURE = "“2999-01-01” is in the future: records can be read as they stood until now.\n"
NOWHERE = "Cannot write to “/no/where”: No such file or directory.\n"
FOR_INSIDE = (
    "Findings are for inside and go with everything recorded only: choose that as content, or no findings.\n"
)
NO_DAY = "“2018-02-30” is not a day: write it like 2018-10-19.\n"


@pytest.mark.parametrize("arguments, sentence", [
    (("export_register", "nobody", *JSON), "There is no organisation “nobody”.\n"),
    (("export_register", "acme", "--format", "docx"), NO_FORMAT),
    (("export_register", "acme", *JSON, "--as-of", "soon"), NO_TIME),
    (("export_register", "acme", *JSON, "--as-of", "2999-01-01"), FUTURE),
    (("export_register", "acme", *JSON, "--on", "2018-02-30"), NO_DAY),
    (("export_register", "acme", *JSON, "--content", "most"), "“most” is not a known content: choose art30 or full.\n"),
    (
        ("export_register", "acme", *JSON, "--part", "third"),
        "“third” is not a known part: choose all, controller or processor.\n",
    ),
    (("export_register", "acme", *JSON, "--findings"), FOR_INSIDE),
    (("export_register", "acme", *JSON, "--output", "/no/where"), NOWHERE),
    (("export_register", "acme"), "The following arguments are required: --format.\n"),
    (("export_register",), "The following arguments are required: ORG_SLUG, --format.\n"),
    (("export_register", "acme", *JSON, "--as-off", "x"), "Unrecognized arguments: --as-off x.\n"),
    (("export_register", "acme", "--format"), "Argument --format: expected one argument.\n"),
    (("export_subprocessors", "nobody", *JSON), "There is no organisation “nobody”.\n"),
    (("export_subprocessors", "acme", "--format", "xlsx"), NO_LIST_FORMAT),
    (("export_subprocessors", "acme", *JSON, "--as-of", "2999-01-01"), FUTURE),
    (("verify_history", "acme"), "Unrecognized arguments: acme.\n"),
])  # fmt: skip
def test_what_cannot_be_done_is_said_in_one_sentence(
    acme: Organisation, capfdbinary: Any, arguments: tuple[str, ...], sentence: str
) -> None:
    ended = run(capfdbinary, *arguments)
    assert (ended.code, ended.out, ended.err) == (2, b"", sentence)


def test_other_programs_get_an_exception(acme: Organisation) -> None:
    with pytest.raises(CommandError, match=r"^There is no organisation “nobody”\.$") as refused:
        call_command("export_register", "nobody", format="json")
    assert refused.value.returncode == 2


@pytest.mark.slow
def test_a_real_command_line(tmp_path: Path) -> None:
    """In processes of their own: the exit codes, and a reader that goes away early."""
    root = Path(__file__).resolve().parents[3]
    manage = f"{sys.executable} manage.py"
    environment = {"REGESTA_VAR": str(tmp_path), "DATABASE_URL": f"sqlite:///{tmp_path / 'db.sqlite3'}"}

    def shell(line: str) -> tuple[int, bytes, bytes]:
        done = subprocess.run(
            ["bash", "-c", line], cwd=root, env=environment, capture_output=True, check=False
        )
        return done.returncode, done.stdout, done.stderr

    assert shell(f"{manage} migrate --verbosity 0") == (0, b"", b"")
    code, out, err = shell(f"{manage} export_register nobody --format pdf")
    assert (code, out, err.decode()) == (2, b"", "There is no organisation “nobody”.\n")
    code, out, err = shell(f"{manage} export_register --format")
    assert (code, out, err.decode()) == (2, b"", "Argument --format: expected one argument.\n")
    make = "from tests import factories; factories.activity(factories.organisation())"
    assert shell(f'{manage} shell --no-imports --command "{make}"')[0] == 0
    code, out, err = shell(
        f"{manage} export_register acme --format html | head --bytes 15; echo ${{PIPESTATUS[0]}}"
    )
    assert (code, out, err) == (0, b"<!DOCTYPE html>141\n", b"")
    code, out, err = shell(f"{manage} export_register acme --format html >/dev/full")
    assert (code, err.decode()) == (2, "Cannot write to standard output: No space left on device.\n")
    code, out, err = shell(f"{manage} verify_history | true; echo ${{PIPESTATUS[0]}}")
    assert (code, out, err) == (0, b"141\n", b"")
    assert shell(f"{manage} verify_history")[:2] == (0, b"shared: intact\nacme: intact\n")


def test_register_of_what_was_approved_is_asked_for_by_its_state(
    acme: Organisation, stopped_clock: dt.datetime, capfdbinary: Any
) -> None:
    told = ("export_register", "acme", "--format", "json", "--state")
    made = run(capfdbinary, *told, "approved")
    document = json.loads(made.out)["document"]
    assert (made.code, made.err, document["state"]) == (0, "", "approved")
    assert [part["sheets"] for part in document["parts"]] == [[], []]
    refused = run(capfdbinary, *told, "draft")
    sentence = "“draft” is not a known state: choose current or approved.\n"
    assert (refused.code, refused.out, refused.err) == (2, b"", sentence)


def test_findings_are_asked_for_and_off_at_first(acme: Organisation, capfdbinary: Any) -> None:
    told = ("export_register", "acme", "--format", "json", "--content", "full")
    made = [json.loads(run(capfdbinary, *told, *more).out)["document"] for more in ((), ("--findings",))]
    assert [one["annexes"][-1]["key"] for one in made] == ["places", "findings"]
