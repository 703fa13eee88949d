"""Accepted findings in the admin: what is typed, what is refused, who accepted; and rules that are seen otherwise."""

import datetime as dt
import html
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client

from registry.admin.severities import SeveritiesText
from registry.linter.catalogue import all_rules
from registry.models import Organisation, Waiver
from tests import factories
from tests.admin.pages import complaints
from tests.admin.pages import typed as filled
from tests.admin.records import newest, url

TYPED = {
    "rule": "purpose-missing",
    "record_type": "",
    "record_id": "",
    "reason": "Being written",
    "until": "2030-05-03",
}


def text(response: Any) -> str:
    return html.unescape(response.content.decode())


def add(client: Client, **values: Any) -> Any:
    page = url("waiver", "add")
    return client.post(page, filled(client.get(page), **{**TYPED, **values}))


def test_a_finding_is_accepted_everywhere_or_for_one_record(acme: Organisation, officer: Client) -> None:
    assert add(officer).status_code == 302
    activity = factories.activity(acme)
    assert add(officer, record_type="processingactivity", record_id=activity.pk).status_code == 302
    found = Waiver.objects.order_by("pk").values_list("rule", "record_type", "record_id", "until")
    assert list(found) == [
        ("purpose-missing", "", None, dt.date(2030, 5, 3)),
        ("purpose-missing", "processingactivity", activity.pk, dt.date(2030, 5, 3)),
    ]


@pytest.mark.parametrize(
    "typed, sentence",
    [
        (
            {"rule": "no-such-rule"},
            "Select a valid choice. no-such-rule is not one of the available choices.",
        ),
        ({"reason": ""}, "This field is required."),
        ({"until": ""}, "This field is required."),
        ({"record_type": "party"}, "Give both the kind and the number of the record, or neither."),
        ({"record_id": "7"}, "Give both the kind and the number of the record, or neither."),
        ({"record_type": "party", "record_id": "999"}, "The organisation has no such record of this number."),
    ],
)
def test_what_cannot_be_accepted_is_refused(
    acme: Organisation, officer: Client, typed: dict[str, str], sentence: str
) -> None:
    response = add(officer, **typed)
    assert response.status_code == 200
    assert sentence in text(response)
    assert not Waiver.objects.exists()


def test_a_record_of_another_organisation_is_refused(other: Organisation, officer: Client) -> None:
    foreign = factories.party(other)
    response = add(officer, record_type="party", record_id=foreign.pk)
    assert "The organisation has no such record of this number." in text(response)


def test_a_finding_is_accepted_once(acme: Organisation, officer: Client) -> None:
    add(officer)
    assert complaints(add(officer)) == {"rule": ["Another accepted finding has the same: Rule."]}
    assert Waiver.objects.count() == 1


def test_the_list_says_rule_record_state_and_who(acme: Organisation, officer: Client) -> None:
    add(officer, until="2020-01-01")
    activity = factories.activity(acme, name="Payroll")
    factories.waiver(acme, rule="gone-by-now", record_type="processingactivity", record_id=activity.pk)
    listed = text(officer.get(url("waiver", "changelist")))
    for said in ("No purpose", "Wherever it is found", "Lapsed: a finding again", "olga"):
        assert said in listed
    for said in ("gone-by-now", "Processing activity", "Payroll", "Accepted"):
        assert said in listed
    lapsed = officer.get(url("waiver", "changelist", state="lapsed")).context["cl"]
    holding = officer.get(url("waiver", "changelist", state="accepted")).context["cl"]
    assert [row.rule for row in lapsed.result_list] == ["purpose-missing"]
    assert [row.rule for row in holding.result_list] == ["gone-by-now"]


def test_a_rule_that_is_gone_stays_chosen(acme: Organisation, officer: Client) -> None:
    kept = factories.waiver(acme, rule="gone-by-now")
    form = officer.get(url("waiver", "change", kept.pk)).context["adminform"].form
    assert form["rule"].value() == "gone-by-now"
    assert ("gone-by-now", "gone-by-now") in form.fields["rule"].choices


