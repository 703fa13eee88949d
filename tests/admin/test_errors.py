"""Bad input: the field is named, what was typed stays, nothing breaks."""

from typing import Any

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from registry.models import DataCategory, Membership, Organisation, RecipientCategory
from tests import factories
from tests.admin.conftest import SignIn, user_of
from tests.admin.pages import complaints, row, typed
from tests.admin.records import OWNED, newest, revisions, typed_for, url

LONG = "x" * 40_000

WRONG: list[tuple[str, dict[str, Any], dict[str, list[str]]]] = [
    ("party", {"name": ""}, {"name": ["This field is required."]}),
    (
        "party",
        {"name": "a\x07b"},
        {"name": ["Character 2 is a control character that cannot be printed; please remove it."]},
    ),
    ("party", {"name": "a\x00b"}, {"name": ["Null characters are not allowed."]}),
    ("party", {"name": "a\nb"}, {"name": ["This is one line; please remove the line break."]}),
    (
        "party",
        {"country": "XX"},
        {"country": ["Select a valid choice. XX is not one of the available choices."]},
    ),
    ("party", {"email": "nobody"}, {"email": ["Enter a valid email address."]}),
    ("party", {"note": LONG}, {"note": ["Ensure this value has at most 30000 characters (it has 40000)."]}),
    (
        "party",
        {"reason_for_change": "a\x07"},
        {
            "reason_for_change": [
                "Character 2 is a control character that cannot be printed; please remove it."
            ]
        },
    ),
    ("party", {"name": "Taken"}, {"name": ["Another company or person has the same: Name as stated."]}),
    (
        "retentionrule",
        {"period": "a month"},
        {"period": ["“a month” is not a period such as P30D, P6M or P2Y (days, months, years)."]},
    ),
    ("retentionrule", {"period": ""}, {"period": ["A rule of this kind needs a period."]}),
    (
        "retentionrule",
        {"kind": "criterion", "criterion": ""},
        {"criterion": ["A rule by a criterion needs the criterion."]},
    ),
    ("privacynotice", {"in_force_from": "2018-13-01"}, {"in_force_from": ["Enter a valid date."]}),
    (
        "privacynotice",
        {"in_force_until": "2018-01-01"},
        {"in_force_until": ["The last day is before the first one."]},
    ),
    (
        "assessment",
        {"next_review_on": "2018-01-01"},
        {"next_review_on": ["The next review is before the assessment."]},
    ),
    (
        "processingactivity",
        {"review_interval_months": "0"},
        {"review_interval_months": ["Ensure this value is greater than or equal to 1."]},
    ),
    (
        "processingactivity",
        {"last_reviewed_on": "2024-01-02", "next_review_on": "2024-01-01"},
        {"next_review_on": ["The next review is before the last one."]},
    ),
    (
        "processingactivity",
        {"subject_places": ["DE", "XX"]},
        {"subject_places": ["Select a valid choice. XX is not one of the available choices."]},
    ),
    (
        "processingactivity",
        {"measures": ["9" * 30]},
        {"measures": ["“%s” is not a valid value." % ("9" * 30)]},
    ),
    ("processingactivity", {"measures": ["x"]}, {"measures": ["“x” is not a valid value."]}),
    (
        "processingactivity",
        {"joint_arrangement": "9" * 30},
        {"joint_arrangement": ["Select a valid choice. That choice is not one of the available choices."]},
    ),
    ("service", {"party": ""}, {"party": ["Name the company, or at least the category of providers."]}),
    (
        "transfer",
        {"international_organisation": "WHO"},
        {"international_organisation": ["A transfer goes to a country or to an international organisation."]},
    ),
    ("citation", {"standing": "read"}, {"read_because": ["What is read from context says why."]}),
    ("citation", {"record_id": "77"}, {"record_id": ["The organisation has no such record of this number."]}),
    (
        "citation",
        {"record_id": "9" * 30},
        {"record_id": ["Ensure this value is less than or equal to 9223372036854775807."]},
    ),
    (
        "citation",
        {"field": "nothing"},
        {"field": ["Select a valid choice. nothing is not one of the available choices."]},
    ),
    ("datacategory", {"code": "taken"}, {"code": ["Another category of personal data has the same: Code."]}),
    (
        "datacategory",
        {"code": "no spaces"},
        {"code": ["Enter a valid “slug” consisting of letters, numbers, underscores or hyphens."]},
    ),
]


