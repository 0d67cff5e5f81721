"""Loans worked out a second time, in whole numbers and exact fractions only, without the product's own rules.

It follows what the contracts say: a whole month costs a twelfth of the yearly rate, a broken first period its days;
overdue principal and interest bear the penalty rate by actual days, penalty bears nothing; each line is rounded half
up, once, on the day money touches its row; money is applied in the order the contract names (民法典 561,
or row by row). Sums are in 分, rates in hundredths of a percent (1200 is 12 %).
"""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from fieldapp.sample.model import SampleCharge, SamplePayment, SampleStatement, SampleTerms

_BASIS = 10_000
_KINDS = ("penalty", "compound", "interest", "principal")


@dataclass(slots=True)
class Debt:
    """One instalment: what is still open of it, and up to when its penalty has been posted."""

    due: date
    principal: int
    interest: int
    posted_to: date
    penalty: int = 0
    compound: int = 0
    agreed_interest: int = 0

    @property
    def agreed_open(self) -> int:
        """What the contract asked for and nobody paid yet."""
        return self.principal + self.interest


def step(day: date, months: int) -> date:
    """`months` later on the same day, or on the last day of a shorter month."""
    month = day.year * 12 + day.month - 1 + months
    year, month = month // 12, month % 12 + 1
    return day.replace(year=year, month=month, day=min(day.day, calendar.monthrange(year, month)[1]))


def divided(above: int, below: int) -> int:
    """`above` / `below` rounded half up."""
    return (2 * above + below) // (2 * below)


def instalments(terms: SampleTerms) -> list[Debt]:
    """The contract's rows, all of them still open."""
    left, rows = terms.principal, []
    level = _level(terms)
    for number in range(terms.count):
        interest = _first_interest(terms) if number == 0 else divided(left * terms.rate, 12 * _BASIS)
        usual = divided(left * terms.rate, 12 * _BASIS)
        last = number == terms.count - 1
        principal = left if last else min(left, _principal_part(terms, level, usual))
        due = step(terms.first_due, number)
        rows.append(Debt(due, principal, interest, due, agreed_interest=interest))
        left -= principal
    return rows


def _principal_part(terms: SampleTerms, level: int, interest: int) -> int:
    if terms.method == "先息后本":
        return 0
    return level - interest if terms.method == "等额本息" else divided(terms.principal, terms.count)


def _level(terms: SampleTerms) -> int:
    """P·i·q / (q − 1) with q = (1 + i)^n, exactly, then rounded."""
    monthly = Fraction(terms.rate, 12 * _BASIS)
    grown = (1 + monthly) ** terms.count
    exact = terms.principal * monthly * grown / (grown - 1)
    return divided(exact.numerator, exact.denominator)


def _first_interest(terms: SampleTerms) -> int:
    for months in range(1, 4):
        if step(terms.disbursed_on, months) == terms.first_due:
            return divided(terms.principal * terms.rate * months, 12 * _BASIS)
    days = (terms.first_due - terms.disbursed_on).days
    return divided(terms.principal * terms.rate * days, terms.year_days * _BASIS)


class Account:
    """A loan while its history is told: pay, and ask what is open."""

    def __init__(self, terms: SampleTerms) -> None:
        self.terms = terms
        self.rows = instalments(terms)
        self.costs = 0

    def _growth(self, debt: Debt, on: date) -> tuple[int, int]:
        """What has come to the penalty and the compound interest since they were last posted."""
        if on <= debt.due + timedelta(days=self.terms.grace_days):
            return 0, 0
        factor = self.terms.rate * (100 + self.terms.uplift) * (on - debt.posted_to).days
        scale = _BASIS * 100 * self.terms.year_days
        return divided(debt.principal * factor, scale), divided(debt.interest * factor, scale)

    def _post(self, debt: Debt, on: date) -> None:
        if on <= debt.due + timedelta(days=self.terms.grace_days):
            return
        penalty, compound = self._growth(debt, on)
        debt.penalty += penalty
        debt.compound += compound
        debt.posted_to = on

    def _open(self, debt: Debt, kind: str, on: date) -> int:
        """What is open of one kind, with what has not been posted yet."""
        penalty, compound = self._growth(debt, on)
        more = {"penalty": penalty, "compound": compound}.get(kind, 0)
        return int(getattr(debt, kind)) + more

    def advance(self, on: date) -> None:
        """Post what has accrued up to `on`."""
        for debt in self.rows:
            self._post(debt, on)

    def due(self, on: date) -> int:
        """What has to be paid on `on` for nothing to be overdue."""
        fallen = [debt for debt in self.rows if debt.due <= on]
        return self.costs + sum(self._open(debt, kind, on) for debt in fallen for kind in _KINDS)

    def pay(self, on: date, amount: int) -> None:
        """Apply `amount`, received on `on`; penalty is posted on the rows that get something."""
        part = min(amount, self.costs)
        self.costs -= part
        amount -= part
        for debt, kind in self._order(on):
            part = min(amount, self._open(debt, kind, on))
            if part:
                self._post(debt, on)
            setattr(debt, kind, getattr(debt, kind) - part)
            amount -= part

    def _order(self, on: date) -> Iterator[tuple[Debt, str]]:
        fallen = [debt for debt in self.rows if debt.due <= on]
        if self.terms.row_by_row:
            yield from ((debt, kind) for debt in fallen for kind in _KINDS)
        else:
            yield from ((debt, kind) for kind in _KINDS for debt in fallen)
        yield from ((debt, kind) for debt in self.rows if debt.due > on for kind in _KINDS)

    def statement(self, on: date) -> SampleStatement:
        """The sums a bank would print on `on`."""
        self.advance(on)
        fallen = [debt for debt in self.rows if debt.due <= on]
        coming = [debt for debt in self.rows if debt.due > on]
        open_since = min((debt.due for debt in fallen if debt.agreed_open), default=on)
        return SampleStatement(
            on=on,
            principal=sum(debt.principal for debt in self.rows),
            overdue_principal=sum(debt.principal for debt in fallen),
            overdue_interest=sum(debt.interest for debt in fallen),
            penalty=sum(debt.penalty for debt in fallen),
            compound=sum(debt.compound for debt in fallen),
            costs=self.costs,
            current_interest=self._running_interest(fallen, coming, on),
            days_past_due=(on - open_since).days,
        )

    def _running_interest(self, fallen: list[Debt], coming: list[Debt], on: date) -> int:
        if not coming:
            return 0
        since = fallen[-1].due if fallen else self.terms.disbursed_on
        lent = sum(debt.principal for debt in coming)
        run = divided(lent * self.terms.rate * (on - since).days, _BASIS * self.terms.year_days)
        return max(0, run - (coming[0].agreed_interest - coming[0].interest))


def statement(
    terms: SampleTerms, payments: Iterable[SamplePayment], charges: Iterable[SampleCharge], on: date
) -> SampleStatement:
    """What the account says on `on`, retold from the beginning; a payment taken back by then never happened."""
    kept = [p for p in payments if p.received_on <= on and (p.reversed_on is None or p.reversed_on > on)]
    account, charged = Account(terms), sorted(charges, key=lambda c: c.charged_on)
    for payment in sorted(kept, key=lambda p: (p.received_on, p.reference)):
        while charged and charged[0].charged_on <= payment.received_on:
            account.costs += charged.pop(0).amount
        account.pay(payment.received_on, payment.amount)
    account.costs += sum(charge.amount for charge in charged if charge.charged_on <= on)
    return account.statement(on)
