"""One request to a form: whose record it is, which state of it the person saw, and what speaks against saving."""

from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import models

from registry.admin.labels import Labels
from registry.documents.inventory import Inventory
from registry.ledger.revisions import SHARED, ChainHead
from registry.models import Organisation


@dataclass(kw_only=True)
class Edit:
    """What the forms of one page share."""

    labels: Labels
    known: bool
    """Whether it is settled whose record this is."""
    organisation: Organisation | None = None
    """The owner; None is what all organisations share."""
    newest: int = 0
    """The number of the owner's newest revision, read before the record."""
    objections: list[str] = field(default_factory=list)
    """Why nothing is saved although each field is in order, one sentence each."""
    beyond: bool = True
    """Whether the form asks for more than Article 30 does."""
    previewed: bool = False
    """Whether everything is done as for saving, to be looked at and undone."""
    saved: models.Model | None = None
    """What was just saved, for the message that says so."""
    purposes: list[tuple[int, str]] | None = None
    """Of the activity that is edited, for its data to name; None until they are read."""
    inventory: Inventory = field(default_factory=Inventory)
    """Everything that the organisation has recorded, where the form reads it."""
    refusal: ValidationError | None = None
    """What the ledger or a record refused when it was tried."""

    @property
    def owner_id(self) -> int | None:
        return self.organisation.pk if self.organisation is not None else None


def newest_number(organisation: Organisation | None) -> int:
    """The number of the newest revision of an organisation (None: of the shared chain). One query."""
    key = SHARED if organisation is None else organisation.pk
    return ChainHead.objects.filter(pk=key).values_list("number", flat=True).first() or 0
