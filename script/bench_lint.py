"""The bar of the rules: all of them over 1,000 activities beside reading these."""

import datetime as dt
from functools import partial

from bench import median, organisation, report

from registry.inventory import read_inventory
from registry.linter.catalogue import all_rules
from registry.linter.engine import lint


def bench_lint() -> bool:
    """Every rule, those that are off at first included, and the reading of the inventory that they look at."""
    owner = organisation("lint", activities=1000)
    inventory = read_inventory(organisation=owner)
    rules = [rule.slug for rule in all_rules()]
    day = dt.date(2026, 11, 20)
    found = len(lint(inventory, on=day, only=rules).findings)
    reading = median(partial(read_inventory, organisation=owner), runs=5)
    checking = median(partial(lint, inventory, on=day, only=rules), runs=5)
    detail = f"{len(rules)} rules, {found} findings; {checking:.2f} ÷ {reading:.2f} s"
    return report("all rules ÷ reading the inventory, 1,000 activities", checking / reading, 1.5, detail)
