"""The one door: `fieldapp` opens the window, `fieldapp COMMAND` does something else.

Commands that open a window (demo, tour, gallery) are here; the headless ones belong to `fieldapp.cli`. Nothing heavy
is imported before it is known what is wanted, so that the window is quick.
"""

from __future__ import annotations

import argparse
import gc
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fieldapp.cli.practice import Person, PracticeOffice

WINDOWS = ("run", "demo", "tour", "gallery")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run what the command line asks for; the exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if given and given[0] not in WINDOWS:
        from fieldapp.cli.main import main as headless

        return headless(given)
    command, rest = (given[0], given[1:]) if given else ("run", [])
    return {"run": _run, "demo": _demo, "tour": _tour, "gallery": _gallery}[command](rest)


def _run(rest: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="fieldapp run", description="Open the window.")
    parser.add_argument("--home", type=Path, help="keep stores and preferences here")
    chosen = parser.parse_args(rest)
    gc.disable()  # what is made until the window is there stays; from then on `ui.garbage` collects
    from fieldapp import paths
    from ui.app import Access, Options, run

    home = chosen.home or paths.data_home()
    practice = _Practice(home / "practice")

    def start() -> tuple[Access, ...]:
        return tuple(Access(*person) for person in practice.start())

    try:
        return run(Options(home=home, start_practice=start))
    finally:
        practice.stop()


class _Practice:
    """The practice office of a real laptop: most never ask for it, and a server's modules would double the start."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._office: PracticeOffice | None = None

    def start(self) -> list[Person]:
        """Make it if need be, start its server, and say who may sign in."""
        if self._office is None:
            from fieldapp.cli.practice import PracticeOffice

            self._office = PracticeOffice(self._folder)
        return self._office.start()

    def stop(self) -> None:
        """End its server, if it was ever wanted."""
        if self._office is not None:
            self._office.stop()


def _demo(rest: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="fieldapp demo", description="A practice office with a sample portfolio.")
    parser.add_argument("--home", type=Path, help="keep the practice office here")
    parser.add_argument("--fresh", action="store_true", help="begin with a new portfolio, as of today")
    parser.add_argument("--now", metavar="ISO", help="the moment it is taken to be at start")
    chosen = parser.parse_args(rest)
    import shutil

    from fieldapp import paths
    from fieldapp.cli import practice
    from ui.app import Access, Options, run

    folder = chosen.home or paths.data_home() / "practice"
    office = practice.PracticeOffice(folder / "office", now=chosen.now)
    laptop = folder / "laptop"
    if chosen.fresh:
        office.clear()
        if laptop.exists():
            shutil.rmtree(laptop)

    def start() -> tuple[Access, ...]:
        return tuple(Access(*person) for person in office.start())

    known = start() if office.made() else ()
    try:
        return run(
            Options(
                home=laptop,
                known=known,
                practice=True,
                start_practice=start,
                begin_with_practice=not known,
                before_sign_in=office.wait,
            )
        )
    finally:
        office.stop()


def _tour(rest: list[str]) -> int:
    from fieldapp.cli import practice
    from ui.tour.run import main as tour

    return tour(rest, practice.PracticeOffice)


def _gallery(rest: list[str]) -> int:
    from ui.gallery import main as gallery

    return gallery(rest)


if __name__ == "__main__":
    raise SystemExit(main())
