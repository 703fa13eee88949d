"""The form of an activity as a walk through Article 30: which panel holds what, and what each says of the record."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from registry.admin.activity_panels import BEYOND, FIELDSETS, FURTHER, WALKS, names_in
from registry.admin.activity_parts import ClientInline, DataUseInline, PartInline, PurposeInline
from registry.admin.base import RecordAdmin
from registry.admin.edits import Edit
from registry.admin.found_beside import OnForm, accepting, found_in_panels, is_read, reading
from registry.admin.panels import Block, Panel, Step, in_order_of_law, merged
from registry.admin.questions import ANSWERED, asking, close_answered, open_questions
from registry.admin.standing import Fields, Standing, blank, standings
from registry.admin.summaries import report_of
from registry.documents.days import day_at
from registry.documents.edition import Edition
from registry.documents.inventory import Inventory
from registry.documents.records.activities import Activity
from registry.law.articles import Part as Side
from registry.models import ClientController, DataUse, ProcessingActivity

SHOW_BEYOND = "beyond"
"""In the address of a form: everything is asked, whatever the organisation's forms do."""
NOTHING = Standing()


@dataclass(frozen=True, kw_only=True)
class Walk:
    """What the template of the form prints."""

    side: Side
    steps: tuple[Step, ...]
    ask: str
    """Where a question about the activity is asked; empty for a new one."""
    left_out: bool
    """Whether something is recorded that this form does not ask for."""


