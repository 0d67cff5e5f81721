"""From the content of a plan paper to the finished strings on its pages: here every word, figure and clause is chosen,
so that the Typst template only lays them out.

The words live in `resources/templates/words/<language>.json`; an office may edit them there without touching code.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any, cast
from zoneinfo import ZoneInfo

from fieldapp import paths
from fieldapp.clock import DEFAULT_ZONE
from fieldapp.documents.capitals import in_capitals
from fieldapp.documents.plan_paper import Debt, LoanContract, PlanPaper
from fieldapp.documents.wording import day_in_words, fill, grouped

_COMPONENTS = ("principal", "interest", "penalty", "compound", "fees", "waived", "total")
_LARGEST_FIGURE_PT = 9.5
_DIGIT_EM = 0.57
"""Width of a digit of the paper's serif face, in em; used to keep the longest figure on one line."""


@cache
def words(language: str) -> dict[str, Any]:
    """The printed words of one language, read once."""
    path = paths.resources() / "templates" / "words" / f"{language}.json"
    return cast(dict[str, Any], json.loads(path.read_text(encoding="utf-8")))


def page_of(paper: PlanPaper) -> dict[str, Any]:
    """Everything the template prints, as plain strings, lists and sizes in points."""
    said, values = words(paper.lang), values_of(paper)
    return {
        "lang": paper.lang,
        "title": said["title"],
        "author": paper.creditor.name,
        "doc_no": paper.doc_no,
        "number": said["number"] + paper.doc_no,
        "proposal": said["proposal"] if paper.needs_approval else "",
        "where_and_when": [fill(line, values) for line in said["where_and_when"]],
        "digest": fill(said["digest"], values),
        "page_of": said["page_of"],
        "qr_alt": said["qr_alt"],
        "attachment": said["attachment"],
        "heads": said["heads"],
        "parties": list(_parties(paper, said)),
        "debt": _debt(paper, said, values),
        "schedule": _schedule(paper, said, values),
        "clauses": [clause.text for clause in clauses_of(paper)],
        "sign_note": said["sign_note"],
        "boxes": [{"name": name, "caption": caption} for name, caption in _boxes(paper, said)],
    }


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause as printed; `read` names it where it must be read aloud before anybody signs, else it is empty."""

    text: str
    read: str = ""


def clauses_of(paper: PlanPaper) -> tuple[Clause, ...]:
    """The clauses that apply to a paper, in order."""
    values = values_of(paper)
    return tuple(
        Clause(fill(clause["text"], values), clause.get("read", ""))
        for clause in words(paper.lang)["clauses"]
        if _applies(clause.get("when"), paper)
    )


def values_of(paper: PlanPaper) -> dict[str, str]:
    """What the sentences of a paper are filled with."""
    debt, language = paper.debt, paper.lang
    script = "zh_CN"  # the capitals are Chinese on an English page too: they are what a court in China reads
    return {
        "place": paper.place,
        "issued": day_in_words(paper.issued, language),
        **_contract(paper.loan, language),
        "as_of": day_in_words(debt.as_of, language),
        "waived": grouped(debt.waived),
        "total": grouped(debt.total),
        "count": str(len(paper.rows)),
        "first": day_in_words(paper.rows[0].due, language),
        "last": day_in_words(paper.rows[-1].due, language),
        "grand_total": grouped(paper.grand_total),
        "grand_capitals": in_capitals(paper.grand_total, script),
        "grace": str(paper.grace_days),
        "court": paper.court,
        "rate": paper.annual_rate,
        "capitalised": grouped(paper.capitalised),
        "settlement_days": str(paper.settlement_days),
        "loans": str(len(paper.parts)),
        "co_debtors": str(words(language)["guarantee"]["names"]).join(one.name for one in paper.co_debtors),
        "witness": paper.witness.name if paper.witness else "",
        "witness_id": paper.witness.id_last4 if paper.witness else "",
        "address": paper.borrower.address,
        "phone": paper.borrower.phone,
        "creditor_phone": paper.creditor.phone,
        "guarantees": _guarantees(paper),
        "digest": paper.digest()[:16],
    }


def _guarantees(paper: PlanPaper) -> str:
    said = words(paper.lang)["guarantee"]
    return str(said["between"]).join(
        fill(said["joint" if each.joint else "general"], {"name": each.name, "number": each.guarantee_no})
        for each in paper.guarantors
    )


def _parties(paper: PlanPaper, said: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Rows of label, text, label, text; `lead` marks the first row of a party."""
    lender, debtor, labels = paper.creditor, paper.borrower, said["labels"]

    def party(role: str, name: str, id_label: str, id_no: str, address: str, phone: str) -> Iterator[dict[str, Any]]:
        yield {"lead": True, "cells": [labels[role], name, labels[id_label], id_no]}
        yield {"lead": False, "cells": [labels["address"], address, labels["phone"], phone]}

    yield from party("creditor", lender.name, "credit_code", lender.credit_code, lender.address, lender.phone)
    agent = f"{paper.agent.name} {paper.agent.staff_no}"
    yield {"lead": True, "cells": [labels["agent"], agent, labels["phone"], paper.agent.phone]}
    yield from party("borrower", debtor.name, "id_no", debtor.id_no, debtor.address, debtor.phone)
    for one in paper.co_debtors:
        yield from party("co_debtor", one.name, "id_no", one.id_no, one.address, one.phone)
    for each in paper.guarantors:
        yield from party("guarantor", each.name, "id_no", each.id_no, each.address, each.phone)
    if paper.witness is not None:
        seen = paper.witness
        yield {"lead": True, "cells": [labels["witness"], seen.name, labels["id_last4"], seen.id_last4]}


