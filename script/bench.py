"""The performance bars: each a ratio of two medians measured in this run, with the bar beside it."""

import statistics
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from typing import Any

import django

django.setup()

from django.db import transaction  # noqa: E402 (after setup)
from django.db.models import Value  # noqa: E402 (after setup)
from django.db.models.functions import Concat  # noqa: E402
from django.db.models.signals import post_save  # noqa: E402
from django.utils import timezone  # noqa: E402
from simple_history.models import HistoricalRecords  # noqa: E402
from simple_history.signals import pre_create_historical_record  # noqa: E402

from registry.ledger.history import listen, tracked  # noqa: E402
from registry.ledger.recording import CHANGED, recording  # noqa: E402
from registry.models import (  # noqa: E402
    Channel,
    DataCategory,
    DataSubjectCategory,
    DataUse,
    Disclosure,
    Organisation,
    Party,
    ProcessingActivity,
    Purpose,
    RetentionRule,
    Revision,
    SecurityMeasure,
    Service,
)

PLACES = ("DE", "US", "IE", "FR", "GB", "IN", "JP", "BR", "CH", "SG")


def median(action: Callable[[], Any], *, runs: int) -> float:
    """Seconds of one call: the median of `runs`, after one that does not count."""
    action()
    seconds = []
    for _run in range(runs):
        started = time.perf_counter()
        action()
        seconds.append(time.perf_counter() - started)
    return statistics.median(seconds)


def report(name: str, value: float, bar: float | None, detail: str) -> bool:
    """Prints one ratio; returns whether it meets its bar."""
    met = bar is None or value <= bar
    limit = "" if bar is None else f" (bar {bar:g}: {'met' if met else 'MISSED'})"
    sys.stdout.write(f"{name}: {value:.2f}{limit}; {detail}\n")
    return met


def organisation(slug: str, *, activities: int) -> Organisation:
    """An organisation with that many activities, each with two purposes, three categories of data, two recipients."""
    made = Organisation(
        name=slug.title(), slug=slug, postal_address="1 Main Street", email="privacy@example.org"
    )
    names = list(DataCategory.objects.filter(organisation=None)[:3])
    people = list(DataSubjectCategory.objects.filter(organisation=None)[:2])
    with recording(by=None, organisation=made, channel=Channel.COMMAND):
        made.save()
        vendors = [Party.objects.create(organisation=made, name=f"Vendor {n}") for n in range(10)]
        services = [
            Service.objects.create(organisation=made, name="Hosting", party=vendor, hosting_places=[place])
            for vendor, place in zip(vendors, PLACES, strict=True)
        ]
        measures = [SecurityMeasure.objects.create(organisation=made, title=f"Measure {n}") for n in range(5)]
        rule = RetentionRule.objects.create(organisation=made, name="A year", kind="exact", period="P1Y")
        for number in range(activities):
            activity = ProcessingActivity.objects.create(
                organisation=made, name=f"Activity {number}", role="controller"
            )
            activity.measures.set(measures[:2])
            for position in range(2):
                Purpose.objects.create(activity=activity, position=position, text=f"Purpose {position}")
                Disclosure.objects.create(
                    activity=activity, position=position, service=services[(number + position) % 10]
                )
            for position, category in enumerate(names):
                use = DataUse.objects.create(
                    activity=activity, position=position, category=category, retention=rule
                )
                use.subjects.set(people)
    return made


def revise(owner: Organisation, *, times: int) -> None:
    """Gives every activity and its parts so many further versions, sealed like any other."""
    texts = {ProcessingActivity: "description", Purpose: "text", DataUse: "note", Disclosure: "reason"}
    for _time in range(times):
        with recording(by=None, organisation=owner, channel=Channel.COMMAND) as opened:
            opened.lock()
            for model, field in texts.items():
                model._base_manager.filter(organisation=owner).update(**{field: Concat(field, Value("."))})
                opened.touched[model] = dict.fromkeys(
                    model._base_manager.filter(organisation=owner).values_list("pk", flat=True), CHANGED
                )


