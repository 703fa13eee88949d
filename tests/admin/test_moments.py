"""As of and on: each output of the admin and of the command line, for any past moment and any day, says both."""

import datetime as dt
import io
import re
from html import unescape
from typing import Any

import openpyxl
import pytest
from django.test import Client
from django.utils import timezone

from registry.models import DataSubjectCategory, Organisation, ProcessingActivity, TransferMechanism
from tests import factories
from tests.admin.records import url
from tests.management.commands.running import run
from tests.render.printed import pages, squeezed

MADE = dt.datetime(2026, 3, 10, 21, 30, tzinfo=dt.UTC)
"""Half past ten in the evening of the 10th in Berlin."""
NIGHT = dt.datetime(2026, 3, 10, 23, 30, tzinfo=dt.UTC)
"""Still the 10th in London; the 11th in Berlin."""
NOW = dt.datetime(2026, 5, 4, 10, tzinfo=dt.UTC)
ENDS = "10 March 2026, 23:59:59 CET (Europe/Berlin)"
FUTURE = "“2999-01-01” is in the future: records can be read as they stood until now."
FILES = {
    "register": ("pdf", "html", "xlsx", "csv", "json"),
    "subprocessor_list": ("pdf", "html", "csv", "json"),
    "comparison": ("pdf", "html", "text", "json"),
}
FILED = [(view, form) for view, forms in FILES.items() for form in forms]
SHOWN = ("comparison", "sheet", "picture", "picture_file", "map", "map_file")
PRINTED = [*FILED, *((view, "") for view in SHOWN)]
OUTPUTS = [
    ("register", "csv"),
    ("register", "json"),
    ("subprocessor_list", "csv"),
    *((view, "") for view in SHOWN),
]
"""One of each kind of output; every format prints one and the same document."""
Output = tuple[str, str]
"""The name of its address, and the format, where it has several."""
COMMANDS = {"register": "export_register", "subprocessor_list": "export_subprocessors"}


@pytest.fixture
def acme(db: None, monkeypatch: pytest.MonkeyPatch) -> Organisation:
    """Recorded on the evening of 10 March; in the night, when it is the 11th in Berlin, the vendor gets another name."""
    monkeypatch.setattr(timezone, "now", lambda: MADE)
    owner = factories.organisation(timezone="Europe/Berlin")
    activity = factories.activity(owner, name="Accounts")
    customers = DataSubjectCategory.objects.get(code="customers")
    factories.data_use(activity, subjects=[customers])
    vendor = factories.party(owner, name="Vendor of before", country="US")
    hosting = factories.service(owner, party=vendor, hosting_places=["US"])
    factories.disclosure(activity, service=hosting)
    transfer = factories.transfer(owner, service=hosting, destination="US")
    factories.ground(transfer, "eu-us-dpf")
    factories.subprocessor(owner, service=hosting)
    monkeypatch.setattr(timezone, "now", lambda: NIGHT)
    factories.changed(vendor, name="Vendor of after")
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    return owner


def asked(owner: Organisation, view: str, form: str, *, as_of: str, on: str = "") -> str:
    """The address of an output; a comparison is from the first day on."""
    query: dict[str, str] = {"on": on}
    query |= {"since": "2001-01-01", "until": as_of} if view == "comparison" else {"as_of": as_of}
    query |= {"format": form} if form else {}
    query |= {"content": "full"} if view in ("register", "sheet") else {}
    query |= {"part": "all"} if view == "register" else {}
    if view in ("sheet", "picture", "picture_file"):
        return url("processingactivity", view, ProcessingActivity.objects.get().pk, **query)
    return url("organisation", view, owner.pk, **query)


def read(content: bytes, form: str) -> str:
    """What is read in an output, without white space and markup."""
    if form == "pdf":
        return squeezed("".join(pages(content, top=0, bottom=842)))
    if form == "xlsx":
        return squeezed(workbook(content))
    text = re.sub(r"<style>.*?</style>", "", content.decode("utf-8-sig"), flags=re.DOTALL)
    return squeezed(unescape(re.sub(r"<[^>]*>", " ", text)))


def workbook(content: bytes) -> str:
    sheets = openpyxl.load_workbook(io.BytesIO(content)).worksheets
    return " ".join(str(cell) for sheet in sheets for row in sheet.values for cell in row if cell)


def seen(client: Client, owner: Organisation, output: Output, **query: str) -> str:
    """What is read in an output that is there."""
    answer = client.get(asked(owner, *output, **query))
    assert answer.status_code == 200, output
    return read(answer.content, output[1])


def test_both_moments_are_printed(acme: Organisation, auditor: Client) -> None:
    found = {output: seen(auditor, acme, output, as_of="2026-03-10", on="2026-04-30") for output in PRINTED}
    for (_view, form), text in found.items():
        moments = (
            ('"2026-03-10T22:59:59.999999+00:00"', '"on":"2026-04-30"')
            if form == "json"
            else (ENDS, "30 April 2026")
        )
        found[_view, form] = "".join(moment for moment in moments if squeezed(moment) not in text)
    assert found == dict.fromkeys(PRINTED, "")


