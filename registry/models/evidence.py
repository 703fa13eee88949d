"""Where a fact comes from: files kept, places cited, questions still open."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from registry.models.base import OwnedRecord
from registry.models.fields import LineField, ProseField, in_order


def document_path(document: "Document", filename: str) -> str:
    """By content, so that the same file is kept once and a name never collides."""
    return f"evidence/{document.organisation_id}/{document.sha256}"


class Document(OwnedRecord):
    """An evidence file: a contract, an assessment, a policy."""

    title = LineField(_("title"))
    kind = LineField(_("kind"), blank=True, default="")
    file = models.FileField(_("file"), upload_to=document_path, blank=True, default="", max_length=300)
    filename = LineField(_("file name"), blank=True, default="")
    media_type = LineField(_("media type"), max_length=120, blank=True, default="")
    size = models.PositiveBigIntegerField(_("size in bytes"), null=True, blank=True)
    sha256 = LineField(_("sha256"), max_length=64, blank=True, default="")
    url = models.URLField(_("address"), blank=True, default="", max_length=500)
    dated = models.DateField(_("dated"), null=True, blank=True)
    note = ProseField(_("note"))

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        ordering = ("title", "pk")

    def __str__(self) -> str:
        return self.title


class AboutRecord(OwnedRecord):
    """Something said about one record, or about one of its fields."""

    record_type = LineField(
        _("kind of record"), max_length=60, help_text=_("Its model's name, e.g. purpose.")
    )
    record_id = models.PositiveBigIntegerField(_("number of the record"))
    field = LineField(
        _("item"), max_length=60, blank=True, default="", help_text=_("Empty: the record as a whole.")
    )

    class Meta:
        abstract = True


class Citation(AboutRecord):
    """The place in a source that a fact was taken from."""

    class Standing(models.TextChoices):
        STATED = "stated", _("Stated")
        READ = "read", _("Read from context")

    notice = models.ForeignKey(
        "registry.PrivacyNotice",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("notice"),
    )
    document = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("document")
    )
    captured_on = models.DateField(_("captured on"), null=True, blank=True)
    section = LineField(_("section"), blank=True, default="")
    sentence = LineField(
        _("sentence"), max_length=40, blank=True, default="", help_text=_("Its number, e.g. 2 or 2–4.")
    )
    quote = ProseField(_("quote"))
    standing = models.CharField(_("standing"), max_length=6, choices=Standing, default=Standing.STATED)
    read_by = LineField(_("read by"), blank=True, default="")
    read_because = ProseField(_("read so because"))

    class Meta:
        verbose_name = _("citation")
        verbose_name_plural = _("citations")
        ordering = ("record_type", "record_id", "field", "pk")
        indexes = (
            models.Index(fields=("organisation", "record_type", "record_id"), name="citation_by_record"),
        )
        constraints = (
            models.CheckConstraint(
                condition=~models.Q(standing="read") | ~models.Q(read_because=""),
                name="citation_read_says_why",
                violation_error_message=_("What is read from context says why."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.section} {self.sentence}".strip() or str(_("citation"))


class Clarification(AboutRecord):
    """Still missing: what is to be asked and, where somebody took it on, who asks."""

    who = LineField(_("who clarifies it"), blank=True, default="", help_text=_("Empty: nobody yet."))
    until = models.DateField(_("until"), null=True, blank=True)
    question = ProseField(_("question"), blank=False)
    closed_on = models.DateField(_("closed on"), null=True, blank=True)

    class Meta:
        verbose_name = _("open question")
        verbose_name_plural = _("open questions")
        ordering = ("until", "pk")

    def __str__(self) -> str:
        return self.question[:80]


class Waiver(OwnedRecord):
    """An accepted finding: somebody answers for leaving it as it is, for a reason and until a day.

    Who accepted it is whoever made its newest revision.
    """

    rule = models.SlugField(_("rule"), max_length=80, db_index=False)
    record_type = LineField(
        _("kind of record"),
        max_length=60,
        blank=True,
        default="",
        help_text=_(
            "Empty: the finding is accepted wherever it is found. An activity stands for all its parts."
        ),
    )
    record_id = models.PositiveBigIntegerField(_("number of the record"), null=True, blank=True)
    reason = ProseField(_("reason"), blank=False)
    until = models.DateField(
        _("accepted until"), help_text=_("The last day; from the next one on it is a finding again.")
    )

    class Meta:
        verbose_name = _("accepted finding")
        verbose_name_plural = _("accepted findings")
        ordering = ("rule", "record_type", "record_id", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("organisation", "rule", "record_type", "record_id"),
                name="waiver_once",
            ),
            models.UniqueConstraint(
                fields=("organisation", "rule"),
                condition=models.Q(record_id__isnull=True),
                name="waiver_everywhere_once",
            ),
            models.CheckConstraint(
                condition=models.Q(record_type="", record_id__isnull=True)
                | (~models.Q(record_type="") & models.Q(record_id__isnull=False)),
                name="waiver_record_whole",
                violation_error_message=_("Give both the kind and the number of the record, or neither."),
            ),
        )

    def __str__(self) -> str:
        return self.rule


class Assessment(OwnedRecord):
    """A documented assessment: impact, balancing of interests, transfer impact, compatibility."""

    class Kind(models.TextChoices):
        IMPACT = "dpia", _("Data protection impact assessment (Art. 35)")
        INTERESTS = "lia", _("Balancing of interests (Art. 6(1)(f))")
        TRANSFER = "tia", _("Transfer impact assessment")
        COMPATIBILITY = "compatibility", _("Compatibility of a further purpose (Art. 6(4))")

    class Status(models.TextChoices):
        PLANNED = "planned", _("Planned")
        RUNNING = "running", _("Under way")
        DONE = "done", _("Done")

    kind = models.CharField(_("kind"), max_length=15, choices=Kind)
    title = LineField(_("title"))
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.PLANNED)
    assessed_on = models.DateField(_("assessed on"), null=True, blank=True)
    outcome = ProseField(_("outcome"))
    residual_risk = LineField(_("residual risk"), blank=True, default="")
    dpo_advice = ProseField(_("advice of the data protection officer"))
    document = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("document")
    )
    next_review_on = models.DateField(_("next review on"), null=True, blank=True)

    class Meta:
        verbose_name = _("assessment")
        verbose_name_plural = _("assessments")
        ordering = ("title", "pk")
        constraints = (
            in_order(
                "assessment",
                "assessed_on",
                "next_review_on",
                message=_("The next review is before the assessment."),
            ),
        )

    def __str__(self) -> str:
        return self.title
