"""The administrator of an office for tests: types commands, reads what is answered."""

from __future__ import annotations

import io
import sys
from dataclasses import dataclass

import pytest

from fieldapp.cli.main import main
from tests.office import TestOffice


@dataclass
class Administrator:
    """Works on the server's own folder, while the server runs."""

    office: TestOffice
    capsys: pytest.CaptureFixture[str]
    monkeypatch: pytest.MonkeyPatch

    def types(self, *words: str, piped: str = "") -> str:
        """What a command answers that must go well."""
        code, said, wrong = self.tries(*words, piped=piped)
        assert code == 0, wrong
        assert wrong == ""
        return said

    def tries(self, *words: str, piped: str = "") -> tuple[int, str, str]:
        """Exit code, answer, and what was wrong."""
        self.monkeypatch.setattr(sys, "stdin", io.StringIO(piped))
        self.capsys.readouterr()
        code = main(["server", *words, "--home", str(self.office.folder / "server"), "--lang", "en"])
        said = self.capsys.readouterr()
        return code, said.out, said.err
