"""Other people's code: told on one page, and none that would put the app under the GPL or AGPL."""

from __future__ import annotations

import ast
import json
import re
import tomllib
from importlib.metadata import Distribution, distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[3]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
GPL_ONLY_QT = {
    "PySide6.QtCharts",
    "PySide6.QtDataVisualization",
    "PySide6.QtGraphs",
    "PySide6.QtGraphsWidgets",
    "PySide6.QtHttpServer",
    "PySide6.QtNetworkAuth",
    "PySide6.QtQuick3D",
    "PySide6.QtVirtualKeyboard",
}


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def needed_at_run_time() -> dict[str, Distribution]:
    """Everything installed that the app needs, directly or through others."""
    found: dict[str, Distribution] = {}
    done: set[tuple[str, str]] = set()
    pending = [Requirement(text) for text in PROJECT["dependencies"]]
    while pending:
        wanted = pending.pop()
        name = normal(wanted.name)
        for extra in {"", *wanted.extras} - {extra for known, extra in done if known == name}:
            done.add((name, extra))
            found[name] = distribution(name)
            inner = [Requirement(text) for text in found[name].requires or []]
            pending += [each for each in inner if each.marker is None or each.marker.evaluate({"extra": extra})]
    return found


def licence(package: Distribution) -> str:
    said = package.metadata
    classifiers = [line for line in said.get_all("Classifier") or [] if line.startswith("License ::")]
    stated = [*(said.get_all("License-Expression") or []), " / ".join(classifiers), *(said.get_all("License") or [])]
    return next((words for words in stated if words), "")


def test_nothing_at_run_time_is_under_the_gpl_alone() -> None:
    needed = needed_at_run_time()
    assert len(needed) > 60
    strict = {
        name: licence(package)
        for name, package in needed.items()
        if re.search(r"(?<!L)GPL|Affero|GNU General", licence(package)) and "LGPL" not in licence(package)
    }
    assert strict == {}


def test_no_module_imports_a_part_of_qt_that_is_under_the_gpl_alone() -> None:
    used: set[str] = set()
    for path in (ROOT / "ui").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module:
                used |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
            elif isinstance(node, ast.Import):
                used |= {alias.name for alias in node.names}
    assert any(name.startswith("PySide6.") for name in used)
    assert used & GPL_ONLY_QT == set()


@pytest.mark.parametrize(
    "name",
    [
        *(Requirement(text).name for text in PROJECT["dependencies"]),
        *(Requirement(text).name for extra in PROJECT["optional-dependencies"].values() for text in extra),
        *json.loads((ROOT / "build/assets/package.json").read_text(encoding="utf-8"))["dependencies"],
    ],
)
def test_every_direct_dependency_is_told_with_its_reason_and_licence(name: str) -> None:
    rows = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8").splitlines()
    told = [row for row in rows if re.match(rf"\| {re.escape(name)}(?: \([^)]*\))? \|", row)]
    assert told
    assert all(len([cell for cell in row.strip("|").split("|") if cell.strip()]) == 3 for row in told)
