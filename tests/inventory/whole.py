"""An organisation with at least one record of every model, each field that a reader could miss filled."""

import datetime as dt

from registry.models import (
    Agreement,
    DataCategory,
    DataSubjectCategory,
    LegalBasis,
    MeasureType,
    Organisation,
    ProcessingActivity,
    PurposeCategory,
    RecipientCategory,
)
from tests import factories as make

DAY = dt.date(2025, 3, 1)


def whole_organisation(slug: str = "acme") -> Organisation:
    """Everything linked to everything, in about forty revisions."""
    owner = make.organisation(slug=slug, name=slug.title(), regimes=["EU", "CH"], timezone="Europe/Berlin")
    officer = make.party(owner, name="Dana Officer", email="dana@acme.example", kind="person")
    make.changed(owner, dpo=officer, eu_representative=officer, note="Note", notice_days=30)
    paper = make.document(owner, dated=DAY, sha256="0" * 64)
    impact = make.assessment(owner, document=paper, status="done", assessed_on=DAY)
    balance = make.assessment(owner, kind="lia", title="Balancing")
    measure = make.measure(owner, measure_type=make.shared(MeasureType, "encryption-in-transit"))
    own = make.measure(owner, title="Key cards", organisation_wide=False)
    vendor = make.party(owner, country="US", legal_name="Vendor, Inc.")
    hosting = make.service(
        owner,
        party=vendor,
        category=make.shared(RecipientCategory, "hosting"),
        their_role="processor",
        hosting_places=["DE", "EEA"],
    )
    contract = make.agreement(owner, party=vendor, services=[hosting], document=paper)
    leaving = make.transfer(owner, service=hosting, importer=vendor, impact_assessment=impact)
    make.ground(leaving, document=paper, module="2")
    make.ground(make.transfer(owner, destination="IN"), "scc-2021-m2")
    activity = make.activity(
        owner,
        joint_controllers=[officer],
        joint_arrangement=contract,
        measures=[own],
        assessments=[impact],
        documents=[paper],
        screening_criteria=["monitoring"],
        subject_places=["EEA"],
        automated_decisions="no",
    )
    purpose = make.purpose(
        activity,
        category=make.shared(PurposeCategory, "account-management"),
        legal_bases=[make.shared(LegalBasis, "6.1.b"), make.shared(LegalBasis, "6.1.f")],
        special_condition=make.shared(LegalBasis, "9.2.a"),
        balancing_test=balance,
    )
    make.data_use(
        activity,
        category=make.shared(DataCategory, "name"),
        subjects=[make.shared(DataSubjectCategory, "users"), make.shared(DataSubjectCategory, "customers")],
        purposes=[purpose],
        retention=make.retention(owner, start_event="account deletion"),
    )
    make.disclosure(activity, service=hosting, data_categories=[make.shared(DataCategory, "name")])
    make.disclosure(activity, category=make.shared(RecipientCategory, "other-authorities"))
    make.ground(make.transfer(owner, activity=activity, destination="BR"), "adequacy")
    on_behalf = make.activity(owner, name="Delivering", role=ProcessingActivity.Role.PROCESSOR)
    make.client(on_behalf, controller=vendor, representative=officer, dpo=officer, contract=contract)
    make.client(on_behalf, list_document=paper)
    make.disclosure(on_behalf, service=hosting)
    notice = make.notice(owner, activities=[activity, on_behalf], version_date=DAY)
    make.statement(notice, kind="right", right="access", text="A copy")
    make.subprocessor(owner, service=hosting, data_categories=[make.shared(DataCategory, "name")])
    make.citation(
        activity, "role", notice=notice, section="2", standing="read", read_because="Its own purpose"
    )
    make.citation(hosting, notice=notice, section="4", sentence="2–3")
    make.citation(measure, document=paper, section="1")
    make.clarification(owner, "phone", until=DAY)
    make.waiver(owner, record_type="processingactivity", record_id=activity.pk)
    own_term = make.made(DataCategory, organisation=owner, code="badge", label="Badge numbers")
    make.data_use(on_behalf, category=own_term, as_stated="")
    agreed = Agreement.objects.filter(organisation=owner).count()
    assert agreed == 1
    return owner
