"""Everything that is recorded is printed in every format, or is on a list that says why not; what is blank is missing."""

import csv
import dataclasses
import datetime as dt
import html
import io
import re
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from registry.actions.exports import make_register
from registry.actions.releasing import release_register
from registry.documents.inventory import Inventory
from registry.documents.register import Grid, Register, Stamp
from registry.documents.registers import register
from registry.documents.subprocessor_lists import subprocessor_list
from registry.documents.values import State, Value
from registry.inventory import read_inventory
from registry.render.formats import FORMATS, LIST_FORMATS
from tests import factories
from tests.canaries import CanaryOrganisation

pytestmark = pytest.mark.any_database

ON = dt.date(2026, 11, 20)
STAMP = Stamp(made_by="Officer", made_at=dt.datetime(2026, 11, 20, 12, tzinfo=dt.UTC), as_of=None)

PUBLIC_PAGE = "said on the public page"
WITH_THE_FINDINGS = "said with the findings, and in a register only in their annex"
FOR_MACHINES = "a code of the vocabulary; its label is printed"
NOT_IN_THE_REGISTER = {
    "organisation.subprocessor_intro": PUBLIC_PAGE,
    "organisation.notice_days": PUBLIC_PAGE,
    "organisation.objection_contact": PUBLIC_PAGE,
    "subprocessor.condition": PUBLIC_PAGE,
    "subprocessor.concerns": PUBLIC_PAGE,
    "subprocessor.data_as_stated": PUBLIC_PAGE,
    "subprocessor.group": PUBLIC_PAGE,
    "subprocessor.ended_on": PUBLIC_PAGE,
    "subprocessor.withdrawn_on": PUBLIC_PAGE,
    "subprocessor.postponed_to": PUBLIC_PAGE,
    "waiver.rule": WITH_THE_FINDINGS,
    "waiver.reason": WITH_THE_FINDINGS,
    "waiver.until": WITH_THE_FINDINGS,
    "privacynotice.text": "the notice itself is a document of its own; its address and date are printed",
    "transfer of organisation.importer_as_stated": "a recorded importer takes its place",
    **{
        f"{word}.{field}": FOR_MACHINES
        for word in (
            "datacategory",
            "datasubjectcategory",
            "purposecategory",
            "measuretype",
            "recipientcategory",
        )
        for field in ("code", "dpv_iri", "retired_on")
    },
}
"""Fields whose value the full register does not print, and why."""


@pytest.fixture
def canary(db: None) -> CanaryOrganisation:
    return CanaryOrganisation()


def texts(name: str, content: bytes, folder: Path) -> str:
    """Everything readable in a file, without white space: lines may break within a value."""
    readers: dict[str, Callable[[bytes], str]] = {
        "html": lambda data: html.unescape(PICTURE.sub(unmarked, data.decode())),
        "csv": lambda data: "\n".join(
            cell for row in csv.reader(io.StringIO(data.decode("utf-8-sig"))) for cell in row
        ),
        "json": lambda data: data.decode(),
        "xlsx": workbook_text,
        "pdf": lambda data: pdf_text(data, folder),
    }
    return re.sub(r"\s|\u00ad|\u200b", "", readers[name](content))


PICTURE = re.compile("<svg.*?</svg>", re.DOTALL)


def unmarked(picture: re.Match[str]) -> str:
    """The texts of a picture without its coordinates, among which any number can be found."""
    return re.sub("<[^>]*>", "", picture[0])


def workbook_text(data: bytes) -> str:
    book = openpyxl.load_workbook(io.BytesIO(data))
    return "\n".join(str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row)


def pdf_text(data: bytes, folder: Path) -> str:
    path = folder / "register.pdf"
    path.write_bytes(data)
    return subprocess.run(["pdftotext", "-raw", path, "-"], capture_output=True, check=True, text=True).stdout


def absent(seen: dict[str, str], text: str) -> set[str]:
    return {field for field, value in seen.items() if re.sub(r"\s", "", value) not in text}


@pytest.mark.parametrize("name", FORMATS)
def test_register_prints_every_field_or_says_why_not(
    canary: CanaryOrganisation, tmp_path: Path, name: str
) -> None:
    document = register(read_inventory(organisation=canary.organisation), on=ON, content="full")
    text = texts(name, FORMATS[name].render(document, stamp=STAMP), tmp_path)
    unprinted = absent(canary.seen, text)
    if name == "json":
        machine = {field for field, why in NOT_IN_THE_REGISTER.items() if why == FOR_MACHINES}
        assert unprinted | machine == set(NOT_IN_THE_REGISTER)
    else:
        assert unprinted == set(NOT_IN_THE_REGISTER)


REASON, SENTENCE = "Canaryreasonofacceptance", "Nopurposeisrecorded."
"""Why a finding was accepted, and what another one says."""


@pytest.fixture
def found(canary: CanaryOrganisation) -> CanaryOrganisation:
    """With a finding that is accepted and one that is open."""
    accepted = factories.activity(canary.organisation, name="Accepted", role="controller")
    factories.activity(canary.organisation, name="Open", role="controller")
    about = {"record_type": "processingactivity", "record_id": accepted.pk}
    factories.waiver(canary.organisation, rule="purpose-missing", reason=REASON, **about)
    return canary


@pytest.mark.parametrize("name", FORMATS)
def test_findings_are_in_no_register_but_the_one_that_is_asked_for_them(
    found: CanaryOrganisation, tmp_path: Path, name: str
) -> None:
    def said(**asked: Any) -> tuple[bool, bool]:
        values = {"as_of": None, "on": ON, "part": "all", "format": name, "by": None, "now": STAMP.made_at}
        text = texts(name, make_register(found.organisation, **values, **asked).content, tmp_path)
        return REASON in text, SENTENCE in text

    assert said(content="full", findings=True) == (True, True)
    assert said(content="full") == (False, False)
    assert said(content="art30") == (False, False)
    assert said(content="full", state="approved") == (False, False)


