"""Search over everything that is written in a record, in its parts, and in the names of what they link to."""

from collections.abc import Iterator
from typing import Any

from django.db import models
from django.utils.text import smart_split, unescape_string_literal

from registry.actions.touching import parts_of
from registry.models import Organisation

WORDS = 8
"""More words find no more; each costs one look at every text."""


def find_written(queryset: models.QuerySet, term: str, *, site: Any) -> models.QuerySet:
    """The records in which each word occurs somewhere; a phrase stands in quotation marks."""
    for word in list(split(term))[:WORDS]:
        queryset = queryset.filter(_anywhere(queryset.model, word, site))
    return queryset


def split(term: str) -> Iterator[str]:
    """The words and phrases of a search."""
    for word in smart_split(term):
        quoted = len(word) > 1 and word[0] == word[-1] and word[0] in "\"'"
        yield unescape_string_literal(word) if quoted else word


def _anywhere(model: type[models.Model], word: str, site: Any) -> models.Q:
    found = _in(model, word, site)
    for part in parts_of(model):
        # A subquery for each kind of part: joined to one another they multiply.
        found |= models.Q(pk__in=part._default_manager.filter(_in(part, word, site)).values(part.part_of))
    return found


def _in(model: type[models.Model], word: str, site: Any) -> models.Q:
    found = models.Q()
    for name in (*_texts(model), *_linked_names(model, site)):
        found |= models.Q(**{f"{name}__icontains": word})
    return found


def _texts(model: type[models.Model]) -> list[str]:
    kinds = (models.CharField, models.TextField)
    return [
        field.name for field in model._meta.concrete_fields if isinstance(field, kinds) and not field.choices
    ]


def _linked_names(model: type[models.Model], site: Any) -> list[str]:
    found = []
    for field in model._meta.concrete_fields:
        target = field.related_model if field.is_relation else None
        whole = getattr(model, "part_of", None) == field.name
        if target is not None and target is not Organisation and not whole and site.is_registered(target):
            found += [f"{field.name}__{name}" for name in site.get_model_admin(target).search_fields]
    return found
