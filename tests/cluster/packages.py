"""What must be installed, all of it from Debian; a package that starts a service on being installed is kept from it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PROGRAMS = {
    "patroni": "patroni",
    "etcd": "etcd-server",
    "haproxy": "haproxy",
    "pgbouncer": "pgbouncer",
    "memcached": "memcached",
    "swift-proxy-server": "swift-proxy",
    "swift-account-server": "swift-account",
    "swift-container-server": "swift-container",
    "swift-object-server": "swift-object",
    "initdb": "postgresql",
}
SERVICES_OFF = Path("/usr/sbin/policy-rc.d")
PATH = f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin"


def missing() -> list[str]:
    """The packages whose program is not there."""
    return sorted({package for program, package in PROGRAMS.items() if not _found(program)})


def provide() -> None:
    """Install what is missing, or end with a sentence that says what to install."""
    names = missing()
    if not names:
        return
    command = ["apt-get", "install", "-y", "--no-install-recommends", *names]
    if shutil.which("apt-get") is None or os.geteuid() != 0:
        sys.exit(f"This needs programs that are not here. As the administrator: {' '.join(command)}")
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive", "LC_ALL": "C.UTF-8"}
    with _services_off():
        subprocess.run(["apt-get", "-q", "update"], env=quiet, check=False, stdout=subprocess.DEVNULL)
        subprocess.run(command, env=quiet, check=True, stdout=subprocess.DEVNULL)
    if missing():
        sys.exit(f"Still missing after installing: {' '.join(missing())}")


def postgresql_programs() -> Path:
    """The folder of the newest PostgreSQL's programs."""
    return max(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3])).parent


def _found(program: str) -> bool:
    if program == "initdb":
        return any(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return shutil.which(program, path=PATH) is not None


@contextmanager
def _services_off() -> Iterator[None]:
    """Debian asks this file before it starts a service; one that is there already is its owner's choice and stays."""
    if SERVICES_OFF.exists():
        yield
        return
    SERVICES_OFF.write_text("#!/bin/sh\nexit 101\n", encoding="ascii")
    SERVICES_OFF.chmod(0o755)
    try:
        yield
    finally:
        SERVICES_OFF.unlink()
