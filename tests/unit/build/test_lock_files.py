"""The lock files: every package by version and digest, none by address, and everything the project asks for."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

import pytest
from steps import places

ROOT = Path(__file__).resolve().parents[3]
PYTHON_LOCKS = ("requirements.lock", "build/assets/node.lock", "build/region/extract.lock")
NAME = re.compile(r"^([A-Za-z0-9._-]+)")


def entries(lock: str) -> dict[str, str]:
    """Package -> everything the lock says about it."""
    text = (ROOT / lock).read_text(encoding="utf-8")
    found = re.split(r"(?m)^(?=[A-Za-z0-9])", text)
    return {normal(NAME.match(each)[1]): each for each in found if NAME.match(each)}  # type: ignore[index]


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


@pytest.mark.parametrize("lock", PYTHON_LOCKS)
def test_every_python_package_is_named_by_version_and_digest(lock: str) -> None:
    unsure = [name for name, text in entries(lock).items() if "==" not in text or "--hash=sha256:" not in text]
    assert unsure == []
    assert "://" not in (ROOT / lock).read_text(encoding="utf-8")


def test_the_lock_holds_everything_the_project_asks_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    names = {normal(NAME.match(each)[1]) for each in asked}  # type: ignore[index]
    assert names - set(entries("requirements.lock")) == set()


def test_every_npm_package_is_named_by_version_and_digest_and_not_by_address() -> None:
    packages = json.loads((ROOT / "build/assets/package-lock.json").read_text(encoding="utf-8"))["packages"]
    wanted = packages.pop("")["dependencies"]
    assert {name: packages[f"node_modules/{name}"]["version"] for name in wanted} == wanted
    assert all(package["integrity"].startswith("sha512-") for package in packages.values())
    assert not any("resolved" in package for package in packages.values())


@pytest.mark.parametrize(
    "package",
    [
        *("fonttools", "pylopdf-fonts-zh-cn", "pylopdf-fonts-zh-tw", "pyside6-essentials", "qtawesome"),
        *("mapbox-vector-tile", "pmtiles", "shapely"),
    ],
)
def test_the_set_up_finds_the_versions_it_stamps_its_work_with(package: str) -> None:
    assert places.locked(package)
