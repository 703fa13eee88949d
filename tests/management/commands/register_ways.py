"""Ways to alter the registers that `told.py` released: each returns the lines it changes, as those in `ways.py` do."""

from registry.render.wording import universal
from tests.management.commands.edited import Edited, Row, instant
from tests.management.commands.ways import Lines, Way, broken, move_head, take_away, take_down

CHAIN = "third, releases (register)"
DIGEST = "its digest does not match its content"


def at(release: Row, why: str) -> Lines:
    return broken("release", release, why, chain=CHAIN)


def file_of(db: Edited, release: Row, form: str) -> Row:
    query = "SELECT * FROM registry_releasefile WHERE release_id = %s AND format = %s"
    return db.one(query, release["id"], form)


def content_of_a_register(db: Edited) -> Lines:
    release = db.release("third", 1)
    db.set("registry_release", release, content=release["content"].replace("Books", "Gifts"))
    return at(release, "what was published does not match its fingerprint")


def who_approved(db: Edited) -> Lines:
    release = db.release("third", 1)
    db.set("registry_release", release, approved_by=release["approved_by"] + 1)
    return at(release, DIGEST)


def what_was_open(db: Edited) -> Lines:
    release = db.release("third", 2)
    assert "Ledgers" in release["open_items"]
    db.set("registry_release", release, open_items="[]")
    return at(release, DIGEST)


def workbook_of_a_register(db: Edited) -> Lines:
    release = db.release("third", 2)
    db.set("registry_releasefile", file_of(db, release, "xlsx"), content=b"PK")
    return at(release, "its XLSX file does not match its fingerprint")


def language_of_a_file(db: Edited) -> Lines:
    release = db.release("third", 2)
    db.set("registry_releasefile", file_of(db, release, "html"), language="de")
    return at(release, DIGEST)


def page_taken_away(db: Edited) -> Lines:
    release = db.release("third", 1)
    db.do("DELETE FROM registry_releasefile WHERE id = %s", file_of(db, release, "html")["id"])
    return at(release, DIGEST)


def registers_in_another_order(db: Edited) -> Lines:
    first, second = db.release("third", 1), db.release("third", 2)
    for number, row in ((4711, first), (1, second), (2, first)):
        db.set("registry_release", row, number=number)
    return at({**second, "number": 1}, "its link to the release before does not fit")


def first_register_taken_away(db: Edited) -> Lines:
    take_down(db, db.release("third", 1))
    return {CHAIN: f"{CHAIN}: broken at release 1: it is missing; release 2 is the next one."}


def newest_register_taken_away(db: Edited) -> Lines:
    """The head of the chain of revisions had moved on to it, and nothing was recorded since."""
    release = db.release("third", 2)
    take_down(db, release)
    gone = f"third, releases: broken at {universal(instant(release))}: what was published then is gone."
    return {"third, releases": gone}


def tail_of_revisions_that_a_register_shows(db: Edited) -> Lines:
    """With all that the last revision wrote, and the head moved back to the one before."""
    take_away(db, db.revision("third", 3), "processingactivity")
    move_head(db, db.revision("third", 2))
    db.do("UPDATE registry_processingactivity SET name = 'Books' WHERE name = 'Ledgers'")
    return at(db.release("third", 2), "revision 3, which it shows, is gone")


REGISTER_WAYS: tuple[Way, ...] = (
    content_of_a_register, who_approved, what_was_open, workbook_of_a_register, language_of_a_file, page_taken_away,
    registers_in_another_order, first_register_taken_away, newest_register_taken_away,
    tail_of_revisions_that_a_register_shows,
)  # fmt: skip
