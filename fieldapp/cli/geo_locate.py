"""`fieldapp geo locate`: reads addresses, one a line, and prints where each lies as a line of JSON, without a network.

    fieldapp geo locate addresses.txt
    fieldapp geo locate --known pins.csv --pack maps/suzhou < addresses.txt

Each line has `address` (the line as it was read), `adcode`, `level`, `lon`, `lat` (degrees, WGS-84), `radius_m` and
`reason`, null where nothing is certain; `--more` adds the township's code and the reason as a sentence. A line may hold
the district before the address, separated by a tab. `--known` is a CSV of places that somebody was at
or pinned (address, lon, lat; district, radius_m and datum where they are known): only these are exact. `--pack` is a
region pack that was unpacked, or its streets.db.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fieldapp.cli.speaking import tell
from fieldapp.errors import KnownError, reason_of
from fieldapp.sentences import LANGUAGES, say

if TYPE_CHECKING:
    from fieldapp.geo.addresses.known_places import KnownPlaces
    from fieldapp.geo.addresses.locate import Located, Locator
    from fieldapp.geo.addresses.streets import Streets

STREETS = "streets.db"
LINES_AT_ONCE = 500
_BREAKS = {ord(mark): f"\\u{ord(mark):04x}" for mark in "\x7f\x85\u2028\u2029"}
"""Characters that some readers take for the end of a line, though JSON does not."""


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `locate` to the group."""
    locate = commands.add_parser("locate", help="地址定位：每行一个地址，逐行输出 JSON / where addresses lie")
    locate.add_argument("file", nargs="?", default="-", metavar="FILE", help="one address a line; - is standard input")
    locate.add_argument("--known", type=Path, metavar="CSV", help="places known by a pin: address, lon, lat, …")
    locate.add_argument(
        "--pack", type=Path, action="append", default=[], metavar="DIR", help="region pack with streets"
    )
    locate.add_argument("--more", action="store_true", help="the township and the reason as a sentence too")
    locate.add_argument("--lang", choices=LANGUAGES, default="zh_CN", help="language of the sentences")
    locate.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    """Answer every line; the exit code."""
    from fieldapp.geo.addresses.known_places import KnownPlaces
    from fieldapp.geo.addresses.locate import Locator

    known = KnownPlaces.read(chosen.known) if chosen.known else KnownPlaces({})
    locator = Locator(_streets(chosen.pack))
    waiting: list[str] = []
    for line in _lines(chosen.file):
        waiting.append(_answer(line, locator, known, chosen.lang if chosen.more else ""))
        if len(waiting) == LINES_AT_ONCE:
            tell("\n".join(waiting))
            waiting.clear()
    if waiting:
        tell("\n".join(waiting))
    return 0


def _answer(line: str, locator: Locator, known: KnownPlaces, language: str) -> str:
    district, _, address = line.rpartition("\t")
    found = known.at(address, district, locator.find(address, district))
    told = {"address": line, **_spoken(found)}
    if language:
        told |= {"township": found.township or None, "said": say(found.reason.value, None, language).text}
    return json.dumps(told, ensure_ascii=False).translate(_BREAKS)


def _spoken(found: Located) -> dict[str, Any]:
    """An answer as it is printed: degrees as numbers, nothing as null."""
    somewhere = found.lon_e6 is not None and found.lat_e6 is not None
    return {
        "adcode": found.adcode or None,
        "level": found.level.value or None,
        "lon": found.lon_e6 / 1e6 if found.lon_e6 is not None else None,
        "lat": found.lat_e6 / 1e6 if found.lat_e6 is not None else None,
        "radius_m": found.radius_m if somewhere else None,
        "reason": found.reason.value.removeprefix("geo."),
    }


def _streets(packs: Sequence[Path]) -> list[Streets]:
    from fieldapp.geo.addresses.streets import Streets

    found = []
    for pack in packs:
        file = pack / STREETS if pack.is_dir() else pack
        if not file.is_file():
            raise KnownError("geo.no_streets", {"path": str(pack)})
        found.append(Streets(file.resolve()))
    return found


def _lines(file: str) -> Iterator[str]:
    """The lines without their ends; an empty one is an address too, about which nothing is known.

    Only a line feed ends a line (and a carriage return alone, as old programs write): cells hold other breaks.

    Raises:
        KnownError: `geo.unreadable`, `geo.not_text`.
    """
    try:
        written = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    except OSError as error:
        raise KnownError("geo.unreadable", {"path": file, "reason": reason_of(error)}) from error
    text = re.sub("\r\n?", "\n", text_of(written, file))
    yield from text.removesuffix("\n").split("\n") if text else ()


def text_of(written: bytes, file: str) -> str:
    """UTF-8, or what Chinese spreadsheets write instead.

    Raises:
        KnownError: `geo.not_text`.
    """
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return written.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise KnownError("geo.not_text", {"path": file})
