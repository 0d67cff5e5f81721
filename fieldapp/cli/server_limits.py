"""`fieldapp server lease | limits`: how long a laptop may go without contact, how large a file may be."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from fieldapp.cli.server_room import Commands, action, answer, store_of
from fieldapp.domain.attached_file import FileKind
from fieldapp.domain.file_limits import MB, QUOTA

LONGEST_LEASE = 3650
MOST_MB = 1024 * 1024


def add_actions(actions: Commands) -> None:
    """Add them to `server`."""
    lease = action(actions, "lease", "days after which a laptop without contact locks until it has synced")
    lease.add_argument("days", nargs="?", type=_number(LONGEST_LEASE), metavar="DAYS", help="0: never; absent: show")
    lease.set_defaults(run=_lease)
    limits = action(actions, "limits", "largest size of files by kind and room of one person, in MB; 0 for no limit")
    for kind in FileKind:
        limits.add_argument(f"--{kind.value}", type=_number(MOST_MB), metavar="MB", help=f"one {kind.value}")
    limits.add_argument("--quota", type=_number(MOST_MB), metavar="MB", help="all files of one collector")
    limits.set_defaults(run=_limits)


def _number(most: int) -> Callable[[str], int]:
    """Reads a whole number up to `most`."""

    def read(written: str) -> int:
        if not written.isdecimal() or int(written) > most:
            raise argparse.ArgumentTypeError(f"must be a number from 0 to {most}")
        return int(written)

    return read


def _lease(chosen: argparse.Namespace) -> int:
    from fieldapp.server.sync_call import LEASE_DAYS

    with store_of(chosen) as store, store.writing() as unit:
        if chosen.days is not None:
            unit.settings.set("lease_days", str(chosen.days))
        days = int(unit.settings.get("lease_days") or LEASE_DAYS)
    return answer(chosen, "server.lease_is" if days else "server.lease_never", days=days)


def _limits(chosen: argparse.Namespace) -> int:
    asked = {kind.value: getattr(chosen, kind.value) for kind in FileKind} | {QUOTA: chosen.quota}
    changed = {name: megabytes * MB for name, megabytes in asked.items() if megabytes is not None}
    with store_of(chosen) as store, store.writing() as unit:
        if changed:
            unit.files.set_limits(changed)
        now = unit.files.limits("")
    told = {name: now.get(name, 0) // MB for name in asked}
    told["quota"] = told.pop(QUOTA)
    return answer(chosen, "server.limits_are", **told)
