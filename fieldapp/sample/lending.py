"""Loans with a believable history that stand, on a given day, exactly as late as asked for.

A history is told forwards through the sample's own `Account`: who pays late pays what was due by then, penalty
included, so that nothing but the instalments meant to be overdue stays open.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from fieldapp.sample.arithmetic import Account, instalments, statement, step
from fieldapp.sample.dice import Dice
from fieldapp.sample.model import SampleCharge, SampleLoan, SamplePayment, SampleTerms

YUAN = 100
LATENESS = {"M0": (0, 0), "M1": (1, 30), "M2": (31, 60), "M3": (61, 90), "M4+": (91, 420)}
_RATES = (800, 860, 980, 1080, 1200, 1320, 1440, 1500, 1680, 1800)
_METHODS = (("等额本息", 60), ("等额本金", 22), ("先息后本", 18))
_PRODUCTS = (("小微经营贷", "JY"), ("商户周转贷", "ZZ"), ("惠农贷", "HN"), ("装修设备贷", "SB"))
_CHANNELS = (("委托扣款", 70), ("转账", 20), ("柜面", 10))
_COSTS = (("公证费", 200, 600), ("律师函费", 300, 800), ("财产保全费", 500, 1500))


@dataclass(slots=True)
class Counter:
    """Numbers that must not repeat in one portfolio."""

    contracts: int = 0
    entries: int = 0

    def contract_no(self, code: str, signed_on: date) -> str:
        """The next contract number."""
        self.contracts += 1
        return f"SZ{code}-{signed_on.year}-{self.contracts:05}"

    def reference(self, on: date) -> str:
        """The next entry of the bank's journal; later days sort later."""
        self.entries += 1
        return f"{on:%Y%m%d}{self.entries:06}"


def days_late(dice: Dice, as_of: date, bucket: str) -> int:
    """Days past due inside `bucket`, such that the due date is no 29th, 30th or 31st (every month has the others)."""
    low, high = LATENESS[bucket]
    late = dice.between(low, high)
    due = as_of - timedelta(days=late)
    if due.day <= 28:
        return late
    older = late + due.day - 28
    return older if older <= high else late - ((step(due.replace(day=1), 1) - due).days)


def a_loan(dice: Dice, counter: Counter, as_of: date, bucket: str, *, matured: bool = False) -> SampleLoan:
    """A loan in `bucket` at `as_of`; `matured` lets its last instalment have fallen due as well."""
    terms, paid = _terms(dice, as_of, bucket, matured)
    product, code = dice.pick(_PRODUCTS)
    signed_on = terms.disbursed_on - timedelta(days=dice.between(0, 6))
    yesterday = as_of - timedelta(days=1)
    payments = _history(dice, counter, terms, paid, yesterday)
    charges = _charges(dice, counter, as_of, bucket)
    if bucket != "M0":
        payments += _after_the_fall(dice, counter, terms, paid, yesterday)
    return told(counter.contract_no(code, signed_on), product, signed_on, terms, payments, charges, yesterday)


def told(
    contract_no: str,
    product: str,
    signed_on: date,
    terms: SampleTerms,
    payments: Sequence[SamplePayment],
    charges: Sequence[SampleCharge],
    on: date,
) -> SampleLoan:
    """A loan with what is owed on it at `on`."""
    kept, costs = tuple(payments), tuple(charges)
    return SampleLoan(contract_no, product, signed_on, terms, kept, costs, statement(terms, kept, costs, on))


def paid_when_due(counter: Counter, terms: SampleTerms, count: int, channel: str = "委托扣款") -> list[SamplePayment]:
    """The first `count` instalments, each paid on its due date."""
    return [
        SamplePayment(counter.reference(row.due), row.due, row.agreed_open, channel)
        for row in instalments(terms)[:count]
    ]


def _terms(dice: Dice, as_of: date, bucket: str, matured: bool) -> tuple[SampleTerms, int]:
    """Terms, and how many instalments were paid before the first that is open."""
    if bucket == "M0":
        open_due = as_of + timedelta(days=dice.between(1, 25))
        open_due -= timedelta(days=max(0, open_due.day - 28))
        open_due = open_due if open_due > as_of else step(open_due, 1)
    else:
        open_due = as_of - timedelta(days=days_late(dice, as_of, bucket))
    count = dice.pick((12, 12, 18, 24, 24, 36))
    fallen_since = (as_of - open_due).days // 30
    if matured and fallen_since >= 3:
        paid = count - dice.between(1, fallen_since - 2)
    else:
        paid = dice.between(1, max(1, count - fallen_since - 2))
    first_due = step(open_due, -paid)
    stub = dice.between(1, 18) if dice.chance(12) else 0
    terms = SampleTerms(
        principal=dice.between(6, 60) * 5_000 * YUAN,
        rate=dice.pick(_RATES),
        method=dice.weighted(_METHODS),
        count=count,
        disbursed_on=step(first_due, -1) - timedelta(days=stub),
        first_due=first_due,
        uplift=dice.weighted(((50, 80), (30, 20))),
        grace_days=dice.weighted(((0, 60), (3, 40))),
        year_days=dice.weighted(((360, 88), (365, 12))),
        row_by_row=dice.chance(15),
    )
    return terms, paid


def _history(dice: Dice, counter: Counter, terms: SampleTerms, paid: int, until: date) -> list[SamplePayment]:
    """The instalments before the first open one: mostly on time, some days late with what that cost."""
    account, payments = Account(terms), []
    for row in list(account.rows)[:paid]:
        late = dice.between(1, 9) if dice.chance(16) else 0
        on = min(row.due + timedelta(days=late), until)
        on = max(on, row.due) if row.due <= until else until
        amount = account.due(on) if row.due <= on else row.agreed_open
        account.pay(on, amount)
        payments.append(SamplePayment(counter.reference(on), on, amount, dice.weighted(_CHANNELS)))
    return payments


def _after_the_fall(dice: Dice, counter: Counter, terms: SampleTerms, paid: int, until: date) -> list[SamplePayment]:
    """Since the first open instalment: sometimes a part, sometimes a debit that the bank took back."""
    open_row = instalments(terms)[paid]
    days = (until - open_row.due).days
    payments = []
    if days >= 3 and dice.chance(9):
        back = open_row.due + timedelta(days=dice.between(1, 3))
        reference = counter.reference(open_row.due)
        payments.append(SamplePayment(reference, open_row.due, open_row.agreed_open, "委托扣款", reversed_on=back))
    if days >= 5 and dice.chance(28):
        on = open_row.due + timedelta(days=dice.between(4, days))
        part = max(100 * YUAN, open_row.agreed_open * dice.between(10, 45) // 100 // (100 * YUAN) * 100 * YUAN)
        if part < open_row.agreed_open:
            payments.append(SamplePayment(counter.reference(on), on, part, dice.weighted(_CHANNELS)))
    return payments


def _charges(dice: Dice, counter: Counter, as_of: date, bucket: str) -> list[SampleCharge]:
    if bucket not in {"M3", "M4+"} or not dice.chance(30):
        return []
    what, low, high = dice.pick(_COSTS)
    on = as_of - timedelta(days=dice.between(2, 40))
    return [SampleCharge(f"FY{counter.reference(on)}", on, dice.between(low, high) * YUAN, what)]


def with_charge(loan: SampleLoan, charge: SampleCharge) -> SampleLoan:
    """The same loan with one more cost, stated anew."""
    charges = (*loan.charges, charge)
    return replace(loan, charges=charges, stated=statement(loan.terms, loan.payments, charges, loan.stated.on))