def test_an_auditor_reads_and_never_accepts(acme: Organisation, auditor: Client) -> None:
    kept = factories.waiver(acme)
    assert "<h1>No purpose</h1>" in text(auditor.get(url("waiver", "change", kept.pk)))
    assert auditor.post(url("waiver", "add"), TYPED).status_code == 403


def test_with_its_record_goes_what_was_accepted_of_it(acme: Organisation, officer: Client) -> None:
    party = factories.party(acme)
    factories.waiver(acme, record_type="party", record_id=party.pk)
    kept = factories.waiver(acme)
    officer.post(url("party", "delete", party.pk), {"post": "yes", "reason_for_change": ""})
    assert list(Waiver.objects.all()) == [kept]


def test_the_database_keeps_record_and_kind_together(acme: Organisation) -> None:
    with pytest.raises((IntegrityError, ValidationError)), transaction.atomic():
        factories.waiver(acme, record_type="party")


FIELD = SeveritiesText(label="Rules")


def test_rules_are_typed_one_a_line() -> None:
    typed = "review-never: hint\n\n  purpose-missing:Check \n"
    assert FIELD.clean(typed) == ["review-never=hint", "purpose-missing=check"]
    assert FIELD.clean("") == []
    assert FIELD.prepare_value(["review-never=hint", "purpose-missing=check"]) == (
        "review-never: hint\npurpose-missing: check"
    )
    assert FIELD.prepare_value("typed: so") == "typed: so"


def test_only_another_list_is_a_change() -> None:
    assert not FIELD.has_changed(["review-never=hint"], "review-never: hint\n")
    assert FIELD.has_changed(["review-never=hint"], "review-never: off")
    assert FIELD.has_changed([], "nonsense")
    assert not FIELD.has_changed(None, "")


@pytest.mark.parametrize(
    "typed, sentence",
    [
        ("review-never", "Line 1: write a rule, a colon and how it is seen, as in “review-never: hint”."),
        ("\nno-rule: hint", "Line 2: there is no rule “no-rule”; the documentation lists them all."),
        ("review-never: loud", "Line 1: “loud” is none of missing, check, hint and off."),
        ("review-never: hint\nreview-never: off", "The rule “review-never” is given twice."),
    ],
)
def test_a_line_that_means_nothing_is_refused(typed: str, sentence: str) -> None:
    with pytest.raises(ValidationError) as refused:
        FIELD.clean(typed)
    assert refused.value.messages == [sentence]


@pytest.mark.parametrize(
    "value, valid",
    [
        (["review-never=hint", "owner-missing=off"], True),
        ([], True),
        (["review-never"], False),
        (["review-never=loud"], False),
        (["review-never=hint", "review-never=off"], False),
        ([7], False),
        ("review-never=hint", False),
    ],
)
def test_the_model_knows_the_form_of_an_entry(value: Any, valid: bool) -> None:
    field: Any = Organisation._meta.get_field("severities")
    if valid:
        field.validate(value, None)
        return
    with pytest.raises(ValidationError):
        field.validate(value, None)


def test_an_organisation_keeps_how_it_sees_a_rule(acme: Organisation, officer: Client) -> None:
    page = url("organisation", "change", acme.pk)
    response = officer.post(page, filled(officer.get(page), severities="review-never: hint"))
    assert response.status_code == 302
    assert newest("organisation", pk=acme.pk).severities == ["review-never=hint"]
    assert "review-never: hint" in officer.get(page).content.decode()


def test_every_rule_can_be_chosen(acme: Organisation, officer: Client) -> None:
    form = officer.get(url("waiver", "add")).context["adminform"].form
    chosen = [slug for group in form.fields["rule"].choices[1:] for slug, _title in group[1]]
    assert chosen == [rule.slug for rule in all_rules()]
