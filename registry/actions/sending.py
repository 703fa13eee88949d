"""Sending letters: each address is written to at most once a week, whatever dies meanwhile, and whoever else sends.

The e-mail is claimed in the database before it is handed over, and noted as sent afterwards. What the mail server refuses,
or never hears, is tried again by the next run. Where it is not known whether it was taken (the process died in between, or
the line broke behind the text), it is not sent again: a reminder that is lost comes next week, one that comes twice annoys.
"""

import datetime as dt
import smtplib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from email.utils import parseaddr
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from registry.actions.post import InDoubt
from registry.actions.reminders import Letter
from registry.documents.wording import day
from registry.models import Delivery, Digest

REMINDER = Digest.Kind.REMINDER
SENDING, SENT, FAILED, IN_DOUBT = (
    Digest.State.SENDING,
    Digest.State.SENT,
    Digest.State.FAILED,
    Digest.State.IN_DOUBT,
)
LEASE = dt.timedelta(minutes=15)
"""A mail server is given up much earlier: who has claimed a letter for longer has died."""
KEPT_DAYS = 180


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What became of one letter, in a sentence; `done` where nobody has to look after it."""

    sentence: str
    done: bool


def week_of(date: dt.date) -> dt.date:
    """Its Monday."""
    return date - dt.timedelta(days=date.weekday())


def subject_of(letter: Letter) -> str:
    count = letter.count
    said = ngettext(
        "Register of processing activities: %(count)s entry waits for you",
        "Register of processing activities: %(count)s entries wait for you",
        count,
    )
    return said % {"count": count}


def text_of(letter: Letter) -> str:
    return render_to_string("emails/reminder.txt", {"letter": letter})


def send_letters(letters: Iterable[Letter], *, week: dt.date) -> Iterator[Outcome]:
    """Sends those that this week has not seen yet, one outcome each, and says which of earlier runs are in doubt.

    Queries: two, and for each letter that is sent a fixed number, whatever it says.
    """
    yield from _given_up()
    wanted = {letter.address: letter for letter in letters}
    there = Digest.objects.filter(kind=REMINDER, period=week, address__in=wanted).exclude(state=FAILED)
    waiting = [
        wanted[address] for address in sorted(wanted.keys() - set(there.values_list("address", flat=True)))
    ]
    if had := len(wanted) - len(waiting):
        said = ngettext(
            "%(count)s address had its e-mail of this week before.",
            "%(count)s addresses had their e-mail of this week before.",
            had,
        )
        yield Outcome(sentence=said % {"count": had}, done=True)
    connection = get_connection()
    try:
        for number, letter in enumerate(waiting):
            try:
                connection.open()
            except OSError as error:  # smtplib's own are among them
                yield _unreachable(error, count=len(waiting) - number)
                return
            if digest := _claim(letter, week=week):
                yield _sent(letter, digest, connection=connection)
    finally:
        _close(connection)


def forget_addresses(addresses: Iterable[str], *, organisation_id: int | None = None) -> None:
    """Erases what is kept of e-mails to these addresses: all of it, or what was about one organisation."""
    found = Digest.objects.filter(address__in={address.lower() for address in addresses})
    if organisation_id is None:
        found.delete()
    else:
        Delivery.objects.filter(digest__in=found, organisation_id=organisation_id).delete()
        found.filter(deliveries=None).delete()


def purge(*, before: dt.datetime) -> int:
    """Erases what is kept of e-mails that were begun before this instant. Returns how many that were."""
    found = Digest.objects.filter(begun_at__lt=before)
    count = found.count()
    found.delete()
    return count


def _given_up() -> Iterator[Outcome]:
    """What a process claimed that has died since; said once."""
    for digest in Digest.objects.filter(state=SENDING, begun_at__lt=timezone.now() - LEASE):
        if Digest.objects.filter(pk=digest.pk, state=SENDING).update(state=IN_DOUBT):
            yield Outcome(sentence=_in_doubt(digest), done=False)


@transaction.atomic
def _claim(letter: Letter, *, week: dt.date) -> Digest | None:
    """The row that entitles to send the letter; None where somebody else has it."""
    print_ = sha256(text_of(letter).encode()).hexdigest()
    fresh = {"state": SENDING, "fingerprint": print_, "begun_at": timezone.now()}
    digest, made = Digest.objects.get_or_create(
        kind=REMINDER, address=letter.address, period=week, defaults=fresh
    )
    if not made:
        if not Digest.objects.filter(pk=digest.pk, state=FAILED).update(**fresh):
            return None
        digest.fingerprint = print_
        digest.deliveries.all().delete()
    Delivery.objects.bulk_create(
        Delivery(
            digest=digest,
            organisation=part.organisation,
            reviews=len(part.reviews),
            questions=len(part.questions),
        )
        for part in letter.parts
    )
    return digest


def _sent(letter: Letter, digest: Digest, *, connection: Any) -> Outcome:
    """Hands the letter over and notes what became of it."""
    try:
        _message(letter, digest, connection=connection).send()
    except InDoubt:
        _note(digest, state=IN_DOUBT)
        _close(connection)
        return Outcome(sentence=_in_doubt(digest), done=False)
    except OSError as error:  # smtplib's own are among them
        _note(digest, state=FAILED)
        _close(connection)
        words = {"address": letter.address, "why": _why(error)}
        said = _("Nothing was sent to %(address)s (%(why)s); the next run tries again.") % words
        return Outcome(sentence=said, done=False)
    _note(digest, state=SENT, sent_at=timezone.now())
    said = ngettext(
        "Sent to %(address)s: %(count)s reminder.", "Sent to %(address)s: %(count)s reminders.", letter.count
    )
    return Outcome(sentence=said % {"address": letter.address, "count": letter.count}, done=True)


def _message(letter: Letter, digest: Digest, *, connection: Any) -> EmailMultiAlternatives:
    subject = subject_of(letter)
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]
    message = EmailMultiAlternatives(
        subject=subject,
        body=text_of(letter),
        to=[letter.address],
        connection=connection,
        # The same for the same letter, so that a mail server can tell a repetition.
        headers={
            "Message-ID": f"<reminder-{digest.pk}-{digest.fingerprint[:16]}@{domain}>",
            "Auto-Submitted": "auto-generated",
        },
    )
    page = render_to_string("emails/reminder.html", {"letter": letter, "subject": subject})
    message.attach_alternative(page, "text/html")
    return message


def _note(digest: Digest, *, state: str, sent_at: dt.datetime | None = None) -> None:
    Digest.objects.filter(pk=digest.pk).update(state=state, sent_at=sent_at)


def _close(connection: Any) -> None:
    try:
        connection.close()
    except OSError:
        connection.connection = None  # the line is gone anyway; the next letter gets a new one


def _in_doubt(digest: Digest) -> str:
    words = {"address": digest.address, "week": day(digest.period)}
    return (
        _(
            "It is not known whether the reminder to %(address)s for the week from %(week)s arrived; it is not sent again."
        )
        % words
    )


def _unreachable(error: OSError, *, count: int) -> Outcome:
    said = ngettext(
        "The mail server %(host)s cannot be used (%(why)s): %(count)s letter waits for the next run.",
        "The mail server %(host)s cannot be used (%(why)s): %(count)s letters wait for the next run.",
        count,
    )
    words = {"host": settings.MAIL_SERVER.host, "why": _why(error), "count": count}
    return Outcome(sentence=said % words, done=False)


def _why(error: OSError) -> str:
    """What the mail server or the network said, on one line."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        answers = [f"{code} {_text(text)}" for code, text in error.recipients.values()]
        return " ".join(answers)
    if isinstance(error, smtplib.SMTPResponseException):
        return f"{error.smtp_code} {_text(error.smtp_error)}"
    return " ".join((error.strerror or str(error) or type(error).__name__).split())


def _text(answer: bytes | str) -> str:
    text = answer.decode(errors="replace") if isinstance(answer, bytes) else answer
    return " ".join(text.split())
