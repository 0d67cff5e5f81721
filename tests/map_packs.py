"""Map packs for tests: whole, small, and of any length by what their street table is filled with."""

from __future__ import annotations

import hashlib
import os
import sqlite3
import zipfile
from pathlib import Path

from fieldapp.geo.basemap.pack_manifest import MANIFEST, STREETS, Manifest, Part

BOUNDS = (120_400_000, 31_100_000, 120_900_000, 31_500_000)
"""About Suzhou, where the cases of the tests are."""


def make_pack(
    file: Path,
    *,
    pack_id: str = "suzhou",
    name: str = "苏州城区",
    filler: int = 0,
    made_on: str = "2026-05-01",
    attribution: str = "© OpenStreetMap contributors",
) -> str:
    """Write a pack with a street table and `filler` bytes that do not compress; its digest."""
    streets = file.with_suffix(".db")
    with sqlite3.connect(streets) as connection:
        connection.execute("CREATE TABLE s(name TEXT, num TEXT, lon REAL, lat REAL, len REAL)")
        connection.execute("CREATE INDEX s_n ON s(name, num)")
        connection.execute("INSERT INTO s VALUES ('人民路', NULL, 120.62, 31.31, 5200)")
        if filler:
            connection.execute("CREATE TABLE filler(content BLOB)")
            connection.execute("INSERT INTO filler VALUES (?)", (os.urandom(filler),))
    connection.close()
    content = streets.read_bytes()
    streets.unlink()
    part = Part(len(content), hashlib.sha256(content).hexdigest())
    said = Manifest(pack_id, name, {STREETS: part}, BOUNDS, attribution=attribution, made_on=made_on)
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr(MANIFEST, said.as_json())
        archive.writestr(STREETS, content)
    return hashlib.sha256(file.read_bytes()).hexdigest()
