"""Companies and persons outside the organisation."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from registry.models.base import OwnedRecord
from registry.models.fields import LineField, PlaceField, ProseField


class Contact(models.Model):
    """Who somebody is and how to reach them (Art. 30(1)(a)): as precise as the source, no more."""

    name = LineField(_("name as stated"))
    legal_name = LineField(_("legal name"), blank=True, default="")
    trading_names = LineField(_("trading names"), blank=True, default="")
    registration_number = LineField(_("registration number"), blank=True, default="")
    postal_address = ProseField(_("postal address"))
    country = PlaceField(_("country of establishment"))
    email = models.EmailField(_("e-mail"), blank=True, default="")
    phone = LineField(_("telephone"), max_length=60, blank=True, default="")
    website = models.URLField(_("website"), blank=True, default="", max_length=300)
    contact_form = models.URLField(_("contact form"), blank=True, default="", max_length=300)
    contact_note = ProseField(
        _("note on the contact details"), help_text=_("For instance that the source shows them obscured.")
    )

    class Meta:
        abstract = True


class Party(Contact, OwnedRecord):
    """Anyone outside: vendor, joint controller, client, representative, data protection officer, authority."""

    class Kind(models.TextChoices):
        COMPANY = "company", _("Company or other organisation")
        PERSON = "person", _("Person")
        AUTHORITY = "authority", _("Public authority")
        INTERNATIONAL = "international", _("International organisation")
        NOT_STATED = "", _("Not stated")

    kind = models.CharField(_("kind"), max_length=15, choices=Kind, blank=True, default="")
    note = ProseField(_("note"))

    class Meta:
        verbose_name = _("company or person")
        verbose_name_plural = _("companies and persons")
        ordering = ("name", "pk")
        constraints = (models.UniqueConstraint(fields=("organisation", "name"), name="party_name_once"),)

    def __str__(self) -> str:
        return self.name
