"""The only reader of records: everything of one organisation as of any instant, as immutable values."""

from registry.inventory.reader import FutureInstant, read_inventory

__all__ = ["FutureInstant", "read_inventory"]