def test_findings_are_in_no_list_and_in_no_release(found: CanaryOrganisation, tmp_path: Path) -> None:
    inventory = read_inventory(organisation=found.organisation)
    for name, form in LIST_FORMATS.items():
        text = texts(name, form.render(subprocessor_list(inventory, on=ON), stamp=STAMP), tmp_path)
        assert (REASON in text, SENTENCE in text) == (False, False)
    by = factories.account(found.organisation)
    release = release_register(found.organisation, by=by, on=ON, content="full", confirmed=True)
    names = {form.media_type: name for name, form in FORMATS.items()}
    files = {names[file.media_type]: bytes(file.content) for file in release.files.all()}
    kept = {name: texts(name, content, tmp_path) for name, content in files.items()}
    assert set(kept) == set(FORMATS)
    assert [name for name, text in kept.items() if REASON in text or SENTENCE in text] == []


LISTED = {
    "organisation.subprocessor_intro",
    "organisation.notice_days",
    "organisation.objection_contact",
    "organisation.name",
    "organisation.note",
    "party as vendor.name",
    "service.name",
    "subprocessor.concerns",
    "subprocessor.condition",
    "subprocessor.data_as_stated",
    "subprocessor.group",
    "datacategory.label",
    "transfer of service.destination",
}
"""What the public list says at the least."""
NEVER_LISTED = (
    "activity",
    "purpose",
    "data.",
    "citation",
    "clarification",
    "assessment",
    "balancing",
    "document",
    "impact",
    "waiver",
)
"""Kinds of records of which nothing may reach the public."""


@pytest.mark.parametrize("name", LIST_FORMATS)
def test_public_list_says_its_own_and_nothing_of_the_register(
    canary: CanaryOrganisation, tmp_path: Path, name: str
) -> None:
    document = subprocessor_list(read_inventory(organisation=canary.organisation), on=ON)
    text = texts(name, LIST_FORMATS[name].render(document, stamp=STAMP), tmp_path)
    assert LISTED & absent(canary.seen, text) == set()
    private = {
        field: value for field, value in canary.seen.items() if any(kind in field for kind in NEVER_LISTED)
    }
    unique = {field: value for field, value in private.items() if "anary" in value}
    assert len(unique) > 60
    assert set(unique) - absent(unique, text) == set()


def printed(document: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], Value]]:
    """Every value that is printed, with the keys that lead to it; what is said in place of rows, only without rows."""
    if isinstance(document, Value):
        yield path, document
    elif isinstance(document, Grid):
        for number, row in enumerate(document.rows):
            yield from (((*path, document.key, number, place), cell) for place, cell in enumerate(row))
        if not document.rows:
            yield (*path, document.key), document.empty
    elif isinstance(document, tuple):
        for item in document:
            yield from printed(item, path)
    elif dataclasses.is_dataclass(document):
        key = getattr(document, "reference", getattr(document, "key", ""))
        for field in dataclasses.fields(document):
            yield from printed(getattr(document, field.name), (*path, key, field.name))


def missing(document: Register) -> set[tuple[Any, ...]]:
    return {path for path, value in printed(document) if value.state is State.MISSING}


Change = Callable[[Inventory], Inventory]


def of_organisation(**blank: Any) -> Change:
    return lambda made: dataclasses.replace(
        made, organisation=dataclasses.replace(made.organisation, **blank)
    )


def of_activities(**blank: Any) -> Change:
    return lambda made: dataclasses.replace(
        made, activities=tuple(dataclasses.replace(one, **blank) for one in made.activities)
    )


def of_parts(part: str, **blank: Any) -> Change:
    def blanked(one: Any) -> Any:
        return dataclasses.replace(
            one, **{part: tuple(dataclasses.replace(row, **blank) for row in getattr(one, part))}
        )

    return lambda made: dataclasses.replace(made, activities=tuple(blanked(one) for one in made.activities))


BLANKS: dict[str, Change] = {
    "(a) postal address": of_organisation(postal_address=""),
    "(a) any way to reach it": of_organisation(email="", phone="", website="", contact_form=""),
    "(a) data protection officer": of_organisation(dpo=None),
    "(a) representative in the Union": of_organisation(eu_representative=None),
    "(a) representative in the United Kingdom": of_organisation(uk_representative=None),
    "(a) joint controllers": of_activities(joint_controllers=()),
    "(b) purposes": of_activities(purposes=()),
    "(c) data": of_activities(data_uses=()),
    "(c) data subjects": of_parts("data_uses", subjects=()),
    "(d) recipients": of_activities(disclosures=()),
    "(f) time limit": of_parts("data_uses", retention=None),
    "(g) measures": of_activities(measures=(), inherited_measures=()),
    "30(2)(a) controllers": of_activities(clients=()),
    "30(2)(b) categories of processing": of_parts("clients", categories_of_processing=""),
}


def test_blank_item_is_printed_as_missing(canary: CanaryOrganisation) -> None:
    inventory = read_inventory(organisation=canary.organisation)
    for content in ("art30", "full"):
        known = missing(register(inventory, on=ON, content=content))
        for item, blank in BLANKS.items():
            document = register(blank(inventory), on=ON, content=content)
            assert missing(document) - known, f"{item} is blank and nothing says so ({content})"
            assert all(value.texts and all(value.texts) for _path, value in printed(document))
