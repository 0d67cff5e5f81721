"""Where runs take place: one folder in memory per process, and one engine per machine that every run uses again.

An engine keeps the statements it has compiled; what a killed process loses are its connections, and those are closed.
"""

from __future__ import annotations

import atexit
import shutil
import tempfile
from functools import cache
from pathlib import Path

import sqlalchemy as sa

from db.engine import laptop_engine, server_engine
from tests.laptops import KEY
from tests.sim.fuse import Fuse, fit

MEMORY = "/dev/shm" if Path("/dev/shm").is_dir() else None


@cache
def folder() -> Path:
    """The folder of this process; it goes when the process ends."""
    made = Path(tempfile.mkdtemp(prefix="fieldapp-sim-", dir=MEMORY))
    atexit.register(shutil.rmtree, made, ignore_errors=True)
    return made


def clear() -> None:
    """Nothing of an earlier run is left."""
    for old in folder().iterdir():
        if old.is_dir():
            shutil.rmtree(old)
        else:
            old.unlink()


@cache
def laptop(machine: str, _window: int) -> tuple[sa.Engine, Fuse]:
    """The engine of one process on a laptop, with its fuse."""
    fuse = Fuse()
    path = folder() / machine / "store.db"
    return fit(laptop_engine(path, KEY), fuse), fuse


@cache
def office() -> tuple[sa.Engine, Fuse]:
    """The server's engine, with its fuse."""
    fuse = Fuse()
    return fit(server_engine(f"sqlite:///{folder() / 'office.db'}"), fuse), fuse
