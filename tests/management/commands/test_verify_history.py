"""`verify_history` walks every chain and names the first fault."""

from typing import Any

import pytest
from django.db import connection

from registry.actions.publish import publish_subprocessors
from registry.ledger.guard import install_guards, lift_guards
from registry.ledger.history import tracked
from registry.models import Organisation, Party, Release, Revision
from registry.render.wording import universal
from tests import factories
from tests.management.commands.running import Ended, run


@pytest.fixture
def acme(db: None) -> Organisation:
    """Two organisations with a party each, of which one has published its list."""
    other = factories.organisation(name="Other", slug="other")
    factories.party(other)
    made = factories.organisation(subprocessor_page=True)
    factories.party(made)
    publish_subprocessors(made, by=None)
    return made


def verify(capfdbinary: Any) -> Ended:
    return run(capfdbinary, "verify_history")


def tamper(rows: Any, **values: Any) -> None:
    lift_guards(connection)
    rows.update(**values)
    install_guards(connection)


def lines(ended: Ended) -> list[str]:
    return ended.out.decode().splitlines()


def test_every_chain_is_walked(acme: Organisation, capfdbinary: Any) -> None:
    ended = verify(capfdbinary)
    assert (ended.code, ended.err) == (0, "")
    assert lines(ended) == [
        "shared: intact",
        "acme: intact",
        "other: intact",
        "acme, releases (subprocessors): intact",
    ]


def test_the_first_fault_of_a_chain_is_named(acme: Organisation, capfdbinary: Any) -> None:
    history = tracked(Party).history.objects.filter(organisation=acme)
    record = history.get().id
    tamper(history, name="Somebody else")
    tamper(Release.objects.filter(organisation=acme), note="another")
    revision = Revision.objects.get(organisation=acme, number=2)
    release = Release.objects.get(organisation=acme)
    ended = verify(capfdbinary)
    assert (ended.code, ended.err) == (1, "")
    at_revision = f"revision 2 of {universal(revision.instant)}"
    at_release = f"release 1 of {universal(release.instant)}"
    name = f"“name as stated” of company or person {record}"
    assert lines(ended) == [
        "shared: intact",
        f"acme: broken at {at_revision}: {name} differs from what was sealed.",
        "other: intact",
        f"acme, releases (subprocessors): broken at {at_release}: its digest does not match its content.",
    ]


def test_a_chain_that_lost_its_end_is_named(acme: Organisation, capfdbinary: Any) -> None:
    lift_guards(connection)
    tracked(Party).history.objects.filter(organisation=acme)._raw_delete(connection.alias)
    Revision.objects.filter(organisation=acme, number=2)._raw_delete(connection.alias)
    install_guards(connection)
    ended = verify(capfdbinary)
    assert ended.code == 1
    assert lines(ended)[1] == ("acme: broken at revision 2: it is missing; revision 2 was the last one.")
