"""Plans of several loans that one borrower agrees to together: one paper, one decision, one table of rows.

Each loan keeps its own plan, exact to the cent, because accounts, payments and limitation are the loan's; a bundle id
binds them. They are proposed, decided, withdrawn and superseded together, and none of them comes into force unless
the bundle is whole: a borrower who signed one sheet never has half of it. Once in force, each loan's plan is kept or
broken by the loan's own payments.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date

from fieldapp.domain.plans.plan import PlanRow, SidePot
from fieldapp.domain.plans.plan_life import Plan, PlanContent, PlanState
from fieldapp.domain.refusal import Refusal


@dataclass(frozen=True, slots=True)
class BundleRow:
    """What falls due on one day over all loans; `parts` are the loans' own rows by loan id. Minor units."""

    number: int
    due: date
    principal: int
    interest: int
    arrears: int
    balance: int
    parts: tuple[tuple[str, PlanRow], ...]

    @property
    def total(self) -> int:
        """What is payable on `due`."""
        return self.principal + self.interest + self.arrears


@dataclass(frozen=True, slots=True)
class Merged:
    """Several plans as one: sums over all loans, and one row a day."""

    base: int
    side_pot: SidePot
    waived: int
    rows: tuple[BundleRow, ...]

    @property
    def total(self) -> int:
        """All that the borrower pays."""
        return sum(row.total for row in self.rows)

    @property
    def interest(self) -> int:
        """Interest of the plans themselves."""
        return sum(row.interest for row in self.rows)

    @property
    def highest_row(self) -> int:
        """The dearest day: what capacity has to bear."""
        return max(row.total for row in self.rows)


@dataclass(frozen=True, slots=True)
class LoanPart:
    """What one loan brings into a bundle's table."""

    loan_id: str
    base: int
    side_pot: SidePot
    waived: int
    rows: tuple[PlanRow, ...]


def merged(contents: Sequence[PlanContent]) -> Merged:
    """The plans of a bundle (or one alone) as one table."""
    return merged_parts([LoanPart(c.terms.loan_id, c.base, c.side_pot, c.waived, c.rows) for c in contents])


def merged_parts(parts: Sequence[LoanPart]) -> Merged:
    """The same from what each loan brings; at least one."""
    days = sorted({row.due for part in parts for row in part.rows})
    left = {part.loan_id: sum(row.principal for row in part.rows) for part in parts}
    rows = []
    for number, day in enumerate(days, start=1):
        own = tuple((part.loan_id, row) for part in parts for row in part.rows if row.due == day)
        left.update({loan_id: row.balance for loan_id, row in own})
        principal, interest, arrears = (
            sum(getattr(row, name) for _, row in own) for name in ("principal", "interest", "arrears")
        )
        rows.append(BundleRow(number, day, principal, interest, arrears, sum(left.values()), own))
    pots = [part.side_pot for part in parts]
    pot = SidePot(*(sum(getattr(one, field.name) for one in pots) for field in fields(SidePot)))
    return Merged(sum(part.base for part in parts), pot, sum(part.waived for part in parts), tuple(rows))


def bundle_of(plans: Sequence[Plan], plan: Plan) -> tuple[Plan, ...]:
    """All plans of the plan's bundle in the order of their loans, or the plan alone."""
    order = plan.content.bundle_loans
    if not plan.content.bundle:
        return (plan,)
    found = (one for one in plans if one.content.bundle == plan.content.bundle)
    return tuple(sorted(found, key=lambda one: order.index(one.content.terms.loan_id)))


def whole(plans: Sequence[Plan]) -> bool:
    """Whether these plans are every plan of their bundle, all of them waiting for a decision."""
    loans = tuple(plan.content.terms.loan_id for plan in plans)
    complete = loans == plans[0].content.bundle_loans if plans[0].content.bundle else len(plans) == 1
    return complete and all(plan.state is PlanState.PROPOSED for plan in plans)


def against_joining(content: PlanContent, made_by: str, plans: Sequence[Plan]) -> Refusal | None:
    """What keeps a plan from being one of its bundle, given the plans that are there."""
    loans = content.bundle_loans
    if not content.bundle:
        return Refusal("plan.bundle_wrong") if loans else None
    if len(loans) < 2 or len(set(loans)) != len(loans) or content.terms.loan_id not in loans:
        return Refusal("plan.bundle_wrong")
    others = [plan for plan in plans if plan.content.bundle == content.bundle]
    agreed = all(
        (one.proposed_by, one.content.bundle_loans, one.content.level, one.content.approvers)
        == (made_by, loans, content.level, content.approvers)
        and one.content.terms.loan_id != content.terms.loan_id
        for one in others
    )
    return None if agreed else Refusal("plan.bundle_wrong")
