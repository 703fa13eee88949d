"""Names of files."""

from registry.documents.register import CURRENT, Register
from registry.documents.subprocessors import SubprocessorList
from registry.render.about import Document


def filename(document: Document, extension: str) -> str:
    """regesta-postmx-register-2026-11-20.pdf: the day is the one shown."""
    match document:
        case SubprocessorList():
            kind = "subprocessors"
        case Register():
            content = "" if document.content == "art30" else f"-{document.content}"
            state = "" if document.state == CURRENT else f"-{document.state}"
            findings = "-findings" if document.has_findings else ""
            kind = f"register{content}{state}{findings}"
    return f"regesta-{document.slug}-{kind}-{document.moment.on.isoformat()}.{extension}"
