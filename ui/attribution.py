"""What FieldApp stands on and under which licences: whoever uses it may know, and the licences ask for it."""

from __future__ import annotations

from fieldapp import paths

BUILT_ON = (
    ("LGPL-3.0", "Qt 6, PySide6, Qt WebEngine"),
    ("BSD-3-Clause", "Chromium, PDFium, SQLCipher, msgspec, zstandard, segno, pypdfium2, uuid-utils, NumPy"),
    ("BSD-2-Clause", "Leaflet"),
    ("MIT", "Leaflet.markercluster, folium, SQLAlchemy, alembic, openpyxl, pypinyin, urllib3, argon2-cffi, pyHanko"),
    ("Apache-2.0", "Material Design Icons, Typst, cryptography"),
    ("OFL-1.1", "Noto Sans SC / TC, Noto Serif SC / TC"),
)
"""(licence, what is under it) of everything that runs on a laptop; `docs/dependencies.md` says what each is for."""
_TEXTS = (("fonts", "OFL.txt"), ("map", "LICENCE.leaflet.txt"), ("map", "LICENCE.leaflet.markercluster.txt"))


def licence_texts() -> str:
    """The texts of the licences that ask to be passed on with fonts and map, one after the other."""
    parts = [paths.made(*place).read_text(encoding="utf-8").strip() for place in _TEXTS]
    return "\n\n———\n\n".join(parts)
