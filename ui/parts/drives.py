"""Sticks and cards that are plugged in now. Asked on a reader thread: a sleeping disk may take its time to answer."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QStorageInfo

_MOUNTED_UNDER = ("/media/", "/run/media/", "/Volumes/")
_REMOVABLE = 2
"""What Windows calls a removable drive (DRIVE_REMOVABLE)."""


@dataclass(frozen=True, slots=True)
class Drive:
    """One removable drive; `free` in bytes."""

    name: str
    root: Path
    free: int
    read_only: bool


def removable_drives() -> list[Drive]:
    """What can be taken away, by name."""
    found = []
    for volume in QStorageInfo.mountedVolumes():
        root, device = volume.rootPath(), bytes(volume.device().data()).decode(errors="replace")
        if volume.isValid() and volume.isReady() and is_removable(root, device):
            name = volume.displayName() or Path(root).name or root
            found.append(Drive(name, Path(root), volume.bytesAvailable(), volume.isReadOnly()))
    return sorted(found, key=lambda drive: drive.name)


def is_removable(root: str, device: str, blocks: Path = Path("/sys/class/block")) -> bool:
    """Whether a volume is one that is plugged in and out; fixed disks under the same folders are not."""
    if sys.platform == "win32":
        import ctypes

        return bool(ctypes.windll.kernel32.GetDriveTypeW(root) == _REMOVABLE)
    if root == "/" or not root.startswith(_MOUNTED_UNDER):
        return False
    if sys.platform == "darwin":
        return True
    name = device.rsplit("/", 1)[-1]
    for place in (blocks / name, (blocks / name).resolve().parent):  # a partition's flag stands at its disk
        flag = place / "removable"
        if flag.is_file() and flag.read_text().strip() == "1":
            return True
    # what the desktop mounted for the person is theirs to pull; large sticks call themselves fixed
    return root.startswith(("/media/", "/run/media/"))