def _debt(paper: PlanPaper, said: dict[str, Any], values: dict[str, str]) -> dict[str, Any]:
    heads, figures = said["components"], _figures(paper.debt)
    parts = [
        {
            "loan": [fill(line, _contract(part.loan, paper.lang)) for line in said["part"]],
            "figures": _figures(part.debt),
        }
        for part in paper.parts
    ]
    every = [figure for row in (figures, *(part["figures"] for part in parts)) for figure in row]
    return {
        "intro": fill(said["debt_intro_parts" if parts else "debt_intro"], values),
        "heads": [heads[name] for name in _COMPONENTS],
        "figures": figures,
        "figure_pt": _figure_pt(every, 47 if parts else 58),
        "parts": parts,
        "parts_head": said["parts_head"],
        "sum_label": said["sum"],
        "capitals_label": said["capitals"],
        "capitals": in_capitals(paper.debt.total),
    }


def _figures(debt: Debt) -> list[str]:
    return [grouped(-debt.waived) if name == "waived" and debt.waived else grouped(getattr(debt, name))
            for name in _COMPONENTS]  # fmt: skip


def _contract(loan: LoanContract, language: str) -> dict[str, str]:
    signed, lent = day_in_words(loan.signed, language), grouped(loan.principal)
    return {"contract": loan.contract_no, "signed": signed, "lent": lent}


def _schedule(paper: PlanPaper, said: dict[str, Any], values: dict[str, str]) -> dict[str, Any]:
    with_arrears, rows = _has_arrears(paper), _schedule_rows(paper)
    heads = [head for name, head in said["columns"].items() if with_arrears or name != "arrears"]
    sums = [grouped(sum(getattr(row, name) for row in paper.rows)) for name in _columns(with_arrears)[:-1]]
    intro = said["schedule_intro"]["once" if len(rows) == 1 and paper.kind != "settlement" else paper.kind]
    account = paper.pay_account
    return {
        "intro": fill(intro, values),
        "heads": heads,
        "rows": rows,
        "sum_label": said["sum"],
        "sums": sums,
        "figure_pt": _figure_pt([figure for row in [*rows, sums] for figure in row], 66 if with_arrears else 84),
        "total_line": fill(said["total_line"], values),
        "account": [said["account"]["intro"], said["account"]["name"], account.name,
                    said["account"]["bank"], account.bank, said["account"]["number"], account.number],
    }  # fmt: skip


def _schedule_rows(paper: PlanPaper) -> list[list[str]]:
    columns = _columns(_has_arrears(paper))
    return [
        [str(row.no), row.due.isoformat(), *(grouped(getattr(row, name)) for name in columns)] for row in paper.rows
    ]


def _has_arrears(paper: PlanPaper) -> bool:
    return any(row.arrears for row in paper.rows)


def _columns(with_arrears: bool) -> list[str]:
    return ["principal", "interest", *(["arrears"] if with_arrears else []), "total", "balance"]


