"""Slips: the receipt and the record of a refusal, as they are printed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from fieldapp.documents.render import Renderer
from fieldapp.documents.slip import CashReceipt, Refusal, receipt_slip, refusal_slip
from fieldapp.errors import KnownError
from tests.documents.pages import catalogue, metadata, texts

AT = datetime(2026, 7, 24, 16, 30, tzinfo=UTC)
TAKEN = CashReceipt(
    number=1203,
    amount=320_050,
    at=AT,
    payer="李建国",
    borrower="王𬱖",
    contract="镇惠贷字〔2024〕第 0321 号",
    creditor="镇雄县惠农小额贷款有限责任公司",
    creditor_phone="0870-3120000",
    collector="周明",
    staff_no="C0417",
)


def test_a_receipt_says_number_payer_and_the_amount_twice(renderer: Renderer) -> None:
    pdf = renderer.slip(receipt_slip(TAKEN))
    (said,) = texts(pdf)
    for wanted in ("收据编号No.00001203", "李建国", "王𬱖", "¥3,200.50", "人民币叁仟贰佰元伍角整", "周明（工号C0417）"):
        assert wanted in said
    assert "2026年7月25日" in said, "the day is the civil day of the place"
    assert "作废" not in said
    assert "<pdfaid:part>3</pdfaid:part>" in metadata(pdf)


def test_a_void_receipt_says_so_across_the_sheet_and_why(renderer: Renderer) -> None:
    slip = receipt_slip(replace(TAKEN, void_reason="写错金额", note="代付"))
    said = "".join(texts(renderer.slip(slip)))
    assert "作废" in said
    assert "本收据已作废，原因：写错金额" in said
    assert "代付" in said


def test_the_code_of_a_receipt_names_number_amount_and_fingerprint() -> None:
    slip = receipt_slip(TAKEN)
    assert slip.code.startswith("fr1:00001203:320050:")
    assert slip.code.endswith(slip.code.rsplit(":", 1)[1])
    assert len(slip.code.rsplit(":", 1)[1]) == 64
    assert receipt_slip(replace(TAKEN, amount=320_051)).code != slip.code
    assert receipt_slip(replace(TAKEN, void_reason="x")).code == slip.code, "the same receipt, void or not"


def test_a_receipt_in_english_keeps_the_chinese_capitals(renderer: Renderer) -> None:
    said = "".join(texts(renderer.slip(receipt_slip(replace(TAKEN, lang="en")))))
    assert "CNY3,200.50" in said
    assert "人民币叁仟贰佰元伍角整" in said


def test_a_slip_is_a_lying_sheet_of_a5(renderer: Renderer) -> None:
    kid = catalogue(renderer.slip(receipt_slip(TAKEN)))["/Pages"]["/Kids"][0].get_object()
    assert [round(float(side)) for side in kid["/MediaBox"]] == [0, 0, 595, 420]


def test_a_name_that_turns_the_line_round_is_refused(renderer: Renderer) -> None:
    with pytest.raises(KnownError) as refused:
        renderer.slip(receipt_slip(replace(TAKEN, payer="李\u202e")))
    assert refused.value.code == "documents.hidden_character"


def test_a_refusal_says_who_and_in_which_words(renderer: Renderer) -> None:
    told = Refusal("HKJH-1", "借款人 王𬱖", "要先问家里人", AT, "南台路 18 号", 9, "甲公司", "周明", "C0417")
    said = "".join(texts(renderer.slip(refusal_slip(told))))
    for wanted in ("拒签记录", "借款人王𬱖", "要先问家里人", "9条", "2026-07-2500:30+08:00", "周明（工号C0417）", "无"):
        assert wanted in said
    with_witness = refusal_slip(replace(told, witness="孙丽"))
    assert "孙丽" in "".join(texts(renderer.slip(with_witness)))
