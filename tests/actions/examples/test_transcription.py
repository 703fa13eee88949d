"""What a file may say, what it may not, and what becomes of it."""

import copy
import datetime as dt
from pathlib import Path
from typing import Any

import pytest
import yaml

from registry.actions.examples.loading import load_example
from registry.actions.examples.source import BadExample
from registry.actions.examples.transcription import note_on_every_page, together
from registry.models import (
    Citation,
    DataCategory,
    DataUse,
    Organisation,
    PrivacyNotice,
    SecurityMeasure,
    Service,
)

pytestmark = pytest.mark.any_database

GOOD: dict[str, Any] = {
    "policy": {"title": "Policy", "cite": "1", "sections": {"1": {"heading": "Who", "sentences": "3"}}},
    "organisation": {
        "name": "Acme",
        "dpo": "officer",
        "regimes": ["EU"],
        "cite": {"dpo": "1 s1"},
        "read": {"regimes": "So"},
    },
    "categories": {"data": {"star-sign": {"label": "Star sign", "parents": ["personal-characteristics"]}}},
    "parties": {
        "officer": {"name": "Ida Data", "kind": "person", "cite": "1 s1"},
        "mail": {"name": "Mail", "cite": "1 s2"},
    },
    "retention": {"month": {"name": "A month", "kind": "exact", "period": "P1M", "cite": "1 s3"}},
    "measures": {"lock": {"title": "Encryption", "measure_type": "encryption-at-rest", "cite": "1"}},
    "services": {
        "post": {
            "name": "Delivery",
            "party": "mail",
            "hosting_places": ["NO"],
            "cite": "1 s2",
            "transfers": [
                {"destination": "US", "cite": "1", "grounds": [{"mechanism": "scc-unspecified", "cite": "1"}]}
            ],
        }
    },
    "agreements": {"terms": {"kind": "terms", "title": "Terms", "services": ["post"], "cite": "1"}},
    "activities": {
        "letters": {
            "name": "Letters",
            "cite": "1",
            "purposes": {"write": {"text": "To write letters", "cite": "1 s1"}},
            "all_data": {
                "subjects": ["customers"],
                "retention": "month",
                "cite": {"record": "1 s1", "retention": "1 s3"},
            },
            "data": [
                {"category": "name"},
                {"category": "star-sign", "purposes": ["write"], "cite": "1 s2", "read": {"subjects": "Why"}},
            ],
            "recipients": [{"service": "post", "cite": "1 s2"}],
        }
    },
    "statements": [{"kind": "nothing", "text": "Only a greeting.", "cite": "1 s1"}],
    "subprocessors": [{"service": "post", "cite": "1 s2"}],
}


def write(tmp_path: Path, content: Any) -> Path:
    path = tmp_path / "acme.yaml"
    path.write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return path


def spoilt(*steps: str | int, value: Any) -> dict[str, Any]:
    """The good file with one value in another shape."""
    content = copy.deepcopy(GOOD)
    place: Any = content
    for step in steps[:-1]:
        place = place[step]
    place[steps[-1]] = value
    return content


def test_file_becomes_records(db: None, tmp_path: Path) -> None:
    acme = load_example(write(tmp_path, GOOD)).organisation
    assert (acme.slug, str(acme.dpo), acme.regimes) == ("acme", "Ida Data", ["EU"])
    service = Service.objects.get(organisation=acme)
    assert (service.hosting_places, [str(a) for a in service.agreements.all()]) == (["NO"], ["Terms"])
    (transfer,) = service.transfers.all()
    assert [ground.mechanism.slug for ground in transfer.grounds.all()] == ["scc-unspecified"]
    measure = SecurityMeasure.objects.get(organisation=acme)
    assert (measure.kind, measure.letter) == ("technical", "a")
    assert [
        (
            use.position,
            use.category.code,
            use.retention.period,
            [s.code for s in use.subjects.all()],
            use.purposes.count(),
        )
        for use in DataUse.objects.filter(organisation=acme)
    ] == [(0, "name", "P1M", ["customers"], 0), (1, "star-sign", "P1M", ["customers"], 1)]
    own = DataCategory.objects.get(organisation=acme)
    assert (own.code, [parent.code for parent in own.parents.all()]) == (
        "star-sign",
        ["personal-characteristics"],
    )


def test_citations_say_place_and_standing(db: None, tmp_path: Path) -> None:
    acme = load_example(write(tmp_path, GOOD)).organisation
    use = DataUse.objects.get(organisation=acme, position=1)
    found = Citation.objects.filter(organisation=acme, record_type="datause", record_id=use.pk)
    columns = ("field", "section", "sentence", "standing", "read_because", "notice__title")
    assert list(found.order_by("field").values_list(*columns)) == [
        ("", "1 Who", "2", "stated", "", "Policy"),
        ("retention", "1 Who", "3", "stated", "", "Policy"),
        ("subjects", "1 Who", "2", "read", "Why", "Policy"),
    ]
    regimes = Citation.objects.get(organisation=acme, record_type="organisation", field="regimes")
    assert (regimes.section, regimes.standing, regimes.read_because) == ("", "read", "So")


