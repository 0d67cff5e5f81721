"""A point given in some datum as the WGS-84 that the store keeps: integers in and out, NumPy only where needed."""

from __future__ import annotations

from fieldapp.domain.party import Datum


def converted(lon_e6: int, lat_e6: int, datum: Datum) -> tuple[int, int]:
    """A point given in `datum` as WGS-84, both in millionths of a degree (a tenth of a metre)."""
    if datum is Datum.WGS84:
        return lon_e6, lat_e6
    from fieldapp.geo.datums import to_wgs84

    lon, lat = to_wgs84(lon_e6 / 1e6, lat_e6 / 1e6, datum)
    return round(float(lon) * 1e6), round(float(lat) * 1e6)
