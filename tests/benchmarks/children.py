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

    def __init__(
        self, command: Sequence[object], log: Path, folder: Path, env: Mapping[str, str] | None = None
    ) -> None:
        self._command = [str(word) for word in command]
        self._log, self._folder, self._env = log, folder, None if env is None else dict(env)
        self.start()

    def start(self) -> None:
        """A process that has done nothing yet."""
        with self._log.open("ab") as said:
            pipes: dict[str, Any] = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": said}
            self._process = subprocess.Popen(self._command, cwd=self._folder, env=self._env, **pipes)

    def stop(self) -> None:
        """It ends when its standard input closes, or is made to."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        try:
            self._process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process.stdout.close()

    def restart(self) -> None:
        """Another process of the same kind, as after the program was started anew."""
        self.stop()
        self.start()

    def ask(self, do: str, **told: Any) -> dict[str, Any]:
        """Tell it to do something; its answer.

        Raises:
            RuntimeError: it ended instead of answering.
        """
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(json.dumps({"do": do} | told).encode() + b"\n")
            self._process.stdin.flush()
        except OSError as error:
            raise self._ended(do) from error
        return self.hear(do)

    def hear(self, after: str = "start") -> dict[str, Any]:
        """The next thing it says.

        Raises:
            RuntimeError: it ended instead.
        """
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise self._ended(after)
        return dict(json.loads(line))

    def _ended(self, do: str) -> RuntimeError:
        said = self._log.read_text(encoding="utf-8", errors="replace")
        return RuntimeError(f"{do}: the process ended\n{said[-3000:]}")


@contextmanager
def child(
    command: Sequence[object], log: Path, *, folder: Path, env: Mapping[str, str] | None = None
) -> Iterator[Child]:
    """A process while it is needed."""
    started = Child(command, log, folder, env)
    try:
        yield started
    finally:
        started.stop()
