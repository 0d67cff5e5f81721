"""Opening a store that may be damaged: its owner is asked before the copy beside it takes its place.

Nothing is mended by itself, because the copy may be an hour old: a person says so, at the sign-in.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from fieldapp.errors import KnownError
from fieldapp.store.laptop import safe_copy
from fieldapp.store.laptop.safe_copy import PutBack
from fieldapp.store.laptop.unit import LaptopStore, open_store

DAMAGE = frozenset({"store.unreadable", "store.damaged"})
Told = Callable[[PutBack], None]


def open_sound(path: Path, key: bytes, *, put_back: bool = False, told: Told | None = None) -> LaptopStore:
    """The store at `path`; with `put_back`, its copy in its place, and `told` what came of that.

    Raises:
        KnownError: `store.copy_offered` for a damaged store that has a copy (`at`, the local time it was made),
            `store.copy_damaged`, or as `unit.open_store`.
    """
    if safe_copy.is_half_done(path) or (put_back and safe_copy.made_at(path) is not None):
        done = safe_copy.put_back(path, key)
        if told is not None:
            told(done)
    elif safe_copy.is_marked(path) and safe_copy.made_at(path) is not None:
        raise _offer(path)
    try:
        return open_store(path, key)
    except KnownError as error:
        raise offered(path, error) from error


def offered(path: Path, error: KnownError) -> KnownError:
    """What to tell instead of an error: that there is a copy, where there is one and damage is what it tells of."""
    if error.code in DAMAGE and safe_copy.made_at(path) is not None:
        return _offer(path)
    return error


def _offer(path: Path) -> KnownError:
    at = safe_copy.made_at(path)
    assert at is not None
    return KnownError("store.copy_offered", {"at": local_time(at), "path": str(path)})


def local_time(moment: datetime) -> str:
    """As the clock of this machine shows it."""
    return moment.astimezone().strftime("%Y-%m-%d %H:%M")
