"""The settings of e-mail: what is understood, what is refused, and what is said beforehand."""

import os
import subprocess
import sys
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

from compliance.environment import MailServer, mail_server, sender, site
from registry.checks import check_mail
from tests.processes import ROOT

NAME = "REGESTA_TESTED"


def server(host: str, port: int, secured: str, *, user: str = "", password: str = "") -> MailServer:
    return MailServer(host=host, port=port, user=user, password=password, secured=secured)


@pytest.mark.parametrize("value, expected", [
    ("", None),
    ("smtp://127.0.0.1", server("127.0.0.1", 25, "")),
    ("smtp://mail.example.org:2525/", server("mail.example.org", 2525, "")),
    ("smtp://a:b@localhost", server("localhost", 25, "", user="a", password="b")),
    ("smtp+tls://olga%40example.org:p%2Fw@mail.example.org",
     server("mail.example.org", 587, "starttls", user="olga@example.org", password="p/w")),
    ("smtps://a:b@[::1]:4650", server("::1", 4650, "tls", user="a", password="b")),
    ("smtps://mail.example.org", server("mail.example.org", 465, "tls")),
])  # fmt: skip
def test_mail_server_is_one_address(
    monkeypatch: pytest.MonkeyPatch, value: str, expected: MailServer | None
) -> None:
    monkeypatch.setenv(NAME, value)
    assert mail_server(NAME) == expected
    assert "p/w" not in repr(mail_server(NAME))


@pytest.mark.parametrize("value, why", [
    ("mail.example.org", "begins with one of smtp://, smtp+tls://, smtps://"),
    ("https://mail.example.org", "begins with one of"),
    ("smtp://", "names a host"),
    ("smtp://mail.example.org/?tls=yes", "names a host"),
    ("smtp://mail.example.org:many", "Port could not be cast"),
    ("smtp+tls://olga@mail.example.org", "a user has a password"),
    ("smtp://olga:hush@mail.example.org", "would send the password in clear"),
])  # fmt: skip
def test_nonsense_is_refused_without_repeating_it(
    monkeypatch: pytest.MonkeyPatch, value: str, why: str
) -> None:
    monkeypatch.setenv(NAME, value)
    with pytest.raises(ImproperlyConfigured) as refused:
        mail_server(NAME)
    assert why in str(refused.value)
    assert "hush" not in str(refused.value)


@pytest.mark.parametrize("value", ["", "register@example.org", "Our register <register@example.org>"])
def test_sender_is_an_address(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv(NAME, value)
    assert sender(NAME) == value


@pytest.mark.parametrize("value", ["register", "Register <register>", "<>"])
def test_sender_that_is_no_address_is_refused(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv(NAME, value)
    with pytest.raises(ImproperlyConfigured, match="it takes an e-mail address"):
        sender(NAME)


@pytest.mark.parametrize("value, expected", [
    ("", ""),
    ("https://register.example.org/", "https://register.example.org"),
    ("http://127.0.0.1:8000", "http://127.0.0.1:8000"),
])  # fmt: skip
def test_site_is_an_address(monkeypatch: pytest.MonkeyPatch, value: str, expected: str) -> None:
    monkeypatch.setenv(NAME, value)
    assert site(NAME) == expected


@pytest.mark.parametrize(
    "value", ["register.example.org", "ftp://example.org", "https://example.org/register"]
)
def test_site_that_is_no_address_is_refused(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv(NAME, value)
    with pytest.raises(ImproperlyConfigured, match="it takes the address of the site"):
        site(NAME)


def test_checks_name_what_is_lacking(settings: Any) -> None:
    settings.MAIL_SERVER, settings.DEFAULT_FROM_EMAIL, settings.SITE = None, "", ""
    assert check_mail() == []
    settings.MAIL_SERVER = server("127.0.0.1", 25, "")
    assert [found.id for found in check_mail()] == ["registry.E010", "registry.W010"]
    settings.DEFAULT_FROM_EMAIL, settings.SITE = "register@example.org", "https://register.example.org"
    assert check_mail() == []


ASKED = """
import django; django.setup()
from django.conf import settings
from django.core.mail import get_connection
print(type(get_connection()).__module__, settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS)
"""


@pytest.mark.parametrize("value, expected", [
    ("", "django.core.mail.backends.dummy localhost 25 False"),
    ("smtp+tls://a:b@mail.example.org", "registry.actions.post mail.example.org 587 True"),
])  # fmt: skip
def test_settings_follow_the_environment(value: str, expected: str) -> None:
    environment = {**os.environ, "REGESTA_MAIL": value, "DJANGO_SETTINGS_MODULE": "compliance.settings"}
    asked = subprocess.run(
        [sys.executable, "-c", ASKED], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    assert asked.stdout.strip() == expected
