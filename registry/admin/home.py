"""Home: what needs whoever signs in, over all organisations and for each, with links to the lists that show it."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from registry.access.roles import ADD, EXPORT, may
from registry.access.scope import scope
from registry.admin.activity_filters import (
    ANY,
    CHANGED,
    DUE,
    MINE,
    OVERDUE,
    OWNER,
    REOPENED,
    UNSET,
    letter_keys,
    letter_label,
    review_of,
)  # fmt: skip
from registry.admin.due import due_reviews
from registry.admin.recent import recent
from registry.admin.summaries import Overviews, overviews
from registry.admin.wording import words
from registry.documents.days import day_at
from registry.documents.summaries import Summary
from registry.linter.findings import Severity
from registry.linter.rule import Class
from registry.models import Clarification, Organisation, ProcessingActivity, Release

ALL, OPEN, NOBODY = "all", "open", "nobody"
DRAFT, IN_REVIEW = ProcessingActivity.Status.DRAFT.value, ProcessingActivity.Status.IN_REVIEW.value
ACTIVITIES, QUESTIONS = "processingactivity", "clarification"
CLASS, SEVERITY = "kind", "severity"
"""What the page of findings is filtered by."""
Kind = tuple[str, str]
"""What is counted: the filter of the list that shows it, and the option."""
Counts = Counter[Kind]


@dataclass(frozen=True, kw_only=True)
class Number:
    """How many there are of something, and the list that shows exactly these; no address where there are none."""

    count: int
    label: str
    url: str


@dataclass(frozen=True, kw_only=True)
class Card:
    """Numbers that belong together. The first is the one that matters: where it is none, `clear` is said instead.

    `shape` is that of its badge.
    """

    title: str
    shape: str
    first: Number
    others: tuple[Number, ...]
    clear: str


@dataclass(frozen=True, kw_only=True)
class Row:
    """One organisation: its numbers by column, what it has not said of itself, and its public page."""

    name: str
    url: str
    numbers: tuple[Number, ...]
    gaps: tuple[str, ...]
    published: str
    page: str


class Numbers:
    """What was counted, with the addresses of the lists: of one organisation or, without `owner`, of all."""

    def __init__(
        self, counts: Counts, *, site: str, owner: int | None = None, page: int | None = None
    ) -> None:
        """`page`: whose page of findings is meant; None is each organisation's, of which one is then asked."""
        self.counts, self.site, self.page = counts, site, page
        self.owner = {} if owner is None else {OWNER: str(owner)}

    def of(self, kind: Kind, label: str, *, model: str = ACTIVITIES) -> Number:
        name, option = kind
        query = self.owner if option == ALL else {name: option, **self.owner}
        count = self.counts[kind]
        url = reverse(f"{self.site}:registry_{model}_changelist", query=query) if count else ""
        return Number(count=count, label=label, url=url)

    def asked(self, state: str, label: str) -> Number:
        """Open questions."""
        return self.of(("state", state), label, model=QUESTIONS)

    def found(self, name: str, option: str, label: Any) -> Number:
        """Findings."""
        count, query = self.counts[name, option], {} if option == ALL else {name: option}
        which = "findings" if self.page is None else "found"
        args = [] if self.page is None else [self.page]
        url = reverse(f"{self.site}:registry_organisation_{which}", args=args, query=query) if count else ""
        return Number(count=count, label=str(label), url=url)


def home(request: Any, *, site: str) -> dict[str, Any]:
    """What the page says. Queries: nine beyond those of signing in, whatever is recorded, and one more where reviews are
    due; and the inventory of each organisation that was changed since it was last looked at."""
    known = overviews(request)
    if not known.organisations:
        return {"organisations": (), "may_add_organisation": request.user.is_superuser}
    asked = _questions(request)
    counted = {key: _counts(known, key) + asked[key] for key in known.organisations}
    total = sum(counted.values(), Counter())
    return {
        "organisations": tuple(_rows(known, counted, site=site)),
        "lead": _lead(total[ACTIVITIES, ALL], len(known.organisations)),
        "cards": _cards(Numbers(total, site=site, page=_only(known.organisations))),
        "due": due_reviews(known, user=request.user, site=site),
        "actions": tuple(_actions(request.user, site=site)),
        "recent": recent(known.organisations, site=site),
        "several": len(known.organisations) > 1,
    }


def _counts(known: Overviews, key: int) -> Counts:
    """How many activities of an organisation there are of each kind."""
    summaries, today, found = known.all[key].activities.values(), known.today[key], known.tallies[key]
    counted = Counter(kind for summary in summaries for kind in _kinds(summary, today=today))
    for name, codes in ((CLASS, found.kinds), (SEVERITY, found.severities)):
        counted.update({(name, code): count for code, count in codes.items()})
    counted[CLASS, ALL] = sum(found.kinds.values())
    return counted


def _only(organisations: Iterable[int]) -> int | None:
    """The one organisation that there is; None where there are several."""
    keys = list(organisations)
    return keys[0] if len(keys) == 1 else None


def _kinds(summary: Summary, *, today: Any) -> Iterator[Kind]:
    yield ACTIVITIES, ALL
    yield "status", summary.status
    yield from (
        ("approval", code)
        for code, holds in (
            (MINE, summary.mine),
            (REOPENED, bool(summary.reopened)),
            (CHANGED, summary.changed),
        )
        if holds
    )
    yield "review", review_of(summary, today=today)
    if summary.gaps:
        yield "missing", ANY
        yield from (("missing", gap.key) for gap in summary.gaps)


