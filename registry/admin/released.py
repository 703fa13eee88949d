"""A release as the admin shows it: who, with which files, by which line it is recognised."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from registry.actions.checking import line_of
from registry.admin.names import Accounts
from registry.models import Release, ReleaseFile
from registry.render.formats import FORMATS


@dataclass(frozen=True, kw_only=True)
class Link:
    """A stored file: its format, and where it is fetched."""

    label: str
    url: str


@dataclass(frozen=True, kw_only=True)
class Kept:
    """One release. `same`: one person prepared and approved it."""

    release: Release
    url: str
    prepared_by: str
    approved_by: str
    same: bool
    line: str
    files: tuple[Link, ...]


def kept(release: Release, *, accounts: Accounts) -> Kept:
    """No query, where the files of the release were fetched along."""
    return Kept(
        release=release,
        url=reverse("admin:registry_release_change", args=[release.pk]),
        prepared_by=accounts.name(release.made_by) or _("The program"),
        approved_by=accounts.name(release.approved_by),
        same=release.approved_by is not None and release.approved_by == release.made_by,
        line=line_of(release).line,
        files=tuple(
            Link(
                label=file.format.upper(),
                url=reverse("admin:registry_release_file", args=[release.pk, file.language, file.format]),
            )
            for file in sorted(release.files.all(), key=in_order)
        ),
    )


def in_order(file: ReleaseFile) -> tuple[str, int]:
    """By language, then as formats are offered elsewhere."""
    return file.language, list(FORMATS).index(file.format)


def filename(release: Release, extension: str) -> str:
    """regesta-postmx-release-3.pdf, whatever the organisation is called today."""
    kind = "release" if release.kind == Release.Kind.REGISTER else "publication"
    return f"regesta-{release.slug}-{kind}-{release.number}.{extension}"