def bench_ledger() -> bool:
    """One save of an activity as a form makes it, with the ledger and with simple-history alone."""
    owner = organisation("ledger", activities=3)
    activity = ProcessingActivity.objects.filter(organisation=owner).first()
    measures = list(SecurityMeasure.objects.filter(organisation=owner))
    partners = list(Party.objects.filter(organisation=owner))
    newest = Revision.objects.filter(organisation=owner).latest("number")
    counter = iter(range(10**9))

    def field() -> None:
        activity.description = f"Turn {next(counter)}"
        activity.save()

    def form() -> None:
        field()
        turn = next(counter) % 3
        activity.measures.set(measures[turn : turn + 2])
        activity.joint_controllers.set(partners[turn : turn + 2])

    def with_ledger(write: Callable[[], None]) -> None:
        with recording(by=None, organisation=owner, channel=Channel.COMMAND):
            write()

    def alone(write: Callable[[], None]) -> None:
        with plain_history(newest), transaction.atomic():
            write()

    results = []
    for name, write in (("a form with two sets of links", form), ("one field", field)):
        ours, theirs = (median(partial(way, write), runs=100) for way in (with_ledger, alone))
        results.append(
            report(
                f"save with ledger ÷ with plain history, {name}",
                ours / theirs,
                1.6,
                f"{ours * 1e3:.1f} ÷ {theirs * 1e3:.1f} ms",
            )
        )
    return all(results)


@contextmanager
def plain_history(revision: Revision) -> Iterator[None]:
    """Simple-history as it comes: a version at each signal, nothing sealed."""
    receivers = {receiver.__self__ for receiver in post_save._live_receivers(ProcessingActivity)[0]}
    histories = next(owner for owner in receivers if isinstance(owner, HistoricalRecords))

    def at_revision(*, history_instance: Any, **kwargs: Any) -> None:
        history_instance.revision_id = revision.pk

    def linked(instance: Any, *, action: str, **kwargs: Any) -> None:
        if action.startswith("post_"):
            histories.create_historical_record(instance, "~")

    def saved(instance: Any, *, created: bool) -> None:
        histories.create_historical_record(instance, "+" if created else "~")

    pre_create_historical_record.connect(at_revision)
    ours = listen(before=lambda instance: None, saved=saved, linked=linked)
    try:
        yield
    finally:
        pre_create_historical_record.disconnect(at_revision)
        listen(**ours)


def bench_inventory() -> bool:
    """Reading everything, live and as of, at 100 and at 1,000 activities with 20 versions each."""
    from registry.inventory import read_inventory  # noqa: PLC0415 (only this bar needs it)

    seconds: dict[tuple[int, str], float] = {}
    for size in (100, 1000):
        owner = organisation(f"size-{size}", activities=size)
        revise(owner, times=19)
        read = partial(read_inventory, organisation=owner)
        versions = tracked(ProcessingActivity).history.objects.filter(organisation=owner).count()
        sys.stdout.write(f"{size} activities, {versions} versions of them\n")
        seconds[size, "live"] = median(read, runs=5)
        seconds[size, "as of"] = median(partial(read, as_of=timezone.now()), runs=5)
    return all([
        *(
            report(f"inventory {way}, 1,000 ÷ 100 activities", seconds[1000, way] / seconds[100, way], 11,
                   f"{seconds[1000, way]:.2f} ÷ {seconds[100, way]:.2f} s")
            for way in ("live", "as of")
        ),
        *(
            report(f"inventory as of ÷ live, {size} activities", seconds[size, "as of"] / seconds[size, "live"], 4,
                   f"{seconds[size, 'as of']:.2f} ÷ {seconds[size, 'live']:.2f} s")
            for size in (100, 1000)
        ),
    ])  # fmt: skip


