"""`expunge` says what it would erase, erases with --yes, and names what a person has to decide."""

from typing import Any

import pytest

from registry.actions.publish import publish_subprocessors
from registry.models import DataCategory, Party, ProcessingActivity, Release, Revision
from registry.render.wording import universal
from tests import factories
from tests.management.commands.running import Ended, run

WHY = ("--reason", "Article 17 request no. 3", "--by", "administrator")


@pytest.fixture
def vendor(db: None) -> Party:
    """Jane Doe, who was published under her name, and is named elsewhere as well."""
    acme = factories.organisation(subprocessor_page=True)
    factories.account(acme, role="administrator")
    vendor = factories.party(acme, name="Jane Doe")
    factories.subprocessor(acme, service=factories.service(acme, party=vendor))
    factories.activity(acme, description="Ask Jane Doe")
    publish_subprocessors(acme, by=None)
    with factories.recording(by=None, organisation=acme, channel="admin", reason="Jane Doe left"):
        vendor.name = "Privacy office"
        vendor.save()
    return vendor


def lines(ended: Ended) -> list[str]:
    return ended.out.decode().splitlines()


def told(vendor: Party) -> list[str]:
    """What there is to say before and after."""
    erased = universal(Revision.objects.get(organisation=vendor.organisation, number=2).instant)
    published = universal(Release.objects.get().instant)
    return [
        f"“name as stated” of company or person {vendor.pk} in revision 2 of {erased}: “erased” stands instead.",
        "“name as stated” is “Privacy office” today, and that stays: where it has to go too, change the record first.",
        f"Subprocessor list 1 of Acme, published at {published}, says it and is never altered: decide what to do.",
        f"Revision 5 says it too, in “description” of processing activity {ProcessingActivity.objects.get().pk}.",
        "Revision 6 says it too, in its reason.",
    ]  # fmt: skip


def test_without_yes_it_only_says_what_it_would_do(vendor: Party, capfdbinary: Any) -> None:
    ended = run(capfdbinary, "expunge", "party", str(vendor.pk), "name", *WHY)
    assert (ended.code, ended.err) == (0, "")
    assert lines(ended) == [*told(vendor), "Nothing was erased yet; --yes does it."]
    assert Party.history.filter(name="Jane Doe").count() == 1


def test_with_yes_it_erases(vendor: Party, capfdbinary: Any) -> None:
    before = told(vendor)
    ended = run(capfdbinary, "expunge", "party", str(vendor.pk), "name", *WHY, "--yes")
    assert (ended.code, ended.err) == (0, "")
    assert lines(ended) == [
        *before,
        "Erased; revision 7 says so. Backups and the database's files hold it until they are renewed.",
    ]
    names = Party.history.order_by("history_id").values_list("name", flat=True)
    assert list(names) == ["erased", "Privacy office"]
    assert lines(run(capfdbinary, "verify_history"))[1] == "acme: intact, 1 revision expunged"


def test_a_reason_is_erased_by_the_number_of_its_revision(vendor: Party, capfdbinary: Any) -> None:
    instant = universal(Revision.objects.get(organisation=vendor.organisation, number=6).instant)
    ended = run(capfdbinary, "expunge", "revision", "acme/6", "reason", *WHY, "--yes")
    assert lines(ended) == [
        f"The reason of revision 6 of {instant}: “erased” stands instead.",
        "Erased; revision 7 says so. Backups and the database's files hold it until they are renewed.",
    ]
    assert Revision.objects.get(organisation=vendor.organisation, number=6).reason == "erased"


REFUSED = [
    (("partie", "1", "name"), r"There is no kind of record “partie”; there are adequacydecision, "),
    (("party", "one", "name"), "“one” is not the number of a record."),
    (("party", "4711", "name"), "There is no company or person 4711."),
    (("revision", "6", "reason"), "“6” is not the number of a revision; it is given as ORG_SLUG/NUMBER."),
    (("revision", "acme/4711", "reason"), "There is no revision acme/4711."),
    (("party",), "The following arguments are required: ID, FIELD."),
]


@pytest.mark.parametrize("arguments, sentence", REFUSED)
def test_what_makes_no_sense_is_refused(
    vendor: Party, capfdbinary: Any, arguments: tuple[str, ...], sentence: str
) -> None:
    ended = run(capfdbinary, "expunge", *arguments, *WHY, "--yes")
    assert (ended.code, ended.out) == (2, b"")
    assert ended.err.startswith(sentence)
    assert ended.err.count("\n") == 1


def test_who_may_not_erase_is_told_so(vendor: Party, capfdbinary: Any) -> None:
    factories.account(vendor.organisation)
    for name, sentence in (
        ("officer", "Only an administrator of the organisation erases from its history.\n"),
        ("nobody", "There is no account “nobody”.\n"),
    ):
        arguments = (str(vendor.pk), "name", "--reason", "because", "--by", name, "--yes")
        ended = run(capfdbinary, "expunge", "party", *arguments)
        assert (ended.code, ended.out, ended.err) == (2, b"", sentence)


def test_shared_words_are_erased_by_the_installation(vendor: Party, capfdbinary: Any) -> None:
    factories.account(username="installer", is_superuser=True)
    with factories.writing(None):
        word = DataCategory.objects.create(code="jane", label="Jane Roe")
    factories.changed(word, label="Somebody")
    why = ("--reason", "because", "--by", "installer")
    ended = run(capfdbinary, "expunge", "datacategory", str(word.pk), "label", *why, "--yes")
    assert (ended.code, ended.err) == (0, "")
    assert lines(run(capfdbinary, "verify_history"))[0] == "shared: intact, 1 revision expunged"
