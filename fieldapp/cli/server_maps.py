"""`fieldapp server map …`: which map packs laptops may fetch."""

from __future__ import annotations

import argparse
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from fieldapp import clock
from fieldapp.cli.server_room import Commands, action, answer, room, store_of, table, words_of

if TYPE_CHECKING:
    from fieldapp.store.office.map_packs import KeptPack

COLUMNS = (
    "map.column_digest",
    "map.column_name",
    "map.column_size",
    "map.column_holds",
    "map.column_made",
    "map.column_added",
    "map.column_state",
)
DIGEST_SHOWN = 12


def add_actions(actions: Commands) -> None:
    """Add `map` to `server`."""
    what = room(actions, "map", "the map packs that laptops may fetch")
    add = action(what, "add", "take in a pack (.fieldpack) and offer it; an older one of the same id is withdrawn")
    add.add_argument("file", type=Path, metavar="FILE", help="the pack, as build/region_pack.sh made it")
    add.set_defaults(run=_add)
    action(what, "list", "all packs, the newest first").set_defaults(run=_list)
    gone = action(what, "withdraw", "offer a pack no more; laptops that have it keep it")
    gone.add_argument("pack", metavar="NAME", help="its name, or enough of its digest's beginning")
    gone.set_defaults(run=_withdraw)


def _add(chosen: argparse.Namespace) -> int:
    from fieldapp.server import home as server_home
    from fieldapp.server.map_packs import add_pack

    files = server_home.find(chosen.home).file_store()
    with store_of(chosen) as store:
        offer = add_pack(store, files, chosen.file, clock.now())
    told = {"name": offer.name, "size_mb": megabytes(offer.size), "digest": offer.sha256[:DIGEST_SHOWN]}
    return answer(chosen, "map.added", **told)


def _list(chosen: argparse.Namespace) -> int:
    with store_of(chosen) as store, store.reading() as unit:
        packs = unit.maps.every()
    if not packs:
        return answer(chosen, "map.none")
    table([words_of(chosen, code) for code in COLUMNS], [_cells(chosen, one) for one in packs])
    return 0


def _withdraw(chosen: argparse.Namespace) -> int:
    from fieldapp.server import home as server_home
    from fieldapp.server.map_packs import find, withdraw

    files = server_home.find(chosen.home).file_store()
    with store_of(chosen) as store:
        pack = find(store, chosen.pack)
        withdraw(store, files, pack.offer.sha256, clock.now())
    return answer(chosen, "map.now_withdrawn", name=pack.offer.name)


def _cells(chosen: argparse.Namespace, one: KeptPack) -> list[str]:
    offer = one.offer
    return [
        offer.sha256[:DIGEST_SHOWN],
        offer.name,
        f"{megabytes(offer.size)} MB",
        "+".join(
            words_of(chosen, code)
            for code, there in (
                ("map.holds_tiles", offer.tiles),
                ("map.holds_roads", offer.has_roads),
                ("map.holds_streets", offer.has_streets),
            )
            if there
        ),
        offer.made_on[:10],
        _day(one.added_at),
        words_of(chosen, "map.state_offered" if one.withdrawn_at is None else "map.state_withdrawn"),
    ]


def megabytes(size: int) -> str:
    """A size in MB, to one decimal."""
    return f"{size / 1024 / 1024:.1f}"


def _day(moment: datetime) -> str:
    return moment.astimezone().strftime("%Y-%m-%d")