@pytest.mark.parametrize("model,values,expected", WRONG)
def test_error_names_its_field(
    model: str, values: Any, expected: Any, acme: Organisation, officer: Client
) -> None:
    factories.party(acme, name="Taken")
    factories.made(DataCategory, organisation=acme, code="taken", label="Taken")
    add, before = url(model, "add"), None
    data = typed(officer.get(add), **{**typed_for(model, acme), **values})
    before = revisions(acme)
    response = officer.post(add, data)
    assert (response.status_code, complaints(response)) == (200, expected)
    assert revisions(acme) == before
    assert [problem["what"] for problem in response.context["problems"]] == [
        what for whats in expected.values() for what in whats
    ]


@pytest.mark.parametrize("model", OWNED)
def test_form_survives_nonsense(model: str, acme: Organisation, officer: Client) -> None:
    """Every field of every form, filled with what no field can hold."""
    add = url(model, "add")
    page = officer.get(add)
    kept = ("csrfmiddlewaretoken", "organisation")
    names = [name for name in typed(page) if name not in kept and not name.endswith("_FORMS")]
    record = live_record(model, acme)
    for nonsense in ("9" * 40, "-1", "\U0001f600 ' --"):
        data = dict.fromkeys(names, nonsense)
        assert officer.post(add, data).status_code == 200
        assert officer.post(url(model, "change", record.pk), data).status_code == 409
    assert officer.post(add, {}).status_code == 200


def live_record(model: str, owner: Organisation) -> Any:
    make = {
        "processingactivity": factories.activity, "retentionrule": factories.retention,
        "securitymeasure": factories.measure, "privacynotice": factories.notice,
        "citation": factories.citation, "clarification": factories.clarification,
    }.get(model)  # fmt: skip
    if make is None and hasattr(factories, model):
        make = getattr(factories, model)
    if make is not None:
        return make(owner)
    needed = {"code": "x", "label": "x", **({"kind": "technical"} if model == "measuretype" else {})}
    return factories.made(apps.get_model("registry", model), organisation=owner, **needed)


def test_rows_name_their_fields(acme: Organisation, officer: Client) -> None:
    activity = factories.activity(acme)
    change = url("processingactivity", "change", activity.pk)
    data = typed(officer.get(change), **{
        "purposes-TOTAL_FORMS": "1",
        **row("purposes", 0, text="", importance="secondary", allocation="own", position="1"),
        "data_uses-TOTAL_FORMS": "1", **row("data_uses", 0, source="a form", position="1"),
        "disclosures-TOTAL_FORMS": "1", **row("disclosures", 0, reason="why", position="x"),
        "clients-TOTAL_FORMS": "1", **row("clients", 0, list_person="Olga", position="1"),
    })  # fmt: skip
    response = officer.post(change, data)
    assert response.status_code == 200
    assert complaints(response) == {
        "purposes-0-text": ["This field is required."],
        "data_uses-0-category": ["Choose a category of data or write down what it is."],
        "disclosures-0-position": ["Enter a whole number."],
        "disclosures-0-service": ["Choose a service, a company or person, or a category of recipients."],
        "clients-0-controller": ["Name the controller, or the class of controllers."],
    }
    assert [problem["where"] for problem in response.context["problems"]] == [
        "Purpose 1, Purpose",
        "Category of data in use 1, Category of data",
        "Recipient 1, Position",
        "Recipient 1, Service",
        "Controller we act for 1, Controller",
    ]
    assert 'value="a form"' in response.content.decode()


@pytest.mark.parametrize("tampered", ["purposes-TOTAL_FORMS", "purposes-INITIAL_FORMS"])
def test_missing_counter_of_rows_is_said(tampered: str, acme: Organisation, officer: Client) -> None:
    change = url("processingactivity", "change", factories.activity(acme).pk)
    data = typed(officer.get(change))
    del data[tampered]
    response = officer.post(change, data)
    assert response.status_code == 200
    assert "missing or has been tampered with" in response.content.decode()


