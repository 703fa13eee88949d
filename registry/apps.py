"""Wiring: what happens around migrations, and which admin site stands."""

from typing import Any

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig
from django.db import connections
from django.db.models.signals import post_migrate, pre_migrate


class RegistryConfig(AppConfig):
    """Regesta's app."""

    name = "registry"
    verbose_name = "Regesta"

    def ready(self) -> None:
        # Imported here: models must be loaded before anything that uses them.
        from registry import checks  # noqa: F401, PLC0415

        pre_migrate.connect(before_migrations, sender=self)
        post_migrate.connect(after_migrations, sender=self)


class RegestaAdminConfig(AdminConfig):
    """Django's admin with our site."""

    default_site = "registry.admin.site.RegestaAdminSite"

    def ready(self) -> None:
        super().ready()
        # Imported here: the site must stand before anything registers with it.
        from registry.admin import declared  # noqa: F401, PLC0415


def before_migrations(*, using: str, plan: list[Any], **kwargs: Any) -> None:
    from registry.ledger.guard import lift_guards  # noqa: PLC0415 (needs loaded models)

    if plan:
        lift_guards(connections[using])


def after_migrations(*, using: str, **kwargs: Any) -> None:
    from registry.ledger.guard import install_guards  # noqa: PLC0415 (needs loaded models)
    from registry.models.reference import sync_reference  # noqa: PLC0415 (needs loaded models)

    install_guards(connections[using])
    sync_reference()
