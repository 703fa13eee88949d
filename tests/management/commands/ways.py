"""Ways to alter what `told.py` recorded that take more than a statement: each returns the lines it changes."""

import hashlib
import json
from collections.abc import Callable
from typing import Any

from registry.ledger.chain import digest_of
from registry.ledger.payloads import canonical, sha256
from registry.render.wording import universal
from tests.management.commands.edited import Edited, Row, instant

Lines = dict[str, str]
"""Name of a chain → what is said of it; chains that are not named are intact."""
Way = Callable[[Edited], Lines]
RELEASES = "acme, releases (subprocessors)"


def broken(what: str, row: Row, why: str, *, chain: str = "acme") -> Lines:
    """One line; `what` is revision or release."""
    return {chain: f"{chain}: broken at {what} {row['number']} of {universal(instant(row))}: {why}."}


# The chain of revisions


def payload_with_its_fingerprint(db: Edited) -> Lines:
    revision = db.revision("acme", 4)
    made = sealed(revision, revision["payload"].replace("Payroll", "Gifts"))
    db.set("registry_revision", revision, payload=made["payload"], payload_sha256=made["payload_sha256"])
    return broken("revision", revision, "its digest does not match its content")


def payload_with_its_digest(db: Edited) -> Lines:
    revision = db.revision("acme", 4)
    rewrite(db, revision, revision["payload"].replace("Payroll", "Gifts"))
    db.do("UPDATE registry_historicalprocessingactivity SET name = 'Gifts' WHERE name = 'Payroll'")
    return broken("revision", db.revision("acme", 5), "its link to the revision before does not fit")


def instant_not_later(db: Edited) -> Lines:
    revision, before = db.revision("acme", 5), db.revision("acme", 4)
    db.set("registry_revision", revision, instant=before["instant"])
    why = "its instant is not later than that of the revision before"
    return broken("revision", {**revision, "instant": before["instant"]}, why)


def revision_in_the_middle_taken_away(db: Edited) -> Lines:
    take_away(db, db.revision("acme", 6), "processingactivity")
    return {"acme": "acme: broken at revision 6: it is missing; revision 7 is the next one."}


def revisions_in_another_order(db: Edited) -> Lines:
    second, third = db.revision("acme", 2), db.revision("acme", 3)
    for number, row in ((4711, second), (2, third), (3, second)):
        db.set("registry_revision", row, number=number)
    return broken("revision", {**third, "number": 2}, "its link to the revision before does not fit")


def last_revision_taken_away(db: Edited) -> Lines:
    take_away(db, db.revision("acme", 8), "party")
    return {"acme": "acme: broken at revision 8: it is missing; revision 8 was the last one."}


def last_revision_and_head(db: Edited) -> Lines:
    """What stands today says so."""
    take_away(db, db.revision("acme", 8), "party")
    move_head(db, db.revision("acme", 7))
    number = db.one("SELECT id FROM registry_party WHERE note = 'Paid monthly'")["id"]
    why = f"“note” of company or person {number} in the register differs from what was recorded last"
    return broken("revision", db.revision("acme", 2), why)


def last_revisions_with_all_they_wrote(db: Edited) -> Lines:
    """The release that shows one of them says so."""
    for number, table in ((8, "party"), (7, "subprocessor")):
        take_away(db, db.revision("acme", number), table)
    move_head(db, db.revision("acme", 6))
    db.do("UPDATE registry_party SET note = ''")
    db.do("UPDATE registry_subprocessor SET concerns = '' WHERE concerns = 'Messages'")
    why = "revision 7, which it shows, is gone"
    return broken("release", db.release("acme", 2), why, chain=RELEASES)


def last_revisions_written_again(db: Edited) -> Lines:
    """With all that belongs to them; the release that shows one of them says so."""
    forged, last = db.revision("acme", 7), db.revision("acme", 8)
    forged = rewrite(db, forged, forged["payload"].replace("Messages", "Addresses"))
    last = rewrite(db, {**last, "previous": forged["digest"]}, last["payload"])
    move_head(db, last)
    for table in ("registry_subprocessor", "registry_historicalsubprocessor"):
        db.do(f"UPDATE {table} SET concerns = 'Addresses' WHERE concerns = 'Messages'")  # noqa: S608
    why = "revision 7, which it shows, was another one when this was published"
    return broken("release", db.release("acme", 2), why, chain=RELEASES)


