"""What must be on the machine before anything of ours can be: shared libraries for Qt, and programs for tests.

What counts is that a library can be loaded and a program found, not which package brought it: so the same check serves
every Linux, and a renamed package (libasound2, libasound2t64) is no trouble. Where the machine is Debian's or Ubuntu's
and we may, we install what is missing; otherwise we say exactly what to install.
"""

from __future__ import annotations

import ctypes
import importlib.util
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from steps import places, progress
from steps.log import Log
from steps.plan import Step
from steps.trouble import TroubleError

GLIBC_NEEDED = (2, 34)

LIBRARIES: tuple[tuple[str, str], ...] = (
    ("libGL.so.1", "libgl1"),
    ("libEGL.so.1", "libegl1"),
    ("libglib-2.0.so.0", "libglib2.0-0 libglib2.0-0t64"),
    ("libfontconfig.so.1", "libfontconfig1"),
    ("libfreetype.so.6", "libfreetype6"),
    ("libdbus-1.so.3", "libdbus-1-3"),
    ("libxkbcommon.so.0", "libxkbcommon0"),
    ("libxkbcommon-x11.so.0", "libxkbcommon-x11-0"),
    ("libxcb-cursor.so.0", "libxcb-cursor0"),
    ("libxcb-icccm.so.4", "libxcb-icccm4"),
    ("libxcb-keysyms.so.1", "libxcb-keysyms1"),
    ("libxcb-shape.so.0", "libxcb-shape0"),
    ("libnss3.so", "libnss3"),
    ("libnspr4.so", "libnspr4"),
    ("libasound.so.2", "libasound2t64 libasound2"),
    ("libXcomposite.so.1", "libxcomposite1"),
    ("libXdamage.so.1", "libxdamage1"),
    ("libXrandr.so.2", "libxrandr2"),
    ("libXtst.so.6", "libxtst6"),
    ("libxkbfile.so.1", "libxkbfile1"),
    ("libpulse.so.0", "libpulse0"),
)
"""Shared libraries that PySide6's wheels expect of the system, and the Debian package of each (its newer name first
where the older one lives on as a name without a package): widgets, X11, then WebEngine, then multimedia."""

TEST_PROGRAMS: tuple[tuple[str, str], ...] = (
    ("pdfsig", "poppler-utils"),
    ("pdftotext", "poppler-utils"),
    ("certutil", "libnss3-tools"),
    ("openssl", "openssl"),
    ("initdb", "postgresql"),
    ("dbus-daemon", "dbus-daemon"),
    ("osmium", "osmium-tool"),
    ("tilemaker", "tilemaker"),
)
"""Programs of others that the tests ask for a second opinion, and the server they talk to."""

BUNDLE_PROGRAMS: tuple[tuple[str, str], ...] = (("objdump", "binutils"),)

APT = ("apt-get", "-q", "-o", "DPkg::Lock::Timeout=120")
APT_INSTALL = (*APT, "install", "-y", "--no-install-recommends")
APT_QUIET = {"DEBIAN_FRONTEND": "noninteractive", "LC_ALL": "C.UTF-8"}


@dataclass(frozen=True, slots=True)
class Missing:
    """Something that the machine lacks: what it is called, and the names its Debian package may have."""

    name: str
    packages: tuple[str, ...]


def step() -> Step:
    """What every start needs."""
    return Step(
        "system", "System packages", lambda: _facts(LIBRARIES), list, lambda log: _provide(missing_basics(), log)
    )


def programs_step(purpose: str, programs: Sequence[tuple[str, str]]) -> Step:
    """What only `purpose` (test, bundle) needs."""
    title = f"System programs to {purpose}"
    return Step(
        f"system-{purpose}",
        title,
        lambda: _facts(programs),
        list,
        lambda log: _provide(missing_programs(programs), log),
    )


def missing_basics() -> list[Missing]:
    """What is missing for starting FieldApp at all.

    Raises:
        TroubleError: this kind of system cannot run it whatever is installed.
    """
    if not places.LINUX:
        return []
    _refuse_old_glibc()
    lacking = [] if _can_make_environments() else [Missing("python venv", (_venv_package(),))]
    return lacking + [Missing(name, tuple(names.split())) for name, names in LIBRARIES if not _loads(name)]


def missing_programs(programs: Sequence[tuple[str, str]]) -> list[Missing]:
    """Which of `programs` cannot be found."""
    if not places.LINUX:
        return []
    return [Missing(name, tuple(names.split())) for name, names in programs if not _finds(name)]


