"""Pictures for the PDF engine, which sets the letters of a picture one by one, from the left to the right.

Hebrew and Arabic are therefore written out in the order and, Arabic, in the forms in which they are seen. Browsers do
this themselves: give them the picture as it is.
"""

import re
import unicodedata
from functools import cache
from html import escape, unescape

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

_TEXT = re.compile(r"(<text\b[^>]*>)([^<]*)(</text>)")
_RUN = re.compile(r"[\u0590-\u08ff](?:[^A-Za-z\u00aa-\u058f]*[\u0590-\u08ff])?[)\]}»]*")
"""From one letter that runs to the left to the last one before a letter that runs to the right, and brackets after it."""
_CLOSED = {")": "(", "]": "[", "}": "{", "»": "«"}
_NUMBER = r"[0-9\u0660-\u0669\u06f0-\u06f9]+(?:[.,:/][0-9\u0660-\u0669\u06f0-\u06f9]+)*"
_MARKS = r"[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670]*"
_CLUSTER = re.compile(f"{_NUMBER}|.{_MARKS}", re.DOTALL)
_MIRRORED = str.maketrans("()[]{}<>«»", ")(][}{><»«")
ALONE, FINAL, INITIAL, MEDIAL = "isolated", "final", "initial", "medial"


def for_paper(picture: SafeString) -> SafeString:
    """The picture with each of its texts as it is seen. It stays safe: what is written back is escaped again."""
    return SafeString(
        _TEXT.sub(lambda found: found[1] + escape(as_seen(unescape(found[2]))) + found[3], picture)
    )


def in_words(title: str, description: str) -> str:
    """What stands for a picture where it is not seen: a PDF has one text for that, which is the picture's title."""
    return _("%(title)s. %(description)s") % {"title": title, "description": description}


def as_seen(text: str) -> str:
    """A line from the left to the right; one without Hebrew or Arabic stays as it is."""
    return _RUN.sub(lambda run: _run_as_seen(run[0]), text)


def _run_as_seen(run: str) -> str:
    """Turned as a whole where the brackets at its end were opened in it, else without them."""
    core = run.rstrip("".join(_CLOSED))
    end = run[len(core) :]
    if all(_CLOSED[bracket] in core for bracket in end):
        return _turned(_joined(run))
    return _turned(_joined(core)) + end


def _turned(text: str) -> str:
    """Backwards, but for numbers; marks stay behind their letters, and brackets open the other way."""
    return "".join(cluster.translate(_MIRRORED) for cluster in reversed(_CLUSTER.findall(text)))


def _joined(text: str) -> str:
    """Arabic letters in the form that their neighbours give them; marks between letters do not part them."""
    forms = _forms()
    letters = [place for place, letter in enumerate(text) if not unicodedata.combining(letter)]
    written = list(text)
    for number, place in enumerate(letters):
        before = text[letters[number - 1]] if number else ""
        after = text[letters[number + 1]] if number + 1 < len(letters) else ""
        own = forms.get(text[place], {})
        joins_before = INITIAL in forms.get(before, {}) and FINAL in own
        joins_after = INITIAL in own and FINAL in forms.get(after, {})
        form = {(True, True): MEDIAL, (True, False): FINAL, (False, True): INITIAL}.get(
            (joins_before, joins_after), ALONE
        )
        written[place] = own.get(form, text[place])
    return "".join(written)


@cache
def _forms() -> dict[str, dict[str, str]]:
    """Letter → its forms, as far as Unicode has characters for them (blocks of presentation forms)."""
    found: dict[str, dict[str, str]] = {}
    for point in (*range(0xFB50, 0xFBB2), *range(0xFE80, 0xFEF5)):
        form, _space, letters = unicodedata.decomposition(chr(point)).partition(" ")
        if form and " " not in letters:
            found.setdefault(chr(int(letters, 16)), {})[form.strip("<>")] = chr(point)
    return found
