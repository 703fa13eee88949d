"""Answers to the fields that search as one types: records and places."""

from typing import Any

from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.http import HttpRequest, JsonResponse

from registry.admin.labels import label_of, with_labels
from registry.models.fields import place_choices


class RecordChoices(AutocompleteJsonView):
    """Django's answer, with the labels that the forms show."""

    def get_queryset(self) -> Any:
        return with_labels(super().get_queryset())

    def serialize_result(self, obj: Any, to_field_name: str) -> dict[str, str]:
        return {"id": str(getattr(obj, to_field_name)), "text": label_of(obj)}


def place_choices_view(request: HttpRequest) -> JsonResponse:
    """The places whose name contains what was typed, those first that begin so; no query."""
    term = request.GET.get("term", "").strip().casefold()
    found = [
        {"id": code, "text": str(name)} for code, name in place_choices() if term in str(name).casefold()
    ]
    found.sort(key=lambda place: not place["text"].casefold().startswith(term))
    return JsonResponse({"results": found, "pagination": {"more": False}})
