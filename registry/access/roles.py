"""What each role may do: model × verb, decided here and nowhere else."""

from typing import Any

from django.db import models

from registry.models import (
    Approval,
    Delivery,
    Digest,
    Membership,
    Organisation,
    OwnedRecord,
    Release,
    Revision,
    User,
)
from registry.models.vocabulary import Term

VIEW, ADD, CHANGE, DELETE, EXPORT, PUBLISH = "view", "add", "change", "delete", "export", "publish"
OFFICER, AUDITOR, ADMINISTRATOR = (
    Membership.Role.OFFICER,
    Membership.Role.AUDITOR,
    Membership.Role.ADMINISTRATOR,
)
READ = frozenset({VIEW, EXPORT})
WRITE = frozenset({VIEW, EXPORT, ADD, CHANGE, DELETE})
SEE = frozenset({VIEW})
NOTHING: frozenset[str] = frozenset()


def verbs(role: str, model: type[models.Model]) -> frozenset[str]:
    """The verbs that a role has on a model, within its organisation."""
    if issubclass(model, Organisation):
        return {OFFICER: READ | {CHANGE, PUBLISH}, AUDITOR: READ, ADMINISTRATOR: READ | {CHANGE}}.get(
            role, NOTHING
        )
    if issubclass(model, Approval):
        return READ if role in (OFFICER, AUDITOR, ADMINISTRATOR) else NOTHING
    if issubclass(model, OwnedRecord | Term):
        return {OFFICER: WRITE, AUDITOR: READ, ADMINISTRATOR: READ}.get(role, NOTHING)
    if issubclass(model, Membership):
        return WRITE if role == ADMINISTRATOR else NOTHING
    if issubclass(model, Release):
        return {OFFICER: READ | {PUBLISH}, AUDITOR: READ, ADMINISTRATOR: READ}.get(role, NOTHING)
    if issubclass(model, Delivery):
        return {OFFICER: SEE, ADMINISTRATOR: SEE}.get(role, NOTHING)
    return READ if model not in (User, Digest) else NOTHING


def roles_of(user: Any) -> dict[int, str]:
    """Organisation id → role of an account; one query, kept on the account for the length of a request."""
    if not getattr(user, "is_active", False):
        return {}
    if not hasattr(user, "_roles"):
        user._roles = dict(Membership.objects.filter(user=user).values_list("organisation_id", "role"))
    return user._roles


def may(user: Any, verb: str, model: type[models.Model], *, organisation_id: int | None = None) -> bool:
    """Whether the account may do this to records of one organisation or, where none is given, of any of its own.

    The administrator of the installation (superuser) may do everything that leaves a trace.
    """
    if not getattr(user, "is_active", False):
        return False
    if issubclass(model, Revision | Release | Approval | Delivery) and verb in (ADD, CHANGE, DELETE):
        return False
    if user.is_superuser:
        return True
    roles = roles_of(user)
    held = roles.values() if organisation_id is None else [roles.get(organisation_id, "")]
    return any(verb in verbs(role, model) for role in held)
