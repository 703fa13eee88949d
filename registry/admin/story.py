"""The history of a whole organisation as a story, revision by revision."""

from registry.admin.base import RecordAdmin


class Story(RecordAdmin):
    """For the admin of organisations."""
