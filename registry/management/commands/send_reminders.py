"""`send_reminders`: writes to whoever has a review or an open question that is due, at most once a week."""

import datetime as dt
from typing import Any

from django.conf import settings
from django.core.management.base import CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from registry.actions.exports import organisation_called
from registry.actions.moments import parse_on
from registry.actions.refused import Refused
from registry.actions.reminders import Gathered, gather
from registry.actions.sending import KEPT_DAYS, purge, send_letters, subject_of, text_of, week_of
from registry.management.plain import PlainCommand
from registry.models import Organisation

INCOMPLETE = 1
"""Exit code where somebody was not reminded who should have been."""
UNHEARD = gettext_lazy("give the activities' owners or the privacy officers' accounts an e-mail address")
LEAST_KEPT = 14
MOST = 3_650


class Command(PlainCommand):
    help = _(
        "Reminds of reviews and open questions that are due: one e-mail to each address, at most once a week. "
        "Exit code 1 where somebody could not be reminded."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "organisations", metavar="ORG_SLUG", nargs="*", help=_("which organisations (default: all)")
        )
        parser.add_argument(
            "--on", default="", metavar="DATE", help=_("as if this were today (default: today)")
        )
        parser.add_argument(
            "--days", type=int, default=30, metavar="N", help=_("due within so many days (default: 30)")
        )
        parser.add_argument(
            "--keep",
            type=int,
            default=KEPT_DAYS,
            metavar="N",
            help=_("days for which it is kept who was reminded (default: %(days)s)") % {"days": KEPT_DAYS},
        )
        parser.add_argument("--dry-run", action="store_true", help=_("only show the e-mails"))

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        refuse_beyond("--days", options["days"], least=0)
        refuse_beyond("--keep", options["keep"], least=LEAST_KEPT)
        on = parse_on(options["on"], timezone="UTC", now=now) if options["on"] else None
        gathered = gather(chosen(options["organisations"]), days=options["days"], now=now, on=on)
        complete = self.tell_unheard(gathered)
        if options["dry_run"]:
            self.show(gathered)
        else:
            self.refuse_without_post()
            complete &= self.send(gathered, week=week_of(on or now.date()))
            purge(before=now - dt.timedelta(options["keep"]))
        if not complete:
            raise SystemExit(INCOMPLETE)

    def refuse_without_post(self) -> None:
        """Without a mail server nothing can be done that would not have to be repeated."""
        why = ""
        if settings.MAIL_SERVER is None:
            why = _("No mail server is configured (REGESTA_MAIL); --dry-run shows what would be sent.")
        elif not settings.DEFAULT_FROM_EMAIL:
            why = _("No sender is configured (REGESTA_MAIL_FROM); --dry-run shows what would be sent.")
        if why:
            self.stderr.write(why)
            raise SystemExit(INCOMPLETE)

    def tell_unheard(self, gathered: Gathered) -> bool:
        """Whether everything that is due has somebody to write to."""
        for organisation, count in gathered.unheard:
            said = ngettext(
                "%(name)s: of %(count)s review that is due nobody can be told; %(hint)s.",
                "%(name)s: of %(count)s reviews that are due nobody can be told; %(hint)s.",
                count,
            )
            self.stderr.write(said % {"name": organisation.name, "count": count, "hint": UNHEARD})
        return not gathered.unheard

    def send(self, gathered: Gathered, *, week: dt.date) -> bool:
        complete = True
        for outcome in send_letters(gathered.letters, week=week):
            (self.stdout if outcome.done else self.stderr).write(outcome.sentence)
            complete &= outcome.done
        return complete

    def show(self, gathered: Gathered) -> None:
        for letter in gathered.letters:
            self.stdout.write(_("To: %(address)s") % {"address": letter.address})
            self.stdout.write(_("Subject: %(subject)s") % {"subject": subject_of(letter)})
            self.stdout.write("")
            self.stdout.write(text_of(letter))
        if not gathered.letters:
            self.stdout.write(_("Nothing is due for which anybody could be reminded."))


def chosen(slugs: list[str]) -> list[Organisation]:
    """Those that are named, else all. Raises Refused."""
    if not slugs:
        return list(Organisation.objects.order_by("slug"))
    return [organisation_called(slug) for slug in dict.fromkeys(slugs)]


def refuse_beyond(option: str, number: int, *, least: int) -> None:
    if not least <= number <= MOST:
        words = {"option": option, "number": number, "least": least, "most": MOST}
        raise Refused(_("%(option)s is %(number)s; it takes a number from %(least)s to %(most)s.") % words)
