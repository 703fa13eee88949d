"""Restoring an earlier version of a record, with its links and parts, as one new revision."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, models
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registry.access.roles import ADD, CHANGE, may
from registry.actions.expunge import owner_of
from registry.actions.refused import Refused
from registry.actions.restore_planning import Planning
from registry.actions.restore_plans import RestorePlan
from registry.actions.restore_rows import sentence_of
from registry.ledger.errors import WrongOrganisation
from registry.ledger.history import tracked
from registry.ledger.recording import Recording, recording
from registry.models import Channel, Organisation, Revision, User

T = TypeVar("T")
NOTHING = gettext_lazy("There is nothing to restore: it reads today as it did then.")
CHANGED_SINCE = gettext_lazy(
    "Nothing was restored: something changed after you looked at what would. Look again, and restore then."
)


def plan_restore(model: type[models.Model], pk: int, *, revision: int, by: User | None) -> RestorePlan:
    """What `restore` would do to make a record, also one that was removed, read as it did after a revision of its
    organisation. Writes nothing; a constant number of queries for each kind of record.

    `by` None is the program itself. Raises PermissionDenied, and Refused where there was no such record then.
    """
    return _planned(model, pk, revision=revision, by=by)[0]


def restore(plan: RestorePlan, *, by: User | None, reason: str | None = None) -> Revision:
    """Does what the plan says, as one revision, which it returns. `reason` None: as the plan says it.

    Raises PermissionDenied, and Refused where there is nothing to restore, where something stands in the way, or where
    something changed so that this would no longer be what the plan says.
    """
    with _restoring(plan, by=by, reason=plan.reason if reason is None else reason) as opened:
        pass
    assert opened.revision is not None, "what is restored is a change"
    return opened.revision


def rehearse(plan: RestorePlan, *, by: User | None, look: Callable[[], T]) -> T:
    """What `look` sees once the plan is carried out; then all of it is undone. Raises as `restore`."""
    try:
        with _restoring(plan, by=by, reason=plan.reason) as opened:
            opened.seal()
            raise _Undone(look())
    except _Undone as undone:
        return undone.seen


class _Undone(Exception):
    """Everything was written and looked at; raised so that none of it stays."""

    def __init__(self, seen: Any) -> None:
        super().__init__()
        self.seen = seen


def may_restore(user: Any, model: type[models.Model], *, owner: int | None, gone: bool) -> bool:
    """Whether the account may restore such a record of an organisation (None: of what all share)."""
    if owner is None:
        return user.is_active and user.is_superuser
    return may(user, ADD if gone else CHANGE, model, organisation_id=owner)


def _planned(
    model: type[models.Model], pk: int, *, revision: int, by: User | None
) -> tuple[RestorePlan, Planning]:
    organisation = owner_of(model, pk)
    _refuse_unless_restorer(model, pk, organisation, by=by)
    asked = Revision.objects.filter(organisation=organisation, number=revision).defer("payload").first()
    if asked is None:
        raise Refused(_("There is no revision %(number)s.") % {"number": revision})
    planning = Planning(
        model, pk, organisation=organisation, revision=asked, installation=by is None or by.is_superuser
    )
    if not planning.there_then():
        raise Refused(_("After revision %(number)s there was no such record.") % {"number": revision})
    return planning.plan(), planning


def _refuse_unless_restorer(
    model: type[models.Model], pk: int, organisation: Organisation | None, *, by: User | None
) -> None:
    if by is None:
        return
    gone = not model._base_manager.filter(pk=pk).exists()
    if not may_restore(by, model, owner=organisation.pk if organisation else None, gone=gone):
        raise PermissionDenied(_("Only who may change a record restores an earlier version of it."))


@contextmanager
def _restoring(plan: RestorePlan, *, by: User | None, reason: str) -> Iterator[Recording]:
    """Writes what the plan says, as long as it is still what would be planned today; everything or nothing."""
    channel = Channel.ADMIN if by else Channel.COMMAND
    with (
        _refusing(plan.model),
        recording(by=by, organisation=plan.organisation, channel=channel, reason=reason) as opened,
    ):
        opened.lock()
        fresh, planning = _planned(plan.model, plan.pk, revision=plan.revision.number, by=by)
        if fresh.fingerprint != plan.fingerprint:
            raise Refused(str(CHANGED_SINCE))
        if plan.obstacles or not plan.moves:
            raise Refused(" ".join(plan.obstacles) or str(NOTHING))
        _write(planning)
        yield opened


def _write(planning: Planning) -> None:
    """What is added or changed first, then its links, then what goes: nothing leads to it any more."""
    saved = [move for move in planning.moves if move.after is not None]
    for move in saved:
        new = move.before is None
        planning.drafts[move.model, move.pk].save(force_insert=new, force_update=not new)
    for move in saved:
        for name in tracked(move.model).links:
            if (move.before or tracked(move.model).no_links())[name] != move.after[name]:
                getattr(planning.drafts[move.model, move.pk], name).set(move.after[name])
    for move in planning.moves:
        if move.after is None:
            planning.lookup.there[move.model, move.pk].delete()


@contextmanager
def _refusing(model: type[models.Model]) -> Iterator[None]:
    """What records and database object to, in a sentence."""
    try:
        yield
    except ValidationError as error:
        raise Refused(sentence_of(error, model=model)) from error
    except WrongOrganisation as error:
        raise Refused(str(error)) from error
    except models.ProtectedError as error:
        users = sorted({f"{one._meta.verbose_name} “{one}”" for one in error.protected_objects})
        said = _("What would go is still in use by: %(records)s.")
        raise Refused(said % {"records": get_text_list(users, _("and"))}) from error
    except IntegrityError as error:
        said = _("Somebody just took a name that is used here, or removed what is linked to. Look again.")
        raise Refused(said) from error
