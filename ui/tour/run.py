"""`fieldapp tour`: the whole day through the real windows, with pictures, the sealed paper and a log.

One pass in Chinese and light by mouse, one in English and dark by the keyboard alone, each a process of its own with
its own copy of the practice office. Fails with the first step that cannot be done.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from fieldapp import clock
from ui import theme
from ui.app import Access, Options
from ui.i18n import Language
from ui.tour import collector_day as day
from ui.tour import supervisor_day
from ui.tour.desktop import Desktop
from ui.tour.hand import TourFailedError

MOMENT = "2026-07-25T09:10:00+08:00"
PAPER = "repayment-plan.pdf"
LOG = "log.txt"


@dataclass(frozen=True, slots=True)
class How:
    """How a pass is done; `by_keyboard`: the whole day without the mouse."""

    language: Language
    look: theme.Choice
    by_keyboard: bool = False


PASSES = {"zh": How("zh_CN", "light"), "en-dark": How("en", "dark", by_keyboard=True)}


class Office(Protocol):
    """The practice office as the tour uses it."""

    @property
    def folder(self) -> Path:
        """Where it is."""

    def start(self) -> Iterable[tuple[str, str, str, str, str]]:
        """Start its server; login, name, address, passphrase and role of its people."""

    def wait(self) -> None:
        """Until its server answers."""

    def copy_to(self, folder: Path) -> Office:
        """A second one like it."""

    def stop(self) -> None:
        """End its server."""


OpenOffice = Callable[[Path, str], Office]
"""The office of a folder, and the moment that it is there."""


def main(arguments: list[str], open_office: OpenOffice) -> int:
    """Run the tour; 0 when every step of every pass was done."""
    chosen = _parser().parse_args(arguments)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    if chosen.one:
        made = open_office(chosen.office, MOMENT)
        return _pass(made, chosen.out / chosen.one, PASSES[chosen.one], short=chosen.short)
    chosen.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="fieldapp-tour-") as scratch:
        office = Path(scratch) / "office"
        made = open_office(office, MOMENT)
        made.start()
        made.stop()
        wanted = list(PASSES)[:1] if chosen.short else list(PASSES)
        running = [_begin(name, made.copy_to(Path(scratch) / name), chosen.out, short=chosen.short) for name in wanted]
        codes = [one.wait() for one in running]
    for name, code in zip(wanted, codes, strict=True):
        print(f"{name}: {'done' if code == 0 else 'failed'}, pictures and log in {chosen.out / name}")
    return max(codes)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="fieldapp tour", description="A whole day through the real windows.")
    parser.add_argument("--out", type=Path, default=Path("out") / "tour")
    parser.add_argument("--short", action="store_true", help="the collector's half, up to the paper")
    parser.add_argument("--one", choices=list(PASSES), help=argparse.SUPPRESS)
    parser.add_argument("--office", type=Path, help=argparse.SUPPRESS)
    return parser


def _begin(name: str, office: Office, out: Path, *, short: bool) -> subprocess.Popen[bytes]:
    shutil.rmtree(out / name, ignore_errors=True)
    program = [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "fieldapp"]
    more = ["--short"] if short else []
    return subprocess.Popen([*program, "tour", "--one", name, "--office", str(office.folder), "--out", str(out), *more])


def _pass(office: Office, out: Path, how: How, *, short: bool) -> int:
    known = tuple(Access(*person) for person in office.start())
    options = Options(home=office.folder, known=known, practice=True, before_sign_in=office.wait)
    started = clock.monotonic()
    desk = Desktop(options, out, how.language, how.look, by_keyboard=how.by_keyboard)
    try:
        _half_a_day(desk) if short else _day(desk, out, known[0].passphrase)
    except TourFailedError as failure:
        desk.hand.note(f"FAILED: {failure}")
        print(f"tour failed: {failure}", file=sys.stderr)
        return 1
    else:
        return 0
    finally:
        desk.hand.note(f"took {clock.monotonic() - started:.1f} s")
        (out / LOG).write_text("\n".join(desk.hand.log) + "\n", encoding="utf-8")
        desk.close()
        office.stop()


def _half_a_day(desk: Desktop) -> None:
    day.sign_in(desk, "周明")
    day.look_at_today(desk)
    day.find_case(desk)
    day.look_at_map(desk)
    day.open_from_map(desk)
    day.plan(desk)
    desk.hand.shot("paper")


def _day(desk: Desktop, out: Path, passphrase: str) -> None:
    day.sign_in(desk, "周明")
    day.look_at_today(desk)
    day.plan_the_day(desk)
    day.find_case(desk)
    day.open_the_sum(desk)
    day.visit(desk)
    day.plan(desk)
    day.sign(desk, passphrase)
    day.look_at_map(desk)
    day.look_at_places(desk)
    day.look_at_sync(desk)
    day.look_at_conflicts(desk)
    day.sign_out(desk)
    day.sign_in(desk, "陈岚")
    supervisor_day.decide(desk, passphrase)
    supervisor_day.look_at_team_map(desk)
    day.wait_for_sync(desk)
    day.sign_out(desk)
    day.sign_in(desk, "周明")
    day.keep_the_paper(desk, str((out / PAPER).resolve()))
    desk.hand.wait((out / PAPER).exists, "the paper as a file")
