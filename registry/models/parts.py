"""Which kinds of record are parts of which."""

from django.db import models

from registry.ledger.history import tracked_models
from registry.models.base import Child


def parts_of(model: type[models.Model]) -> list[type[Child]]:
    """The models of the parts that are edited with a record of this model, in the order of their labels."""
    children = [table.model for table in tracked_models() if issubclass(table.model, Child)]
    return [child for child in children if child._meta.get_field(child.part_of).related_model is model]
