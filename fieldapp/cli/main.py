"""The command line without a window: server, import, verify, calc, geo. Answers are sentences, failures exit codes.

Exit codes: 0 done, 1 a known error or rejected input, 2 wrong usage.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from datetime import datetime

from fieldapp import __version__, clock, sentences
from fieldapp.cli import geo, imports, server_commands, verify
from fieldapp.cli.calc import command as calc
from fieldapp.cli.speaking import settle_streams
from fieldapp.errors import KnownError


def main(arguments: Sequence[str]) -> int:
    """Run one command; the exit code."""
    settle_streams()
    parser = build_parser()
    chosen = parser.parse_args(arguments)
    if not hasattr(chosen, "run"):
        parser.print_help()
        return 2
    if chosen.practice_now:
        clock.use(clock.PracticeClock(chosen.practice_now))
    try:
        return int(chosen.run(chosen))
    except KnownError as error:
        print(sentences.say(error.code, error.params, chosen.lang), file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def build_parser() -> argparse.ArgumentParser:
    """All commands with their help."""
    parser = argparse.ArgumentParser(
        prog="fieldapp",
        description="Without a command the window opens. These commands do without one:",
        epilog="With a window: fieldapp demo (a practice office), fieldapp tour (a day by itself), fieldapp gallery.",
    )
    parser.add_argument("--version", action="version", version=f"fieldapp {__version__}")
    parser.add_argument("--practice-now", metavar="ISO", type=_moment, help="the moment at start (practice only)")
    parser.set_defaults(lang="zh_CN")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    server_commands.add_parser(commands)
    imports.add_parser(commands)
    verify.add_parser(commands)
    calc.add_parser(commands)
    geo.add_parser(commands)
    return parser


def _moment(written: str) -> datetime:
    try:
        return datetime.fromisoformat(written)
    except ValueError as error:
        raise argparse.ArgumentTypeError("must be like 2026-07-25T10:00:00+08:00") from error
