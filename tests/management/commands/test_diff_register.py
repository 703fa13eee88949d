"""`diff_register`: what changed between two moments in plain text, or one plain sentence and exit code 2."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from registry.ledger.recording import recording
from registry.models import Channel, Disclosure, Organisation, ProcessingActivity, Purpose
from tests import factories as make
from tests.management.commands.running import run

pytestmark = pytest.mark.any_database

MADE = dt.datetime(2026, 5, 4, 10, 0, tzinfo=dt.UTC)
CHANGED = MADE + dt.timedelta(days=10)
NOW = MADE + dt.timedelta(days=40)


@pytest.fixture
def acme(db: None, monkeypatch: pytest.MonkeyPatch) -> Organisation:
    """Recorded on 4 May; on 14 May an officer makes a handful of edits, each with its reason."""
    monkeypatch.setattr(timezone, "now", lambda: MADE)
    owner = make.organisation(timezone="Europe/Berlin")
    officer = make.account(owner, username="ada")
    accounts = make.activity(owner, joint_controllers_absent_because="it decides alone")
    purpose = make.purpose(accounts)
    make.disclosure(accounts)
    old = make.activity(owner, name="Sending faxes", status=ProcessingActivity.Status.IN_REVIEW)

    def writing(reason: str) -> Any:
        return recording(by=officer, organisation=owner, channel=Channel.ADMIN, reason=reason)

    monkeypatch.setattr(timezone, "now", lambda: CHANGED)
    with writing("The purpose said too little"):
        purpose.text = "To run the account and to bill for it"
        purpose.save()
        accounts.description = "What customers see when they sign in"
        accounts.save()
    with writing("Nobody has a fax"):
        old.status = ProcessingActivity.Status.RETIRED
        old.save()
        Disclosure.objects.get().delete()
    with writing(""):
        desk = make.activity(owner, name="Help desk", role=ProcessingActivity.Role.PROCESSOR)
        make.client(desk, categories_of_processing="Reading tickets")
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    return owner


GOLDEN = """\
Acme
Changes to the record of processing activities

From                    10 May 2026, 23:59:59 CEST (Europe/Berlin)
                        Revision 5 of 4 May 2026, 12:00:00 CEST (Europe/Berlin)
To                      31 May 2026, 23:59:59 CEST (Europe/Berlin)
                        Revision 8 of 14 May 2026, 12:00:00 CEST (Europe/Berlin)
In force on             before: 10 May 2026; after: 31 May 2026
Changes                 Processing activities: 1 added, 1 changed, 1 retired
Revisions between       3 revisions
                        Behind the changes shown: 3
Copy made               the command line
                        13 June 2026, 12:00:00 CEST (Europe/Berlin)
"""
CHANGES = """\


PROCESSING ACTIVITIES

Processing activity “PA-0001 Running accounts”: CHANGED
  Revision 6, 14 May 2026, 12:00:00 CEST (Europe/Berlin), ada: “The purpose said too little”
  Revision 7, 14 May 2026, 12:00:00 CEST (Europe/Berlin), ada: “Nobody has a fax”
  Description
    before  Missing
    after   What customers see when they sign in
  (b) Purpose “To run the account and to bill for it”: CHANGED
    Revision 6
    (b) Purpose
      before  To run the account
      after   To run the account and to bill for it
  (d) Recipient “Vendor: Hosting”: REMOVED
    Revision 7
    (d) Recipient: Vendor: Hosting

Processing activity “PA-0002 Sending faxes”: RETIRED
  Revision 7, 14 May 2026, 12:00:00 CEST (Europe/Berlin), ada: “Nobody has a fax”
  Status
    before  In review
    after   Retired

Processing activity “PA-0003 Help desk”: ADDED
  Revision 8, 14 May 2026, 12:00:00 CEST (Europe/Berlin), ada
  Name: Help desk
  Reference: PA-0003
  Our role: Processor
  Status: Draft
  (d) Measures of the whole organisation apply: Yes
  (a) Controller on whose behalf it acts “Customers of the service”: ADDED
    (a) Controller: Customers of the service
    (b) Categories of processing: Reading tickets
