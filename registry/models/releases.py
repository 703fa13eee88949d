"""What was published, byte for byte, each linked to the one before. The public reads these two tables and no other."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from registry.ledger.guard import seal_table


@seal_table
class Release(models.Model):
    """A published document: canonical JSON with its sha256, chained to the previous release of its kind.

    Append-only. It names its organisation by slug and name as they were, so that the public needs no other table.
    A page taken down is a release of its own, with `withdrawn` and no content.
    """

    class Kind(models.TextChoices):
        SUBPROCESSORS = "subprocessors", _("Subprocessor list")
        REGISTER = "register", _("Register")

    organisation = models.ForeignKey(
        "registry.Organisation", models.PROTECT, related_name="+", verbose_name=_("organisation")
    )
    slug = models.SlugField(_("short name"), max_length=60)
    name = models.CharField(_("name"), max_length=300)
    kind = models.CharField(_("kind"), max_length=15, choices=Kind)
    number = models.PositiveIntegerField(_("number"))
    instant = models.DateTimeField(_("published at"))
    revision_number = models.PositiveIntegerField(_("revision"))
    language = models.CharField(_("language"), max_length=10)
    content = models.TextField(_("canonical JSON"))
    schema = models.CharField(_("schema"), max_length=40)
    sha256 = models.CharField(_("fingerprint"), max_length=64)
    previous = models.CharField(_("digest of the release before"), max_length=64)
    digest = models.CharField(_("digest"), max_length=64, unique=True)
    made_by = models.BigIntegerField(_("account number"), null=True)
    approved_by = models.BigIntegerField(_("account number of who approved"), null=True)
    """Of a register: who approved what `made_by` prepared; the same number where one person did both."""
    open_items = models.TextField(_("open items"), blank=True, default="")
    """Canonical JSON: the names, as they were, of what was open and was seen to be; "" where nobody was asked."""
    note = models.TextField(_("note"), blank=True, default="")
    withdrawn = models.BooleanField(_("taken down"), default=False)

    class Meta:
        verbose_name = _("release")
        verbose_name_plural = _("releases")
        ordering = ("organisation_id", "kind", "-number")
        constraints = (
            models.UniqueConstraint(fields=("organisation", "kind", "number"), name="release_number_once"),
        )
        indexes = (models.Index(fields=("slug", "kind", "number"), name="release_by_slug"),)

    def __str__(self) -> str:
        return f"{self.name} · {self.get_kind_display()} {self.number}"


@seal_table
class ReleaseFile(models.Model):
    """One rendering of a release in one language, stored as it was made."""

    release = models.ForeignKey(Release, models.PROTECT, related_name="files", verbose_name=_("release"))
    language = models.CharField(_("language"), max_length=10)
    format = models.CharField(_("format"), max_length=10)
    media_type = models.CharField(_("media type"), max_length=100)
    content = models.BinaryField(_("content"))
    sha256 = models.CharField(_("fingerprint"), max_length=64, db_index=True)

    class Meta:
        verbose_name = _("file of a release")
        verbose_name_plural = _("files of releases")
        ordering = ("release_id", "language", "format")
        constraints = (
            models.UniqueConstraint(fields=("release", "language", "format"), name="releasefile_once"),
        )

    def __str__(self) -> str:
        return self.format