@pytest.mark.parametrize("field", ["party", "category", "hosting_places"])
def test_links_to_another_organisation_are_unknown(
    field: str, acme: Organisation, other: Organisation, officer: Client
) -> None:
    foreign = {
        "party": factories.party(other).pk,
        "category": factories.made(RecipientCategory, organisation=other, code="x", label="x").pk,
        "hosting_places": "nowhere",
    }[field]
    data = {**typed_for("service", acme), field: foreign}
    response = officer.post(url("service", "add"), typed(officer.get(url("service", "add")), **data))
    assert response.status_code == 200
    assert field in complaints(response)


def test_links_between_own_organisations_are_refused(
    acme: Organisation, other: Organisation, sign_in: SignIn
) -> None:
    """Whoever works for both can see both, and still not mix them."""
    client = sign_in(acme)
    Membership.objects.create(user=user_of(client), organisation=other, role="officer")
    theirs, rule = factories.party(other), factories.retention(other)
    activity = factories.activity(acme)
    add = url("service", "add", organisation=acme.pk)
    response = client.post(add, typed(client.get(add), name="Mixed", party=theirs.pk))
    assert list(complaints(response)) == ["party"]
    change = url("processingactivity", "change", activity.pk)
    rows = {
        "data_uses-TOTAL_FORMS": "1",
        **row("data_uses", 0, as_stated="x", retention=rule.pk, position="0"),
    }
    response = client.post(change, typed(client.get(change), joint_controllers=[theirs.pk], **rows))
    assert sorted(complaints(response)) == ["data_uses-0-retention", "joint_controllers"]


def test_purpose_of_another_activity_is_unknown(acme: Organisation, officer: Client) -> None:
    foreign = factories.purpose(factories.activity(acme))
    activity = factories.activity(acme)
    change = url("processingactivity", "change", activity.pk)
    rows = {
        "data_uses-TOTAL_FORMS": "1",
        **row("data_uses", 0, as_stated="x", purposes=[foreign.pk], position="0"),
    }
    assert list(complaints(officer.post(change, typed(officer.get(change), **rows)))) == [
        "data_uses-0-purposes"
    ]


def test_taken_short_name_is_an_error(acme: Organisation, other: Organisation, root: Client) -> None:
    change = url("organisation", "change", acme.pk)
    response = root.post(change, typed(root.get(change), slug=other.slug))
    assert complaints(response) == {"slug": ["Organisation with this Short name already exists."]}


def test_reason_beside_a_value_is_an_error_of_the_reason(acme: Organisation, officer: Client) -> None:
    dpo = factories.party(acme)
    change = url("organisation", "change", acme.pk)
    response = officer.post(change, typed(officer.get(change), dpo=dpo.pk, dpo_absent_because="None needed"))
    assert complaints(response) == {
        "dpo_absent_because": ["Give either the value or the reason why there is none, not both."]
    }


@pytest.mark.parametrize(
    "query", ["q=%00", "e=%00", "organisation__id__exact=x", "p=x", "o=x", "kind__exact=%00"]
)
def test_strange_addresses_do_not_break_a_list(query: str, acme: Organisation, root: Client) -> None:
    factories.party(acme)
    assert root.get(f"{url('party', 'changelist')}?{query}").status_code in (200, 302, 400)


@pytest.mark.parametrize("key", ["0", "9" * 30, "x", "5/history/1", "%00", "1'"])
@pytest.mark.parametrize("view", ["change", "history", "delete"])
def test_unknown_record_is_not_found(view: str, key: str, acme: Organisation, officer: Client) -> None:
    address = f"/admin/registry/party/{key}/{view}/"
    assert officer.get(address).status_code in (400, 404)
    assert officer.post(address, {"post": "yes"}).status_code in (400, 404)


def test_save_as_new_is_not_offered(acme: Organisation, officer: Client) -> None:
    party = factories.party(acme)
    change = url("party", "change", party.pk)
    response = officer.post(change, {**typed(officer.get(change), name="Copy"), "_saveasnew": "1"})
    assert (response.status_code, newest("party").name) == (200, "Vendor")


def test_upload_that_is_too_large_is_refused(acme: Organisation, officer: Client) -> None:
    add = url("document", "add")
    file = SimpleUploadedFile("scan.pdf", b"x" * (25 * 1024**2 + 1))
    response = officer.post(add, {**typed(officer.get(add), title="Scan"), "file": file})
    assert complaints(response) == {"file": ["The file has more than 25 megabytes."]}
