"""`fieldapp calc`: asks the rules and prints the answer as JSON; `calc schema NAME` tells how a question is written."""

from __future__ import annotations

import argparse
import json
import sys
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

import msgspec

from fieldapp.cli.calc.question import Question, read
from fieldapp.cli.speaking import tell
from fieldapp.errors import KnownError, reason_of

NAMES: dict[str, tuple[str, str]] = {
    "loan": ("loan", "schedule, allocation of every event, and what is owed at a date"),
    "plan": ("plan", "a repayment plan: rows, what must be true of it, who may approve it"),
    "compare": ("compare", "plan, leaving it, or suing: what each is worth today, with ranges"),
    "affordability": ("affordability", "what the borrower can really pay a month"),
    "promises": ("promises", "how promises to pay stand, and whether another may be taken"),
    "may-i": ("may_i", "may this person do this, to this party, now, here"),
    "clocks": ("clocks", "limitation and guarantee periods, with the events they come from"),
    "score": ("score", "ability and willingness, what they are made of, and the type of borrower"),
    "playbook": ("playbook", "the next step recommended, why, and what blocks the others"),
    "metrics": ("metrics", "how collection goes: rates with exact formulas"),
}
"""Every question: the module of this package that answers it, and what it is about."""


@cache
def question(name: str) -> Question[Any]:
    """The question of that name; what it stands on is loaded only now."""
    module = import_module(f"fieldapp.cli.calc.{NAMES[name][0]}")
    found: Question[Any] = module.QUESTION
    return found


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `calc` to the command line."""
    calc = commands.add_parser("calc", help="ask the rules: loan, plan, clocks … as JSON")
    kinds = calc.add_subparsers(title="questions", metavar="QUESTION", required=True)
    for name, (_, about) in NAMES.items():
        one = kinds.add_parser(name, help=about)
        one.add_argument("file", metavar="FILE", help="the question as JSON; - reads standard input")
        one.set_defaults(run=_answer, question=name)
    schema = kinds.add_parser("schema", help="how a question and its answer are written, as JSON Schema")
    schema.add_argument("question", choices=tuple(NAMES))
    schema.set_defaults(run=_schema)


def answer(name: str, text: bytes) -> dict[str, Any]:
    """The answer to a question.

    Raises:
        KnownError: `calc.not_json`, `calc.field_wrong`, or a rule's refusal.
    """
    asked = question(name)
    built: dict[str, Any] = msgspec.to_builtins(asked.answer(read(text, asked.asked)))
    return built


def schema(name: str) -> dict[str, Any]:
    """JSON Schema of a question and of its answer."""
    asked = question(name)
    (question_schema, answer_schema), definitions = msgspec.json.schema_components([asked.asked, asked.answered])
    return {"title": name, "question": question_schema, "answer": answer_schema, "$defs": definitions} | {
        "$schema": "https://json-schema.org/draft/2020-12/schema"
    }


def _answer(chosen: argparse.Namespace) -> int:
    _print(answer(chosen.question, _read(chosen.file)))
    return 0


def _schema(chosen: argparse.Namespace) -> int:
    text = json.dumps(schema(chosen.question), ensure_ascii=False, indent=2)
    tell(text.replace("#/components/schemas/", "#/$defs/"))
    return 0


def _print(built: dict[str, Any]) -> None:
    tell(json.dumps(built, ensure_ascii=False, indent=2))


def _read(file: str) -> bytes:
    if file == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(file).read_bytes()
    except OSError as error:
        raise KnownError("calc.unreadable", {"path": file, "reason": reason_of(error)}) from error
