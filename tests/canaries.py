"""An organisation with a unique, recognisable value in every field of every recorded model."""

import datetime as dt
import itertools
from typing import Any

from django.db import models
from django_countries.data import COUNTRIES

from registry.law.places import place_name
from registry.models import (
    DataCategory,
    DataSubjectCategory,
    LegalBasis,
    MeasureType,
    Organisation,
    PurposeCategory,
    RecipientCategory,
)
from registry.models.fields import PlaceField, PlacesField
from tests import factories

LATE = (
    "in_force_until",
    "valid_until",
    "ended_on",
    "until",
    "next_review_on",
    "postponed_to",
    "withdrawn_on",
)
SKIPPED = (
    "slug",
    "reference",
    "timezone",
    "language",
    "period",
    "record_type",
    "record_id",
    "field",
    "position",
    "letter",
)


class Canaries:
    """Makes the values and remembers what each field must be recognised by: `seen["party.name"]`."""

    def __init__(self) -> None:
        self.seen: dict[str, str] = {}
        self._numbers = itertools.count(1001)
        self._countries = iter(sorted(code for code in COUNTRIES if code not in ("US", "GB")))

    def fill(self, model: type[models.Model], /, *, name: str = "", **values: Any) -> dict[str, Any]:
        """Values for every column of the model that can hold one, under the model's name or `name`."""
        label = name or model._meta.model_name
        filled = dict(values)
        for field in model._meta.concrete_fields:
            if self._skipped(field) or field.name in values:
                continue
            filled[field.name], self.seen[f"{label}.{field.name}"] = self._value(field)
        return filled

    @staticmethod
    def _skipped(field: models.Field) -> bool:
        other = (
            field.primary_key or field.is_relation or field.choices or field.name.endswith("_absent_because")
        )
        kinds = models.BooleanField | models.FileField
        return bool(other) or field.name in SKIPPED or isinstance(field, kinds) or _codes(field)

    def _value(self, field: models.Field) -> tuple[Any, str]:
        number = next(self._numbers)
        match field:
            case models.DateField():
                # Two digits a day: “8 April” would be found in “28 April”.
                months, days = divmod(number - 1000, 19)
                years, month = divmod(months, 12)
                day = dt.date((2090 if field.name in LATE else 1990) + years, month + 1, days + 10)
                return day, f"{day.day} {day:%B} {day.year}"
            case PlacesField():
                code = next(self._countries)
                return [code], place_name(code)
            case PlaceField():
                code = next(self._countries)
                return code, place_name(code)
            case models.EmailField():
                return f"canary{number}@example.org", f"canary{number}@example.org"
            case models.URLField():
                return f"https://example.org/canary{number}", f"https://example.org/canary{number}"
            case models.SlugField():
                return f"canary-{number}", f"canary-{number}"
            case models.PositiveSmallIntegerField() if field.name == "review_interval_months":
                return 97, "97"
            case models.IntegerField():
                return number, f"{number}"
        return f"Canary{number}", f"Canary{number}"


def _codes(field: models.Field) -> bool:
    return isinstance(field, models.JSONField) and not isinstance(field, PlacesField)