class Walking(RecordAdmin):
    """Mixin: panels in place of one long form."""

    change_form_template = "admin/registry/activity_form.html"

    def edit_of(self, request: Any, object_id: str | None) -> Edit:
        edit = super().edit_of(request, object_id)
        asks = edit.organisation is None or edit.organisation.beyond_article_30
        edit.beyond = asks or SHOW_BEYOND in request.GET
        edit.previewed = getattr(request, "previewed", False)
        return edit

    def blocks(self, request: Any) -> list[str]:
        """The keys of the fieldsets that this form has."""
        return [
            key
            for key, (_name, group) in FIELDSETS.items()
            if request.edit.beyond or BEYOND not in group.get("classes", ())
        ]

    def get_fieldsets(self, request: Any, obj: Any = None) -> Any:
        shown, declared = self.blocks(request), list(FIELDSETS)
        groups = super().get_fieldsets(request, obj)
        kept = [group for key, group in zip(declared, groups, strict=False) if key in shown]
        return [*kept, *groups[len(declared) :]]

    def render_change_form(self, request: Any, context: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        context["walk"] = self.walk(request, context, kwargs.get("obj"))
        return super().render_change_form(request, context, *args, **kwargs)

    # After saving

    def save_related(self, request: Any, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        kept = [part.instance for formset in formsets for part in formset.initial_forms if part.instance.pk]
        today = day_at(timezone.now(), timezone=request.edit.organisation.timezone)
        close_answered([form.instance, *kept], keys=request.POST.getlist(ANSWERED), on=today)
        request.edit.saved = form.instance

    def message_user(self, request: Any, message: Any, level: Any = messages.INFO, **kwargs: Any) -> None:
        """What says that an activity was saved also leads on from there."""
        edit = getattr(request, "edit", None)
        if edit is not None and edit.saved is not None and level == messages.SUCCESS:
            links = format_html_join(" · ", '<a href="{}">{}</a>', self._onward(edit.saved))
            message = format_html("{} {}", message, links)
        super().message_user(request, message, level, **kwargs)

    def _onward(self, saved: Any) -> list[tuple[str, str]]:
        site = self.admin_site.name
        return [
            (reverse(f"{site}:registry_processingactivity_changelist"), _("All activities")),
            (
                reverse(f"{site}:registry_organisation_register", args=[saved.organisation_id]),
                _("Register as a file"),
            ),
            (reverse(f"{site}:registry_processingactivity_history", args=[saved.pk]), _("History")),
        ]

    def response_change(self, request: Any, obj: Any) -> HttpResponse:
        """Whoever asked for everything still sees everything after saving."""
        response = super().response_change(request, obj)
        if SHOW_BEYOND in request.GET and response.headers.get("Location") == request.path:
            response.headers["Location"] = f"{request.path}?{SHOW_BEYOND}=1"
        return response

    # What the panels show

    def walk(self, request: Any, context: Any, obj: ProcessingActivity | None) -> Walk:
        organisation = request.edit.organisation
        read = reading(organisation)
        report = None
        if organisation is not None and is_read(request, obj) and not request.edit.previewed:
            report = report_of(organisation, now=timezone.now(), read=read)
        request.edit.inventory = inventory = read()
        side, formsets = side_of(context["adminform"].form), context["inline_admin_formsets"]
        fields = fields_of([inline.formset for inline in formsets])
        known = {one.id: one for one in inventory.activities}
        activity = known[obj.pk] if obj is not None else blank(inventory)
        found = self.standing(request, inventory, activity, side=side, fields=fields)
        panels = self.panels(inventory)
        records = [obj, *(form.instance for inline in formsets for form in inline.formset.initial_forms)]
        there = self.there(request, panels[side])
        asked = open_questions(records, panels=there, site=self.admin_site.name) if obj else {}
        found = {
            panel.key: replace(found.get(panel.key, NOTHING), questions=tuple(asked.get(panel.key, ())))
            for panel in panels[side]
        }
        if report is not None:
            form, parts = context["adminform"].form, [inline.formset for inline in formsets]
            page = OnForm(form, parts, site=self.admin_site.name)
            accepts = accepting(request.user, organisation)
            noted = found_in_panels(report, activity, page, panels=there, organisation=accepts)
            found = {key: replace(one, found=noted.get(key)) for key, one in found.items()}
        left_out = not request.edit.beyond and says_more(activity)
        walked = steps(panels, self._blocks(request, context, activity), found, side=side)
        return Walk(
            side=side,
            steps=tuple(one for one in walked if one.key != BEYOND or one.blocks or left_out),
            ask=asking(obj, site=self.admin_site.name) if obj else "",
            left_out=left_out,
        )

    def there(self, request: Any, panels: tuple[Panel, ...]) -> tuple[Panel, ...]:
        """Those that this form has."""
        return tuple(panel for panel in panels if panel.key != BEYOND or request.edit.beyond)

    def panels(self, inventory: Inventory) -> dict[Side, tuple[Panel, ...]]:
        """The panels of both records, with the letters of the law that applies to the organisation."""
        law = Edition(inventory=inventory, on=timezone.now().date(), full=False)
        return {side: in_order_of_law(walk, law.letters(side)) for side, walk in WALKS.items()}

    def standing(
        self, request: Any, inventory: Inventory, activity: Activity, *, side: Side, fields: Fields
    ) -> dict[str, Standing]:
        zone = request.edit.organisation.timezone if request.edit.organisation else "UTC"
        return standings(
            inventory,
            activity,
            side=side,
            on=day_at(timezone.now(), timezone=zone),
            beyond=request.edit.beyond,
            places=self.place,
            fields=fields,
        )

    def place(self, kind: str, number: int) -> str:
        """The address of the form of another record."""
        return reverse(f"{self.admin_site.name}:registry_{kind}_change", args=[number])

    def _blocks(self, request: Any, context: Any, activity: Activity) -> dict[str, Block]:
        fieldsets = dict(zip(self.blocks(request), context["adminform"], strict=False))
        inlines = {inline.formset.prefix: inline for inline in context["inline_admin_formsets"]}
        form = context["adminform"].form
        return {
            **{
                key: Block(key=key, fieldset=fieldset, recorded=is_recorded(key, form, activity))
                for key, fieldset in fieldsets.items()
            },
            **{
                key: Block(key=key, inline=inline, recorded=bool(inline.formset.forms))
                for key, inline in inlines.items()
            },
        }


def steps(
    panels: dict[Side, tuple[Panel, ...]], blocks: dict[str, Block], found: dict[str, Standing], *, side: Side
) -> Iterator[Step]:
    """The panels of both roles in one order; those that only the other role asks for are there, but closed."""
    other = next(one for one in panels if one is not side)
    for key in merged(*([panel.key for panel in panels[one]] for one in Side)):
        both = {panel.side: panel for walk in panels.values() for panel in walk if panel.key == key}
        current = both.get(side)
        held = tuple(blocks[name] for name in (current.blocks if current else ()) if name in blocks)
        recorded = any(block.recorded for block in held)
        yield Step(
            key=key,
            panels=tuple(both[one] for one in (side, other) if one in both),
            current=current,
            blocks=held,
            standing=found.get(key, NOTHING),
            open=current is not None and (recorded or not current.folded),
        )


def side_of(form: Any) -> Side:
    """Which record the activity belongs to as the form says it. A role that is not stated belongs where most is asked."""
    role = form["role"].value() if "role" in form.fields else form.instance.role
    return Side.PROCESSOR if role == Side.PROCESSOR.value else Side.CONTROLLER


def fields_of(formsets: list[Any]) -> Fields:
    """Where on the page the fields are that other panels point to."""
    apart = {DataUse: "retention", ClientController: "categories_of_processing"}
    return {
        (form.instance._meta.model_name, form.instance.pk): f"#id_{form.add_prefix(apart[formset.model])}"
        for formset in formsets
        if formset.model in apart
        for form in formset.forms
        if form.instance.pk is not None
    }


def is_recorded(key: str, form: Any, activity: Activity) -> bool:
    """Whether anything is in a fieldset, recorded or typed."""
    names = names_in(FIELDSETS[key][1]["fields"])
    return any(form[name].value() if name in form.fields else getattr(activity, name) for name in names)


def says_more(activity: Activity) -> bool:
    """Whether something is recorded that goes beyond Article 30."""
    own = [
        name
        for key, (_name, group) in FIELDSETS.items()
        if key in FURTHER
        for name in names_in(group["fields"])
    ]
    return any(getattr(activity, name) for name in own) or any(
        getattr(part, name)
        for inline in (PurposeInline, DataUseInline, ClientInline)
        for part in getattr(activity, inline.model._meta.get_field("activity").remote_field.related_name)
        for name in names_beyond(inline)
    )


def names_beyond(inline: type[PartInline]) -> list[str]:
    """The fields of a part that go beyond Article 30, without those that always say something."""
    groups = [group for _name, group in inline.fieldsets if BEYOND in group.get("classes", ())]
    names = [name for group in groups for name in names_in(group["fields"])]
    return [name for name in names if not inline.model._meta.get_field(name).get_default()]
