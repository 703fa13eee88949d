"""The pages of a file, made again from the data inside."""

from enum import StrEnum

from django.conf import settings

from registry.documents.copies import Copy
from registry.render import as_pdf
from registry.render.made_with import made_with


class Pages(StrEnum):
    """Whether a file is, byte for byte, what its data make here."""

    SAME = "same"
    DIFFERENT = "different"
    OTHER_SOFTWARE = "other-software"
    TOO_LARGE = "too-large"


def compare_pages(copy: Copy, content: bytes, *, comparable: int | None) -> Pages:
    """Sets the pages anew, if the data inside have at most so many bytes. Where other software set them, only the same
    bytes say anything."""
    if copy.stamp is None:
        raise ValueError("only a release says which software set its pages")
    if comparable is not None and copy.size > comparable:
        return Pages.TOO_LARGE
    ours = copy.stamp.release.made_with == made_with()
    if _made_again(copy) == content:
        return Pages.SAME
    return Pages.DIFFERENT if ours else Pages.OTHER_SOFTWARE


def _made_again(copy: Copy) -> bytes | None:
    """None where the data make no pages: they may be of another version, or nonsense with a fitting fingerprint."""
    if copy.stamp is None:
        return None
    try:
        document = copy.register()
        if document.language not in dict(settings.LANGUAGES):
            return None
        return as_pdf.render(document, stamp=copy.stamp)
    except Exception:  # noqa: BLE001 (a stranger's data can fail in every way there is, and all say the same)
        return None
