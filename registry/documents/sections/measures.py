"""How data are protected: letter (g), and letter (d) of the processor's record."""

from django.utils.translation import gettext as _

from registry.documents.citing import headline, stated
from registry.documents.edition import Edition
from registry.documents.records.activities import Activity, Measure
from registry.documents.register import Fact, Grid
from registry.documents.values import Line, filled


def measures(edition: Edition, activity: Activity) -> tuple[Fact | Grid, ...]:
    """Own measures described; those of the whole organisation by title, as an annex describes them."""
    inherited = [title_line(edition, measure) for measure in activity.inherited_measures]
    reason = activity.measures_absent_because
    facts = []
    if activity.measures or reason or not inherited:
        own = [_described(edition, measure) for measure in activity.measures]
        value = stated(edition, activity, "measures", *own, reason=reason, impossible=True)
        facts.append(Fact(key="measures", heading=_("Measures"), value=value))
    if inherited:
        heading = _("Measures of the whole organisation (described in the annex)")
        facts.append(Fact(key="inherited-measures", heading=heading, value=filled(*inherited)))
    return tuple(facts)


def title_line(edition: Edition, measure: Measure) -> Line:
    """The measure's title; `code` is the kind of measure."""
    code = measure.measure_type.code if measure.measure_type else ""
    return headline(edition, measure, "title", measure.title, code=code)


def _described(edition: Edition, measure: Measure) -> Line:
    code = measure.measure_type.code if measure.measure_type else ""
    text = f"{measure.title}: {measure.description}" if measure.description else measure.title
    return headline(edition, measure, "title", text, code=code)
