"""The admin site."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _


class RegestaAdminSite(admin.AdminSite):
    """Django's admin under our name; the gate where sign-in rules land."""

    site_title = "Regesta"
    site_header = "Regesta"
    index_title = _("Home")