def printed_rows(paper: PlanPaper) -> list[str]:
    """Every instalment as it stands on the page, without spaces: what the verifier looks for, in this order."""
    return ["".join(row) for row in _schedule_rows(paper)]


def printed_texts(paper: PlanPaper) -> list[str]:
    """Every name, number, date and amount outside the schedule as it stands on the page, for the verifier."""
    values, debt = values_of(paper), paper.debt
    parties = [text for row in _parties(paper, words(paper.lang)) for text in row["cells"][1::2]]
    account = [paper.pay_account.name, paper.pay_account.bank, paper.pay_account.number]
    guarantees = [each.guarantee_no for each in paper.guarantors]
    amounts = [
        grouped(getattr(each, name)) for each in (debt, *(part.debt for part in paper.parts)) for name in _COMPONENTS
    ]
    named = ["place", "issued", "contract", "signed", "lent", "as_of", "last", "court", "grand_total", "grand_capitals"]
    named += [name for name in ("rate", "capitalised", "settlement_days") if getattr(paper, _FIELDS[name])]
    loans = [text for part in paper.parts for text in _contract(part.loan, paper.lang).values()]
    capitals = [in_capitals(debt.total)]
    return [paper.doc_no, *parties, *account, *guarantees, *capitals, *amounts, *loans,
            *(values[name] for name in named)]  # fmt: skip


_FIELDS = {"rate": "annual_rate", "capitalised": "capitalised", "settlement_days": "settlement_days"}
"""Values of a clause that only some papers have -> the field that says whether."""


def columns_of_money(paper: PlanPaper) -> int:
    """How many amounts stand in one row of the printed schedule."""
    return len(_columns(_has_arrears(paper)))


def _figure_pt(figures: list[str], width_pt: float) -> float:
    longest = max(len(figure) for figure in figures)
    return min(_LARGEST_FIGURE_PT, round(width_pt / (_DIGIT_EM * longest), 1))


def _applies(condition: str | None, paper: PlanPaper) -> bool:
    several, settles = len(paper.rows) > 1, paper.kind == "settlement"
    two = "supervisor2" in paper.expected_signers
    holds = {
        "approval": paper.needs_approval and not two,
        "two_approvals": two,
        "any_approval": paper.needs_approval,
        "no_approval": not paper.needs_approval,
        "waived": paper.debt.waived > 0 and several,
        "waived_once": paper.debt.waived > 0 and not several,
        "guarantors": bool(paper.guarantors) and not paper.burden_grows,
        "consent": bool(paper.guarantors) and paper.burden_grows,
        "co_debtors": bool(paper.co_debtors),
        "witness": paper.witness is not None,
        "rate": bool(paper.annual_rate),
        "capitalised": paper.capitalised > 0,
        "card_style": paper.kind == "card_style",
        "parts": bool(paper.parts),
        "settlement": settles,
        "settlement_days": settles and paper.settlement_days > 0,
        "instalments": not settles,
        "several": several,
        "once": not several and not settles,
    }
    return condition is None or holds[condition]


def _boxes(paper: PlanPaper, said: dict[str, Any]) -> Iterator[tuple[str, str]]:
    captions = said["boxes"]
    for box, name in paper.people.items():
        role = box.rstrip("0123456789")
        yield box, captions["guarantor_consent" if role == "guarantor" and paper.burden_grows else role] + name
    yield "collector", f"{captions['collector']}{paper.agent.name} {paper.agent.staff_no}"
    two = "supervisor2" in paper.expected_signers
    for approver in paper.expected_signers[1:]:
        yield approver, captions["supervisor_of_two" if two and approver == "supervisor" else approver]


def awaited_lines(paper_language: str) -> list[str]:
    """What stands in the field of somebody who has not approved yet: that it is a proposal. Their seal replaces it."""
    return list(words(paper_language)["awaited"])


def stamp_lines(paper_language: str, role: str, name: str, staff_no: str, when: datetime) -> list[str]:
    """The words beside a digital signature: what it is, who, number, and the civil time of `when` with its offset."""
    said = words(paper_language)["stamp"]
    local = when.astimezone(ZoneInfo(DEFAULT_ZONE))
    values = {"name": name, "staff_no": staff_no, "when": local.isoformat(sep=" ", timespec="minutes")}
    return [fill(said[line], values) for line in ("what", role.rstrip("2"), "staff_no", "when")]
