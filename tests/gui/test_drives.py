"""Which volumes are sticks."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from ui.parts.drives import is_removable, removable_drives


def block(folder: Path, disk: str, flag: str) -> Path:
    """What the system says of a disk and its first partition."""
    (folder / disk / f"{disk}1").mkdir(parents=True)
    (folder / disk / "removable").write_text(f"{flag}\n")
    blocks = folder / "class"
    blocks.mkdir()
    (blocks / f"{disk}1").symlink_to(folder / disk / f"{disk}1")
    return blocks


@pytest.mark.skipif(sys.platform != "linux", reason="reads what Linux says of disks")
def test_a_stick_is_known_by_its_disk_and_by_where_it_is_mounted(tmp_path: Path) -> None:
    blocks = block(tmp_path, "sdb", "1")
    assert is_removable("/media/ming/STICK", "/dev/sdb1", blocks)
    assert is_removable("/run/media/ming/BIG", "/dev/sdc1", blocks), "large sticks call themselves fixed"
    assert not is_removable("/", "/dev/sdb1", blocks)
    assert not is_removable("/home", "/dev/sda2", blocks)


def test_the_disks_of_this_machine_are_no_sticks() -> None:
    assert all(drive.root != Path("/") for drive in removable_drives())
