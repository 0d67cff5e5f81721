"""What the window may import before its first paint: the standard library and Qt's three basic modules."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

import ui

ROOT = Path(ui.__file__).parent
FOUNDATION = ["ui.theme", "ui.messages", "ui.crash", "ui.shell", "ui.gallery"]
"""With the gallery come all the parts that pages are made of."""
ALLOWED = {"PySide6", "shiboken6", "fieldapp", "ui"}
QT = {"PySide6.QtCore", "PySide6.QtGui", "PySide6.QtWidgets"}


@pytest.fixture(scope="module")
def loaded() -> set[str]:
    """The modules a fresh interpreter has after importing the foundation."""
    script = f"import json, sys\nfor name in {FOUNDATION!r}: __import__(name)\nprint(json.dumps(sorted(sys.modules)))"
    answer = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=ROOT.parent, timeout=60
    )
    return set(json.loads(answer.stdout))


def test_nothing_heavy_is_loaded(loaded: set[str]) -> None:
    heavy = {"sqlalchemy", "folium", "numpy", "alembic", "cryptography", "msgspec", "zstandard", "typst", "qtawesome"}
    assert not heavy & {name.partition(".")[0] for name in loaded}


def test_of_qt_only_the_three_basic_modules_are_loaded(loaded: set[str]) -> None:
    assert {name for name in loaded if name.startswith("PySide6.Qt")} <= QT


def test_all_else_is_the_standard_library(loaded: set[str]) -> None:
    roots = {name.partition(".")[0] for name in loaded}
    strangers = {
        root
        for root in roots - ALLOWED - set(sys.stdlib_module_names) - set(sys.builtin_module_names)
        if not root.startswith(("_", "shiboken", "PySide")) and root not in {"signature_bootstrap", "sitecustomize"}
    }
    assert strangers <= _from_site()


def _from_site() -> set[str]:
    """What this interpreter loads by itself through its site files, before any import of ours."""
    answer = subprocess.run(
        [sys.executable, "-c", "import sys; print('\\n'.join(sys.modules))"], capture_output=True, text=True, check=True
    )
    return {name.partition(".")[0] for name in answer.stdout.split()}


def test_calls_that_return_nothing_do_not_wear_out_the_interpreter() -> None:
    script = (
        "import ui\nfrom PySide6.QtCore import QObject\none = QObject()\n"
        "for _ in range(100_000): one.setObjectName('x')\nprint('alive')"
    )
    answer = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=ROOT.parent, timeout=60
    )
    assert answer.stdout.strip() == "alive"
