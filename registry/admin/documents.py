"""Evidence files: kept once by content, fetched by those who may see the record and by nobody else."""

import hashlib
import mimetypes
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AdminFileWidget
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse, Http404
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registry.admin.base import RecordAdmin
from registry.admin.forms import RecordForm
from registry.models import Document
from registry.models.evidence import document_path

LARGEST = 25 * 1024 * 1024
"""Bytes; a contract or an assessment with its scans fits."""


class Kept:
    """A stored file as the upload field shows it: its name, and the address that checks who asks."""

    def __init__(self, document: Document) -> None:
        self.url = reverse("admin:registry_document_file", args=[document.pk])
        self.name = document.filename or document.title

    def __str__(self) -> str:
        return self.name


class FileInput(AdminFileWidget):
    """An upload that links to what is kept."""

    def format_value(self, value: Any) -> Any:
        return Kept(value.instance) if self.is_initial(value) else None

    def is_initial(self, value: Any) -> bool:
        return bool(value) and not isinstance(value, UploadedFile)


class DocumentForm(RecordForm):
    """Reads name, size and fingerprint off the file."""

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file is False:
            self._describe(filename="", media_type="", size=None, sha256="")
        if not isinstance(file, UploadedFile):
            return file
        if file.size > LARGEST:
            raise forms.ValidationError(
                _("The file has more than %(size)s megabytes."), params={"size": LARGEST // 1024**2}
            )
        digest = hashlib.sha256()
        for chunk in file.chunks():
            digest.update(chunk)
        media_type = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        self._describe(filename=file.name, media_type=media_type, size=file.size, sha256=digest.hexdigest())
        return self._kept_once(file)

    def _describe(self, **facts: Any) -> None:
        for name, value in facts.items():
            setattr(self.instance, name, value)

    def _kept_once(self, file: UploadedFile) -> Any:
        """The file, or the name under which the same bytes are already kept."""
        self.instance.organisation_id = self.edit.owner_id
        name = document_path(self.instance, file.name)
        return name if self.edit.known and self.instance.file.storage.exists(name) else file


@admin.register(Document)
class DocumentAdmin(RecordAdmin):
    """Contracts, assessments, policies."""

    form = DocumentForm
    list_display = ("title", "kind", "dated", "filename", "url")
    list_filter = (("dated", admin.DateFieldListFilter), ("file", admin.EmptyFieldListFilter))
    search_fields = ("title", "kind", "filename")
    readonly_fields = ("filename", "media_type", "size", "sha256")
    fieldsets = (
        (gettext_lazy("The document"), {"fields": ("title", "kind", "dated", "url", "note")}),
        (gettext_lazy("The file"), {"fields": ("file", ("filename", "media_type", "size"), "sha256")}),
    )

    def formfield_for_dbfield(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        if db_field.name == "file":
            kwargs["widget"] = FileInput
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    @admin.display(description=gettext_lazy("File"))
    def kept(self, document: Document) -> str:
        if not document.file:
            return "-"
        file = Kept(document)
        return format_html('<a href="{}">{}</a>', file.url, file)

    def _words_of(self, name: Any) -> Any:
        return "kept" if name == "file" else super()._words_of(name)

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view(self.file_view)
        return [path("<int:key>/file/", view, name="registry_document_file"), *super().get_urls()]

    def file_view(self, request: Any, key: int) -> FileResponse:
        """The file, always as a download: what others made is not shown as a page of ours."""
        document = self.get_queryset(request).filter(pk=key).first()
        if document is None or not document.file:
            raise Http404(_("There is no such file."))
        if not self.has_view_permission(request, document):
            raise PermissionDenied
        try:
            stored = document.file.open("rb")
        except FileNotFoundError as error:
            raise Http404(_("The file is no longer there.")) from error
        return FileResponse(stored, as_attachment=True, filename=str(Kept(document)))