def last_revision_with_all_it_wrote(db: Edited) -> Lines:
    """No release shows it. SQLite still knows which numbers it gave; PostgreSQL has nothing to tell."""
    revision = db.revision("acme", 8)
    row = db.one("SELECT * FROM registry_historicalparty WHERE note = 'Paid monthly'")
    last = db.one("SELECT MAX(history_id) AS id FROM registry_historicalparty")["id"]
    assert last > row["history_id"], "another organisation wrote a party since"
    take_away(db, revision, "party")
    move_head(db, db.revision("acme", 7))
    db.do("UPDATE registry_party SET note = ''")
    return {}


def appendix_without_head(db: Edited) -> Lines:
    return broken("revision", append(db), "the recorded head of the chain does not know it")


def appendix_without_live_row(db: Edited) -> Lines:
    forged = append(db)
    move_head(db, forged)
    number = db.one("SELECT id FROM registry_party WHERE note = 'Paid monthly'")["id"]
    why = f"“note” of company or person {number} in the register differs from what was recorded last"
    return broken("revision", forged, why)


def appendix_with_all_that_belongs_to_it(db: Edited) -> Lines:
    """Nothing is to be seen: whoever may write all tables can write what the ledger would have written."""
    move_head(db, append(db))
    db.do("UPDATE registry_party SET note = 'Forged' WHERE note = 'Paid monthly'")
    return {}


def chain_taken_away(db: Edited) -> Lines:
    key = db.revision("other", 1)["organisation_id"]
    release = db.release("other", 1)
    db.do("DELETE FROM registry_revision WHERE organisation_id = %s", key)
    db.do('DELETE FROM registry_chainhead WHERE "key" = %s', key)
    chain = "other, releases (subprocessors)"
    return {
        "other": f"other: broken: a history row of organisation {key} belongs to no revision.",
        **broken("release", release, "revision 2, which it shows, is gone", chain=chain),
    }


# What stands today


def live_row_that_was_never_recorded(db: Edited) -> Lines:
    party = db.one("SELECT * FROM registry_party WHERE note = 'Paid monthly'")
    db.put("registry_party", {**party, "id": 4711, "name": "Nobody"})
    why = "company or person 4711 stands in the register, but no revision recorded it"
    return {"acme": f"acme: broken: {why}."}


def live_row_given_to_another_organisation(db: Edited) -> Lines:
    party = db.one("SELECT * FROM registry_party WHERE note = 'Paid monthly'")
    other = db.revision("other", 1)["organisation_id"]
    db.set("registry_party", party, organisation_id=other, name="Nobody")
    record = f"company or person {party['id']}"
    gone = f"{record} is gone from the register, but no revision removed it"
    foreign = f"other: broken: {record} stands in the register, but no revision recorded it."
    return {**broken("revision", db.revision("acme", 8), gone), "other": foreign}


def history_row_in_the_air(db: Edited) -> Lines:
    """It would be read as of its instant."""
    row = db.one("SELECT * FROM registry_historicalparty WHERE note = 'Paid monthly'")
    db.put("registry_historicalparty", {**row, "history_id": 4711, "revision_id": 4711})
    return {"acme": f"acme: broken: a history row of company or person {row['id']} belongs to no revision."}


# Releases


def content_of_a_release(db: Edited) -> Lines:
    release = db.release("acme", 1)
    db.set("registry_release", release, content=release["content"].replace("Vendor", "Nobody"))
    why = "what was published does not match its fingerprint"
    return broken("release", release, why, chain=RELEASES)


def content_of_a_release_with_its_fingerprint(db: Edited) -> Lines:
    release = db.release("acme", 1)
    content = release["content"].replace("Vendor", "Nobody")
    db.set("registry_release", release, content=content, sha256=sha256(content))
    return broken("release", release, "its digest does not match its content", chain=RELEASES)


def note_of_a_release(db: Edited) -> Lines:
    release = db.release("acme", 2)
    db.set("registry_release", release, note="by mistake")
    return broken("release", release, "its digest does not match its content", chain=RELEASES)


def file_of_a_release(db: Edited) -> Lines:
    release = db.release("acme", 2)
    file = db.one(
        "SELECT * FROM registry_releasefile WHERE release_id = %s AND format = 'pdf'", release["id"]
    )
    db.set("registry_releasefile", file, content=b"%PDF")
    return broken("release", release, "its PDF file does not match its fingerprint", chain=RELEASES)


def file_of_a_release_with_its_fingerprint(db: Edited) -> Lines:
    release = db.release("acme", 2)
    file = db.one(
        "SELECT * FROM registry_releasefile WHERE release_id = %s AND format = 'pdf'", release["id"]
    )
    db.set("registry_releasefile", file, content=b"%PDF", sha256=hashlib.sha256(b"%PDF").hexdigest())
    return broken("release", release, "its digest does not match its content", chain=RELEASES)


