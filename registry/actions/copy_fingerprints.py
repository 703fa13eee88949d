"""What a copy would write, as one short text: two plans with the same one make the same copy."""

import hashlib
import json
from collections.abc import Iterator
from typing import Any

from registry.actions.copy_plans import CopyPlan
from registry.actions.copy_rules import copied_fields, targets
from registry.models import Record


def fingerprint(plan: CopyPlan) -> str:
    """A sha256 in hexadecimal of all that is copied, what stands for its links, and what the plan says; no query."""
    source = plan.source
    said = {
        "records": [
            _written(record, elsewhere=plan.elsewhere)
            for record in (source.activity, *source.parts, *plan.anew)
        ],
        "questions": [(one.record_type, one.record_id, one.field, one.question) for one in source.questions],
        "instead": sorted((*_named(*key), record.pk) for key, record in plan.found.items()),
        "plan": [
            [(line.kind, line.name, line.of, line.why) for line in lines]
            for lines in (plan.copied, plan.linked, plan.made, plan.left_out)
        ],
    }
    return hashlib.sha256(json.dumps(said, default=str).encode()).hexdigest()


def _written(record: Record, *, elsewhere: bool) -> list[Any]:
    return [*_named(type(record), record.pk), *_values(record, elsewhere=elsewhere)]


def _values(record: Record, *, elsewhere: bool) -> Iterator[Any]:
    for field in copied_fields(type(record), elsewhere=elsewhere):
        linked = field.is_relation
        yield sorted(one.pk for one in targets(record, field)) if linked else getattr(record, field.name)


def _named(model: type[Record], number: int) -> tuple[str, int]:
    return model._meta.model_name or "", number
