"""`expunge`: erases a field of a record from its history, on the record, and says what a person still has to decide."""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.management.base import CommandParser
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registry.actions.expunge import Expunge, Taken, expunge, plan_expunge
from registry.actions.refused import Refused
from registry.ledger.history import tracked_models
from registry.ledger.revisions import Revision
from registry.management.plain import PlainCommand
from registry.models import User
from registry.render.wording import universal

REVISION = "revision"
FIELD = gettext_lazy(
    "“%(field)s” of %(record)s in revision %(number)s of %(instant)s: %(instead)s stands instead."
)
REASON = gettext_lazy("The reason of revision %(number)s of %(instant)s: %(instead)s stands instead.")
STAYING = gettext_lazy(
    "“%(field)s” is “%(today)s” today, and that stays: where it has to go too, change the record first."
)
PUBLISHED = gettext_lazy(
    "%(kind)s %(number)s of %(name)s, published at %(instant)s, says it and is never altered: decide what to do."
)
ELSEWHERE = gettext_lazy("Revision %(number)s says it too, in “%(field)s” of %(record)s.")
IN_A_REASON = gettext_lazy("Revision %(number)s says it too, in its reason.")
DONE = gettext_lazy(
    "Erased; revision %(number)s says so. Backups and the database's files hold it until they are renewed."
)
NOT_YET = gettext_lazy("Nothing was erased yet; --yes does it.")


class Command(PlainCommand):
    help = _(
        "Erases what fields of a record held before today from its history. Without --yes it only says what it would"
        " do. The value of today is changed in the normal way first."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("model", metavar="MODEL", help=_("kind of record, e.g. party; or revision"))
        parser.add_argument("id", metavar="ID", help=_("its number; of a revision ORG_SLUG/NUMBER"))
        parser.add_argument(
            "fields", metavar="FIELD", nargs="+", help=_("e.g. name note; of a revision: reason")
        )
        parser.add_argument("--reason", required=True, help=_("why; it stays in the history"))
        parser.add_argument(
            "--by", required=True, metavar="USERNAME", help=_("the administrator who answers for it")
        )
        parser.add_argument("--yes", action="store_true", help=_("erase"))

    def handle(self, *args: Any, **options: Any) -> None:
        model = model_called(options["model"])
        pk = number_of(model, options["id"])
        by = User.objects.filter(username=options["by"]).first()
        if by is None:
            raise Refused(_("There is no account “%(name)s”.") % {"name": options["by"]})
        try:
            if options["yes"]:
                done = expunge(model, pk, fields=options["fields"], by=by, reason=options["reason"])
            else:
                done = plan_expunge(model, pk, fields=options["fields"])
        except PermissionDenied as denied:
            raise Refused(str(denied)) from denied
        for sentence in sentences(done):
            self.stdout.write(sentence)


def model_called(name: str) -> type[models.Model]:
    """The kind of record with this name. Raises Refused."""
    kinds = {REVISION: Revision, **{table.label: table.model for table in tracked_models()}}
    if name.lower() not in kinds:
        words = {"name": name, "known": ", ".join(sorted(kinds))}
        raise Refused(_("There is no kind of record “%(name)s”; there are %(known)s.") % words)
    return kinds[name.lower()]


def number_of(model: type[models.Model], text: str) -> int:
    """The row that is meant: a record's number, or a revision's as people know it. Raises Refused."""
    slug, _slash, number = text.rpartition("/")
    if not number.isdecimal() or bool(slug) != (model is Revision):
        raise Refused(
            _("“%(text)s” is not the number of a revision; it is given as ORG_SLUG/NUMBER.") % {"text": text}
            if model is Revision
            else _("“%(text)s” is not the number of a record.") % {"text": text}
        )
    if model is not Revision:
        return int(number)
    row = Revision.objects.filter(organisation__slug=slug, number=int(number)).first()
    if row is None:
        raise Refused(_("There is no revision %(text)s.") % {"text": text})
    return row.pk


def sentences(found: Expunge) -> Iterator[str]:
    """What is or was erased, what stays, and what a person has to decide."""
    for taken in found.taken:
        for name in taken.fields:
            yield going(found, taken, name)
    for name, today in found.staying.items():
        yield STAYING % {"field": found.label(name), "today": today}
    for release in found.releases:
        words = {"number": release.number, "kind": release.get_kind_display(), "name": release.name}
        words["instant"] = universal(release.instant)
        yield PUBLISHED % words
    for place in found.places:
        words = {"number": place.revision, "record": place.record, "field": place.field}
        yield (ELSEWHERE if place.record else IN_A_REASON) % words
    yield DONE % {"number": found.revision.number} if found.revision else str(NOT_YET)


def going(found: Expunge, taken: Taken, name: str) -> str:
    """One field of one revision, and what stands there instead."""
    instead = found.stand_ins[name]
    words = {
        "field": found.label(name),
        "record": found.record,
        "number": taken.revision.number,
        "instant": universal(taken.revision.instant),
        "instead": _("“%(text)s”") % {"text": instead} if instead else _("nothing"),
    }
    return (FIELD if found.table else REASON) % words
