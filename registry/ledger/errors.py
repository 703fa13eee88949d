"""What the ledger refuses."""


class NotRecording(RuntimeError):
    """A record was written outside `recording(...)`, or in a way that leaves no history."""


class WrongOrganisation(RuntimeError):
    """A record of one organisation was written in the recording of another."""
