"""`fieldapp import portfolio | payments FILE`: what a back office sends, into the server; every reject named."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from fieldapp import sentences
from fieldapp.cli.server_commands import default_home

if TYPE_CHECKING:
    from fieldapp.services.import_portfolio import ImportOutcome

    Commands = argparse._SubParsersAction[argparse.ArgumentParser]

SHOWN = 50


def add_parser(commands: Commands) -> None:
    """Add `import` with its two kinds of file."""
    importing = commands.add_parser("import", help="take a portfolio or payments file into the server")
    kinds = importing.add_subparsers(title="kinds", metavar="KIND", required=True)
    for kind, words in (
        ("portfolio", "cases, loans, parties, premises, payments: XLSX, CSV (UTF-8 or GB18030) or JSON"),
        ("payments", "payments and reversals since the portfolio"),
    ):
        one = kinds.add_parser(kind, help=words)
        one.add_argument("file", type=Path)
        one.add_argument("--home", type=Path, default=default_home(), help="the server's folder (default: %(default)s)")
        one.add_argument("--good-rows", action="store_true", help="take the good rows of a file that has bad ones")
        one.add_argument("--report", type=Path, metavar="CSV", help="write the rejects to this file")
        one.add_argument("--lang", choices=sentences.LANGUAGES, default="zh_CN")
        one.set_defaults(run=_import, kind=kind)


def _import(chosen: argparse.Namespace) -> int:
    from fieldapp.importers import write_report
    from fieldapp.server import home as server_home
    from fieldapp.services.import_payments import import_payments
    from fieldapp.services.import_portfolio import import_portfolio
    from fieldapp.store.office.database import open_office

    take = import_portfolio if chosen.kind == "portfolio" else import_payments
    store = open_office(server_home.find(chosen.home).database_url)
    try:
        outcome = take(store, chosen.file, only_good=chosen.good_rows)
    finally:
        store.close()
    if chosen.report is not None:
        write_report(outcome.rejects, chosen.report, chosen.lang)
    _tell(outcome, chosen.lang)
    return 0 if outcome.taken and not outcome.rejects else 1


def _tell(outcome: ImportOutcome, language: str) -> None:
    for reject in outcome.rejects[:SHOWN]:
        print(
            f"{reject.place(language)}: {reject.sentence(language)} {reject.action(language)}".rstrip(), file=sys.stderr
        )
    if len(outcome.rejects) > SHOWN:
        more = {"count": len(outcome.rejects) - SHOWN}
        print(sentences.say("import.more_rejects", more, language), file=sys.stderr)
    code = "import.taken" if outcome.taken else "import.left"
    figures = {
        "rows": outcome.rows,
        "accepted": outcome.accepted,
        "changed": outcome.changed,
        "rejected": len(outcome.rejects),
    }
    print(sentences.say(code, figures, language))
