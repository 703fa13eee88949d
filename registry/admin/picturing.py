"""Where data go, as pictures: the flow of an activity, the map of an organisation."""

from registry.admin.base import RecordAdmin


class FlowPicture(RecordAdmin):
    """For the admin of activities."""


class PlacesPicture(RecordAdmin):
    """For the admin of organisations."""
