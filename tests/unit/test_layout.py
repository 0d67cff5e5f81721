"""The house keeps its shape: names nobody else uses, small rooms that say why they exist, no addresses left lying."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("fieldapp", "ui", "db")
LONGEST = 400
BINARY = {
    *(".png", ".ttf", ".otf", ".gz", ".pdf", ".xlsx", ".ico"),
    *(".db", ".pyc", ".qm", ".zip", ".jpg", ".jpeg", ".zdict"),
}
PURE = {
    "domain": {"fieldapp.errors", "fieldapp.domain", "uuid_utils"},
    "protocol": {"fieldapp.errors", "fieldapp.paths", "fieldapp.domain", "fieldapp.protocol", "msgspec", "zstandard"},
}
REGISTRY = re.compile(r"(?:pypi|pythonhosted|npmjs|debian)\.(?:org|com|net)\b", re.IGNORECASE)
HOME = re.compile(r"(?:/home/|/Users/|[A-Z]:\\Users\\)\w+")


def modules(*folders: str) -> list[Path]:
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))


def tracked() -> Iterator[Path]:
    """The files of the project without those that .gitignore names, with or without git at hand."""
    ignored = [line.strip("/ ") for line in (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines() if line]
    pending = [ROOT]
    while pending:
        for path in pending.pop().iterdir():
            inside = path.relative_to(ROOT).as_posix()
            if path.name == ".git" or any(path.match(pattern) or inside == pattern for pattern in ignored):
                continue
            if path.is_dir():
                pending.append(path)
            elif path.suffix.lower() not in BINARY:
                yield path


def imported(path: Path) -> set[str]:
    """Full names of the modules that a file imports, wherever in it."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            found.add(node.module or "")
    return found


@pytest.mark.parametrize("name", PACKAGES)
def test_nobody_else_brings_a_package_of_our_name(name: str) -> None:
    assert set(packages_distributions().get(name, [])) <= {"fieldapp"}


def test_build_is_a_folder_and_no_package() -> None:
    assert (ROOT / "build" / "dev.py").exists()
    assert not (ROOT / "build" / "__init__.py").exists()


def test_tests_is_a_package_so_that_tests_db_does_not_shadow_db() -> None:
    assert (ROOT / "tests" / "__init__.py").exists()


def test_no_module_is_longer_than_its_subject() -> None:
    lengths = {
        path: len(path.read_text(encoding="utf-8").splitlines()) for path in modules(*PACKAGES, "build", "tests")
    }
    assert {path.relative_to(ROOT): length for path, length in lengths.items() if length > LONGEST} == {}


def test_every_module_opens_by_saying_why_it_exists() -> None:
    silent = [
        path.relative_to(ROOT)
        for path in modules(*PACKAGES, "build")
        if not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert silent == []


def test_no_module_has_a_name_that_says_nothing() -> None:
    hollow = {"utils", "util", "helpers", "helper", "manager", "misc", "common"}
    assert [path.relative_to(ROOT) for path in modules(*PACKAGES, "build") if path.stem in hollow] == []


@pytest.mark.parametrize("package", sorted(PURE))
def test_pure_packages_import_the_standard_library_and_what_is_named_here(package: str) -> None:
    allowed = PURE[package]
    foreign = {
        (str(path.relative_to(ROOT)), name)
        for path in modules(f"fieldapp/{package}")
        for name in imported(path)
        if name.split(".")[0] not in sys.stdlib_module_names
        and not any(name == known or name.startswith(f"{known}.") for known in allowed)
    }
    assert foreign == set()


def test_the_contracts_of_the_pure_packages_name_every_part_of_fieldapp() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    named = {tuple(each.get("source_modules", ())): set(each.get("forbidden_modules", ())) for each in contracts}
    parts = {
        f"fieldapp.{path.stem}"
        for path in (ROOT / "fieldapp").iterdir()
        if (path.is_dir() or path.suffix == ".py") and not path.name.startswith("_")
    }
    everybody = {"fieldapp.errors"}
    assert parts - named["fieldapp.domain",] - everybody == {"fieldapp.domain"}
    assert parts - named["fieldapp.protocol",] - everybody == {"fieldapp.protocol", "fieldapp.domain", "fieldapp.paths"}
    assert parts - named["db",] - everybody == {"fieldapp.clock", "fieldapp.paths"}


def test_no_file_names_a_registry_or_the_place_where_it_was_written() -> None:
    here = re.compile(rf"(?<![\w-]){re.escape(str(ROOT))}/") if len(ROOT.parts) > 2 else HOME
    found = {
        str(path.relative_to(ROOT))
        for path in tracked()
        for pattern in (REGISTRY, HOME, here)
        if pattern.search(path.read_text(encoding="utf-8"))
    }
    assert found == set()
