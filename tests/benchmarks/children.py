"""Talking to processes that are measured: one line of JSON each way, and nothing of them left when they end."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

STOP_SECONDS = 10


class Child:
    """A process that answers each line with one."""

    def __init__(self, process: subprocess.Popen[bytes], log: Path) -> None:
        self.process = process
        self._log = log

    def ask(self, do: str, **told: Any) -> dict[str, Any]:
        """Tell it to do something; its answer.

        Raises:
            RuntimeError: it ended instead of answering.
        """
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        try:
            self.process.stdin.write(json.dumps({"do": do} | told).encode() + b"\n")
            self.process.stdin.flush()
            line = self.process.stdout.readline()
        except OSError:
            line = b""
        if not line:
            said = self._log.read_text(encoding="utf-8", errors="replace")
            raise RuntimeError(f"{do}: the process ended\n{said[-3000:]}")
        return dict(json.loads(line))


@contextmanager
def child(
    command: Sequence[str | Path], log: Path, *, folder: Path, env: Mapping[str, str] | None = None
) -> Iterator[Child]:
    """Start a process; it ends when its standard input closes, or is made to."""
    with log.open("wb") as said:
        process = subprocess.Popen(
            [str(word) for word in command],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=said,
            cwd=folder,
            env=None if env is None else dict(env),
        )
        try:
            yield Child(process, log)
        finally:
            assert process.stdin is not None
            assert process.stdout is not None
            process.stdin.close()
            try:
                process.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
            process.stdout.close()
