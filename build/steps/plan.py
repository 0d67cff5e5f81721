"""Does the steps of the set-up that are not done yet, and remembers the others.

A step is done when its stamp names the digest of its inputs and its outputs are there. So a second start reads a few
small files and nothing else, and a changed lock file redoes exactly what depends on it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from steps import places, progress
from steps.log import Log

Input = str | Path


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that set-up makes.

    Attributes:
        name: of its stamp and its log.
        title: what a person reads while it runs.
        inputs: texts and small files; another content means the step is to be done again. A missing file counts.
        outputs: must exist for the step to count as done.
        make: does it; must leave nothing half-made when it fails.
    """

    name: str
    title: str
    inputs: Callable[[], Sequence[Input]]
    outputs: Callable[[], Sequence[Path]]
    make: Callable[[Log], None]

    @property
    def stamp(self) -> Path:
        """The file that says with which inputs the step was done last."""
        return places.SETUP / f"{self.name}.stamp"

    def is_done(self) -> bool:
        """Whether the step was done with the inputs of now and its outputs are still there."""
        try:
            stamped = self.stamp.read_text(encoding="ascii")
        except FileNotFoundError:
            return False
        return stamped == digest(self.inputs()) and all(path.exists() for path in self.outputs())

    def do(self) -> None:
        """Do it and stamp it.

        Raises:
            TroubleError: it failed; there is no stamp then.
        """
        self.stamp.unlink(missing_ok=True)
        self.make(Log(places.SETUP / f"{self.name}.log"))
        self.stamp.write_text(digest(self.inputs()), encoding="ascii")


def digest(inputs: Sequence[Input]) -> str:
    """The SHA-256 over texts and the contents of files, each with its kind, so that no two lists meet in one digest."""
    total = hashlib.sha256()
    for each in inputs:
        content = _content(each)
        total.update(f"{type(each).__name__} {each if isinstance(each, str) else each.name} {len(content)}\n".encode())
        total.update(content)
    return total.hexdigest()


def carry_out(steps: Sequence[Step]) -> int:
    """Do what is not done, one line on the screen each; returns how many steps that were.

    Raises:
        TroubleError: a step failed; those before it stay done.
    """
    if all(step.is_done() for step in steps):
        return 0
    done = 0
    with _alone():
        for number, step in enumerate(steps, start=1):
            if not step.is_done():
                with progress.line(f"[{number}/{len(steps)}] {step.title} …"):
                    step.do()
                done += 1
    return done


def _content(each: Input) -> bytes:
    if isinstance(each, str):
        return each.encode()
    try:
        return each.read_bytes()
    except FileNotFoundError:
        return b""


@contextmanager
def _alone() -> Iterator[None]:
    """Wait until no other set-up works on this checkout, so that two windows opened at once cannot mix their files."""
    places.SETUP.mkdir(parents=True, exist_ok=True)
    with (places.SETUP / "lock").open("a+b") as handle:
        _lock(handle)
        yield


if places.WINDOWS:
    import msvcrt

    def _lock(handle: IO[bytes]) -> None:
        handle.seek(0)
        while True:
            try:
                msvcrt.locking(handle.fileno(), msvcrt.LK_LOCK, 1)
            except OSError:  # the system gives up after ten seconds; a first set-up takes minutes
                continue
            return

else:
    import fcntl

    def _lock(handle: IO[bytes]) -> None:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            progress.say("Another set-up of this checkout is running; waiting for it.")
            fcntl.flock(handle, fcntl.LOCK_EX)
