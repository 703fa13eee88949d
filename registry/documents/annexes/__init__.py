"""Tables over all activities, one file per annex."""
