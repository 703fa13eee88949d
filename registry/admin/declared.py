"""Every subject that the admin knows; importing a subject registers it."""

from registry.admin import (  # noqa: F401 (each registers its subject)
    accepted,
    accounts,
    activities,
    deliveries,
    documents,
    evidence,
    law,
    notices,
    organisations,
    parties,
    protection,
    releases,
    services,
    transfers,
    vocabulary,
)
