"""Which release a file is, and whether it was altered: here, and on a machine that knows nothing of it."""

import dataclasses
import datetime as dt
import hashlib
import json
import re
import zlib
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from registry.actions import checking_pages
from registry.actions.checking import Checked, Verdict, check_file, line_of
from registry.actions.exports import make_register
from registry.actions.publish import publish_subprocessors
from registry.actions.refused import Refused
from registry.actions.releasing import approve_release, prepare_release, release_register
from registry.documents.copies import read_copy
from registry.documents.release import seal_of, stamped
from registry.ledger.guard import install_guards, lift_guards
from registry.ledger.payloads import canonical, sha256
from registry.models import Organisation, ProcessingActivity, Release, ReleaseFile
from registry.render import as_pdf
from registry.render.attached import attached
from registry.render.wording import universal
from tests import factories
from tests.conftest import Keep

pytestmark = pytest.mark.any_database

ON = dt.date(2026, 11, 20)
NOWHERE = Release.objects.none()
ALL = Release.objects.all()


def two_releases() -> int:
    """Those of Acme, each prepared by one person and approved by another; returns the key of the first."""
    acme = factories.organisation(second_person_approves=True)
    activity = factories.activity(acme, name="Payroll")
    officer, other = factories.account(acme), factories.account(acme, username="other")
    found = []
    for name in ("Payroll", "Wages"):
        factories.changed(activity, name=name)
        prepared = prepare_release(acme, by=officer, on=ON, confirmed=True)
        found.append(approve_release(prepared, by=other).pk)
    return found[0]


@pytest.fixture(scope="module")
def first(keep: Keep) -> int:
    return keep(two_releases)


@pytest.fixture
def release(first: int, db: None) -> Release:
    """The first of two."""
    return Release.objects.get(pk=first)


def pdf_of(release: Release) -> bytes:
    return bytes(release.files.get(format="pdf").content)


def called(release: Release) -> str:
    return f"release {release.number} of the register of Acme, of {universal(release.instant)}"


def place_of(release: Release) -> str:
    following = Release.objects.get(number=release.number + 1)
    return f"It is number 1 of 2; number 2 followed on {universal(following.instant)}."


def forged(pdf: bytes, change: Callable[[dict[str, Any]], None]) -> bytes:
    """The file with other data inside, and its pages as they were."""
    said = json.loads(attached(pdf))
    change(said)
    data = zlib.compress(json.dumps(said, sort_keys=True, indent=2, ensure_ascii=False).encode())
    begin = re.compile(rb"/EmbeddedFile.*?stream\r?\n", re.DOTALL).search(pdf)
    assert begin is not None
    return pdf[: begin.end()] + data + pdf[pdf.index(b"\nendstream", begin.end()) :]


def set_again(pdf: bytes, **changes: Any) -> bytes:
    """A whole file by somebody who has our program: other words about the release, fingerprints and pages to match."""
    copy = read_copy(attached(pdf))
    assert copy.stamp is not None
    issued = dataclasses.replace(copy.stamp.release, **changes)
    document = copy.register()
    return as_pdf.render(document, stamp=stamped(issued, seal=seal_of(document, issued)))


def told(checked: Checked) -> tuple[Verdict, tuple[str, ...], str]:
    return checked.verdict, checked.sentences, checked.line


def test_kept_file_is_recognised_by_its_bytes(release: Release) -> None:
    line = line_of(release).line
    for file in release.files.all():
        assert told(check_file(bytes(file.content), known=ALL)) == (
            Verdict.UNALTERED,
            (
                f"This is the {file.format.upper()} file of {called(release)}, byte for byte as it is kept here.",
                place_of(release),
                "One person prepared it, a second person approved it.",
            ),
            line,
        )
    newest = Release.objects.get(number=2)
    assert check_file(pdf_of(newest), known=ALL).sentences[1] == "It is number 2 of 2 and the newest."


def test_witness_line_decides(release: Release) -> None:
    pdf, line = pdf_of(release), line_of(release).line
    fitting = check_file(pdf, known=ALL, line=f" {line}\n")
    assert (fitting.verdict, fitting.sentences[-1]) == (
        Verdict.UNALTERED, "The witness line is that of this release.",
    )  # fmt: skip
    another = check_file(pdf, known=ALL, line=line_of(Release.objects.get(number=2)).line)
    assert (another.verdict, another.sentences[-1]) == (
        Verdict.ALTERED, "The witness line is that of another release: number, instant or fingerprint differs.",
    )  # fmt: skip
    with pytest.raises(Refused) as refused:
        check_file(pdf, known=ALL, line="release 2")
    assert str(refused.value) == (
        "“release 2” is not a witness line: it is a number, an instant and 64 digits."
    )


