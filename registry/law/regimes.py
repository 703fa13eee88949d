"""The three laws a register may have to satisfy."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from registry.law.labelled import Labelled


class Regime(Labelled):
    """EU: GDPR. UK: UK GDPR with the DPA 2018. CH: the revised FADP."""

    EU = "EU", _("European Union")
    UK = "UK", _("United Kingdom")
    CH = "CH", _("Switzerland")

    @property
    def starts_on(self) -> date:
        """The first day on which the law of this regime applies; before it nothing here is assessed."""
        return STARTS_ON[self]


STARTS_ON = {
    Regime.EU: date(2018, 5, 25),
    Regime.UK: date(2021, 1, 1),
    Regime.CH: date(2023, 9, 1),
}