def _questions(request: Any) -> defaultdict[int, Counts]:
    """Organisation → its open questions, and those of them that nobody took on. One query."""
    mine = scope(Clarification.objects.filter(closed_on=None), user=request.user).order_by()
    counted = mine.values_list("organisation_id").annotate(
        every=Count("pk"), nobody=Count("pk", filter=Q(who=""))
    )
    found: defaultdict[int, Counts] = defaultdict(Counter)
    for owner, every, nobody in counted:
        found[owner] = Counter({("state", OPEN): every, ("state", NOBODY): nobody})
    return found


def _lead(activities: int, organisations: int) -> str:
    count = ngettext("%(count)s processing activity", "%(count)s processing activities", activities)
    where = ngettext("%(count)s organisation", "%(count)s organisations", organisations)
    words = {"activities": count % {"count": activities}, "where": where % {"count": organisations}}
    return _("%(activities)s in %(where)s") % words


def _cards(number: Numbers) -> tuple[Card, ...]:
    letters = (number.of(("missing", key), letter_label(key)) for key in letter_keys())
    return (
        Card(
            title=_("Missing items"),
            shape="missing",
            first=number.of(("missing", ANY), _("with something missing")),
            others=tuple(one for one in letters if one.count),
            clear=_("Nothing that Article 30 asks for is missing"),
        ),
        Card(
            title=_("Findings"),
            shape="missing",
            first=number.found(SEVERITY, Severity.MISSING.value, _("missing or contradictory")),
            others=tuple(
                one for one in (number.found(CLASS, kind.value, kind.label) for kind in Class) if one.count
            ),
            clear=_("Nothing missing or contradictory was found"),
        ),
        Card(
            title=_("Reviews"),
            shape="due",
            first=number.of(("review", OVERDUE), _("overdue")),
            others=(
                number.of(("review", DUE), _("due within 30 days")),
                number.of(("review", UNSET), _("without a date")),
            ),
            clear=_("None is overdue"),
        ),
        Card(
            title=_("Approval"),
            shape="due",
            first=number.of(("approval", MINE), _("waiting for my approval")),
            others=(
                number.of(("approval", CHANGED), _("changed since approval")),
                number.of(("approval", REOPENED), _("reopened by an edit")),
                number.of(("status", IN_REVIEW), _("in review")),
                number.of(("status", DRAFT), _("in draft")),
            ),
            clear=_("Nothing waits for my approval"),
        ),
        Card(
            title=_("Open questions"),
            shape="due",
            first=number.asked(OPEN, _("not answered yet")),
            others=(number.asked(NOBODY, _("that nobody has taken on")),),
            clear=_("None is open"),
        ),
    )


def _actions(user: Any, *, site: str) -> Iterator[tuple[str, str]]:
    """Label and address of what is done most often, as far as the account may."""
    if may(user, ADD, ProcessingActivity):
        yield _("New activity"), reverse(f"{site}:registry_processingactivity_start")
    if may(user, EXPORT, Organisation):
        yield _("Register as a file"), reverse(f"{site}:registry_organisation_registers")
        yield _("Subprocessor page"), reverse(f"{site}:registry_organisation_subprocessor_pages")


def _rows(known: Overviews, counted: dict[int, Counts], *, site: str) -> Iterator[Row]:
    releases, several = _releases(known.organisations), len(known.organisations) > 1
    for key, one in known.organisations.items():
        number = Numbers(counted[key], site=site, owner=key if several else None, page=key)
        yield Row(
            name=str(one),
            url=reverse(f"{site}:registry_organisation_change", args=[key]),
            numbers=(
                number.of((ACTIVITIES, ALL), _("Activities")),
                number.of(("missing", ANY), _("Something missing")),
                number.found(CLASS, ALL, _("Findings")),
                number.of(("review", OVERDUE), _("Review overdue")),
                number.of(("review", DUE), _("Review within 30 days")),
                number.of(("status", DRAFT), _("Draft")),
                number.of(("status", IN_REVIEW), _("In review")),
                number.of(("approval", CHANGED), _("Changed since approval")),
                number.asked(OPEN, _("Open questions")),
            ),
            gaps=known.all[key].gaps,
            published=_published(one, releases.get(key)),
            page=reverse(f"{site}:registry_organisation_subprocessors", args=[key]),
        )


def _releases(organisations: Iterable[int]) -> dict[int, tuple[Any, bool]]:
    """Organisation → when its public page last changed, and whether it was then taken down. One query."""
    rows = Release.objects.filter(organisation__in=list(organisations), kind=Release.Kind.SUBPROCESSORS)
    found = rows.order_by("number").values_list("organisation_id", "instant", "withdrawn")
    return {owner: (instant, withdrawn) for owner, instant, withdrawn in found}


def _published(organisation: Organisation, last: tuple[Any, bool] | None) -> str:
    if last is None:
        return _("Nothing is public")
    instant, withdrawn = last
    day = words(None, day_at(instant, timezone=organisation.timezone))
    return (_("Taken down on %(day)s") if withdrawn else _("Public as of %(day)s")) % {"day": day}