UNKNOWN = " in this file or in the shared vocabulary."
BAD: list[tuple[tuple[str | int, ...], Any, str]] = [
    (("colour",), "red", "colour: This key is not known here."),
    (("organisation", "slug"), "x", "organisation.slug: This key is not known here."),
    (("statements", 0, "quote"), "x", "statements[1].quote: This key is not known here."),
    (
        ("activities", "letters", "status"),
        "approved",
        "activities.letters.status: This key is not known here.",
    ),
    (
        ("services", "post", "transfers", 0, "why"),
        "x",
        "services.post.transfers[1].why: This key is not known here.",
    ),
    (
        ("services", "post", "party"),
        "nobody",
        "services.post.party: There is no company or person “nobody”" + UNKNOWN,
    ),
    (
        ("activities", "letters", "data", 0, "category"),
        "shoe-size",
        "activities.letters.data[1].category: There is no category of personal data “shoe-size”" + UNKNOWN,
    ),
    (
        ("activities", "letters", "data", 1, "purposes"),
        ["rhyme"],
        "activities.letters.data[2].purposes[1]: There is no purpose “rhyme”" + UNKNOWN,
    ),
    (
        ("policy", "version_date"),
        "2018-13-45",
        "policy.version_date: “2018-13-45” value has the correct format (YYYY-MM-DD) but it is an invalid date.",
    ),
    (
        ("retention", "month", "period"),
        "1 month",
        "retention.month.period: “1 month” is not a period such as P30D, P6M or P2Y (days, months, years).",
    ),
    (("retention", "month", "kind"), "about", "retention.month.kind: Value 'about' is not a valid choice."),
    (
        ("retention", "month"),
        {"name": "M", "kind": "exact", "cite": "1"},
        "retention.month: A rule of this kind needs a period.",
    ),
    (
        ("organisation", "subprocessor_page"),
        "true",
        "organisation.subprocessor_page: This must be yes or no.",
    ),
    (("organisation", "regimes"), "EU", "organisation.regimes: This must be a list."),
    (("organisation", "regimes"), ["CCPA"], "organisation.regimes: “CCPA” is not on the list."),
    (
        ("services", "post", "hosting_places"),
        ["XX"],
        "services.post.hosting_places: “XX” is not on the list.",
    ),
    (("parties", "mail", "name"), "", "parties.mail.name: This is empty; leave out what is not stated."),
    (
        ("parties", "mail", "name"),
        "Ida Data",
        "parties.mail: Company or person with this Organisation and Name as stated already exists.",
    ),
    (
        ("parties", "mail"),
        {"name": "Mail"},
        "parties.mail: Say where the policy states this (cite), or why it is read so (read).",
    ),
    (("parties", "mail", "cite"), "2 s1", "parties.mail.cite.record: The policy has no section “2 s1”."),
    (("parties", "mail", "cite"), {"colour": "1"}, "parties.mail.cite.colour: This key is not known here."),
    (
        ("parties", "mail", "read"),
        {"name": ""},
        "parties.mail.read.name: This is empty; leave out what is not stated.",
    ),
    (("parties",), ["mail"], "parties: This must be a mapping of keys to values."),
    (("statements",), {"a": {}}, "statements: This must be a list."),
    (
        ("categories", "data", "name"),
        {"label": "Name"},
        "categories.data.name: The shared vocabulary has this code already.",
    ),
    (("categories", "colours"), {}, "categories.colours: This key is not known here."),
    (
        ("activities", "letters", "recipients_absent_because"),
        "None",
        "activities.letters: Give either the entries or the reason why there are none, not both.",
    ),
]


@pytest.mark.parametrize("steps,value,sentence", BAD)
def test_bad_file_is_refused_in_one_sentence(
    db: None, tmp_path: Path, steps: tuple[str | int, ...], value: Any, sentence: str
) -> None:
    with pytest.raises(BadExample) as refused:
        load_example(write(tmp_path, spoilt(*steps, value=value)))
    assert str(refused.value) == f"acme.yaml: {sentence}"
    assert not Organisation.objects.exists()


def test_file_without_a_policy_is_refused(db: None, tmp_path: Path) -> None:
    content = {key: GOOD[key] for key in GOOD if key != "policy"}
    with pytest.raises(BadExample, match=r"^acme.yaml: policy: This section is missing.$"):
        load_example(write(tmp_path, content))


def test_neighbours_share_what_they_do_not_say_themselves() -> None:
    common = {"subjects": ["a"], "cite": "1 s1", "read": {"subjects": "so"}}
    own = {"category": "name", "cite": {"retention": "2 s1"}, "read": "why"}
    assert together(common, own, at="x") == {
        "subjects": ["a"],
        "category": "name",
        "cite": {"record": "1 s1", "retention": "2 s1"},
        "read": {"subjects": "so", "record": "why"},
    }


def test_note_writes_the_date_out() -> None:
    dated = PrivacyNotice(title="Policy", version_date=dt.date(2018, 8, 31))
    assert note_on_every_page("Acme", dated) == (
        "Transcribed from the policy published on 31 August 2018, not issued by or for Acme; "
        "roles and regimes are our reading."
    )
    assert note_on_every_page("Acme", PrivacyNotice(title="Policy")) == (
        "Transcribed from a published policy (date not stated), not issued by or for Acme; "
        "roles and regimes are our reading."
    )
