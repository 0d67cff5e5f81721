"""What the commands say: sentences that any console can show, and a sign of life while something takes long."""

from __future__ import annotations

import io
import os
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from fieldapp.sentences import say

STEP_SECONDS = 1.0
_CLEAR_LINE = "\r\x1b[K"


def settle_streams() -> None:
    """A console that cannot show every character must not hide the rest of a sentence, nor end the command."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def tell(text: str) -> None:
    """Say `text`. Whoever reads may have gone (`| head`): what was done stands, and so does the exit code."""
    try:
        print(text, flush=True)
    except BrokenPipeError:
        # the interpreter writes what is left once more at its end, which would fail again
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@contextmanager
def alive(code: str, params: Mapping[str, object], language: str) -> Iterator[None]:
    """While the block runs, a line on the terminal that counts the seconds; nothing where nobody looks on."""
    if not sys.stderr.isatty():
        yield
        return
    done = threading.Event()
    counting = threading.Thread(target=_count, args=(done, code, params, language), daemon=True)
    counting.start()
    try:
        yield
    finally:
        done.set()
        counting.join()


def _count(done: threading.Event, code: str, params: Mapping[str, object], language: str) -> None:
    seconds = 0
    while not done.wait(STEP_SECONDS):
        seconds += 1
        line = say(code, {**params, "seconds": seconds}, language)
        print(f"{_CLEAR_LINE}{line}", end="", file=sys.stderr, flush=True)
    if seconds:
        print(_CLEAR_LINE, end="", file=sys.stderr, flush=True)
