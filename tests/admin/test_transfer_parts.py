"""The transfers of an activity on its form, each with its first ground."""

from typing import Any

from django.test import Client

from registry.models import (
    Clarification,
    Organisation,
    ProcessingActivity,
    Transfer,
    TransferGround,
    TransferMechanism,
)
from tests import factories
from tests.admin.conftest import SignIn
from tests.admin.pages import complaints, row, typed
from tests.admin.records import revisions, url


def mechanism(code: str) -> TransferMechanism:
    return factories.shared(TransferMechanism, code)


def post(client: Client, activity: ProcessingActivity, **values: Any) -> Any:
    change = url("processingactivity", "change", activity.pk)
    return client.post(change, typed(client.get(change), **values))


def new_row(**values: Any) -> dict[str, Any]:
    return {"transfers-TOTAL_FORMS": "1", **row("transfers", 0, **values)}


def test_transfer_and_its_ground_are_one_revision(acme: Organisation, officer: Client) -> None:
    activity = factories.activity(acme)
    before = len(revisions(acme))
    pk = mechanism("scc-unspecified").pk
    response = post(officer, activity, **new_row(destination="US", mechanism=pk, module="2"))
    assert response.status_code == 302, response.context["problems"]
    transfer = Transfer.objects.get()
    ground = transfer.grounds.get()
    assert (transfer.activity, transfer.organisation, transfer.destination) == (activity, acme, "US")
    assert (ground.mechanism.pk, ground.module, ground.organisation) == (pk, "2", acme)
    assert len(revisions(acme)) == before + 1


def test_first_ground_is_changed_and_the_others_stay(acme: Organisation, officer: Client) -> None:
    activity = factories.activity(acme)
    transfer = factories.transfer(acme, activity=activity)
    first = factories.ground(transfer, evidence="First", position=0)
    second = factories.ground(transfer, evidence="Second", position=1)
    before = len(revisions(acme))
    assert post(officer, activity).status_code == 302
    assert len(revisions(acme)) == before
    assert post(officer, activity, **{"transfers-0-module": "3"}).status_code == 302
    assert [(ground.pk, ground.module) for ground in transfer.grounds.all()] == [
        (first.pk, "3"),
        (second.pk, ""),
    ]
    assert TransferGround.objects.get(pk=first.pk).evidence == "First"


def test_ground_is_not_lost_by_emptying_a_field(acme: Organisation, officer: Client) -> None:
    activity = factories.activity(acme)
    factories.ground(factories.transfer(acme, activity=activity))
    response = post(officer, activity, **{"transfers-0-mechanism": ""})
    assert complaints(response) == {
        "transfers-0-mechanism": ["A ground is removed on the transfer's own form, with a reason."]
    }
    assert TransferGround.objects.count() == 1


def test_module_needs_its_mechanism_and_a_reason_excludes_it(acme: Organisation, officer: Client) -> None:
    activity = factories.activity(acme)
    alone = post(officer, activity, **new_row(destination="US", module="2"))
    assert complaints(alone) == {
        "transfers-0-mechanism": ["Choose the mechanism that this module belongs to."]
    }
    pk = mechanism("scc-unspecified").pk
    both = post(officer, activity, **new_row(destination="US", mechanism=pk, grounds_absent_because="None"))
    assert complaints(both) == {
        "transfers-0-grounds_absent_because": [
            "Give either the grounds or the reason why none is needed, not both."
        ]
    }


def test_transfer_beside_a_reason_for_none_is_refused(acme: Organisation, officer: Client) -> None:
    activity = factories.activity(acme, transfers_absent_because="All stays here")
    response = post(officer, activity, **new_row(destination="US"))
    assert complaints(response) == {
        "transfers_absent_because": ["Give either the entries or the reason why there are none, not both."]
    }
    assert Transfer.objects.count() == 0


def test_removed_transfer_takes_its_grounds_and_questions_along(acme: Organisation, officer: Client) -> None:
    activity = factories.activity(acme)
    transfer = factories.transfer(acme, activity=activity)
    factories.ground(transfer)
    factories.clarification(transfer, "importer")
    before = len(revisions(acme))
    response = post(officer, activity, **{"transfers-0-DELETE": "on"})
    assert response.status_code == 302
    counts = (Transfer.objects.count(), TransferGround.objects.count(), Clarification.objects.count())
    assert (counts, len(revisions(acme))) == ((0, 0, 0), before + 1)


def test_transfer_changed_meanwhile_on_its_own_form_is_told(
    acme: Organisation, officer: Client, sign_in: SignIn
) -> None:
    activity = factories.activity(acme)
    transfer = factories.transfer(acme, activity=activity, importer_as_stated="Cloud Inc.")
    change = url("processingactivity", "change", activity.pk)
    opened = officer.get(change)
    colleague, own = sign_in(acme, username="carla"), url("transfer", "change", transfer.pk)
    colleague.post(own, typed(colleague.get(own), importer_as_stated="Cloud Ltd."))
    response = officer.post(change, typed(opened, name="Renamed"))
    assert response.status_code == 409
    told = complaints(response)[""][1]
    assert "Importer as stated from “Cloud Inc.” to “Cloud Ltd.”" in told
    transfer.refresh_from_db()
    assert transfer.importer_as_stated == "Cloud Ltd."


def test_importer_of_another_organisation_is_unknown(
    acme: Organisation, other: Organisation, officer: Client
) -> None:
    theirs = factories.party(other)
    response = post(officer, factories.activity(acme), **new_row(destination="US", importer=theirs.pk))
    assert list(complaints(response)) == ["transfers-0-importer"]


def test_mechanism_that_is_no_longer_offered_may_stay(acme: Organisation, officer: Client) -> None:
    activity = factories.activity(acme)
    ground = factories.ground(factories.transfer(acme, activity=activity))
    with factories.writing(None):
        ground.mechanism.pickable = False
        ground.mechanism.save()
    assert post(officer, activity, **{"transfers-0-module": "2"}).status_code == 302
    assert TransferGround.objects.get().module == "2"
