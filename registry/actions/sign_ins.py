"""The three sign-ins of a demonstration: privacy officer, auditor, administrator."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from registry.models import Membership, Organisation, User

MEMBERS = {"officer": Membership.Role.OFFICER, "auditor": Membership.Role.AUDITOR}
ADMINISTRATOR = "admin"
LETTERS = "abcdefghijkmnpqrstuvwxyz23456789"
"""Without l and 1, o and 0, which look alike on paper."""


@dataclass(frozen=True, kw_only=True)
class SignIn:
    """An account; `password` is None where it was there already, and is shown nowhere else."""

    username: str
    password: str | None


def new_password() -> str:
    """Twenty random characters in groups of five: about 100 bits."""
    return "-".join("".join(secrets.choice(LETTERS) for _letter in range(5)) for _group in range(4))


def create_sign_ins(organisations: Iterable[Organisation]) -> list[SignIn]:
    """Makes the accounts that are not there yet, the officer and the auditor with their role in each organisation.

    An account that is there keeps its password and its roles; where it has none in an organisation, it gets it.
    """
    with transaction.atomic():
        made = [_sign_in(name, superuser=False) for name in MEMBERS]
        made.append(_sign_in(ADMINISTRATOR, superuser=True))
        for name, role in MEMBERS.items():
            user = User.objects.get(username=name)
            for organisation in organisations:
                Membership.objects.get_or_create(
                    user=user, organisation=organisation, defaults={"role": role}
                )
    return made


def _sign_in(username: str, *, superuser: bool) -> SignIn:
    if User.objects.filter(username=username).exists():
        return SignIn(username=username, password=None)
    password = new_password()
    User.objects.create_user(username, password=password, is_staff=True, is_superuser=superuser)
    return SignIn(username=username, password=password)
