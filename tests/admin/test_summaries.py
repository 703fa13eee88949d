"""What is kept of an organisation: made anew when something changed, for whoever works there and nobody else."""

import datetime as dt
import zoneinfo
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from registry.access.roles import roles_of
from registry.actions.findings import find
from registry.admin.summaries import Overviews, report_of
from registry.documents.summaries import Gap, overview
from registry.inventory import read_inventory
from registry.ledger.recording import recording
from registry.linter.tally import Tally
from registry.models import Channel, DataCategory, Membership, Organisation
from tests import factories
from tests.admin.canary import CANARY, aviary, keeper

NOW = dt.datetime(2026, 11, 20, 23, 30, tzinfo=dt.UTC)


def looked(user: Any, *, now: dt.datetime = NOW) -> tuple[Overviews, int]:
    """The overviews with what they cost beyond the roles."""
    roles_of(user)
    with CaptureQueriesContext(connection) as captured:
        found = Overviews(user=user, now=now)
    return found, len(captured)


def test_unchanged_records_are_not_read_again(acme: Organisation) -> None:
    user, activity = factories.account(acme), factories.activity(acme)
    (first, cold), (again, warm) = looked(user), looked(user)
    assert (cold, warm) == (48, 2)
    assert first.all == again.all == {acme.pk: overview(read_inventory(organisation=acme), on=NOW.date())}
    assert first.of(activity) == first.all[acme.pk].activities[activity.pk]


def test_several_organisations_cost_the_same_while_nothing_changes(acme: Organisation) -> None:
    user = factories.account(acme)
    costs = []
    for number in (1, 2):
        looked(user)
        costs.append(looked(user)[1])
        other = factories.organisation(name=f"Other {number}", slug=f"other-{number}")
        Membership.objects.create(user=user, organisation=other, role="auditor")
        del user._roles
    assert costs == [2, 2]
    assert looked(user)[1] == 2 + 46


def test_a_change_is_seen_at_once(acme: Organisation) -> None:
    user, activity = factories.account(acme), factories.activity(acme, role="controller")
    before = looked(user)[0].of(activity)
    factories.purpose(activity)
    after = looked(user)[0].of(activity)
    assert before is not None
    assert after is not None
    purposes = Gap(key="purposes", letter="b", items=("Purposes",))
    assert (purposes in before.gaps, purposes in after.gaps) == (True, False)


def test_a_change_of_what_all_share_is_seen_at_once(acme: Organisation) -> None:
    user, activity = factories.account(acme), factories.activity(acme)
    email = DataCategory.objects.get(code="email-address")
    factories.data_use(activity, category=email)
    assert looked(user)[0].all[acme.pk].data == {email.pk: "E-mail address"}
    with recording(by=None, organisation=None, channel=Channel.REFERENCE):
        factories.changed(email, label="Address for mail")
    assert looked(user)[0].all[acme.pk].data == {email.pk: "Address for mail"}


def test_each_organisation_has_its_own_day(acme: Organisation) -> None:
    factories.changed(acme, timezone="Asia/Tokyo")
    user, activity = factories.account(acme), factories.activity(acme, in_force_until=NOW.date())
    tokyo = NOW.astimezone(zoneinfo.ZoneInfo("Asia/Tokyo")).date()
    found = looked(user)[0]
    assert found.today == {acme.pk: tokyo}
    assert (found.of(activity).ended, looked(user, now=NOW - dt.timedelta(days=1))[0].of(activity).ended) == (
        True,
        False,
    )


def test_findings_are_kept_as_they_were_found(acme: Organisation) -> None:
    """Those accepted and those of another profile too; read again only when something changed."""
    factories.activity(acme, role="controller")
    factories.waiver(acme, rule="purpose-missing", until=NOW.date())
    for profile in ("art30", "everything"):
        factories.changed(acme, profile=profile)
        made = report_of(acme, now=NOW)
        with CaptureQueriesContext(connection) as captured:
            kept = report_of(acme, now=NOW)
        assert len(captured) == 1
        assert kept == made == find(acme, as_of=None, on=NOW.date(), by=None)
        assert (len(made.accepted), made.profile) == (1, profile)


def test_findings_are_counted_with_the_overview(acme: Organisation) -> None:
    user, activity = factories.account(acme), factories.activity(acme, role="controller")
    looked(user)
    found = looked(user)[0].tallies[acme.pk]
    report = report_of(acme, now=NOW)
    own = [one for one in report.findings if one.activity_id == activity.pk]
    assert 0 < len(own) < len(report.findings)
    assert sum(found.kinds.values()) == sum(found.severities.values()) == len(report.findings)
    assert sum(found.activities[activity.pk].values()) == len(own)
    assert Tally() == Tally(kinds={}, severities={}, activities={})


def test_what_was_undone_is_not_kept(acme: Organisation) -> None:
    user, activity = factories.account(acme), factories.activity(acme)
    before = looked(user)[0].all
    with transaction.atomic():
        factories.changed(activity, role="processor")
        assert looked(user)[0].all != before
        transaction.set_rollback(True)
    assert looked(user)[0].all == before


def test_nobody_sees_what_others_have(acme: Organisation) -> None:
    canary, _records = aviary()
    everybody = factories.account(username="root", is_superuser=True)
    assert set(looked(everybody)[0].all) == {acme.pk, canary.pk}
    assert CANARY in str(looked(keeper())[0].all)
    assert CANARY not in str(looked(factories.account(acme))[0].all)
    for stranger in (AnonymousUser(), factories.account(username="nobody")):
        assert looked(stranger)[0].all == {}


@pytest.fixture
def files(tmp_path: Path, settings: Any) -> Path:
    folder = tmp_path / "cache"
    settings.CACHES = {"default": {**_production()["default"], "LOCATION": folder}}
    return folder


def _production() -> Any:
    from compliance import settings as ours  # noqa: PLC0415 (what a deployment has, not what tests put in its place)

    return ours.CACHES


def test_files_are_closed_to_other_accounts(files: Path, acme: Organisation) -> None:
    user = factories.account(acme)
    assert [looked(user)[1], looked(user)[1]] == [48, 2]
    modes = [file.stat().st_mode & 0o777 for file in files.iterdir()]
    assert (files.stat().st_mode & 0o777, modes) == (0o700, [0o600, 0o600])


@pytest.mark.parametrize(
    "damage", [lambda file: b"", lambda file: file[:-9], lambda file: file[:20] + b"x" * 90]
)
def test_a_broken_file_is_made_anew(damage: Any, files: Path, acme: Organisation) -> None:
    user = factories.account(acme)
    looked(user)
    before = report_of(acme, now=NOW)
    for file in files.iterdir():
        file.write_bytes(damage(file.read_bytes()))
    assert report_of(acme, now=NOW) == before
    assert [looked(user)[1], looked(user)[1]] == [48, 2]