def _facts(wanted: Sequence[tuple[str, str]]) -> list[str | Path]:
    return [repr((wanted, sys.version_info[:2])), Path("/etc/os-release")]


def _provide(missing: list[Missing], log: Log) -> None:
    """Install what is missing, or say what to install.

    Raises:
        TroubleError: something is missing and it is not for us to install it, or it could not be installed.
    """
    if not missing:
        return
    if shutil.which("apt-get") is None:
        raise TroubleError(*_for_other_systems(missing))
    if not places.is_root():
        line = "sudo apt-get install --no-install-recommends " + " ".join(_first_names(missing))
        raise TroubleError(
            "Some system packages are missing, and only the administrator may install them.",
            f"Run this once, then the same command again:\n\n    sudo apt-get update && {line}\n",
        )
    _install(missing, log)


def _first_names(missing: list[Missing]) -> list[str]:
    """One package name each, the one this system's lists know if they know any."""
    return sorted({_known_name(each.packages) for each in missing})


def _install(missing: list[Missing], log: Log) -> None:
    # An archive of somebody else's that does not answer must not stop us: what counts is whether the install works.
    log.succeeds([*APT, "update"], extra=APT_QUIET)
    names = _first_names(missing)
    if "postgresql" in names:
        _keep_database_server_asleep(log)
    log.run([*APT_INSTALL, *names], extra=APT_QUIET)


def _keep_database_server_asleep(log: Log) -> None:
    """Let the PostgreSQL package bring its programs without making and starting a database of its own.

    The tests start a server of theirs in a temporary folder. A machine that has PostgreSQL's tools already keeps
    the choice its owner made.
    """
    settings = Path("/etc/postgresql-common/createcluster.conf")
    if settings.exists():
        return
    log.run([*APT_INSTALL, "postgresql-common"], extra=APT_QUIET)
    text = settings.read_text(encoding="utf-8") if settings.exists() else ""
    kept = re.sub(r"(?m)^#?\s*create_main_cluster\s*=.*\n?", "", text)
    settings.write_text(f"{kept}create_main_cluster = false\n", encoding="utf-8")


def _for_other_systems(missing: list[Missing]) -> tuple[str, str]:
    lines = [f"    {each.name:24} Debian and Ubuntu have it in {' or '.join(each.packages)}" for each in missing]
    return (
        "This machine lacks something that FieldApp needs:\n" + "\n".join(lines),
        "Install the packages of your distribution that hold them, then run the same command again.",
    )


def _known_name(packages: tuple[str, ...]) -> str:
    """The first of `packages` that the package lists can install; the last one where they know none."""
    return next((name for name in packages[:-1] if _has_candidate(name)), packages[-1])


def _has_candidate(package: str) -> bool:
    asked = subprocess.run(
        ["apt-cache", "policy", package],
        check=False,
        capture_output=True,
        text=True,
        env={**os.environ, "LC_ALL": "C"},
    )
    return re.search(r"Candidate: (?!\(none\))\S", asked.stdout) is not None


def _refuse_old_glibc() -> None:
    found = _glibc()
    if found < GLIBC_NEEDED:
        shown = ".".join(map(str, found)) if found > (0, 0) else "none"
        raise TroubleError(
            f"Qt 6 needs a Linux with glibc 2.34 or newer; this system has {shown}.",
            "Debian 12, Ubuntu 22.04 and newer have it.",
        )


def _glibc() -> tuple[int, int]:
    """The version of the C library, (0, 0) where it is another one."""
    try:
        said = os.confstr("CS_GNU_LIBC_VERSION") or ""
    except ValueError:
        said = ""
    found = re.search(r"(\d+)\.(\d+)", said)
    return (int(found[1]), int(found[2])) if found else (0, 0)


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _finds(program: str) -> bool:
    if shutil.which(program):
        return True
    return program == "initdb" and any(Path("/usr/lib/postgresql").glob("*/bin/initdb"))


def _can_make_environments() -> bool:
    return importlib.util.find_spec("ensurepip") is not None and importlib.util.find_spec("venv") is not None


def _venv_package() -> str:
    """Debian keeps `venv` in a package of its own, one for each Python."""
    return f"python{sys.version_info.major}.{sys.version_info.minor}-venv"


def report(programs: Sequence[tuple[str, str]]) -> None:
    """Say what is missing on this machine, changing nothing."""
    lacking = [*missing_basics(), *missing_programs(programs)]
    for each in lacking:
        progress.say(f"  missing: {each.name} ({' or '.join(each.packages)})")
    if not lacking:
        progress.say("  nothing is missing")
