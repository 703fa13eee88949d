"""Texts that a careless renderer would spoil."""

NASTY = (
    "<b>bold</b> & <5y> 'single' \"double\" {{ braces }} {% tag %}",
    '=HYPERLINK("https://example.org","click")',
    "+1 555 0100",
    "-2 + 3",
    "@SUM(A1:A9)",
    "\tafter a tab",
    "first line\nsecond line",
    'semi;colon, comma and "quotes"',
    "Ελληνικά, Кириллица, Čeština, ☂, 😀",
    "עברית",
    "العربية",
    "x" * 400,
    "https://example.org/" + "a-very-long-path/" * 30,
    "]]></script></style>-->",
)
"""Texts that print as they are, in every format."""
UNDRAWN = "中文 end"
HIDDEN = "bell\x07 and reversed \u202etxt"
