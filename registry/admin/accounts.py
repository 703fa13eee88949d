"""Accounts and their roles. Neither is in the ledger: they go when a person is erased, with what is kept of them."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registry.access.roles import ADD, VIEW, may
from registry.access.scope import scope
from registry.actions.sending import forget_addresses
from registry.admin.changes import Entry, ItemChange, RecordChange
from registry.admin.headlines import headline
from registry.admin.history import timezone_of
from registry.admin.names import Accounts
from registry.admin.scoped import Scoped
from registry.documents.worddiff import Kind, Piece
from registry.models import Membership, Organisation, User

# Roles are memberships; Django's groups would promise rights that nobody gets from them.
admin.site.unregister(Group)


class MembershipForm(forms.ModelForm):
    """The account is named, not picked: whoever manages one organisation does not see the accounts of others."""

    account = forms.CharField(label=gettext_lazy("Account name"), max_length=150)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is not None:
            self.fields.pop("account", None)

    def clean_account(self) -> str:
        name = self.cleaned_data["account"]
        found = User.objects.filter(username=name).first()
        if found is None:
            raise forms.ValidationError(
                _("There is no account of the name “%(name)s”."), params={"name": name}
            )
        self.instance.user = found
        return name

    def validate_unique(self) -> None:
        user, owner = self.instance.user_id, self.instance.organisation_id
        others = Membership.objects.exclude(pk=self.instance.pk).filter(user=user, organisation=owner)
        if user is not None and others.exists():
            self.add_error(
                "account", _("This account already has a role in this organisation; change that one.")
            )


@admin.register(Membership)
class MembershipAdmin(Scoped, admin.ModelAdmin):
    """Who works for which organisation, in which role."""

    form = MembershipForm
    actions = None
    list_display = ("user", "organisation", "role")
    list_filter = ("role", ("organisation", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("user", "organisation")
    search_fields = ("user__username",)
    show_full_result_count = False

    def get_queryset(self, request: Any) -> Any:
        """Those of the organisations that the account manages; working for another one shows nothing of its staff."""
        seen = [owner.pk for owner in self._organisations(request, VIEW)]
        return super().get_queryset(request).filter(organisation__in=seen)

    def _organisations(self, request: Any, verb: str) -> list[Organisation]:
        own = scope(Organisation.objects.all(), user=request.user)
        return [owner for owner in own if may(request.user, verb, Membership, organisation_id=owner.pk)]

    def get_search_results(self, request: Any, queryset: Any, search_term: str) -> tuple[Any, bool]:
        return admin.ModelAdmin.get_search_results(self, request, queryset, search_term)

    def get_fieldsets(self, request: Any, obj: Any = None) -> Any:
        return [(None, {"fields": ("user" if obj else "account", "organisation", "role")})]

    def get_readonly_fields(self, request: Any, obj: Any = None) -> Any:
        return ("user", "organisation") if obj else ()

    def formfield_for_foreignkey(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        owners = [owner.pk for owner in self._organisations(request, ADD)]
        choices = db_field.remote_field.model._default_manager.filter(pk__in=owners)
        if len(owners) == 1:
            kwargs["empty_label"] = None  # nothing to choose from
        return db_field.formfield(queryset=choices, **kwargs)

    def save_model(self, request: Any, obj: Any, form: Any, change: bool) -> None:
        obj._history_user = request.user
        super().save_model(request, obj, form, change)

    def delete_model(self, request: Any, obj: Any) -> None:
        obj._history_user = request.user
        super().delete_model(request, obj)

    def history_view(self, request: Any, object_id: str, extra_context: Any = None) -> HttpResponse:
        membership = self.get_object(request, object_id)
        if membership is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not self.has_view_permission(request, membership):
            raise PermissionDenied
        context = {
            **self.admin_site.each_context(request),
            "title": _("History of %(record)s") % {"record": membership},
            "entries": role_history(membership),
            "timezone": timezone_of(membership.organisation_id),
            "object_id": object_id,
            "record": str(membership),
            "opts": self.opts,
        }
        request.current_app = self.admin_site.name
        return TemplateResponse(request, "admin/registry/history.html", context)


def role_history(membership: Membership) -> list[Entry]:
    """The roles that a membership had, newest first."""
    rows = list(membership.history.order_by("history_id"))
    accounts = Accounts(row.history_user_id for row in rows)
    found, before = [], ""
    for row in rows:
        role = str(row.get_role_display())
        states = ((Kind.REMOVED, before), (Kind.ADDED if before else Kind.KEPT, role))
        change = ItemChange(
            item=_("Role"),
            before=before,
            after=role,
            pieces=tuple(Piece(kind=kind, text=text) for kind, text in states if text),
        )
        told = RecordChange(
            kind=row.history_type,
            what=_("membership"),
            name=str(membership),
            items=(change,),
            model=Membership,
            pk=membership.pk,
            own=True,
        )
        found.append(
            Entry(
                number=None,
                instant=row.history_date,
                who=accounts.name(row.history_user_id) or _("The program"),
                channel="",
                reason="",
                changes=(told,),
                headline=headline([told]),
            )
        )
        before = role
    return found[::-1]


@admin.register(User)
class AccountAdmin(Scoped, UserAdmin):
    """The accounts of this installation."""

    actions = None
    list_display = ("username", "first_name", "last_name", "email", "is_active", "is_superuser", "last_login")
    list_filter = ("is_active", "is_superuser", "is_staff")
    fieldsets = (
        (None, {"fields": ("username", "password")}),
        (gettext_lazy("The person"), {"fields": ("first_name", "last_name", "email")}),
        (gettext_lazy("Access"), {"fields": ("is_active", "is_staff", "is_superuser")}),
        (gettext_lazy("Dates"), {"fields": ("last_login", "date_joined")}),
    )
    add_fieldsets = (
        (None, {"classes": ("wide",), "fields": ("username", "usable_password", "password1", "password2")}),
        (gettext_lazy("Access"), {"fields": ("is_staff", "is_superuser")}),
    )
    filter_horizontal = ()
    readonly_fields = ("last_login", "date_joined")

    def get_changeform_initial_data(self, request: Any) -> dict[str, Any]:
        return {"is_staff": True, **super().get_changeform_initial_data(request)}

    def get_search_results(self, request: Any, queryset: Any, search_term: str) -> tuple[Any, bool]:
        return UserAdmin.get_search_results(self, request, queryset, search_term)

    # With an address goes what is kept of the e-mails to it.

    def save_model(self, request: Any, obj: Any, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        if change and "email" in form.changed_data:
            forget_addresses([form.initial["email"]])

    def delete_model(self, request: Any, obj: Any) -> None:
        super().delete_model(request, obj)
        forget_addresses([obj.email])
