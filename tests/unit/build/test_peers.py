"""The peers of `make bench`: pinned by version and digest, named by no address, and no part of any other command."""

from __future__ import annotations

import json
from collections.abc import Sequence

import pytest
from steps import bench, commands, places
from steps.plan import Step


def test_every_npm_package_of_a_peer_is_named_by_version_and_digest_and_not_by_address() -> None:
    wish, lock = (json.loads(file.read_text(encoding="utf-8")) for file in bench.NPM_FILES)
    packages = lock["packages"]
    assert packages.pop("")["dependencies"] == wish["dependencies"]
    for name, version in wish["dependencies"].items():
        assert packages[f"node_modules/{name}"]["version"] == version
    assert all(package["integrity"].startswith("sha512-") for package in packages.values())
    assert "://" not in bench.NPM_FILES[1].read_text(encoding="utf-8")


def test_anki_is_named_by_version_and_digest_and_not_by_address() -> None:
    text = bench.ANKI_LOCK.read_text(encoding="utf-8")
    named = [line for line in text.splitlines() if line and line[0].isalpha()]
    assert any(line.startswith("anki==") for line in named)
    assert all("==" in line for line in named)
    assert text.count("--hash=sha256:") >= len(named)
    assert "://" not in text


def test_no_start_and_no_test_installs_a_peer(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []

    def note(steps: Sequence[Step]) -> int:
        made.extend(step.name for step in steps)
        return 0

    monkeypatch.setattr(commands, "carry_out", note)
    commands._ready()
    assert made
    assert not set(made) & {step.name for step in bench.steps()}


def test_no_peer_is_in_the_lock_of_the_product() -> None:
    lock = places.LOCK.read_text(encoding="utf-8").lower()
    assert not any(line.startswith(("anki", "pouchdb", "rxdb")) for line in lock.splitlines())
