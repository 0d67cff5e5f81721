"""Where the program finds its resources and keeps its data, in a checkout, a wheel and a frozen bundle alike.

Nobody else may ask where a file of ours is. What set-up makes (fonts, icons, map assets, compiled translations)
lies in `resources/made` and is never committed.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from fieldapp.errors import KnownError


def resources() -> Path:
    """The folder of the program's own resources."""
    frozen = getattr(sys, "_MEIPASS", None)
    if frozen is not None:
        return Path(frozen) / "resources"
    package = Path(__file__).resolve().parent
    installed = package / "_resources"
    return installed if installed.is_dir() else package.parent / "resources"


WIPED = "wiped"
"""Folder in the place of the stores that says what was destroyed; without it there is nothing to finish at a start."""


def made(*parts: str) -> Path:
    """A resource that set-up makes.

    Raises:
        KnownError: `setup.resource_missing` when set-up has not been run.
    """
    path = resources().joinpath("made", *parts)
    if not path.exists():
        raise KnownError("setup.resource_missing", {"name": "/".join(parts)})
    return path


def data_home() -> Path:
    """Where this user's laptop stores live: `FIELDAPP_HOME`, or the platform's place for application data."""
    chosen = os.environ.get("FIELDAPP_HOME")
    if chosen:
        return Path(chosen)
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", str(Path.home()))) / "FieldApp"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "FieldApp"
    return Path(os.environ.get("XDG_DATA_HOME", str(Path.home() / ".local" / "share"))) / "fieldapp"


def map_packs(home: Path | None = None) -> Path:
    """Where this user's offline maps lie, each in a folder of its own; they hold nothing about any case.

    Args:
        home: of the laptop's stores, where it is not the usual one (the practice office).
    """
    return (home or data_home()) / "map_packs"


def map_packs_coming() -> Path:
    """Where map packs lie that are half downloaded."""
    return data_home() / "map_packs_coming"
