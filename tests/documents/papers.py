"""Makes plan papers and signatures for tests: valid by default, every part of them replaceable."""

from __future__ import annotations

import dataclasses
import math
from datetime import UTC, date, datetime
from random import Random  # noqa: TID251 - seeded, so that a failing signature can be drawn again
from typing import Any

from fieldapp.documents.ink import DeviceKind, InkRecord, Sample, ink_record
from fieldapp.documents.plan_paper import (
    Agent,
    Borrower,
    Creditor,
    Debt,
    Guarantor,
    LoanContract,
    PayAccount,
    PlanPaper,
    PlanRow,
)

LENDER = "镇雄县惠农小额贷款有限责任公司"
BORROWER = Borrower(
    "王𬱖", "530627198803150012", "云南省昭通市镇雄县泼机镇仁和村民委员会下坝村民小组 7 号", "13900000001"
)
GUARANTORS = (
    Guarantor(
        "赵㛃", "530627199001010023", "云南省昭通市镇雄县泼机镇街道 22 号", "13700000002", "镇惠保字〔2024〕0321-1 号"
    ),
    Guarantor(
        "孙䶮",
        "530627198505060034",
        "云南省昭通市镇雄县乌峰街道 9 号",
        "13600000003",
        "镇惠保字〔2024〕0321-2 号",
        False,
    ),
)


def rows_of(principal: int, count: int, *, first: date, monthly_bp: int = 100, arrears: int = 0) -> tuple[PlanRow, ...]:
    """Equal shares of principal, the last row takes the remainder; past dues are paid with the first row."""
    rows, balance = [], principal
    for number in range(1, count + 1):
        share = principal // count if number < count else balance
        interest = (balance * monthly_bp + 5_000) // 10_000
        extra = arrears if number == 1 else 0
        balance -= share
        months = first.year * 12 + first.month - 1 + number - 1
        due = date(months // 12, months % 12 + 1, first.day)
        rows.append(PlanRow(number, due, share, interest, extra, share + interest + extra, balance))
    return tuple(rows)


def debt_of(principal: int = 8_158_110, waived: int = 0) -> Debt:
    interest, penalty, compound, fees = 153_316, 29_612, 2_374, 0
    total = principal + interest + penalty + compound + fees - waived
    return Debt(date(2026, 11, 20), principal, interest, penalty, compound, fees, waived, total)


def paper(
    count: int = 12, *, principal: int = 8_158_110, waived: int = 0, approval: bool = True, **changes: Any
) -> PlanPaper:
    """A sound paper with `count` rows; any field can be replaced by keyword."""
    debt = debt_of(principal, waived)
    made = PlanPaper(
        doc_no="HKJH-2026-000123",
        issued=date(2026, 11, 21),
        place="云南省昭通市镇雄县乌峰街道南台路 18 号",
        kind="equal_principal",
        creditor=Creditor(LENDER, "91530627MA6K0X0X1X", "云南省昭通市镇雄县乌峰街道南台路 66 号", "0870-3120000"),
        agent=Agent("李小龙", "C0417", "13800000017"),
        borrower=BORROWER,
        guarantors=GUARANTORS[:1],
        loan=LoanContract("镇惠贷字〔2024〕第 0321 号", date(2024, 3, 20), 15_000_000),
        debt=debt,
        rows=rows_of(principal, count, first=date(2026, 12, 20), arrears=debt.total - principal),
        pay_account=PayAccount(LENDER, "镇雄县农村信用合作联社营业部", "6230 0000 0000 0000 018"),
        grace_days=3,
        court="镇雄县人民法院",
        needs_approval=approval,
        expected_signers=("collector", "supervisor") if approval else ("collector",),
    )
    return dataclasses.replace(made, **changes)


def handwriting(seed: int = 1, *, strokes: int = 5, kind: DeviceKind = "pen") -> InkRecord:
    """A made-up signature that moves like a hand: arcs at 125 samples a second."""
    dice, moment, drawn = Random(seed), 0, []
    for number in range(strokes):
        count = dice.randrange(25, 70)
        left, top = 8 + number * 14 + dice.uniform(-2, 2), dice.uniform(8, 18)
        wide, high = dice.uniform(4, 11), dice.uniform(5, 11)
        turns_x, turns_y = dice.uniform(0.4, 1.6), dice.uniform(0.4, 1.6)
        phase_x, phase_y = dice.uniform(0, 6), dice.uniform(0, 6)
        stroke: list[Sample] = []
        for step in range(count):
            along = step / (count - 1)
            x = left + wide * (math.sin(turns_x * math.tau * along + phase_x) + 1) / 2 + 5 * along
            y = top + high * math.sin(turns_y * math.tau * along + phase_y) / 2
            force = int(1000 * (0.25 + 0.6 * math.sin(math.pi * along))) if kind == "pen" else -1
            stroke.append((moment, int(100 * x), int(100 * y), force, 12, -5))
            moment += 8
        drawn.append(stroke)
        moment += dice.randrange(90, 260)
    return ink_record(
        drawn,
        pad_mm=(90, 35),
        device_kind=kind,
        device_name="test pad",
        started=datetime(2026, 11, 21, 2, 10, tzinfo=UTC),
    )