def file_taken_away(db: Edited) -> Lines:
    release = db.release("acme", 2)
    db.do("DELETE FROM registry_releasefile WHERE release_id = %s AND format = 'csv'", release["id"])
    return broken("release", release, "its digest does not match its content", chain=RELEASES)


def release_in_the_middle_taken_away(db: Edited) -> Lines:
    take_down(db, db.release("acme", 1))
    return {RELEASES: f"{RELEASES}: broken at release 1: it is missing; release 2 is the next one."}


def newest_release_taken_away(db: Edited) -> Lines:
    """The head of the chain of revisions had moved on to it, and nothing was recorded since."""
    release = db.release("other", 1)
    take_down(db, release)
    gone = f"other, releases: broken at {universal(instant(release))}: what was published then is gone."
    return {"other, releases (subprocessors)": "", "other, releases": gone}


def newest_release_without_its_files(db: Edited) -> Lines:
    release = db.release("acme", 2)
    first = db.one("SELECT MIN(id) AS id FROM registry_releasefile WHERE release_id = %s", release["id"])[
        "id"
    ]
    kind = db.one("SELECT format FROM registry_releasefile WHERE id = %s", first)["format"].upper()
    db.do("DELETE FROM registry_release WHERE id = %s", release["id"])
    return {"releases": f"releases: broken: the release of the {kind} file number {first} is gone."}


def newest_release_before_another_revision(db: Edited) -> Lines:
    """Other organisations' releases came after it, and so did a revision: nothing is left that knows of it."""
    take_down(db, db.release("acme", 2))
    return {}


WAYS: tuple[Way, ...] = (
    payload_with_its_fingerprint, payload_with_its_digest, instant_not_later, revision_in_the_middle_taken_away,
    revisions_in_another_order, last_revision_taken_away, last_revision_and_head, last_revision_with_all_it_wrote,
    last_revisions_with_all_they_wrote, last_revisions_written_again, appendix_without_head,
    appendix_without_live_row, appendix_with_all_that_belongs_to_it, chain_taken_away,
    live_row_that_was_never_recorded, live_row_given_to_another_organisation, history_row_in_the_air,
    content_of_a_release, content_of_a_release_with_its_fingerprint, note_of_a_release, file_of_a_release,
    file_of_a_release_with_its_fingerprint, file_taken_away, release_in_the_middle_taken_away,
    newest_release_taken_away, newest_release_without_its_files, newest_release_before_another_revision,
)  # fmt: skip


def append(db: Edited) -> Row:
    """A further revision of Acme as the ledger would have written it, with its history row."""
    last = db.revision("acme", 8)
    row = db.one("SELECT * FROM registry_historicalparty WHERE note = 'Paid monthly'")
    newest = db.one("SELECT MAX(instant) AS instant FROM registry_revision")["instant"]
    said = {**json.loads(last["payload"]), "number": 9}
    said["rows"][0]["fields"]["note"] = "Forged"
    forged = {**last, "id": 4711, "number": 9, "instant": newest, "previous": last["digest"]}
    forged = sealed(forged, canonical(said))
    db.put("registry_revision", forged)
    about = {"revision_id": 4711, "history_id": 4711, "history_date": newest}
    db.put("registry_historicalparty", {**row, **about, "note": "Forged"})
    return forged


def rewrite(db: Edited, revision: Row, payload: str) -> Row:
    made = sealed(revision, payload)
    names = ("payload", "payload_sha256", "previous", "digest")
    db.set("registry_revision", revision, **{name: made[name] for name in names})
    return made


def sealed(revision: Row, payload: str) -> Row:
    fingerprint = sha256(payload)
    digest = digest_of(
        previous=revision["previous"],
        instant=instant(revision),
        actor_id=revision["actor_id"],
        channel=revision["channel"],
        payload_sha256=fingerprint,
    )
    return {**revision, "payload": payload, "payload_sha256": fingerprint, "digest": digest}


def take_away(db: Edited, revision: Row, table: str) -> None:
    db.do(f"DELETE FROM registry_historical{table} WHERE revision_id = %s", revision["id"])  # noqa: S608
    db.do("DELETE FROM registry_revision WHERE id = %s", revision["id"])


def take_down(db: Edited, release: Row) -> None:
    db.do("DELETE FROM registry_releasefile WHERE release_id = %s", release["id"])
    db.do("DELETE FROM registry_release WHERE id = %s", release["id"])


def move_head(db: Edited, last: Row) -> None:
    head: dict[str, Any] = {name: last[name] for name in ("number", "instant", "digest")}
    db.set("registry_chainhead", {"key": last["organisation_id"]}, **head)
