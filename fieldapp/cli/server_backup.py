"""`fieldapp server backup | restored | compact`: what keeps an office's database safe and small."""

from __future__ import annotations

import argparse
from datetime import datetime, timedelta
from pathlib import Path

from fieldapp import clock
from fieldapp.cli.server_room import Commands, action, answer, store_of
from fieldapp.domain.ids import new_id
from fieldapp.errors import KnownError

USUAL_DAYS = 90


def add_actions(actions: Commands) -> None:
    """Add them to `server`."""
    backup = action(actions, "backup", "copy database and files to a safe place, or record that this was done")
    backup.add_argument("file", nargs="?", type=Path, metavar="FILE", help="where the copy of the database goes")
    backup.add_argument(
        "--files", type=Path, metavar="FOLDER", help="where copies of files go (default: files, beside FILE)"
    )
    backup.add_argument(
        "--taken",
        type=moment,
        metavar="ISO",
        help="no copy is made: another tool took a backup that holds all up to this moment (its start)",
    )
    backup.add_argument("--place", default="", metavar="WORDS", help="where that backup is")
    backup.set_defaults(run=_backup)
    restored = action(actions, "restored", "run once after the database was restored from a backup")
    restored.set_defaults(run=_restored)
    compact = action(actions, "compact", "forget which cases left whom, once all laptops have heard of it")
    compact.add_argument(
        "--days", type=int, default=USUAL_DAYS, help="keep the last so many days (default: %(default)s)"
    )
    compact.set_defaults(run=_compact)


def moment(written: str) -> datetime:
    """A moment with its offset from UTC."""
    try:
        found = datetime.fromisoformat(written)
    except ValueError as error:
        raise argparse.ArgumentTypeError("must be like 2026-07-25T10:00:00+08:00") from error
    if found.tzinfo is None:
        raise argparse.ArgumentTypeError("must name its offset from UTC, like 2026-07-25T10:00:00+08:00")
    return found


def _backup(chosen: argparse.Namespace) -> int:
    from fieldapp.server import home as server_home
    from fieldapp.server.backup import back_up, record_backup

    if (chosen.file is None) == (chosen.taken is None):
        raise KnownError("backup.file_or_taken")
    if chosen.taken is not None and not chosen.place.strip():
        raise KnownError("backup.place_needed")
    home = server_home.find(chosen.home)
    with store_of(chosen) as store:
        if chosen.file is None:
            record_backup(store, chosen.taken, chosen.place.strip())
            return answer(chosen, "backup.recorded", at=chosen.taken.isoformat(), place=chosen.place.strip())
        taken = back_up(home, store, chosen.file, chosen.files)
    code = "backup.database_made" if home.files_elsewhere else "backup.made"
    at = taken.taken_at.astimezone().isoformat(timespec="seconds")
    return answer(chosen, code, path=chosen.file, at=at, files=taken.files, copied=taken.copied)


def _restored(chosen: argparse.Namespace) -> int:
    """A new epoch: laptops then fetch everything anew and say again what they did since the backup."""
    with store_of(chosen) as store, store.writing() as unit:
        unit.settings.set("epoch", new_id())
    return answer(chosen, "server.now_restored", path=chosen.home)


def _compact(chosen: argparse.Namespace) -> int:
    if chosen.days < 1:
        raise KnownError("server.days_wrong", {"least": 1})
    with store_of(chosen) as store, store.writing() as unit:
        gone = unit.feed.purge(clock.now() - timedelta(days=chosen.days))
    return answer(chosen, "server.compacted", rows=gone, days=chosen.days)
