"""What must be read aloud before anybody signs: the sums in figures and in capitals, the dates, the waiver, the grace,
what happens when it is not kept, and the court.

They are the very clauses of the paper (marked in its words), so that nobody hears anything else than they sign.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from fieldapp.documents.capitals import in_capitals
from fieldapp.documents.page import clauses_of, values_of, words
from fieldapp.documents.plan_paper import PlanPaper
from fieldapp.documents.wording import fill, grouped


@dataclass(frozen=True, slots=True)
class Spoken:
    """One passage to read: `key` names it in the evidence."""

    key: str
    text: str


def to_read(paper: PlanPaper) -> tuple[Spoken, ...]:
    """The passages of a paper, in the order of the page and in its language."""
    return (*_sums(paper), *_clauses(paper))


def _sums(paper: PlanPaper) -> Iterator[Spoken]:
    said, first = words(paper.lang)["read"], paper.rows[0].total
    values = {
        **values_of(paper),
        "total_capitals": in_capitals(paper.debt.total),
        "first_total": grouped(first),
        "first_capitals": in_capitals(first),
        "account_name": paper.pay_account.name,
        "account_no": paper.pay_account.number,
    }
    chosen = {
        "debt": "debt_waived" if paper.debt.waived else "debt",
        "dates": "dates" if len(paper.rows) > 1 else "date",
        "total": "total",
        "account": "account",
    }
    for key, name in chosen.items():
        yield Spoken(key, fill(said[name], values))


def _clauses(paper: PlanPaper) -> Iterator[Spoken]:
    for clause in clauses_of(paper):
        if clause.read:
            yield Spoken(clause.read, clause.text)