"""


def test_a_handful_of_edits_in_plain_text(acme: Organisation, capfdbinary: Any) -> None:
    ended = run(capfdbinary, "diff_register", "acme", "2026-05-10", "2026-05-31")
    assert (ended.code, ended.err) == (0, "")
    head, fingerprint, rest = ended.out.decode().partition("Fingerprint (SHA-256)")
    assert (head, fingerprint) == (GOLDEN, "Fingerprint (SHA-256)")
    assert rest[rest.index("\n\n\n") + 1 :] == CHANGES


def test_a_day_means_its_end(acme: Organisation, capfdbinary: Any) -> None:
    """The edits of 14 May lie between the 13th and the 14th, and not between the 14th and today."""
    assert b"Help desk" in run(capfdbinary, "diff_register", "acme", "2026-05-13", "2026-05-14").out
    after = run(capfdbinary, "diff_register", "acme", "2026-05-14", "2026-06-13")
    assert (after.code, b"Nothing changed between the two moments." in after.out) == (0, True)


@pytest.mark.parametrize("form, begins", [
    ("html", b"<!DOCTYPE html>"), ("pdf", b"%PDF-"), ("json", b"{\n"), ("text", b"Acme\n"),
])  # fmt: skip
def test_each_format_is_written_to_a_file(
    acme: Organisation, capfdbinary: Any, tmp_path: Path, form: str, begins: bytes
) -> None:
    path = tmp_path / "changes"
    asked = ("diff_register", "acme", "2001-01-01", "2026-06-13", "--format", form, "--output", str(path))
    ended = run(capfdbinary, *asked)
    assert (ended.code, ended.out, ended.err) == (0, b"", "")
    assert path.read_bytes().startswith(begins)


def test_what_is_in_force_is_judged_on_the_day_asked_for(acme: Organisation, capfdbinary: Any) -> None:
    purpose = Purpose.objects.get()
    make.changed(purpose, in_force_until=dt.date(2026, 6, 1))
    judged = {
        day: "Purpose “To run the account and to bill for it”: NO LONGER IN FORCE"
        in run(capfdbinary, "diff_register", "acme", "2026-05-31", "2026-06-13", "--on", day).out.decode()
        for day in ("2026-06-01", "2026-06-02")
    }
    assert judged == {"2026-06-01": False, "2026-06-02": True}


LATER = (
    "31 May 2026, 23:59:59 CEST (Europe/Berlin) is later than 10 May 2026, 23:59:59 CEST (Europe/Berlin): "
    "name the earlier moment first.\n"
)
FUTURE = "“2999-01-01” is in the future: records can be read as they stood until now.\n"


@pytest.mark.parametrize("arguments, sentence", [
    (("nobody", "2026-05-10", "2026-05-31"), "There is no organisation “nobody”.\n"),
    (("acme", "2026-05-31", "2026-05-10"), LATER),
    (("acme", "2026-05-10", "2999-01-01"), FUTURE),
    (("acme", "2999-01-01", "2026-05-10"), FUTURE),
    (("acme", "soon", "2026-05-10"),
     "“soon” is neither a day nor a time: write it like 2018-10-19 or 2018-10-19T14:30.\n"),
    (("acme", "2026-05-10", "2026-05-31", "--on", "2018-02-30"), "“2018-02-30” is not a day: write it like 2018-10-19.\n"),
    (("acme", "2026-05-10", "2026-05-31", "--format", "csv"),
     "“csv” is not a known format: choose text, html, pdf or json.\n"),
    (("acme", "2026-05-10"), "The following arguments are required: TO.\n"),
])  # fmt: skip
def test_what_cannot_be_done_is_said_in_one_sentence(
    acme: Organisation, capfdbinary: Any, arguments: tuple[str, ...], sentence: str
) -> None:
    ended = run(capfdbinary, "diff_register", *arguments)
    assert (ended.code, ended.out, ended.err) == (2, b"", sentence)
