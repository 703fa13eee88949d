"""The cover has everything that Art. 30(1)(a) asks of the organisation, and says what the register holds."""

from dataclasses import replace

from registry.documents.completeness import lacks
from registry.documents.cover import cover
from registry.documents.records.parties import Organisation
from registry.documents.records.terms import Choice
from registry.law.articles import Part
from tests.documents.samples import ACME, DRAFT, ON, VENDOR, activity, facts, of


def test_cover_of_an_organisation_of_which_only_the_name_is_known() -> None:
    owner = Organisation(id=1, name="Acme", slug="acme")
    identity, scope = cover(of(organisation=owner), {Part.CONTROLLER: (), Part.PROCESSOR: ()})
    assert (identity.letter, identity.article) == ("a", "Art. 30(1)(a); Art. 30(2)(a)")
    assert facts(identity.entries) == {
        "name": ["Acme"],
        "postal-address": "Missing",
        "email": "Missing",
        "joint-controllers": "Missing",
        "representative-eu": "Missing",
        "officer": "Missing",
    }
    assert facts(scope.entries) == {"activities": ["None recorded for this day"], "regimes": "Missing"}


def test_one_way_to_reach_the_organisation_is_enough() -> None:
    for way in ("email", "phone", "website", "contact_form"):
        owner = replace(Organisation(id=1, name="Acme", slug="acme"), **{way: "Here"})
        identity, _scope = cover(of(organisation=owner), {Part.CONTROLLER: ()})
        said = facts(identity.entries)
        assert (said[way.replace("_", "-")], said["postal-address"]) == (["Here"], "Missing")
        assert len(said) == 6


def test_cover_says_all_that_is_recorded() -> None:
    owner = replace(
        ACME,
        postal_address="Street 1\n 10115 Berlin ,\nGermany",
        country="DE",
        email="a@acme.example",
        phone="+49 30 1",
        website="https://acme.example",
        contact_note="Weekdays",
        dpo=VENDOR,
        eu_representative_absent_because="Established in Germany",
        ch_representative=VENDOR,
        regimes=("CH", "EU"),
    )
    one = activity(joint_controllers_absent_because="Alone")
    identity, scope = cover(of(one, organisation=owner), {Part.CONTROLLER: (one,)})
    assert identity.article == "Art. 30(1)(a); Art. 12(2)(a) FADP"
    assert facts(identity.entries) == {
        "name": ["Acme"],
        "legal-name": ["Acme GmbH"],
        "postal-address": ["Street 1, 10115 Berlin, Germany"],
        "country": ["Germany"],
        "email": ["a@acme.example"],
        "phone": ["+49 30 1"],
        "website": ["https://acme.example"],
        "contact-note": ["Weekdays"],
        "joint-controllers": "Not applicable: Alone",
        "representative-eu": "Not applicable: Established in Germany",
        "representative-ch": ["Vendor", "United States of America", "privacy@vendor.example"],
        "officer": ["Vendor", "United States of America", "privacy@vendor.example"],
    }
    assert facts(scope.entries) == {
        "activities": ["1 activity (Approved: 1)"],
        "regimes": ["European Union", "Switzerland"],
    }


def test_joint_controllers_are_named_once_with_their_activities() -> None:
    found = (
        activity(joint_controllers=(VENDOR,)),
        activity(id=2, reference="PA-0002", joint_controllers=(VENDOR,), status=DRAFT),
    )
    identity, scope = cover(of(*found), {Part.CONTROLLER: found})
    assert facts(identity.entries)["joint-controllers"] == [
        "Vendor",
        "United States of America",
        "privacy@vendor.example",
        "For PA-0001, PA-0002",
    ]
    assert facts(scope.entries)["activities"] == ["2 activities (Approved: 1; Draft: 1)"]


def test_joint_controllers_are_missing_for_each_activity_that_gives_no_reason() -> None:
    alone = activity(joint_controllers_absent_because="Alone")
    other = activity(id=2, joint_controllers_absent_because="Decided by us")
    silent = activity(id=3, reference="PA-0003")
    both = activity(id=4, reference="PA-0004", joint_controllers=(VENDOR,))
    many = tuple(activity(id=number) for number in range(10, 19))
    values = [
        next(
            one.value
            for one in cover(of(*found), {Part.CONTROLLER: found})[0].entries
            if one.key == "joint-controllers"
        )
        for found in (
            (silent,),
            (alone, silent),
            (both, silent),
            (alone, *many),
            (alone, other),
            (alone, alone),
            (alone, both),
            (),
        )
    ]
    others = "Not applicable to the others: they give their reasons"
    assert [value.texts for value in values] == [
        ("Missing",),
        (others, "Missing for PA-0003"),
        (
            "Vendor",
            "United States of America",
            "privacy@vendor.example",
            "For PA-0004",
            "Missing for PA-0003",
        ),
        (others, "Missing for 9 activities"),
        ("Not applicable: each activity gives its reason",),
        ("Not applicable: Alone",),
        ("Vendor", "United States of America", "privacy@vendor.example", "For PA-0004"),
        ("Missing",),
    ]
    assert [lacks(value) for value in values] == [True, True, True, True, False, False, False, True]


def test_processor_is_not_asked_for_joint_controllers() -> None:
    identity, _scope = cover(of(), {Part.PROCESSOR: ()})
    assert "joint-controllers" not in facts(identity.entries)
    assert identity.article == "Art. 30(2)(a)"


def test_full_cover_asks_what_other_articles_do() -> None:
    owner = replace(
        ACME,
        supervisory_authority=replace(VENDOR, name="Berlin authority"),
        territorial_basis=Choice(code="3.1", label="Establishment"),
        headcount=12,
        headcount_on=ON,
    )
    identity, _scope = cover(of(organisation=owner, content="full"), {Part.PROCESSOR: ()})
    said = facts(identity.entries)
    assert [
        said[key] for key in ("territorial-basis", "public-body", "headcount", "registration-number")
    ] == [
        ["Establishment"],
        "Missing",
        ["12 (1 June 2025)"],
        "Missing",
    ]
    assert said["supervisory-authority"][0] == "Berlin authority"
