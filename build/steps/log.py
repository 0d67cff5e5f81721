"""Runs programs quietly: what they say goes to a file, and to the screen only when they fail."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from steps import places
from steps.trouble import TroubleError, advice_for, last_lines


class Log:
    """The record of one step, written anew each time the step is done."""

    def __init__(self, path: Path) -> None:
        self.path = path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("", encoding="utf-8")

    def run(
        self, command: Sequence[str | Path], *, extra: Mapping[str, str] | None = None, folder: Path | None = None
    ) -> None:
        """Run `command` to its end.

        Raises:
            TroubleError: it could not be started or said that it failed.
        """
        if not self.succeeds(command, extra=extra, folder=folder):
            raise self.trouble(_name([str(word) for word in command]))

    def succeeds(
        self, command: Sequence[str | Path], *, extra: Mapping[str, str] | None = None, folder: Path | None = None
    ) -> bool:
        """Run `command` to its end; whether it went well."""
        words = [str(word) for word in command]
        with self.path.open("a", encoding="utf-8") as out:
            out.write(f"$ {' '.join(words)}\n")
            out.flush()
            try:
                done = subprocess.run(
                    words,
                    check=False,
                    cwd=folder or places.ROOT,
                    env=places.environment(extra),
                    stdin=subprocess.DEVNULL,
                    stdout=out,
                    stderr=subprocess.STDOUT,
                )
            except OSError as error:
                out.write(f"{error}\n")
                return False
        return done.returncode == 0

    def trouble(self, program: str) -> TroubleError:
        """The failure of `program`, with its last words and what can be done."""
        said = self.path.read_text(encoding="utf-8", errors="replace")
        sentence = f"{program} failed. Its last words (all of them: {self.path}):\n{last_lines(self.path)}"
        return TroubleError(sentence, advice_for(said))


def _name(words: list[str]) -> str:
    """What a person calls the program: the module that Python was told to run, or the file's name."""
    return words[2] if words[1:2] == ["-m"] else Path(words[0]).stem
