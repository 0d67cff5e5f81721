"""Signing a paper by hand: nothing is stored before the seal, everything with it, and the evidence says how it was."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from fieldapp import clock
from fieldapp.documents.verify import verify
from fieldapp.domain.cash import ReceiptContent
from fieldapp.domain.facts import FactKind
from fieldapp.domain.plans.plan_life import PlanState
from fieldapp.errors import KnownError
from fieldapp.services.draft_plan import PlanDraft, held_plan, keep_plan
from fieldapp.services.write_receipt import write_receipt
from tests.documents.pages import texts
from tests.gui.plan_window import collector_window
from tests.gui.signing_table import BORROWER, COLLECTOR, GUARANTOR, SEAL, AtTable, drawn_for, table
from tests.office import PASSPHRASE, TestOffice, borrower_case, sync, worked_loan
from ui.collector.documents import DocumentsPage
from ui.collector.signing import SigningPage
from ui.widgets.ledger import Reason

__all__ = ["table"]


def test_a_paper_is_signed_by_hand_sealed_and_shown_with_its_validity(table: AtTable) -> None:
    keep_plan(table.desk, PlanDraft(table.case_id))
    table.sign(BORROWER)
    table.sign(GUARANTOR)
    table.sign(COLLECTOR)
    assert table.page().step() == SEAL
    table.type_passphrase(PASSPHRASE)
    shown = table.shell.page()
    assert isinstance(shown, DocumentsPage)
    assert table.shell.toaster.shown() == ["已签署并保存在本机，联网后送主管审批。"]
    assert shown.reader.validity.sentences()[:4] == [
        "文件完整，签名可信。",
        "还没有审批人的数字签名，文书尚未生效",
        "经办人 周明（工号 C0417）07-25 10:00 数字签名，此后没有改动，证书由办公室签发",
        "借款人 李建国 手写签名，笔迹已随文件封存",
    ]
    assert "还没有审批人的数字签名，文书尚未生效" in shown.reader.validity.sentences()
    with table.desk.store.reading() as unit:
        file = unit.files.get(table.case_id)
        pdf = unit.attachments.content(file.documents[0].current.sha256)
        root = unit.settings.get("root_pem", str) or ""
        inks = [kept for kept in unit.attachments.in_state("here") if kept.kind == "ink"]
    assert file.plans[0].state is PlanState.PROPOSED
    assert pdf is not None
    report = verify(pdf, [root.encode()], expect=("collector",))
    assert report.sound, report.problems
    assert report.evidence is not None
    assert [ink.box for ink in report.evidence.inks] == ["borrower", "guarantor1"]
    assert all(ink.measures.strokes == 3 for ink in report.evidence.inks)
    assert len(inks) == 3, "the raw strokes stay in the store, the collector's too"
    assert held_plan(table.desk, table.case_id) is None, "the draft has become a plan"


def test_the_evidence_says_how_identity_was_checked_and_who_did_not_sign(table: AtTable) -> None:
    table.sign(BORROWER)
    table.page().ink_steps[GUARANTOR].absent.click()
    table.sign(COLLECTOR)
    told = [reason.accessibleName() for reason in table.page().seal_step.findChildren(Reason)]
    assert told == ["借款人 李建国已签名", "保证人 张伟不在场，本次不签", "经办人 周明已签名"]
    table.type_passphrase(PASSPHRASE)
    with table.desk.store.reading() as unit:
        document = unit.files.get(table.case_id).documents[0]
        pdf = unit.attachments.content(document.current.sha256)
    assert pdf is not None
    evidence = verify(pdf, []).evidence
    assert evidence is not None
    times = [evidence.circumstances["read_aloud"]["court"]]
    times += [said["at"] for said in evidence.circumstances["signatories"].values()]
    assert times == sorted(times)
    at = re.compile(r'"2026-07-25T02:00:\d\d\+00:00"')
    keys = ["debt", "dates", "total", "account", "effect", "grace", "consequence", "guarantee", "court"]
    assert json.loads(at.sub('"then"', json.dumps(evidence.circumstances))) == {
        "device_id": table.desk.device_id,
        "collector": "C0417",
        "read_aloud": dict.fromkeys(keys, "then"),
        "signatories": {
            "borrower": {
                "signed": True, "outcome": "signed", "identity_check": "id_card", "read_aloud": True, "at": "then",
            },
            "guarantor1": {
                "signed": False, "outcome": "absent", "identity_check": "", "read_aloud": False, "at": "then",
            },
        },
    }  # fmt: skip
    page = table.shell.page()
    assert isinstance(page, DocumentsPage)
    assert "保证人 张伟 没有手写签名" in page.reader.validity.sentences()


def test_a_wrong_passphrase_costs_nothing(table: AtTable) -> None:
    for number in (BORROWER, GUARANTOR, COLLECTOR):
        table.sign(number)
    before = table.stored()
    table.type_passphrase("wrong-passphrase")
    page = table.page()
    assert page.seal_step.error.accessibleName() == "口令不对。请检查大小写和输入法后重试。"
    assert page.seal_step.passphrase.hasSelectedText()
    assert table.stored() == before
    assert set(page.signing.inks) == {"borrower", "guarantor1", "collector"}
    table.type_passphrase(PASSPHRASE)
    assert isinstance(table.shell.page(), DocumentsPage)


def test_no_passphrase_is_said_and_asks_nobody(table: AtTable) -> None:
    for number in (BORROWER, GUARANTOR, COLLECTOR):
        table.sign(number)
    table.settle()
    table.page().seal_step.seal.click()
    assert table.page().seal_step.error.accessibleName() == "请输入口令。"
    assert not table.work.tasks.running()


def test_a_plan_within_ones_own_authority_runs_from_the_seal_on(qtbot: QtBot, office: TestOffice) -> None:
    loan = worked_loan()
    small = replace(loan, terms=replace(loan.terms, principal=600_000), payments=())
    case = borrower_case(office.people["zhouming"], loans=(small,))
    office.save(case)
    desk = office.desk("zhouming")
    sync(desk)
    drawn = drawn_for(desk, case.id, months=2)
    assert not drawn.paper.needs_approval
    with collector_window(desk) as (work, shell):
        shell.open("sign", lambda: SigningPage(work, drawn), under="plans")
        at = AtTable(qtbot, desk, case.id, work, shell, drawn)
        at.settle()
        at.sign(BORROWER)
        at.page().ink_steps[GUARANTOR].absent.click()
        at.sign(COLLECTOR)
        at.type_passphrase(PASSPHRASE)
        assert shell.toaster.shown() == ["已签署并保存在本机，方案从现在起生效，联网后自动发送。"]
        shown = shell.page()
        assert isinstance(shown, DocumentsPage)
        assert "尚未生效" not in "".join(shown.reader.validity.sentences())


def test_a_receipt_is_written_from_what_was_taken(table: AtTable) -> None:
    desk = table.desk
    with table.desk.store.reading() as unit:
        case = unit.files.get(table.case_id).case
    content = ReceiptContent(1203, case.loans[0].id, case.borrower.id, 320_050, clock.now(), "李建国")
    with table.desk.store.writing() as unit:
        made = desk.fact(FactKind.CASH_RECEIVED, table.case_id, content)
        desk.record(unit, unit.files.get(table.case_id), made)
    said = "".join(texts(write_receipt(table.desk, made.id)))
    assert "No.00001203" in said
    assert "人民币叁仟贰佰元伍角整" in said
    assert "作废" not in said
    with pytest.raises(KnownError) as unknown:
        write_receipt(table.desk, "none")
    assert unknown.value.code == "cash.unknown_receipt"
