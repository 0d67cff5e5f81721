"""Made-up sentences of a receiver in Suzhou, with their sums."""

from __future__ import annotations

from fieldapp.geo.nmea import checksum

FIX = ("GPGGA,020001.00,3117.94000,N,12035.10000,E,1,08,1.2,12.0,M,8.0,M,,",
       "GPRMC,020001.00,A,3117.94000,N,12035.10000,E,0.0,0.0,250726,,,A")  # fmt: skip
NO_FIX = ("GPGGA,020000.00,,,,,0,03,9.9,,M,,M,,", "GPRMC,020000.00,V,,,,,,,250726,,,N")
NOWHERE = ("GPGGA,020000.50,0000.00000,N,00000.00000,E,1,08,1.2,12.0,M,8.0,M,,",
           "GPRMC,020000.50,A,0000.00000,N,00000.00000,E,0.0,0.0,250726,,,A")  # fmt: skip


def told(sentences: tuple[str, ...]) -> bytes:
    """The sentences as they come over the line."""
    return b"".join(f"${one}*{checksum(one.encode()):02X}\r\n".encode() for one in sentences)
