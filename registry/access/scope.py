"""Organisations kept apart: the rows of a queryset that an account may know of."""

from typing import Any

from django.db import models

from registry.access.roles import roles_of
from registry.models import Organisation


def scope(queryset: models.QuerySet, *, user: Any) -> models.QuerySet:
    """Only the rows of the account's organisations, and what belongs to none. No query of its own beyond the roles'."""
    if getattr(user, "is_superuser", False) and user.is_active:
        return queryset
    own = list(roles_of(user))
    if issubclass(queryset.model, Organisation):
        return queryset.filter(pk__in=own)
    names = {field.name: field for field in queryset.model._meta.fields}
    if "organisation" not in names:
        return queryset
    mine = models.Q(organisation__in=own)
    return queryset.filter(mine | models.Q(organisation__isnull=True) if names["organisation"].null else mine)