def test_file_whose_pages_were_altered_is_named_by_its_data(release: Release) -> None:
    pdf = pdf_of(release)
    altered = bytearray(pdf)
    altered[pdf.index(b"stream") + 60] ^= 1
    assert told(check_file(bytes(altered), known=ALL)) == (
        Verdict.ALTERED,
        (
            f"The data inside are those of {called(release)}.",
            place_of(release),
            "But the file is not one of its files as they are kept here: it was altered.",
            "Its pages, made again from these data, are not the same: do not rely on them.",
        ),
        line_of(release).line,
    )


def test_file_whose_data_were_altered_does_not_match_itself(release: Release) -> None:
    def renamed(said: dict[str, Any]) -> None:
        said["document"]["parts"][0]["sheets"][0]["title"] = "Gifts"

    pdf = forged(pdf_of(release), renamed)
    for known in (ALL, NOWHERE):
        assert told(check_file(pdf, known=known)) == (
            Verdict.ALTERED,
            (
                f"It calls itself {called(release)}.",
                "The data inside do not match their own fingerprint: the file was altered.",
            ),
            "",
        )
    with_line = check_file(pdf, known=NOWHERE, line=line_of(release).line)
    assert with_line.verdict is Verdict.ALTERED


def test_file_from_elsewhere_is_whole_in_itself(release: Release) -> None:
    checked = check_file(pdf_of(release), known=NOWHERE)
    second = Release.objects.get(number=2)
    own = (
        f"It calls itself {called(release)}.",
        "No such release is kept here. The data inside match their own fingerprint.",
        "Its pages are, byte for byte, what these data make: in itself the file is unaltered.",
        "It is the first of its chain.",
        "One person prepared it, a second person approved it.",
    )
    line = line_of(release).line
    only = (
        "Whether exactly this was released, only the witness line that the organisation published can tell."
    )
    assert told(checked) == (Verdict.UNALTERED, (*own, only), line)
    witnessed = check_file(pdf_of(release), known=NOWHERE, line=line)
    assert witnessed.sentences == (*own, "The witness line is that of this release.")
    follows = f"The release before it ends in the digest {release.digest}."
    assert follows in check_file(pdf_of(second), known=NOWHERE).sentences


def test_file_from_elsewhere_whose_pages_were_altered_is_seen(release: Release) -> None:
    pdf = pdf_of(release)
    altered = bytearray(pdf)
    altered[pdf.index(b"stream") + 60] ^= 1
    checked = check_file(bytes(altered), known=NOWHERE, line=line_of(release).line)
    assert (checked.verdict, checked.line) == (Verdict.ALTERED, "")
    assert "Its pages are not what these data make: the file was altered." in checked.sentences


