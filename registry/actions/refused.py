"""What an action says instead of doing something."""


class Refused(Exception):
    """Asked for something that cannot be done. The message is one plain sentence for whoever asked."""
