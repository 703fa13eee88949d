"""Where an activity comes from: from nothing, from a usual one, or from one that is there already."""

from registry.admin.base import RecordAdmin


class Starting(RecordAdmin):
    """Ways to a new activity, and from one activity to the next."""
