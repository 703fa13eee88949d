"""The bar of the rules: all of them over 1,000 activities beside reading these."""

import datetime as dt
from functools import partial

from bench import PLACES, median, organisation, report

from registry.inventory import read_inventory
from registry.ledger.recording import recording
from registry.linter.catalogue import all_rules
from registry.linter.engine import lint
from registry.models import (
    Channel,
    Organisation,
    ProcessingActivity,
    Service,
    Transfer,
    TransferGround,
    TransferMechanism,
)

GROUNDS = ("scc-2021-m2", "uk-addendum", "eu-us-dpf", "swiss-us-dpf", "uk-idta", "adequacy")


def bench_lint() -> bool:
    """Every rule, those that are off at first included, and the reading of the inventory that they look at."""
    owner = organisation("lint", activities=1000)
    send_abroad(owner)
    inventory = read_inventory(organisation=owner)
    rules = [rule.slug for rule in all_rules()]
    day = dt.date(2026, 11, 20)
    found = len(lint(inventory, on=day, only=rules).findings)
    reading = median(partial(read_inventory, organisation=owner), runs=5)
    checking = median(partial(lint, inventory, on=day, only=rules), runs=5)
    detail = f"{len(rules)} rules, {len(inventory.transfers)} transfers, {found} findings; {checking:.2f} ÷ {reading:.2f} s"
    return report("all rules ÷ reading the inventory, 1,000 activities", checking / reading, 1.5, detail)


def send_abroad(owner: Organisation) -> None:
    """Under three laws, two transfers of each activity and one of each service, each on two grounds."""
    known = [TransferMechanism.objects.get(slug=slug) for slug in GROUNDS]
    with recording(by=None, organisation=owner, channel=Channel.COMMAND):
        owner.regimes = ["EU", "UK", "CH"]
        owner.save()
        ways = [{"service": service} for service in Service.objects.filter(organisation=owner)]
        ways += [
            {"activity": one}
            for one in ProcessingActivity.objects.filter(organisation=owner)
            for _twice in "ab"
        ]
        for number, way in enumerate(ways):
            made = Transfer.objects.create(organisation=owner, destination=PLACES[number % 10], **way)
            for position in range(2):
                mechanism = known[(number + position) % len(known)]
                TransferGround.objects.create(
                    organisation=owner, transfer=made, position=position, mechanism=mechanism
                )
