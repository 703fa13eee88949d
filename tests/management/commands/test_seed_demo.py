"""`seed_demo` says what it made, and the second time what is there."""

from io import StringIO

from django.core.management import call_command

from registry.models import Membership, Organisation, Release, Revision, User

NAMES = ["PostMX", "Mailgun", "Mailaki", "PostMCP", "postr"]


def seed() -> list[str]:
    out = StringIO()
    call_command("seed_demo", stdout=out)
    return out.getvalue().splitlines()


def test_demo_is_seeded_once(db: None) -> None:
    said = seed()
    assert said[:10] == [
        *(f"{name} is loaded." for name in NAMES),
        *(f"{name}: the subprocessor list is published." for name in NAMES),
    ]
    for line, username in zip(said[10:], ("officer", "auditor", "admin"), strict=True):
        sign_in, password = line.removesuffix(" (shown this once)").split(", password ")
        assert sign_in == f"Sign-in {username}"
        assert User.objects.get(username=username).check_password(password)
    revisions, releases = Revision.objects.count(), Release.objects.count()
    assert (Organisation.objects.count(), Membership.objects.count(), releases) == (5, 10, 5)

    assert seed() == [
        *(f"{name} is there already; left as it is." for name in NAMES),
        *(f"Sign-in {name} is there already, with its password." for name in ("officer", "auditor", "admin")),
    ]
    assert (Revision.objects.count(), Release.objects.count(), User.objects.count()) == (revisions, 5, 3)
