"""`fieldapp import portfolio | payments FILE`: what a back office sends, into the server; every reject named."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from fieldapp import sentences
from fieldapp.cli.server_commands import add_common
from fieldapp.cli.speaking import alive, tell
from fieldapp.domain.party import Datum
from fieldapp.errors import KnownError

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
        one.add_argument("file", type=Path, metavar="FILE", help="what the core system exported")
        one.add_argument("--good-rows", action="store_true", help="take the good rows of a file that has bad ones")
        one.add_argument("--report", type=Path, metavar="CSV", help="write all rejects to this file")
        if kind == "portfolio":
            one.add_argument(
                "--datum",
                choices=tuple(Datum),
                default=Datum.WGS84.value,
                help="what coordinates are given in where 坐标系 of a row does not say",
            )
        add_common(one)
        one.set_defaults(run=_import, kind=kind)


def _import(chosen: argparse.Namespace) -> int:
    from fieldapp.importers import write_report
    from fieldapp.server import home as server_home
    from fieldapp.services.import_payments import import_payments
    from fieldapp.services.import_portfolio import import_portfolio
    from fieldapp.store.office.database import using_office

    take: Callable[..., ImportOutcome] = import_payments
    if chosen.kind == "portfolio":
        take = partial(import_portfolio, datum=Datum(chosen.datum))
    home = server_home.find(chosen.home)
    if chosen.report is not None:
        _refuse_same(chosen.report, chosen.file)
        # before anything is taken: what was rejected must not be lost, and an older list must not pass for this one
        write_report((), chosen.report, chosen.lang)
    running = alive("import.running", {"file": chosen.file.name}, chosen.lang)
    with using_office(home.database_url) as store, running:
        outcome = take(store, chosen.file, only_good=chosen.good_rows)
    if chosen.report is not None:
        write_report(outcome.rejects, chosen.report, chosen.lang)
    _tell(outcome, chosen.lang)
    return 0 if outcome.taken and not outcome.rejects else 1


def _refuse_same(report: Path, file: Path) -> None:
    if report.resolve() == file.resolve():
        raise KnownError("import.report_is_file", {"path": str(report)})


def _tell(outcome: ImportOutcome, language: str) -> None:
    """The faults themselves; sound rows that fell with them are only counted, or they would bury them."""
    faults = [reject for reject in outcome.rejects if not reject.dependent]
    for reject in faults[:SHOWN]:
        line = f"{reject.place(language)}: {reject.sentence(language)} {reject.action(language)}"
        print(line.rstrip(), file=sys.stderr)
    for code, count in (
        ("import.more_rejects", len(faults) - SHOWN),
        ("import.dependents", len(outcome.rejects) - len(faults)),
    ):
        if count > 0:
            print(sentences.say(code, {"count": count}, language), file=sys.stderr)
    figures = {
        "rows": outcome.rows,
        "accepted": outcome.accepted,
        "changed": outcome.changed,
        "rejected": len(outcome.rejects),
        "faults": len(faults),
    }
    tell(str(sentences.say("import.taken" if outcome.taken else "import.left", figures, language)))
