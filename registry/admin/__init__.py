"""Where people work: declarations, one file per subject, on one base class."""