class CanaryOrganisation:
    """The organisation with one record of each model, every field filled, and what each is recognised by."""

    def __init__(self, slug: str = "canary") -> None:
        self.canaries = Canaries()
        self.seen = self.canaries.seen
        self.organisation: Organisation = factories.made(
            Organisation,
            slug=slug,
            regimes=["EU", "UK", "CH"],
            subprocessor_page=True,
            **self._fill(Organisation),
        )
        with factories.writing(self.organisation):
            self._people()
            self._words()
            self._services()
            self._activity("controller")
            self._activity("processor")
            self._public()
            self._about()
        for activity in (self.controller, self.processor):
            factories.approved(activity)

    def _fill(self, model: type[models.Model], **values: Any) -> dict[str, Any]:
        return self.canaries.fill(model, **values)

    def _make(self, model: type[models.Model], /, *, name: str = "", **values: Any) -> Any:
        return factories.made(
            model, **self.canaries.fill(model, name=name, **{"organisation": self.organisation, **values})
        )

    def _people(self) -> None:
        roles = (
            "dpo",
            "eu_representative",
            "uk_representative",
            "ch_representative",
            "supervisory_authority",
        )
        self.parties = {role: self._make(factories.Party, name=f"party as {role}") for role in roles}
        factories.changed(self.organisation, **self.parties)
        self.vendor = self._make(factories.Party, name="party as vendor")

    def _words(self) -> None:
        vocabulary = (DataCategory, DataSubjectCategory, PurposeCategory, MeasureType, RecipientCategory)
        kinds = {MeasureType: {"kind": "technical"}}
        self.words = {model: self._make(model, **kinds.get(model, {})) for model in vocabulary}
        self.document = self._make(factories.Document)
        self.rule = self._make(factories.RetentionRule, kind="exact", period="P97D")
        self.measure = self._make(factories.SecurityMeasure, measure_type=self.words[MeasureType], letter="a")
        self.assessment = self._make(factories.Assessment, kind="dpia", document=self.document)
        self.balancing = self._make(factories.Assessment, name="balancing", kind="lia")
        self.impact = self._make(factories.Assessment, name="impact", kind="tia")

    def _services(self) -> None:
        recipients = self.words[RecipientCategory]
        self.service = self._make(
            factories.Service, party=self.vendor, category=recipients, their_role="processor"
        )
        self.agreement = self._make(
            factories.Agreement,
            kind="art28",
            party=self.vendor,
            services=[self.service],
            document=self.document,
        )
        self.arrangement = self._make(factories.Agreement, name="arrangement", kind="art26")
        self._transfer("of service", service=self.service)
        self._transfer(
            "of organisation", destination="", importer=self._make(factories.Party, name="party as importer")
        )

    def _transfer(self, name: str, **values: Any) -> None:
        to_country = {"international_organisation": ""} if values.get("destination") != "" else {}
        transfer = self._make(
            factories.Transfer,
            name=f"transfer {name}",
            impact_assessment=self.impact,
            **{**to_country, **values},
        )
        mechanism = factories.shared(factories.TransferMechanism, "d49-li")
        self._make(
            factories.TransferGround,
            name=f"ground {name}",
            transfer=transfer,
            mechanism=mechanism,
            document=self.document,
        )

    def _activity(self, role: str) -> None:
        activity = self._make(
            factories.ProcessingActivity,
            name=f"{role} activity",
            role="joint" if role == "controller" else role,
            status="in-review",
            joint_controllers=[self._make(factories.Party, name=f"party as joint controller of {role}")],
            joint_arrangement=self.arrangement,
            measures=[self.measure],
            assessments=[self.assessment],
            documents=[self.document],
            automated_decisions="yes",
        )
        setattr(self, role, activity)
        parts = {"activity": activity}
        purpose = self._make(
            factories.Purpose,
            name=f"{role} purpose",
            category=self.words[PurposeCategory],
            legal_bases=[LegalBasis.objects.get(code="6.1.f")],
            special_condition=LegalBasis.objects.get(code="9.2.a"),
            balancing_test=self.balancing,
            **parts,
        )
        self._make(
            factories.DataUse,
            name=f"{role} data",
            category=self.words[DataCategory],
            subjects=[self.words[DataSubjectCategory]],
            purposes=[purpose],
            retention=self.rule,
            **parts,
        )
        words = {"data_categories": [self.words[DataCategory]]}
        self._make(factories.Disclosure, name=f"{role} to service", service=self.service, **words, **parts)
        self._make(factories.Disclosure, name=f"{role} to party", party=self.vendor, **parts)
        self._transfer(f"of {role}", activity=activity)
        if role == "processor":
            self._client(activity)

    def _client(self, activity: Any) -> None:
        names = ("controller", "representative", "dpo")
        people = {name: self._make(factories.Party, name=f"party as client's {name}") for name in names}
        self._make(
            factories.ClientController,
            activity=activity,
            list_document=self.document,
            contract=self.agreement,
            **people,
        )

    def _public(self) -> None:
        self.notice = self._make(factories.PrivacyNotice, activities=[self.controller])
        self._make(factories.NoticeStatement, notice=self.notice, kind="right", right="access")
        self._make(
            factories.Subprocessor,
            service=self.service,
            kind="sub-processor",
            data_categories=[self.words[DataCategory]],
            announced_on=dt.date(2015, 1, 1),
            effective_on=dt.date(2016, 1, 1),
        )

    def _about(self) -> None:
        about = {"record_type": "processingactivity", "record_id": self.controller.pk}
        self._make(factories.Citation, notice=self.notice, standing="read", **about)
        self._make(factories.Clarification, closed_on=None, **{**about, "field": "scale"})
        self._make(factories.Waiver, **about)
