"""What set-up shows while it works: one line a step, with the time that has passed, plain where no person watches."""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

REFRESH_S = 0.5


def say(sentence: str) -> None:
    """Print a sentence at once."""
    print(sentence, flush=True)


@contextmanager
def line(title: str) -> Iterator[None]:
    """Show `title` and the seconds since; the line ends when the work does."""
    started = time.monotonic()
    finished = threading.Event()
    watcher = threading.Thread(target=_tick, args=(title, started, finished), daemon=True)
    print(title, end="", flush=True)
    if _is_watched():
        watcher.start()
    ended = "failed after"
    try:
        yield
        ended = ""
    finally:
        finished.set()
        if watcher.ident is not None:
            watcher.join()
        start_over = f"\r{title}" if _is_watched() else ""
        print(f"{start_over} {ended} {spell(time.monotonic() - started)}".replace("  ", " "), flush=True)


def spell(seconds: float) -> str:
    """A duration in seconds for a person: one decimal below ten seconds, minutes from two on."""
    if seconds < 10:
        return f"{seconds:.1f} s"
    if seconds < 120:
        return f"{seconds:.0f} s"
    return f"{seconds // 60:.0f} min {seconds % 60:.0f} s"


def _tick(title: str, started: float, finished: threading.Event) -> None:
    while not finished.wait(REFRESH_S):
        print(f"\r{title} {spell(time.monotonic() - started)}", end="", flush=True)


def _is_watched() -> bool:
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb" and "CI" not in os.environ
