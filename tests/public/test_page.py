"""What the public page says: the publication, with states on the day it is read."""

import datetime as dt
from collections.abc import Callable

from django.test import Client

from registry.documents.canonical import fingerprint
from registry.documents.subprocessors import Group
from registry.documents.values import Value, filled
from registry.public.page import page_of
from tests.public.conftest import LIFE, NOON, Publish, a_list, append_for, entry

URL = "/subprocessors/acme/"


def test_states_are_those_of_the_day_it_is_read(publish: Publish) -> None:
    release = publish(LIFE)
    today, tomorrow = NOON.date(), NOON.date() + dt.timedelta(days=1)

    def said(on: dt.date) -> tuple[tuple[str, ...], list[str], list[str]]:
        page = page_of(release, LIFE, on=on)
        return (
            page.counts,
            [shown.label for group in page.groups for shown in group.entries],
            [shown.entry.name for shown in page.coming],
        )

    assert said(today) == (
        ("2 in force", "1 announced"),
        ["In force", "Announced for 21 November 2026", "In force"],
        ["Coming Inc"],
    )
    assert said(tomorrow) == (
        ("2 in force", "1 ended"),
        ["In force", "In force", "Ended on 20 November 2026"],
        [],
    )


def test_announced_entries_come_in_the_order_in_which_they_begin(publish: Publish) -> None:
    listed = a_list(
        entry("1", effective_on=dt.date(2027, 3, 1)),
        entry("2", effective_on=dt.date(2027, 1, 1), postponed_to=dt.date(2027, 4, 1)),
        entry("3", effective_on=dt.date(2027, 2, 1)),
    )
    page = page_of(publish(listed), listed, on=NOON.date())
    assert [shown.entry.key for shown in page.coming] == ["3", "1", "2"]


def test_page_describes_its_publication(publish: Publish, client: Client, clock: Callable[..., None]) -> None:
    publish(LIFE)
    page = client.get(URL).content.decode()
    assert "<dd>Number 1</dd>" in page
    assert "<dd>20 November 2026, 13:00:00 CET (Europe/Berlin)</dd>" in page
    assert f"<code>{fingerprint(LIFE)}</code>" in page


def test_page_says_whose_words_it_carries_before_anything_else(
    publish: Publish, client: Client, clock: Callable[..., None]
) -> None:
    publish(a_list(entry(), note="Transcribed from a policy.\nNot issued by Acme."))
    page = client.get(URL).content.decode()
    note = '<p class="note" role="note">Transcribed from a policy.<br>Not issued by Acme.</p>'
    assert note in page
    assert page.index(note) < page.index("<h1>")


def test_what_is_missing_is_not_stated(publish: Publish, client: Client, clock: Callable[..., None]) -> None:
    publish(a_list(entry(service=filled("Servers"), data=filled("Messages"))))
    page = client.get(URL).content.decode()
    assert "<dt>Service</dt><dd><p>Servers</p>" in page
    gaps = "Not stated: Role · Concerns · Where data are processed · Established in · Transfers"
    assert f'<p class="absent">{gaps}</p>' in page
    assert '<dt>Objecting</dt><dd><p class="absent">Not stated</p>' in page
    assert "Missing" not in page


def test_who_clarifies_what_stays_inside(
    publish: Publish, client: Client, clock: Callable[..., None]
) -> None:
    publish(a_list(entry(service=Value(asked="Jane Canary until May"))))
    assert "Canary" not in client.get(URL).content.decode()


def test_markup_and_hidden_characters_are_text(
    publish: Publish, client: Client, clock: Callable[..., None]
) -> None:
    publish(a_list(entry(name="<script>x</script>\u202egnp"), name="A & B"))
    page = client.get(URL).content.decode()
    assert "<h3>&lt;script&gt;x&lt;/script&gt;[U+202E]gnp</h3>" in page
    assert "<h1>Subprocessors of A &amp; B</h1>" in page


def test_a_page_is_in_the_language_of_its_list(
    publish: Publish, client: Client, clock: Callable[..., None]
) -> None:
    owner = publish(LIFE).organisation
    append_for(owner, LIFE, language="de")
    page = client.get(URL, headers={"accept-language": "en"})
    assert '<html lang="de">' in page.content.decode()
    assert page.headers["Content-Language"] == "de"


def test_an_empty_list_says_so(publish: Publish, client: Client, clock: Callable[..., None]) -> None:
    publish(a_list())
    assert "No subprocessor is listed." in client.get(URL).content.decode()


def test_groups_have_their_heading_and_several_are_listed_above(
    publish: Publish, client: Client, clock: Callable[..., None]
) -> None:
    payments, hosting = (Group(heading=name, entries=(entry(name),)) for name in ("Payments", "Hosting"))
    heading, jump = '<h2 id="group-1">Payments</h2>', '<a href="#group-1">Payments</a>'
    publish(a_list(groups=(payments,)))
    page = client.get(URL).content.decode()
    assert (heading in page, jump in page) == (True, False)
    publish(a_list(groups=(payments, hosting)))
    page = client.get(URL).content.decode()
    assert (heading in page, jump in page) == (True, True)
