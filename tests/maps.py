"""The sample of OpenStreetMap and the region pack made of it, as set-up leaves them (`build/steps/sample_map.py`)."""

from __future__ import annotations

from pathlib import Path

import pytest
from steps import places, sample_map

from fieldapp.geo.basemap.pack_file import install
from fieldapp.geo.basemap.packs import Pack

EXTRACT, PACK_FILE = sample_map.EXTRACT, sample_map.PACK
HELSINKI = (24_944_000, 60_170_500)
"""A point in the middle of it, in millionths of a degree."""


def helsinki(folder: Path) -> Pack:
    """The sample pack, installed in `folder`."""
    return install(pack_file(), folder)


def pack_file() -> Path:
    """The sample pack as an office would deliver it."""
    return _made(PACK_FILE)


def extract() -> Path:
    """The piece of OpenStreetMap itself."""
    return _made(EXTRACT)


def _made(path: Path) -> Path:
    if not path.exists():
        if not places.LINUX:
            pytest.skip("region packs are made on Linux")
        pytest.fail("set-up makes the sample map: run python3 build/dev.py test once")
    return path
