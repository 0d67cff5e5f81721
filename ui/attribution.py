"""What FieldApp stands on and under which licences: whoever uses it may know, and the licences ask for it."""

from __future__ import annotations

from fieldapp import paths
from ui.i18n import translate

BUILT_ON = (
    ("LGPL-3.0", "Qt 6, PySide6, Qt WebEngine"),
    (
        "BSD-3-Clause",
        (
            "Chromium, protomaps-leaflet, PDFium, SQLCipher, msgspec, zstandard, segno, pypdfium2, uuid-utils, "
            "NumPy, SciPy, pmtiles"
        ),
    ),
    ("BSD-2-Clause", "Leaflet"),
    ("MIT", "folium, SQLAlchemy, alembic, openpyxl, pypinyin, urllib3, argon2-cffi, pyHanko, PyVRP"),
    ("Apache-2.0", "Material Design Icons, Typst, cryptography, OpenCC"),
    ("OFL-1.1", "Noto Sans SC / TC, Noto Serif SC / TC"),
)
"""(licence, what is under it) of what runs or lies on a laptop; `docs/dependencies.md` says what each is for."""
_TEXTS = (
    ("fonts", "OFL.txt"),
    ("map", "LICENCE.leaflet.txt"),
    ("map", "LICENCE.protomaps-leaflet.txt"),
    ("map", "LICENCE.protomaps-bundled.txt"),
)


def places_from() -> tuple[tuple[str, str], ...]:
    """(licence or source, what is from it) of what is known of places."""
    return (
        (
            "CC BY 4.0",
            translate("Attribution", "GeoNames（geonames.org）：城镇和乡镇的坐标，经筛选、取整，误差半径为本程序所加"),
        ),
        (translate("Attribution", "民政部"), translate("Attribution", "全国行政区划代码，截至 2025-12-31")),
        ("ODbL-1.0", translate("Attribution", "© OpenStreetMap 贡献者：由其制作的地图包中的地图、道路和街道")),
        (translate("Attribution", "公有领域"), translate("Attribution", "Natural Earth：世界底图的陆地轮廓")),
    )


def licence_texts() -> str:
    """The texts of the licences that ask to be passed on with fonts and map, one after the other."""
    parts = [paths.made(*place).read_text(encoding="utf-8").strip() for place in _TEXTS]
    return "\n\n———\n\n".join(parts)
