"""Two organisations, and somebody of each role signed in."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from registry.models import Membership, Organisation, User
from tests import factories

SignIn = Callable[..., Client]


@pytest.fixture(autouse=True)
def plain_pages(settings: Any, tmp_path: Path) -> None:
    """Neither certificates nor collected files are what these tests are about."""
    settings.SECURE_SSL_REDIRECT = False
    settings.MEDIA_ROOT, settings.STATIC_ROOT = tmp_path / "files", tmp_path
    static = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": static}
    memory = "django.core.cache.backends.locmem.LocMemCache"
    settings.CACHES = {"default": {"BACKEND": memory, "LOCATION": str(tmp_path)}}


@pytest.fixture
def acme(db: None) -> Organisation:
    return factories.organisation()


@pytest.fixture
def other(db: None) -> Organisation:
    return factories.organisation(name="Other", slug="other")


@pytest.fixture
def sign_in() -> SignIn:
    """Signs somebody in: `sign_in(organisation, role="auditor")`; without organisation, the administrator of all."""

    def signed_in(
        owner: Organisation | None = None, *, role: str = Membership.Role.OFFICER, **values: Any
    ) -> Client:
        made = {"is_staff": True, "is_superuser": owner is None, **values}
        client = Client()
        client.force_login(factories.account(owner, role=role if owner else "root", **made))
        return client

    return signed_in


@pytest.fixture
def officer(acme: Organisation, sign_in: SignIn) -> Client:
    return sign_in(acme, username="olga")


@pytest.fixture
def auditor(acme: Organisation, sign_in: SignIn) -> Client:
    return sign_in(acme, role=Membership.Role.AUDITOR, username="august")


@pytest.fixture
def root(db: None, sign_in: SignIn) -> Client:
    return sign_in()


def user_of(client: Client) -> User:
    return User.objects.get(pk=client.session["_auth_user_id"])
