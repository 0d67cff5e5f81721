"""Re-derives the arithmetic of a plan paper, before it is printed and again by whoever verifies it: a paper that adds
up wrongly must be seen, whoever made it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from fieldapp.documents.capitals import LIMIT
from fieldapp.documents.plan_paper import Debt, PlanPaper, PlanRow
from fieldapp.documents.problem import Problem
from fieldapp.documents.wording import grouped

_HIDDEN = {"Cc", "Cf", "Cs", "Co", "Cn"}
"""Unicode categories nobody can see on paper; a direction override among them can turn a figure round."""


_SUMS = ("principal", "interest", "penalty", "compound", "fees", "waived", "total")


def check_paper(paper: PlanPaper) -> list[Problem]:
    """Everything that is wrong with the paper's own content; empty when it is sound."""
    return [
        *_texts(paper),
        *_amounts(paper),
        *_debt(paper.debt),
        *_parts(paper),
        *_rows(paper),
        *_sums(paper),
        *_signers(paper),
    ]


def hidden_character(text: str) -> str | None:
    """The first character of `text` that paper cannot show, as U+XXXX; None when there is none."""
    for sign in text:
        if unicodedata.category(sign) in _HIDDEN:
            return f"U+{ord(sign):04X}"
    return None


def _texts(paper: PlanPaper) -> Iterator[Problem]:
    for text in strings_of(paper.to_canonical()):
        found = hidden_character(text)
        if found:
            yield Problem("documents.hidden_character", {"character": found})


def strings_of(value: object) -> Iterator[str]:
    """Every string inside plain lists and dicts, values only."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from strings_of(inner)
    elif isinstance(value, (list, tuple)):
        for inner in value:
            yield from strings_of(inner)


def _amounts(paper: PlanPaper) -> Iterator[Problem]:
    parts = [getattr(debt, name) for debt in (paper.debt, *(part.debt for part in paper.parts)) for name in _SUMS]
    for row in paper.rows:
        parts += [row.principal, row.interest, row.arrears, row.total, row.balance]
    if not all(0 <= part < LIMIT for part in [*parts, paper.loan.principal, paper.grand_total, paper.capitalised]):
        yield Problem("documents.amount_out_of_range")


def _debt(debt: Debt) -> Iterator[Problem]:
    owed = debt.principal + debt.interest + debt.penalty + debt.compound + debt.fees - debt.waived
    if debt.total != owed:
        yield Problem("documents.debt_total_wrong", {"stated": grouped(debt.total), "derived": grouped(owed)})


def _parts(paper: PlanPaper) -> Iterator[Problem]:
    """Several loans: each adds up, all of them make the whole debt, and the first is the one named as `loan`."""
    for part in paper.parts:
        yield from _debt(part.debt)
    if paper.parts and (len(paper.parts) < 2 or paper.parts[0].loan != paper.loan):
        yield Problem("documents.loans_do_not_fit")
    for name in _SUMS if paper.parts else ():
        stated, derived = getattr(paper.debt, name), sum(getattr(part.debt, name) for part in paper.parts)
        if stated != derived:
            yield Problem("documents.loans_do_not_sum", {"stated": grouped(stated), "derived": grouped(derived)})


def _rows(paper: PlanPaper) -> Iterator[Problem]:
    if not paper.rows:
        yield Problem("documents.no_rows")
    balance, before = paper.repaid_principal, paper.issued
    for number, row in enumerate(paper.rows, start=1):
        balance -= row.principal
        yield from _row(row, number, balance)
        if row.due < before:
            yield Problem("documents.row_out_of_order", {"no": number})
        before = row.due


def _row(row: PlanRow, number: int, balance: int) -> Iterator[Problem]:
    if row.no != number:
        yield Problem("documents.row_number_wrong", {"no": number})
    if row.total != row.principal + row.interest + row.arrears:
        yield Problem("documents.row_total_wrong", {"no": number})
    if row.balance != balance:
        yield Problem("documents.row_balance_wrong", {"no": number})


def _sums(paper: PlanPaper) -> Iterator[Problem]:
    # a waiver may reach into the principal, but never further than the waiver itself
    unpaid = paper.debt.principal - paper.repaid_principal
    if not 0 <= unpaid <= paper.debt.waived:
        yield Problem("documents.principal_not_repaid", {"difference": grouped(unpaid)})
    repaid = paper.repaid_principal + sum(row.arrears for row in paper.rows)
    if repaid != paper.debt.total:
        yield Problem("documents.debt_not_covered", {"stated": grouped(paper.debt.total), "derived": grouped(repaid)})


def _signers(paper: PlanPaper) -> Iterator[Problem]:
    one = ("collector", "supervisor")
    fitting = {one, (*one, "supervisor2")} if paper.needs_approval else {("collector",)}
    if paper.expected_signers not in fitting:
        yield Problem("documents.signers_do_not_fit")
