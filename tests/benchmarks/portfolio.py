"""As many cases as a benchmark wants, made from the practice portfolio.

The 240 cases of the sample come through the ordinary import; those beyond are of the same shapes with people, shops,
addresses, numbers and sums of their own, so that nothing about them compresses or sorts better than real ones would.
The same number always gives the same case. Peers get the same records, as JSON.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from fieldapp.domain.case import Case, Entity
from fieldapp.domain.facts import Fact
from fieldapp.domain.lending.loan import Loan
from fieldapp.domain.party import Party, Premises
from fieldapp.domain.staff import Staff
from fieldapp.importers import IdBook, read_portfolio
from fieldapp.protocol.records import decode_record, encode_record
from fieldapp.sample import make_portfolio, write_workbook
from fieldapp.sample.dice import Dice
from fieldapp.sample.people import SURNAMES, identity_number
from tests import field_work

ROOT = Path(__file__).resolve().parents[2]
KEPT = ROOT / ".cache" / "bench"
AS_OF = date(2026, 7, 25)
SEED = 4
GIVEN = "伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超霞平刚桂兰玉梅建国华文斌宇浩轩雨欣梓涵诗俊博嘉怡佳琪志鹏海燕春生福德"
MOST_SHIFT_DAYS = 28
NOTES = (
    "客户称本周五前可先还一部分，需下次上门确认。",
    "店内客人不多，库存较少，客户情绪稳定，愿意配合。",
    "客户对罚息有异议，已解释合同条款并记录其意见。",
    "邻居告知客户外出进货，已与店员确认营业时间。",
    "承诺货款回笼后处理，约定下周三再次到店。",
    "门店搬到隔壁，营业执照与租赁合同均已核对。",
)


@cache
def templates() -> tuple[Case, ...]:
    """The cases of the practice portfolio, as the import makes them; kept for the processes that want them next."""
    kept = KEPT / f"templates-{state_of('fieldapp/sample', 'fieldapp/importers', 'fieldapp/domain')}.jsonl"
    if not kept.exists():
        KEPT.mkdir(parents=True, exist_ok=True)
        part = kept.with_suffix(f".{os.getpid()}")
        part.write_bytes(b"\n".join(map(encode_record, _imported())))
        part.replace(kept)
    return tuple(decode_record(Entity.CASE, line) for line in kept.read_bytes().splitlines())


def state_of(*parts: str) -> str:
    """A digest of the code below these folders, and of this module."""
    total = hashlib.sha256(Path(__file__).read_bytes())
    for path in (path for part in parts for path in sorted((ROOT / part).rglob("*.py"))):
        total.update(path.read_bytes())
    return total.hexdigest()[:16]


def _imported() -> tuple[Case, ...]:
    sample = make_portfolio(AS_OF)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "portfolio.xlsx"
        write_workbook(sample, path)
        reading = read_portfolio(path, IdBook(), {person.login: person.login for person in sample.staff})
    if reading.rejects:
        raise RuntimeError(f"the sample portfolio was rejected: {reading.rejects[:3]}")
    return reading.cases


def cases(count: int, collector: str, first: int = 0) -> Iterator[Case]:
    """Cases number `first` and following, all with one collector."""
    shapes = templates()
    for number in range(first, first + count):
        yield _variant(shapes[number % len(shapes)], number, collector)


def visits(by: Staff, count: int, first: int, among: int) -> Iterator[Fact]:
    """Visits number `first` and following, each at the case of its number, with words of its own."""
    for number in range(first, first + count):
        dice = Dice(SEED, "visit", number)
        note = (
            "".join(dice.pick(NOTES) for _ in range(dice.between(1, 3))) + f"约定金额 {dice.between(1, 400) * 50} 元。"
        )
        (case,) = cases(1, by.id, number % among)
        yield field_work.visit(case, by, note)


def _variant(shape: Case, number: int, collector: str) -> Case:
    dice = Dice(SEED, "case", number)
    borrower = _person(shape.borrower, dice)
    return replace(
        shape,
        id=_id(dice, number),
        case_no=f"HK-2026-{number:06}",
        assigned_to=collector,
        borrower=borrower,
        parties=tuple(_person(party, dice) for party in shape.parties),
        premises=tuple(_shop(each, borrower.name, dice) for each in shape.premises),
        loans=tuple(_loan(loan, dice, number, place) for place, loan in enumerate(shape.loans)),
    )


def _person(shape: Party, dice: Dice) -> Party:
    name = dice.pick(SURNAMES) + "".join(dice.pick(GIVEN) for _ in range(dice.between(1, 2)))
    day = f"{dice.between(1958, 2000)}{dice.between(1, 12):02}{dice.between(1, 28):02}"
    return replace(
        shape,
        id=_id(dice),
        name=name,
        id_no=shape.id_no and identity_number(day, dice.below(500), man=dice.chance(50)),
        phones=tuple(f"154{dice.below(10**8):08}" for _ in shape.phones),
        address=shape.address and _renumbered(shape.address, dice),
    )


def _shop(shape: Premises, owner: str, dice: Dice) -> Premises:
    place = shape.place and replace(
        shape.place, lon_e6=shape.place.lon_e6 + dice.below(20_000), lat_e6=shape.place.lat_e6 + dice.below(20_000)
    )
    name = f"{owner[0]}{dice.pick(GIVEN)}{shape.name[1:]}"
    return replace(shape, id=_id(dice), name=name, address=_renumbered(shape.address, dice), place=place)


def _loan(shape: Loan, dice: Dice, number: int, place: int) -> Loan:
    """The same agreement with other sums, some days earlier or later: every figure of it is its own."""
    shift = timedelta(days=dice.below(MOST_SHIFT_DAYS))
    hundredths = dice.between(60, 180)
    terms = shape.terms
    moved = replace(
        terms,
        principal=terms.principal * hundredths // 100,
        disbursed_on=terms.disbursed_on - shift,
        first_due=terms.first_due - shift,
    )
    payments = tuple(
        replace(
            payment,
            reference=f"{dice.below(10**12):012}",
            received_on=payment.received_on - shift,
            amount=payment.amount * hundredths // 100 + dice.below(100),
            reversed_on=payment.reversed_on and payment.reversed_on - shift,
        )
        for payment in shape.payments
    )
    contract_no = f"{shape.contract_no[:3]}2026-{number:06}{'-' + str(place) if place else ''}"
    return replace(shape, id=_id(dice), contract_no=contract_no, terms=moved, payments=payments)


def _renumbered(address: str, dice: Dice) -> str:
    """The address with other digits: another house in the same street."""
    return "".join(str(dice.between(1, 9)) if char.isdigit() else char for char in address)


def _id(dice: Dice, number: int | None = None) -> str:
    """An id in the form of version 7; those of cases sort by their number, as if made one after the other."""
    moment = 0x019F_8000_0000 + (number if number is not None else dice.below(2**30))
    rest = hashlib.sha256(f"{moment} {dice.below(2**62)}".encode()).hexdigest()
    stamp = f"{moment:012x}"
    return f"{stamp[:8]}-{stamp[8:]}-7{rest[:3]}-8{rest[3:6]}-{rest[6:18]}"
