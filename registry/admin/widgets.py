"""Fields to type into and choose from: search as you type, no list sent along, labels from one query."""

from typing import Any
from urllib.parse import urlencode

from django.contrib.admin.widgets import (
    AutocompleteMixin,
    AutocompleteSelect,
    AutocompleteSelectMultiple,
    RelatedFieldWidgetWrapper,
)
from django.urls import reverse

from registry.admin.labels import Labels
from registry.law.places import PLACE_CODES, place_name


class Chosen(AutocompleteMixin):
    """Renders what is chosen and nothing else; the rest comes as it is typed."""

    def __init__(self, field: Any, admin_site: Any, attrs: Any = None, **kwargs: Any) -> None:
        super().__init__(field, admin_site, attrs=attrs, **kwargs)
        self.choices = ()

    def build_attrs(self, base_attrs: Any, extra_attrs: Any = None) -> dict[str, Any]:
        """Of several, each is taken away by itself: one slip must not clear them all."""
        own = {"data-allow-clear": "false"} if self.allow_multiple_selected else {}
        return {**super().build_attrs(base_attrs, extra_attrs), **own}

    def labels_for(self, values: list[str]) -> dict[str, str]:
        """The labels of at least these values, in the order in which they are shown."""
        raise NotImplementedError

    def optgroups(self, name: str, value: list[str], attr: Any = None) -> list[Any]:
        labels, chosen = self.labels_for(value), set(map(str, value))
        keys = [key for key in labels if key in chosen]
        options = [self.create_option(name, key, labels[key], True, index) for index, key in enumerate(keys)]
        if not self.allow_multiple_selected and not self.is_required:
            options.insert(0, self.create_option(name, "", "", False, 0))
        return [(None, options, 0)]


class LinkMixin(Chosen):
    """Leads to records of one organisation and to what all share."""

    def __init__(self, field: Any, admin_site: Any, *, labels: Labels, owner: int | None = None) -> None:
        super().__init__(field, admin_site)
        self.labels, self.owner = labels, owner
        self.model = field.remote_field.model

    def get_url(self) -> str:
        url = super().get_url()
        return url if self.owner is None else f"{url}?{urlencode({'organisation': self.owner})}"

    def labels_for(self, values: list[str]) -> dict[str, str]:
        return self.labels.of(self.model)


class Link(LinkMixin, AutocompleteSelect):
    """One record."""


class Links(LinkMixin, AutocompleteSelectMultiple):
    """Several records."""


class PlaceMixin(Chosen):
    """Countries and wider areas by name: two hundred and fifty of them are not sent with every row."""

    def get_url(self) -> str:
        return reverse(f"{self.admin_site.name}:places")

    def labels_for(self, values: list[str]) -> dict[str, str]:
        return {code: place_name(code) for code in values if code in PLACE_CODES}


class Place(PlaceMixin, AutocompleteSelect):
    """One place."""


class Places(PlaceMixin, AutocompleteSelectMultiple):
    """Several places."""


class LinkWithNew(RelatedFieldWidgetWrapper):
    """A link with the ways beside it: to add one for the same owner, to change the chosen one or else to look at it.

    There is none to delete it: a record is deleted on its own page, with a reason.
    """

    @classmethod
    def around(cls, wrapped: RelatedFieldWidgetWrapper) -> "LinkWithNew":
        """The same ways as Django's, as far as there are such."""
        return cls(
            wrapped.widget,
            wrapped.rel,
            wrapped.admin_site,
            can_add_related=wrapped.can_add_related,
            can_change_related=wrapped.can_change_related,
            can_view_related=wrapped.can_view_related and not wrapped.can_change_related,
        )

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        owner = getattr(self.widget, "owner", None)
        if owner is not None:
            context["url_params"] += f"&organisation={owner}"
        return context