def test_pages_of_other_software_and_too_many_pages_are_not_compared(
    release: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    pdf = pdf_of(release)
    altered = bytearray(pdf)
    altered[pdf.index(b"stream") + 60] ^= 1
    monkeypatch.setattr(checking_pages, "made_with", lambda: "another version")
    assert check_file(pdf, known=NOWHERE).verdict is Verdict.UNALTERED
    checked = check_file(bytes(altered), known=NOWHERE, line=line_of(release).line)
    assert checked.verdict is Verdict.OPEN
    assert any(
        said.startswith("Its pages could not be compared: they were set with") for said in checked.sentences
    )
    assert check_file(bytes(altered), known=ALL).sentences[-1] == (
        "Its pages could not be made again here to compare them."
    )
    small = len(attached(pdf)) - 1
    assert check_file(pdf, known=NOWHERE, comparable=small + 1).verdict is Verdict.UNALTERED
    large = check_file(pdf, known=NOWHERE, comparable=small)
    said = "Its pages are too many to be made again here; the command verify_release compares them."
    assert (large.verdict, said in large.sentences) == (Verdict.OPEN, True)
    assert check_file(bytes(altered), known=ALL, comparable=small).sentences[-1] == (
        "Its pages are too many to be made again here."
    )


def test_whole_forgery_is_seen_by_who_keeps_the_release_or_has_its_line(release: Release) -> None:
    """Somebody with our program can set a file that fits in itself; not one with the same fingerprint."""
    pdf = set_again(pdf_of(release), open_items=())
    here = check_file(pdf, known=ALL)
    assert told(here) == (
        Verdict.ALTERED,
        (
            f"It calls itself {called(release)}.",
            f"As it is kept here, {called(release)} is another one: this file is not it.",
        ),
        line_of(release).line,
    )
    assert check_file(pdf, known=NOWHERE).verdict is Verdict.UNALTERED
    assert check_file(pdf, known=NOWHERE, line=line_of(release).line).verdict is Verdict.ALTERED
    newer = check_file(set_again(pdf_of(release), number=9), known=ALL)
    assert newer.sentences[1] == "No such release is kept here. The data inside match their own fingerprint."


def test_nonsense_with_fitting_fingerprints_makes_no_pages(release: Release) -> None:
    copy = read_copy(attached(pdf_of(release)))
    assert copy.stamp is not None
    for change in (
        {"language": "../../etc"},
        {"content": 7},
        {"moment": {**copy.document["moment"], "timezone": "No/Where"}},
    ):

        def nonsense(said: dict[str, Any], change: dict[str, Any] = change) -> None:
            said["document"] |= change
            refit(said)

        checked = check_file(forged(pdf_of(release), nonsense), known=NOWHERE)
        assert checked.verdict is Verdict.ALTERED
        assert checked.sentences[-1] == "Its pages are not what these data make: the file was altered."


def refit(said: dict[str, Any]) -> None:
    said["fingerprint"] = sha256(canonical(said["document"]))
    sealed = {"document": said["document"], "release": said["stamp"]["release"]}
    said["stamp"]["seal"] = sha256(canonical(sealed))


def test_altered_store_is_not_taken_for_the_truth(release: Release) -> None:
    """Somebody with the database replaced a file and its fingerprint."""
    genuine = pdf_of(release)
    false = genuine + b"\n%%EOF\n"
    lift_guards(connection)
    file = release.files.get(format="pdf")
    ReleaseFile.objects.filter(pk=file.pk).update(content=false, sha256=hashlib.sha256(false).hexdigest())
    install_guards(connection)
    checked = check_file(false, known=ALL)
    assert (checked.verdict, checked.sentences[-1]) == (
        Verdict.ALTERED, "But what is kept here was altered: its digest does not match its content.",
    )  # fmt: skip
    original = check_file(genuine, known=ALL)
    assert original.verdict is Verdict.UNALTERED
    assert (
        "What is kept here was altered and says nothing of this file: its digest does not match its content."
        in (original.sentences)
    )
    lift_guards(connection)
    Release.objects.filter(number=1).update(digest="0" * 64)
    install_guards(connection)
    newest = check_file(pdf_of(Release.objects.get(number=2)), known=ALL)
    assert newest.sentences[-1] == (
        "But what is kept here was altered: release 2 is missing, or does not link to the one before."
    )


def test_ordinary_copy_is_no_release(release: Release) -> None:
    acme = Organisation.objects.get()
    copy = make_register(
        acme, as_of=None, on=ON, content="art30", part="all", format="pdf", by=None, now=release.instant
    )
    revision = release.revision_number + 1
    assert told(check_file(copy.content, known=ALL)) == (
        Verdict.NO_RELEASE,
        (
            f"This is a copy, not a release: Acme, revision {revision}, in force on 2026-11-20.",
            "The data inside match their own fingerprint.",
        ),
        "",
    )
    with_line = check_file(copy.content, known=ALL, line=line_of(release).line)
    assert (with_line.verdict, with_line.sentences[-1]) == (
        Verdict.NO_RELEASE, "The witness line cannot be compared with this file.",
    )  # fmt: skip


def test_publication_of_a_list_is_recognised_as_well(release: Release) -> None:
    acme = factories.changed(Organisation.objects.get(), subprocessor_page=True)
    published = publish_subprocessors(acme, by=None)
    checked = check_file(pdf_of(published), known=ALL)
    assert checked.sentences == (
        (
            f"This is the PDF file of publication 1 of Acme's subprocessors, of {universal(published.instant)}, "
            "byte for byte as it is kept here."
        ),
        "It is number 1 of 1 and the newest.",
    )


@pytest.mark.parametrize("content, why", [
    (b"", "it is not a PDF"),
    (b"hello", "it is not a PDF"),
    (b"%PDF-1.7\n", "it is cut off: its end is missing"),
    (b"%PDF-1.7\n%%EOF\n", "there are no data inside: it is not a register as this program writes it"),
    (b"%PDF-1.7\n/Encrypt\n%%EOF\n", "it is encrypted; save it without a password"),
    (b"%PDF-1.7\n<</Type /EmbeddedFile>>stream\n" + zlib.compress(b"{}") + b"\nendstream\n%%EOF\n",
     "the data inside are not those of a register"),
])  # fmt: skip
def test_nothing_is_said_of_other_files(db: None, content: bytes, why: str) -> None:
    with pytest.raises(Refused) as refused:
        check_file(content, known=ALL)
    assert str(refused.value) == f"Nothing can be said of this file: {why}."


def test_cut_off_release_is_said_to_be_cut_off(release: Release) -> None:
    with pytest.raises(Refused, match="it is cut off: its end is missing"):
        check_file(pdf_of(release)[:-2000], known=ALL)


def test_queries_do_not_grow_with_the_releases(release: Release) -> None:
    one = factories.organisation(name="One", slug="one")
    factories.activity(one)
    alone = release_register(one, by=factories.account(one, username="one"), on=ON, confirmed=True)
    for asked in (alone, release):
        with CaptureQueriesContext(connection) as captured:
            check_file(pdf_of(asked), known=ALL)
        assert len(captured) == 6
    assert ProcessingActivity.objects.count() == 2
