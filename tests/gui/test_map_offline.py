"""The map with the network cut off by the kernel: everything it shows lies on this laptop."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.benchmarks.map_rows import map_told
from tests.maps import helsinki

CUT_OFF = ("unshare", "--map-root-user", "--net")


def cut_off() -> tuple[str, ...]:
    """The command that runs another without any network."""
    if not sys.platform.startswith("linux") or shutil.which(CUT_OFF[0]) is None:
        pytest.skip("only Linux has network namespaces")
    tried = subprocess.run([*CUT_OFF, "true"], capture_output=True, text=True, check=False)
    if tried.returncode:
        pytest.skip(f"this kernel lets nobody make a network namespace: {tried.stderr.strip()}")
    return CUT_OFF


def test_in_a_namespace_without_network_the_map_comes_up_whole_and_asks_for_nothing(tmp_path: Path) -> None:
    helsinki(tmp_path)
    told = map_told("ours", 300, 1, before=cut_off(), more=(str(tmp_path),))
    assert told["count"] == 300
    assert told["packs"] == 2
    assert told["tiles"] > 0
    assert told["blocked"] == []
