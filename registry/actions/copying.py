"""Copying an activity: within its organisation, or to another one."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registry.access.roles import ADD, VIEW, may
from registry.actions.copy_fingerprints import fingerprint
from registry.actions.copy_plans import CopyPlan, made_plan
from registry.actions.copy_rules import FIXED, NAMES, WHOLE, copied_fields, targets
from registry.actions.refused import Refused
from registry.ledger.recording import recording
from registry.models import Channel, Clarification, Organisation, ProcessingActivity, Record, User
from registry.models.vocabulary import Term

CHANGED_MEANWHILE = gettext_lazy(
    "Nothing was copied: what would be copied, or what it would be linked to, was changed after this page was opened. "
    "The plan below is the one of now; look at it and confirm again."
)
NAME_LIMIT = ProcessingActivity._meta.get_field("name").max_length or 0


def plan_copy(activity: ProcessingActivity, *, by: User | None, to: Organisation | None = None) -> CopyPlan:
    """What `copy_activity` would link to, make and leave out. Writes nothing; a constant number of queries.

    Raises PermissionDenied unless `by` sees the activity and may add one in the target.
    """
    target = to or activity.organisation
    refuse_unless_copier(activity, target, by=by)
    return made_plan(activity, target=target)


def copy_activity(
    activity: ProcessingActivity,
    *,
    by: User | None,
    to: Organisation | None = None,
    name: str | None = None,
    reason: str = "",
    planned: str = "",
) -> ProcessingActivity:
    """A draft with the facts of the activity, in its own organisation or in another: one revision, which says what it
    was copied from. `by` None is the program itself. `planned`: the fingerprint of the plan that was looked at; another
    plan by now is refused. Raises PermissionDenied, and Refused, also for a name that cannot be one.
    """
    target = to or activity.organisation
    refuse_unless_copier(activity, target, by=by)
    why = " ".join(filter(None, (origin(activity), reason)))
    channel = Channel.ADMIN if by else Channel.COMMAND
    try:
        with recording(by=by, organisation=target, channel=channel, reason=why) as opened:
            opened.lock()
            plan = made_plan(activity, target=target)
            if planned and planned != fingerprint(plan):
                raise Refused(CHANGED_MEANWHILE)
            return Copy(plan).write(name or name_of_copy(activity, to=target))
    except ValidationError as error:
        raise Refused(" ".join(error.messages)) from error


def refuse_unless_copier(activity: ProcessingActivity, target: Organisation, *, by: User | None) -> None:
    if by is None:
        return
    if not may(by, VIEW, ProcessingActivity, organisation_id=activity.organisation_id):
        raise PermissionDenied(_("Only members of an organisation read its register."))
    if not all(may(by, ADD, model, organisation_id=target.pk) for model in (ProcessingActivity, *NAMES)):
        raise PermissionDenied(_("Only its privacy officer adds activities to an organisation."))


def origin(activity: ProcessingActivity) -> str:
    """The sentence that says what was copied."""
    return _("Copied from “%(activity)s” of %(organisation)s.") % {
        "activity": activity,
        "organisation": activity.organisation,
    }


def name_of_copy(activity: ProcessingActivity, *, to: Organisation) -> str:
    """What a copy is called unless somebody names it: in another organisation, as the first one."""
    if to.pk != activity.organisation_id:
        return activity.name
    room = NAME_LIMIT - len(_("%(name)s (copy)") % {"name": ""})
    return _("%(name)s (copy)") % {"name": activity.name[:room]}


class Copy:
    """The records of one plan as they are written; inside `recording(…)`, under the lock."""

    def __init__(self, plan: CopyPlan) -> None:
        self.plan = plan
        self.instead: dict[tuple[type[Record], int], Record] = dict(plan.found)
        """What stands in the copy for a record that the first activity has or links to."""

    def write(self, name: str) -> ProcessingActivity:
        source = self.plan.source
        for record in self.plan.anew:
            self._make(record, **self._of_its_own(record))
        copy: ProcessingActivity = self._make(source.activity, name=name)
        for part in source.parts:
            self._make(part)
        for record in (*self.plan.anew, source.activity, *source.parts):
            self._link(record)
        for question in source.questions:
            self._ask(question)
        return copy

    def _make(self, record: Record, **given: Any) -> Any:
        """A record with the columns of another and with what stands for its links."""
        model = type(record)
        copy = model(organisation=self.plan.target)
        for field in copied_fields(model, elsewhere=self.plan.elsewhere):
            if not field.many_to_many:
                value = getattr(record, field.name)
                setattr(copy, field.name, self._instead(value) if field.is_relation else value)
        if model in WHOLE:
            setattr(copy, WHOLE[model], self._instead(getattr(record, WHOLE[model])))
        for name, value in given.items():
            setattr(copy, name, value)
        copy.save()
        self.instead[model, record.pk] = copy
        return copy

    def _instead(self, linked: Record | None) -> Record | None:
        return None if linked is None else self.instead.get((type(linked), linked.pk), linked)

    def _link(self, record: Record) -> None:
        copy = self.instead[type(record), record.pk]
        for field in copied_fields(type(record), elsewhere=self.plan.elsewhere):
            if field.many_to_many and (found := targets(record, field)):
                getattr(copy, field.name).set([self._instead(linked) for linked in found])

    def _of_its_own(self, record: Record) -> dict[str, Any]:
        """What a record of the other organisation does not have from the first one's."""
        fixed = {name: value for (model, name), value in FIXED.items() if isinstance(record, model)}
        return {**fixed, "code": self._free_code(record)} if isinstance(record, Term) else fixed

    def _free_code(self, term: Term) -> str:
        """A term keeps its code unless the other organisation uses it for something else."""
        used = set(type(term).objects.filter(organisation=self.plan.target).values_list("code", flat=True))
        numbered = (f"{term.code[:70]}-{number}" for number in range(2, len(used) + 3))
        return next(code for code in (term.code, *numbered) if code not in used)

    def _ask(self, question: Clarification) -> None:
        """The same question about the copy, which nobody has taken on."""
        about = next(
            copy
            for (model, number), copy in self.instead.items()
            if (model._meta.model_name, number) == (question.record_type, question.record_id)
        )
        Clarification(
            organisation=self.plan.target,
            record_type=question.record_type,
            record_id=about.pk,
            field=question.field,
            question=question.question,
        ).save()
