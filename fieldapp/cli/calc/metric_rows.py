"""How the rows of a metrics question are written, and as the domain has them."""

from __future__ import annotations

from typing import Any

import msgspec

from fieldapp.cli.calc.question import Strict, day, minor, wrong
from fieldapp.domain.strategy.metrics.collection import CaseArrears, Receipt, ReceiptKind
from fieldapp.domain.strategy.metrics.compliance import ComplianceCounts
from fieldapp.domain.strategy.metrics.contact import Attempt
from fieldapp.domain.strategy.metrics.cost import Costs
from fieldapp.domain.strategy.metrics.cycle import Episode
from fieldapp.domain.strategy.metrics.kept_promises import PromiseEnd, PromiseRow
from fieldapp.domain.strategy.metrics.migration import BalanceMoved
from fieldapp.domain.strategy.metrics.overdue import LoanAt
from fieldapp.domain.strategy.metrics.plan_success import PlanRowPaid, PlanRun
from fieldapp.domain.strategy.metrics.visiting import MetWhom, VisitMade


class LoanRow(Strict, frozen=True, kw_only=True):
    """A loan at the end of the period."""

    loan_id: str
    days_past_due: int
    principal: str
    overdue_amount: str = "0.00"

    def read(self, path: str) -> LoanAt:
        """As the domain has it."""
        count(self.days_past_due, f"{path}.days_past_due")
        principal = minor(self.principal, f"{path}.principal")
        return LoanAt(self.loan_id, self.days_past_due, principal, minor(self.overdue_amount, f"{path}.overdue_amount"))


class ArrearsRow(Strict, frozen=True, kw_only=True):
    """What of a case was overdue when the period began, and what became overdue within it."""

    case_id: str
    overdue_at_start: str = "0.00"
    newly_overdue: str = "0.00"

    def read(self, path: str) -> CaseArrears:
        """As the domain has it."""
        at_start = minor(self.overdue_at_start, f"{path}.overdue_at_start")
        return CaseArrears(self.case_id, at_start, minor(self.newly_overdue, f"{path}.newly_overdue"))


class ReceiptRow(Strict, frozen=True, kw_only=True):
    """Money received on a case, or a waiver; `reversed` when the bank took it back."""

    case_id: str
    on: str
    amount: str
    kind: ReceiptKind = ReceiptKind.CASH
    reversed: bool = False

    def read(self, path: str) -> Receipt:
        """As the domain has it."""
        on, amount = day(self.on, f"{path}.on"), minor(self.amount, f"{path}.amount")
        return Receipt(self.case_id, on, amount, self.kind, self.reversed)


class EpisodeRow(Strict, frozen=True, kw_only=True):
    """A case from its first day overdue to its cure; open ones are seen to the end of the period."""

    case_id: str
    began_on: str
    cured_on: str | None = None
    amount: str = "0.00"

    def read(self, path: str, end: Any) -> Episode:
        """As the domain has it."""
        began = day(self.began_on, f"{path}.began_on")
        cured = None if self.cured_on is None else day(self.cured_on, f"{path}.cured_on")
        if (cured or end) < began:
            wrong(f"{path}.began_on", "after the day it was cured or last seen")
        return Episode(self.case_id, began, minor(self.amount, f"{path}.amount"), cured or end, cured)


class CostsForm(Strict, frozen=True, kw_only=True):
    """What collection cost in the period, the accounts worked, and the visits made if not those that are listed."""

    wages: str = "0.00"
    travel: str = "0.00"
    fees: str = "0.00"
    legal: str = "0.00"
    system: str = "0.00"
    accounts: int = 0
    visits: int | None = None

    def read(self, path: str) -> Costs:
        """As the domain has it."""
        for name in ("accounts", "visits"):
            count(getattr(self, name) or 0, f"{path}.{name}")
        names = ("wages", "travel", "fees", "legal", "system")
        return Costs(**{name: minor(getattr(self, name), f"{path}.{name}") for name in names})


class PromiseForm(Strict, frozen=True, kw_only=True):
    """A promise with the last day money counted for it and how it ended."""

    promise_id: str
    window_end: str
    promised: str
    paid: str
    end: PromiseEnd

    def read(self, path: str) -> PromiseRow:
        """As the domain has it."""
        ended = day(self.window_end, f"{path}.window_end")
        sums = minor(self.promised, f"{path}.promised"), minor(self.paid, f"{path}.paid")
        return PromiseRow(self.promise_id, ended, *sums, self.end)


class BalanceRow(Strict, frozen=True, kw_only=True):
    """A loan at both ends of the period."""

    loan_id: str
    balance_at_start: str
    days_at_start: int
    days_at_end: int

    def read(self, path: str) -> BalanceMoved:
        """As the domain has it."""
        for name in ("days_at_start", "days_at_end"):
            count(getattr(self, name), f"{path}.{name}")
        balance = minor(self.balance_at_start, f"{path}.balance_at_start")
        return BalanceMoved(self.loan_id, balance, self.days_at_start, self.days_at_end)


class AttemptRow(Strict, frozen=True, kw_only=True):
    """An attempt to reach an account."""

    account_id: str
    on: str
    right_party: bool

    def read(self, path: str) -> Attempt:
        """As the domain has it."""
        return Attempt(self.account_id, day(self.on, f"{path}.on"), self.right_party)


class VisitRow(Strict, frozen=True, kw_only=True):
    """A visit to a case."""

    visit_id: str
    case_id: str
    collector_id: str
    on: str
    met: MetWhom
    completed: bool = True

    def read(self, path: str) -> VisitMade:
        """As the domain has it."""
        on = day(self.on, f"{path}.on")
        return VisitMade(self.visit_id, self.case_id, self.collector_id, on, self.met, self.completed)


class PlanRowForm(Strict, frozen=True, kw_only=True):
    """A row of a plan and when it was paid in full."""

    due: str
    paid_on: str | None = None


class PlanForm(Strict, frozen=True, kw_only=True):
    """An approved plan with its rows."""

    plan_id: str
    began_on: str
    rows: tuple[PlanRowForm, ...]

    def read(self, path: str) -> PlanRun:
        """As the domain has it."""
        rows = tuple(
            PlanRowPaid(
                day(row.due, f"{path}.rows[{at}].due"),
                None if row.paid_on is None else day(row.paid_on, f"{path}.rows[{at}].paid_on"),
            )
            for at, row in enumerate(self.rows)
        )
        return PlanRun(self.plan_id, day(self.began_on, f"{path}.began_on"), rows)


class ComplianceForm(Strict, frozen=True, kw_only=True):
    """Counts of the period."""

    actions: int = 0
    blocked: int = 0
    overridden: int = 0
    complaints: int = 0
    accounts: int = 0
    evidence_required: int = 0
    evidence_present: int = 0

    def read(self, path: str) -> ComplianceCounts:
        """As the domain has it."""
        for name, value in msgspec.structs.asdict(self).items():
            count(value, f"{path}.{name}")
        return ComplianceCounts(**msgspec.structs.asdict(self))


def count(value: int, path: str) -> int:
    """A count, never below nought.

    Raises:
        KnownError: `calc.field_wrong`.
    """
    if value < 0:
        wrong(path, f"below zero: {value}")
    return value
