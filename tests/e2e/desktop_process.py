"""A desktop as a process of its own, driven by mouse and keys like the tour, for tests that kill it.

Says each step on standard output when it is done, and waits for a line on standard input before the next.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from fieldapp import clock
from ui.app import Access, Options
from ui.tour import collector_day as day
from ui.tour import supervisor_day
from ui.tour.desktop import Desktop
from ui.tour.hand import TourFailedError


def main() -> int:
    """Do the steps; 0 when all were done."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--home", type=Path, required=True)
    parser.add_argument("--server", required=True)
    parser.add_argument("--now", required=True)
    parser.add_argument("--login", required=True)
    parser.add_argument("--name", required=True)
    parser.add_argument("--passphrase", required=True)
    parser.add_argument("steps", nargs="+")
    chosen = parser.parse_args()
    clock.use(clock.PracticeClock(datetime.fromisoformat(chosen.now)))
    access = Access(chosen.login, chosen.name, chosen.server, chosen.passphrase)
    desk = Desktop(Options(home=chosen.home, known=(access,)), chosen.home / "pictures", "zh_CN", "light")
    try:
        for step in chosen.steps:
            _steps(desk, chosen)[step]()
            print(f"done {step}", flush=True)
            sys.stdin.readline()
    except TourFailedError as failure:
        print(f"failed {failure}", flush=True)
        return 1
    finally:
        desk.close()
    return 0


def _steps(desk: Desktop, chosen: argparse.Namespace) -> dict[str, Callable[[], object]]:
    hand = desk.hand
    return {
        "sign_in": lambda: day.sign_in(desk, chosen.name),
        "first_sync": lambda: day.look_at_today(desk),
        "find": lambda: day.find_case(desk),
        "visit": lambda: day.visit(desk),
        "visit_is_there": lambda: hand.wait(lambda: hand.sees("承诺 07-28 还 8,000 元"), "the visit made before"),
        "plan": lambda: day.plan(desk),
        "sign": lambda: day.sign(desk, chosen.passphrase),
        "sync": lambda: day.look_at_sync(desk),
        "all_synced": lambda: day.wait_for_sync(desk),
        "sync_fails": lambda: day.sync_in_vain(desk),
        "map": lambda: day.look_at_map(desk),
        "approve": lambda: supervisor_day.decide(desk, chosen.passphrase),
        "keep_paper": lambda: day.keep_the_paper(desk, str(chosen.home / "plan.pdf")),
    }


if __name__ == "__main__":
    raise SystemExit(main())
