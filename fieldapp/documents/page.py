"""From the content of a plan paper to the finished strings on its pages: here every word, figure and clause is chosen,
so that the Typst template only lays them out.

The words live in `resources/templates/words/<language>.json`; an office may edit them there without touching code.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from functools import cache
from typing import Any, cast
from zoneinfo import ZoneInfo

from fieldapp import paths
from fieldapp.clock import DEFAULT_ZONE
from fieldapp.documents.capitals import in_capitals
from fieldapp.documents.plan_paper import Guarantor, PlanPaper
from fieldapp.documents.wording import day_in_words, fill, grouped

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
    said, values = words(paper.lang), _values(paper)
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
        "clauses": [fill(clause["text"], values) for clause in said["clauses"] if _applies(clause.get("when"), paper)],
        "sign_note": said["sign_note"],
        "boxes": [{"name": name, "caption": caption} for name, caption in _boxes(paper, said)],
    }


def _values(paper: PlanPaper) -> dict[str, str]:
    debt, language = paper.debt, paper.lang
    script = "zh_CN"  # the capitals are Chinese on an English page too: they are what a court in China reads
    return {
        "place": paper.place,
        "issued": day_in_words(paper.issued, language),
        "contract": paper.loan.contract_no,
        "signed": day_in_words(paper.loan.signed, language),
        "lent": grouped(paper.loan.principal),
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
    for each in paper.guarantors:
        yield from party("guarantor", each.name, "id_no", each.id_no, each.address, each.phone)


def _debt(paper: PlanPaper, said: dict[str, Any], values: dict[str, str]) -> dict[str, Any]:
    debt, heads = paper.debt, said["components"]
    shown = ["principal", "interest", "penalty", "compound", "fees", "waived", "total"]
    figures = [grouped(-debt.waived) if name == "waived" and debt.waived else grouped(getattr(debt, name))
               for name in shown]  # fmt: skip
    return {
        "intro": fill(said["debt_intro"], values),
        "heads": [heads[name] for name in shown],
        "figures": figures,
        "figure_pt": _figure_pt(figures, 58),
        "capitals_label": said["capitals"],
        "capitals": in_capitals(debt.total),
    }


def _schedule(paper: PlanPaper, said: dict[str, Any], values: dict[str, str]) -> dict[str, Any]:
    with_arrears, rows = _has_arrears(paper), _schedule_rows(paper)
    heads = [head for name, head in said["columns"].items() if with_arrears or name != "arrears"]
    sums = [grouped(sum(getattr(row, name) for row in paper.rows)) for name in _columns(with_arrears)[:-1]]
    intro = said["schedule_intro"]["once" if len(rows) == 1 else paper.kind]
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
    values, debt = _values(paper), paper.debt
    parties = [text for row in _parties(paper, words(paper.lang)) for text in row["cells"][1::2]]
    account = [paper.pay_account.name, paper.pay_account.bank, paper.pay_account.number]
    guarantees = [each.guarantee_no for each in paper.guarantors]
    amounts = [debt.principal, debt.interest, debt.penalty, debt.compound, debt.fees, debt.waived, debt.total]
    named = ["place", "issued", "contract", "signed", "lent", "as_of", "last", "court", "grand_total", "grand_capitals"]
    capitals = [in_capitals(debt.total)]
    return [paper.doc_no, *parties, *account, *guarantees, *capitals,
            *(grouped(amount) for amount in amounts), *(values[name] for name in named)]  # fmt: skip


def columns_of_money(paper: PlanPaper) -> int:
    """How many amounts stand in one row of the printed schedule."""
    return len(_columns(_has_arrears(paper)))


def _figure_pt(figures: list[str], width_pt: float) -> float:
    longest = max(len(figure) for figure in figures)
    return min(_LARGEST_FIGURE_PT, round(width_pt / (_DIGIT_EM * longest), 1))


def _applies(condition: str | None, paper: PlanPaper) -> bool:
    holds = {
        "approval": paper.needs_approval,
        "no_approval": not paper.needs_approval,
        "waived": paper.debt.waived > 0,
        "guarantors": bool(paper.guarantors),
    }
    return condition is None or holds[condition]


def _boxes(paper: PlanPaper, said: dict[str, Any]) -> Iterator[tuple[str, str]]:
    captions = said["boxes"]
    yield "borrower", captions["borrower"] + paper.borrower.name
    for number, guarantor in enumerate(paper.guarantors, start=1):
        yield f"guarantor{number}", _guarantor_caption(captions, guarantor)
    yield "collector", f"{captions['collector']}{paper.agent.name} {paper.agent.staff_no}"
    if "supervisor" in paper.expected_signers:
        yield "supervisor", captions["supervisor"]


def _guarantor_caption(captions: dict[str, str], guarantor: Guarantor) -> str:
    return captions["guarantor"] + guarantor.name


def stamp_lines(paper_language: str, role: str, name: str, staff_no: str, when: datetime) -> list[str]:
    """The words beside a digital signature: what it is, who, number, and the civil time of `when` with its offset."""
    said = words(paper_language)["stamp"]
    local = when.astimezone(ZoneInfo(DEFAULT_ZONE))
    values = {"name": name, "staff_no": staff_no, "when": local.isoformat(sep=" ", timespec="minutes")}
    return [fill(said[line], values) for line in ("what", role, "staff_no", "when")]