def bench_pdf() -> bool:
    """The register of 50 activities as PDF, and one WeasyPrint document of the same pages without anything of ours."""
    from weasyprint import CSS, HTML  # noqa: PLC0415 (after our fonts are configured)

    from registry.documents.register import Stamp  # noqa: PLC0415 (only this bar needs it)
    from registry.documents.registers import register  # noqa: PLC0415
    from registry.inventory import read_inventory  # noqa: PLC0415
    from registry.render.as_html import html_paged  # noqa: PLC0415
    from registry.render.fetching import OwnFiles  # noqa: PLC0415
    from registry.render.formats import FORMATS  # noqa: PLC0415
    from registry.render.stylesheets import STATIC, stylesheet  # noqa: PLC0415

    owner = organisation("pages", activities=50)
    now = timezone.now()
    document = register(read_inventory(organisation=owner), on=now.date())
    stamp = Stamp(made_by="bench", made_at=now, as_of=None)

    def plain() -> None:
        sheets = [
            CSS(string=stylesheet(name), url_fetcher=OwnFiles()) for name in ("document", "print", "paged")
        ]
        html = html_paged(document, stamp=stamp, spell=str)
        HTML(string=html, base_url=STATIC.as_uri() + "/", url_fetcher=OwnFiles()).write_pdf(
            stylesheets=sheets
        )

    ours, alone = median(partial(FORMATS["pdf"].render, document, stamp=stamp), runs=3), median(plain, runs=3)
    return report(
        "register PDF ÷ one WeasyPrint document of the same HTML",
        ours / alone,
        None,
        f"{ours:.1f} ÷ {alone:.1f} s",
    )


def bench_pictures() -> bool:
    """The full register of 20 activities as PDF with its pictures, and without them."""
    from registry.documents.register import Stamp  # noqa: PLC0415 (only this bar needs it)
    from registry.documents.registers import register  # noqa: PLC0415
    from registry.inventory import read_inventory  # noqa: PLC0415
    from registry.render.formats import FORMATS  # noqa: PLC0415

    now = timezone.now()
    stamp = Stamp(made_by="bench", made_at=now, as_of=None)
    read = read_inventory(organisation=organisation("pictures", activities=20))
    drawn = register(read, on=now.date(), content="full")
    with_them, without = (
        median(partial(FORMATS["pdf"].render, shown, stamp=stamp), runs=3)
        for shown in (drawn, without_pictures(drawn))
    )
    detail = f"{with_them:.1f} ÷ {without:.1f} s"
    return report("full register PDF ÷ the same without pictures", with_them / without, 1.5, detail)


def without_pictures(drawn: Any) -> Any:
    """A register without the flows of its activities and the annex that is a map."""
    parts = [
        replace(part, sheets=tuple(replace(one, flow=None) for one in part.sheets)) for part in drawn.parts
    ]
    return replace(drawn, parts=tuple(parts), annexes=tuple(one for one in drawn.annexes if not one.map))


def bench_time() -> bool:
    """The past beside the present, and two instants beside one."""
    import bench_time as bars  # noqa: PLC0415 (it builds on what stands above)

    return bars.bench_time()


def bench_verify() -> bool:
    """The walk along a chain beside recomputing it row by row."""
    import bench_verify as bars  # noqa: PLC0415 (it builds on what stands above)

    return bars.bench_verify()


def bench_lint() -> bool:
    """The rules beside the reading of what they look at."""
    import bench_lint as bars  # noqa: PLC0415 (it builds on what stands above)

    return bars.bench_lint()


BENCHES = {
    "ledger": bench_ledger,
    "inventory": bench_inventory,
    "pdf": bench_pdf,
    "pictures": bench_pictures,
    "time": bench_time,
    "verify": bench_verify,
    "lint": bench_lint,
}


def main(names: list[str]) -> int:
    unknown = [name for name in names if name not in BENCHES]
    if unknown:
        sys.stderr.write(f"There is no bench “{unknown[0]}”; there are {', '.join(BENCHES)}.\n")
        return 2
    results = [BENCHES[name]() for name in names or BENCHES]
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