def test_a_day_ends_where_the_organisation_is(acme: Organisation, auditor: Client) -> None:
    """The night's change belongs to the 11th: it is not in what was recorded by the 10th."""

    def names(output: Output, day: str) -> list[str]:
        text = seen(auditor, acme, output, as_of=day)
        return [name for name in ("Vendorofbefore", "Vendorofafter") if name in text]

    days = ("2026-03-10", "2026-03-11")
    found = {output: [names(output, day) for day in days] for output in OUTPUTS}
    assert found == {key: [["Vendorofbefore"], ["Vendorofafter"]] for key in OUTPUTS}


def test_before_the_first_record_there_is_nothing_and_it_says_so(acme: Organisation, auditor: Client) -> None:
    said = {
        "comparison": "Nothing was recorded by either moment.",
        "register": "Nothing was recorded by then",
        "subprocessor_list": "Nothing was recorded by then",
    }
    ends = "9 March 2026, 23:59:59 CET (Europe/Berlin)"
    found = {}
    for view, form in OUTPUTS:
        text = seen(auditor, acme, (view, form), as_of="2026-03-09", on="2026-04-30")
        sentence = said.get(view, "At that moment it was not recorded yet.")
        owed = ('"revision":0',) if form == "json" else (sentence, ends)
        found[view, form] = [one for one in owed if squeezed(one) not in text], "Vendorof" in text
    assert found == dict.fromkeys(OUTPUTS, ([], False))


def test_the_future_is_refused_and_what_was_typed_is_kept(acme: Organisation, auditor: Client) -> None:
    found = {}
    for output in OUTPUTS:
        answer = auditor.get(asked(acme, *output, as_of="2999-01-01"))
        kept = 'value="2999-01-01"' in answer.content.decode()
        found[output] = answer.status_code, squeezed(FUTURE) in read(answer.content, ""), kept
    assert found == dict.fromkeys(OUTPUTS, (400, True, True))


def test_reference_data_are_as_they_were_known(
    acme: Organisation, auditor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is called otherwise later, by vocabulary or law, is not said of what was recorded before."""
    category = factories.shared(DataSubjectCategory, "customers")
    mechanism = factories.shared(TransferMechanism, "eu-us-dpf")
    called, named = squeezed(category.label), squeezed(mechanism.name)
    factories.changed(category, label="Patrons")
    factories.changed(mechanism, name="The Atlantic bridge")
    later = NOW + dt.timedelta(days=1)
    monkeypatch.setattr(timezone, "now", lambda: later)
    found = {}
    for output in OUTPUTS:
        ours = (called, "Patrons")
        words = (
            (named, "TheAtlanticbridge") if output[0] in ("subprocessor_list", "map", "map_file") else ours
        )
        texts = [seen(auditor, acme, output, as_of=day) for day in ("2026-03-11", "2026-05-05")]
        found[output] = [tuple(word in text for word in words) for text in texts]
    assert found == {key: [(True, False), (False, True)] for key in OUTPUTS}


def test_validity_is_the_law_s_on_the_day(acme: Organisation, auditor: Client) -> None:
    """The EU-US framework counts from 10 July 2023 on, whatever the moment that is read as of."""
    outputs = [one for one in OUTPUTS if one[0] != "comparison"]
    found = {}
    for view, form in outputs:
        lacking = "notvalidyeton9July2023" if view == "subprocessor_list" else "Nogroundstated"
        found[view, form] = [
            lacking in seen(auditor, acme, (view, form), as_of="2026-03-11", on=on)
            for on in ("2023-07-09", "2023-07-10")
        ]
    assert found == {key: [True, False] for key in outputs}


@pytest.mark.parametrize("view", COMMANDS)
def test_the_command_line_hands_over_the_same_document(
    view: str, acme: Organisation, auditor: Client, capfdbinary: Any
) -> None:
    more = ("--content", "full") if view == "register" else ()
    moments = ("--as-of", "2026-03-10", "--on", "2026-04-30")
    ended = run(capfdbinary, COMMANDS[view], "acme", "--format", "json", *moments, *more)
    page = auditor.get(asked(acme, view, "json", as_of="2026-03-10", on="2026-04-30")).content
    assert ended.out.partition(b'"stamp"')[0] == page.partition(b'"stamp"')[0]


def test_the_command_line_compares_the_same_moments(
    acme: Organisation, auditor: Client, capfdbinary: Any
) -> None:
    moments = ("2001-01-01", "2026-03-10", "--on", "2026-04-30", "--format", "json")
    ended = run(capfdbinary, "diff_register", "acme", *moments)
    page = auditor.get(asked(acme, "comparison", "json", as_of="2026-03-10", on="2026-04-30")).content
    assert ended.out.partition(b'"stamp"')[0] == page.partition(b'"stamp"')[0]
