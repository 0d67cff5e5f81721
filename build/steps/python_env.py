"""The Python environment of the checkout: made once, filled from the lock file, able to import the checkout itself.

The checkout is on the path by a `.pth` file instead of an editable install: nothing is built, and `build/` stays ours.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from steps import places
from steps.log import Log
from steps.plan import Step
from steps.trouble import SPACE_NEEDED, TroubleError

POINTER = "fieldapp-checkout.pth"
# they find the Python beside them, so that no path of this machine stands in them
LAUNCHER = b'#!/bin/sh\nexec "$(dirname "$0")/python" -P -m fieldapp "$@"\n'
LAUNCHER_WINDOWS = b'@"%~dp0python.exe" -P -m fieldapp %*\r\n'


def environment_step() -> Step:
    """The empty environment."""
    return Step("environment", "Python environment", _environment_inputs, lambda: [places.VENV_PYTHON], _make)


def packages_step() -> Step:
    """The packages in it."""
    return Step("packages", "Python packages", lambda: [*_environment_inputs(), places.LOCK], _installed, _fill)


def _environment_inputs() -> list[str | Path]:
    """An environment knows its own place and the Python it was made with: either moved means a new one."""
    return [str(places.ROOT), str(places.VENV_PYTHON.resolve()), places.VENV / "pyvenv.cfg"]


def _installed() -> list[Path]:
    if not places.VENV_PYTHON.exists():
        return [places.VENV_PYTHON]
    folder = places.site_packages()
    return [folder / POINTER, folder / "PySide6" / "__init__.py", _launcher()]


def _make(log: Log) -> None:
    if _serves():
        return
    free = shutil.disk_usage(places.ROOT).free
    if free < SPACE_NEEDED:
        raise TroubleError(
            f"Set-up needs about {SPACE_NEEDED / 1e9:.1f} GB free; {places.ROOT} has {free / 1e9:.1f} GB.",
            "Free some space there, then run the same command again.",
        )
    shutil.rmtree(places.VENV, ignore_errors=True)
    try:
        log.run([sys.executable, "-m", "venv", places.VENV])
    except BaseException:
        shutil.rmtree(places.VENV, ignore_errors=True)
        raise


def _serves() -> bool:
    """Whether the environment that is there was made in this place and still starts."""
    settings = places.VENV / "pyvenv.cfg"
    if not settings.exists() or not places.VENV_PYTHON.exists():
        return False
    made_by = next(
        (line for line in settings.read_text(encoding="utf-8").splitlines() if line.startswith("command")), ""
    )
    if made_by and not made_by.endswith(str(places.VENV)):
        return False
    probe = "import sys, pip; assert sys.version_info[:2] >= (3, 11)"
    asked = subprocess.run([places.VENV_PYTHON, "-c", probe], check=False, capture_output=True)
    return asked.returncode == 0


def _fill(log: Log) -> None:
    """Install what the lock names, nothing else and nothing changed, and point the environment at the checkout."""
    log.run([places.VENV_PYTHON, "-m", "pip", "install", "--require-hashes", "-r", places.LOCK])
    (places.site_packages() / POINTER).write_text(pointer(places.ROOT), encoding="ascii")
    _launcher().write_bytes(LAUNCHER_WINDOWS if places.WINDOWS else LAUNCHER)
    _launcher().chmod(0o755)


def _launcher() -> Path:
    """The command `fieldapp` of the environment."""
    return places.VENV_PYTHON.with_name("fieldapp.cmd" if places.WINDOWS else "fieldapp")


def pointer(checkout: Path) -> str:
    """The line that puts `checkout` on the path: plain ASCII, as Python reads the file in the system's own encoding."""
    return f"import sys; sys.path.append({str(checkout)!a})\n"
