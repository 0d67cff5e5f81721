"""A plan that needs two approvers, from the table to the paper in force, with real papers and a real server."""

from __future__ import annotations

import pytest

from fieldapp import clock
from fieldapp.documents.verify import verify
from fieldapp.domain.ids import new_id
from fieldapp.domain.plans.authority import Level
from fieldapp.domain.plans.plan_life import PlanState
from fieldapp.domain.staff import Staff, StaffRole
from fieldapp.errors import KnownError
from fieldapp.server.office_setup import add_staff
from fieldapp.services import decide_plan
from fieldapp.services.desk import Desk
from fieldapp.services.keep_documents import read_paper
from tests.gui.plan_window import sealed_plan, visited
from tests.office import PASSPHRASE, TestOffice, borrower_case, sync


def member(office: TestOffice, login: str, name: str, number: str) -> Desk:
    """A member of the risk committee, signed in."""
    person = Staff(new_id(), login, name, number, StaffRole.SUPERVISOR, Level.RISK_COMMITTEE, "外访一组")
    add_staff(office.store, person, PASSPHRASE, clock.now())
    desk = office.desk(login)
    sync(desk)
    return desk


def test_it_is_a_proposal_until_both_have_sealed_and_then_everybody_has_the_paper(office: TestOffice) -> None:
    case = borrower_case(office.people["zhouming"])
    office.save(case)
    collector = office.desk("zhouming")
    sync(collector)
    visited(collector, case.id)
    made = sealed_plan(collector, case.id, 40)
    sync(collector)
    first, second = member(office, "gaoyan", "高岩", "S0009"), member(office, "linfang", "林芳", "S0010")
    assert [one.plan.content.approvers for one in decide_plan.queue(first)] == [2]

    decide_plan.approve(first, case.id, made.plan_id, PASSPHRASE)
    page = decide_plan.look_at_plan(first, case.id, made.plan_id)
    assert page.plan.state is PlanState.PROPOSED
    assert page.approved_by == ("高岩",)
    assert page.refusal is not None
    assert page.refusal.code == "plan.already_approved_by_you"
    with pytest.raises(KnownError) as beside:
        decide_plan.approve(first, case.id, made.plan_id, PASSPHRASE)
    assert beside.value.code == "plan.already_approved_by_you"

    for desk in (first, first, second, second):  # the file follows its record
        sync(desk)
    decide_plan.approve(second, case.id, made.plan_id, PASSPHRASE)
    for desk in (second, second, collector, collector):
        sync(desk)
    with collector.store.reading() as unit:
        file = unit.files.get(case.id)
        root = unit.settings.get("root_pem", str) or ""
    pdf = read_paper(collector, file.documents[0].current.sha256)
    assert file.plans[0].state is PlanState.ACTIVE
    assert file.documents[0].complete
    report = verify(pdf, [root.encode()])
    assert report.sound, report.problems
    assert [(one.field, one.signer) for one in report.signatures] == [
        ("collector", "周明"), ("supervisor", "高岩"), ("supervisor2", "林芳"),
    ]  # fmt: skip
    for desk in (collector, first, second):
        desk.store.close()
