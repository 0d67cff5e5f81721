"""Where set-up keeps what it makes, and the environment that programs started by it see.

Everything lies inside the checkout, so that two checkouts never share anything and `clean` is one folder or two.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CACHE = ROOT / ".cache"
SETUP = CACHE / "setup"
MADE = ROOT / "resources" / "made"
ASSETS = ROOT / "build" / "assets"
LOCK = ROOT / "requirements.lock"
VENV = ROOT / ".venv"
WINDOWS = sys.platform == "win32"
LINUX = sys.platform.startswith("linux")
VENV_PYTHON = VENV / ("Scripts/python.exe" if WINDOWS else "bin/python")


def is_root() -> bool:
    """Whether this process may install system packages."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def environment(extra: Mapping[str, str] | None = None) -> dict[str, str]:
    """What a child process sees: ours, plus what keeps tools quiet and inside the checkout."""
    ours = dict(os.environ)
    ours.pop("PYTHONHOME", None)
    ours.pop("PYTHONPATH", None)
    ours.setdefault("PIP_DISABLE_PIP_VERSION_CHECK", "1")
    ours["PIP_NO_INPUT"] = "1"
    ours["npm_config_update_notifier"] = "false"
    if not _home_keeps_files():
        ours.setdefault("npm_config_cache", str(CACHE / "npm"))
        ours.setdefault("PIP_CACHE_DIR", str(CACHE / "pip"))
        ours.setdefault("XDG_CACHE_HOME", str(CACHE / "home"))
    if LINUX and is_root():
        ours.setdefault("QTWEBENGINE_DISABLE_SANDBOX", "1")
    ours.update(extra or {})
    return ours


def _home_keeps_files() -> bool:
    """Whether the usual caches below the home folder can be written."""
    try:
        with tempfile.TemporaryFile(dir=Path.home()):
            return True
    except (OSError, RuntimeError):
        return False


def site_packages() -> Path:
    """The folder of the environment that packages are installed in."""
    if WINDOWS:
        return VENV / "Lib" / "site-packages"
    return next((VENV / "lib").glob("python3.*")) / "site-packages"


def locked(package: str) -> str:
    """The version of `package` that the lock file names, or an empty text."""
    for line in LOCK.read_text(encoding="utf-8").splitlines():
        if line.startswith(f"{package}=="):
            return line.split("==")[1].split()[0]
    return ""
