"""`fieldapp server device …`: which laptops there are, and what becomes of one that was lost or given back."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from fieldapp import clock, sentences
from fieldapp.cli.server_room import Commands, action, answer, room, store_of, table, words_of
from fieldapp.errors import KnownError

if TYPE_CHECKING:
    from fieldapp.store.office.devices import DeviceLine
    from fieldapp.store.office.unit import OfficeUnit

COLUMNS = (
    "device.column_id",
    "device.column_who",
    "device.column_laptop",
    "device.column_seen",
    "device.column_skew",
    "device.column_waits",
    "device.column_state",
)
LEAST_OF_AN_ID = 8
TOLD_SKEW_MS = 1000


def add_actions(actions: Commands) -> None:
    """Add `device` to `server`."""
    what = room(actions, "device", "the laptops of the office")
    action(what, "list", "all laptops, whoever was here last first").set_defaults(run=_list)
    for name, words, run in (
        ("revoke", "serve this laptop no more; it locks, and keeps what it has not sent", _revoke),
        ("allow", "serve a revoked laptop again", _allow),
        ("wipe", "have this laptop destroy all it holds at its next contact; there is no taking back", _wipe),
    ):
        one = action(what, name, words)
        one.add_argument("device", metavar="ID", help="its id, or enough of its beginning")
        one.set_defaults(run=run)


def _list(chosen: argparse.Namespace) -> int:
    with store_of(chosen) as store, store.reading() as unit:
        lines = unit.devices.lines()
    if not lines:
        return answer(chosen, "device.none")
    heads = [words_of(chosen, code) for code in COLUMNS]
    table(heads, [_cells(line, chosen.lang) for line in lines])
    return 0


def _cells(line: DeviceLine, language: str) -> list[str]:
    return [
        line.id,
        f"{line.login} {line.owner}",
        line.name,
        local(line.last_seen_at),
        _skew(line.skew_ms, language),
        _waits(line, language),
        _state(line, language),
    ]


def local(moment: datetime) -> str:
    """A moment in the civil time of the office's machine."""
    return moment.astimezone().strftime("%Y-%m-%d %H:%M")


def _skew(skew_ms: int, language: str) -> str:
    """How far its clock is off, where that is worth telling."""
    if abs(skew_ms) < TOLD_SKEW_MS:
        return sentences.say("device.skew_none", None, language).text
    code = "device.skew_ahead" if skew_ms > 0 else "device.skew_behind"
    minutes, seconds = divmod(round(abs(skew_ms) / 1000), 60)
    return sentences.say(code, {"time": f"{minutes}:{seconds:02d}"}, language).text


def _waits(line: DeviceLine, language: str) -> str:
    if not line.held and not line.files_due:
        return sentences.say("device.waits_nothing", None, language).text
    return sentences.say("device.waits_some", {"held": line.held, "files": line.files_due}, language).text


def _state(line: DeviceLine, language: str) -> str:
    for code, since in (
        ("device.state_wiped", line.wiped),
        ("device.state_to_wipe", line.told_to_wipe),
        ("device.state_revoked", line.revoked),
    ):
        if since is not None:
            return sentences.say(code, {"at": local(since)}, language).text
    return sentences.say("device.state_in_use", None, language).text


def _revoke(chosen: argparse.Namespace) -> int:
    return _do(chosen, lambda unit, device: unit.devices.revoke(device, clock.now()), "device.now_revoked")


def _allow(chosen: argparse.Namespace) -> int:
    return _do(chosen, lambda unit, device: unit.devices.allow(device), "device.now_allowed")


def _wipe(chosen: argparse.Namespace) -> int:
    return _do(chosen, lambda unit, device: unit.devices.tell_to_wipe(device, clock.now()), "device.now_to_wipe")


def _do(chosen: argparse.Namespace, change: Callable[[OfficeUnit, str], None], code: str) -> int:
    with store_of(chosen) as store, store.writing() as unit:
        line = _one(unit, chosen.device)
        change(unit, line.id)
    return answer(chosen, code, owner=line.owner, laptop=line.name, device=line.id)


def _one(unit: OfficeUnit, start: str) -> DeviceLine:
    """The one laptop whose id begins like this.

    Raises:
        KnownError: `device.unknown`, `device.several`.
    """
    start = start.strip().lower()
    ids = unit.devices.beginning_with(start) if len(start) >= LEAST_OF_AN_ID else []
    if not ids:
        raise KnownError("device.unknown", {"start": start, "least": LEAST_OF_AN_ID})
    if len(ids) > 1:
        raise KnownError("device.several", {"start": start, "count": len(ids)})
    return next(line for line in unit.devices.lines() if line.id == ids[0])
