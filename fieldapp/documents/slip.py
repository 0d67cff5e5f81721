"""Small papers without a digital seal: the receipt for cash, and the record that somebody would not sign.

A slip is signed by hand once it is printed. Its number, its figures and a fingerprint of both stand in a code, so that
a copy can be held against what the office knows.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from fieldapp.clock import DEFAULT_ZONE
from fieldapp.documents.capitals import in_capitals
from fieldapp.documents.page import words
from fieldapp.documents.plan_paper import PaperLanguage
from fieldapp.documents.wording import day_in_words, fill, grouped
from fieldapp.protocol.canonical import digest

_SHOWN_DIGITS = 16


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a slip: label and value, once or twice; `strong` is what the eye looks for."""

    cells: tuple[str, ...]
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Slip:
    """What stands on a slip. `code` is what the QR code says; `void` is written across it, empty where it holds."""

    title: str
    author: str
    number: str
    rows: tuple[Row, ...]
    told: str
    signs: tuple[str, ...]
    code: str
    qr_alt: str
    footer: str = ""
    digest: str = ""
    void: str = ""
    void_reason: str = ""
    lang: PaperLanguage = "zh_CN"


@dataclass(frozen=True, slots=True)
class CashReceipt:
    """A receipt for cash (收据), before it is laid out: `amount` in fen, `at` aware.

    `payer` is who brought the money, `contract` the loan it is for; `void_reason` once it is void.
    """

    number: int
    amount: int
    at: datetime
    payer: str
    borrower: str
    contract: str
    creditor: str
    creditor_phone: str
    collector: str
    staff_no: str
    note: str = ""
    void_reason: str = ""
    lang: PaperLanguage = "zh_CN"
    zone: str = DEFAULT_ZONE


@dataclass(frozen=True, slots=True)
class Refusal:
    """Somebody who was asked to sign and would not (拒签), before it is laid out; `at` aware."""

    doc_no: str
    person: str
    reason: str
    at: datetime
    place: str
    heard: int
    creditor: str
    collector: str
    staff_no: str
    witness: str = ""
    lang: PaperLanguage = "zh_CN"
    zone: str = DEFAULT_ZONE


def receipt_slip(receipt: CashReceipt) -> Slip:
    """The receipt as a slip: the number with eight digits, the amount in figures and in capitals."""
    said: dict[str, Any] = words(receipt.lang)["receipt"]
    labels, number = said["labels"], f"{receipt.number:08d}"
    amount = grouped(receipt.amount)
    by = fill(said["collector"], {"name": receipt.collector, "staff_no": receipt.staff_no})
    rows = [
        Row((labels["payer"], receipt.payer, labels["borrower"], receipt.borrower)),
        Row((labels["contract"], receipt.contract, labels["purpose"], said["purpose"])),
        Row((labels["amount"], fill(said["amount"], {"amount": amount})), strong=True),
        Row((labels["capitals"], in_capitals(receipt.amount)), strong=True),
        Row((labels["creditor"], receipt.creditor, labels["collector"], by)),
    ]
    if receipt.note:
        rows.append(Row((labels["note"], receipt.note)))
    day = day_in_words(receipt.at.astimezone(ZoneInfo(receipt.zone)).date(), receipt.lang)
    mark = digest([number, receipt.amount, receipt.at.isoformat(), receipt.contract, receipt.payer])
    void = receipt.void_reason
    return Slip(
        title=said["title"],
        author=fill(said["day"], {"day": day}),
        number=fill(said["number"], {"number": number}),
        rows=tuple(rows),
        told=fill(said["told"], {"phone": receipt.creditor_phone}),
        signs=(labels["payer_sign"], labels["collector"]),
        code=f"fr1:{number}:{receipt.amount}:{mark}",
        qr_alt=said["qr_alt"],
        footer=receipt.creditor,
        digest=mark[:_SHOWN_DIGITS],
        void=said["void"] if void else "",
        void_reason=fill(said["void_reason"], {"reason": void}) if void else "",
        lang=receipt.lang,
    )


def refusal_slip(refused: Refusal) -> Slip:
    """The record of a refusal as a slip."""
    said: dict[str, Any] = words(refused.lang)["refusal"]
    labels = said["labels"]
    local = refused.at.astimezone(ZoneInfo(refused.zone))
    when = local.isoformat(sep=" ", timespec="minutes")
    by = fill(words(refused.lang)["receipt"]["collector"], {"name": refused.collector, "staff_no": refused.staff_no})
    mark = digest([refused.doc_no, refused.person, refused.reason, refused.at.isoformat()])
    return Slip(
        title=said["title"],
        author=fill(said["of"], {"number": refused.doc_no}),
        number=when,
        rows=(
            Row(
                (labels["person"], refused.person, labels["heard"], fill(said["heard"], {"count": str(refused.heard)}))
            ),
            Row((labels["reason"], refused.reason)),
            Row((labels["place"], refused.place)),
            Row((labels["collector"], by, labels["witness"], refused.witness or said["nobody"])),
        ),
        told=said["told"],
        signs=(labels["collector"], labels["witness"]),
        code=f"fj1:{refused.doc_no}:{mark}",
        qr_alt=said["qr_alt"],
        footer=refused.creditor,
        digest=mark[:_SHOWN_DIGITS],
        lang=refused.lang,
    )
