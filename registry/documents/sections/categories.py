"""Whose data and which: letter (c)."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from registry.documents.citing import citations, cited_line, headline, merged, stated
from registry.documents.edition import Edition
from registry.documents.records.activities import Activity, DataUse
from registry.documents.records.evidence import Citation
from registry.documents.records.terms import DataSubjectCategory
from registry.documents.register import Fact, Grid
from registry.documents.values import Line
from registry.documents.wording import data_remarks, data_words


def categories(edition: Edition, activity: Activity) -> tuple[Fact | Grid, ...]:
    """Each category of data subjects and of data once; which belongs to which is shown with the time limits."""
    subjects = subject_lines(edition, activity.data_uses)
    data = merged(data_line(edition, use) for use in activity.data_uses)
    return (
        Fact(
            key="subjects",
            heading=_("Categories of data subjects"),
            value=stated(edition, activity, "subjects", *subjects),
        ),
        Fact(
            key="data",
            heading=_("Categories of personal data"),
            value=stated(edition, activity, "data_uses", *data),
        ),
    )


def data_line(edition: Edition, use: DataUse) -> Line:
    """The category of data, with what makes it delicate; `code` is the category."""
    code = use.category.code if use.category else ""
    remarks = data_remarks(use.category)
    return headline(edition, use, "category", data_words(use), code=code, remarks=remarks)


def subject_lines(edition: Edition, uses: Iterable[DataUse]) -> Iterator[Line]:
    """Each category of data subjects once; read from context only where no use of theirs states it."""
    by_subject: dict[DataSubjectCategory, list[list[Citation]]] = {}
    for use in uses:
        for subject in use.subjects:
            by_subject.setdefault(subject, []).append(citations(use, "subjects"))
    for subject, found in by_subject.items():
        stated_ones = [cited for cited in found if not any(cite.read for cite in cited)]
        cited = [cite for cites in stated_ones or found for cite in cites]
        vulnerable = _("vulnerable") if subject.vulnerable and edition.full else ""
        yield cited_line(edition, subject.label, cited, code=subject.code, remarks=[vulnerable])
