"""What a satellite receiver says on its line, as far as one must know to tell somebody why there is no place yet.

NMEA 0183: lines of ASCII that begin with `$`, fields between commas, and after `*` the exclusive or of what is between
as two hex digits. The place itself is read by Qt; here it is only heard whether anything comes, whether it is NMEA at
all (another speed of the line gives rubbish), and how many satellites the receiver works with (GGA, field 7).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import reduce
from operator import xor

LONGEST = 160
"""Characters of a sentence: NMEA allows 82; receivers of today go beyond it."""
KEPT = 6
"""Last sentences that are kept to be shown."""
ENOUGH = 200
"""Bytes after which a line that held no sentence is no NMEA."""
_FIX, _SATELLITES = 6, 7


@dataclass(slots=True)
class Heard:
    """What was heard so far.

    Attributes:
        octets: how many bytes came. sentences: whole ones with the right sum. damaged: lines that were none.
        satellites: in use, as told last; None before any was told. fixed: whether the receiver says it has a place.
        last: the newest sentences, oldest first.
    """

    octets: int = 0
    sentences: int = 0
    damaged: int = 0
    satellites: int | None = None
    fixed: bool = False
    last: list[str] = field(default_factory=list)
    _rest: bytes = b""

    def take(self, piece: bytes) -> None:
        """Some more came; it may end anywhere."""
        self.octets += len(piece)
        *lines, self._rest = (self._rest + piece).split(b"\n")
        self._rest = self._rest[-LONGEST:]
        for line in lines:
            self._line(line.strip())

    @property
    def silent(self) -> bool:
        """Whether nothing came at all."""
        return self.octets == 0

    @property
    def rubbish(self) -> bool:
        """Whether something comes and none of it is NMEA: most often the line has another speed."""
        return self.sentences == 0 and self.octets >= ENOUGH

    def _line(self, line: bytes) -> None:
        if not line:
            return
        text = sentence(line)
        if text is None:
            self.damaged += 1
            return
        self.sentences += 1
        self.last = [*self.last, text][-KEPT:]
        parts = text[1:].partition("*")[0].split(",")
        if parts[0][2:] in {"GGA", "GNS"} and len(parts) > _SATELLITES:
            told = parts[_SATELLITES]
            self.satellites = int(told) if told.isdecimal() else self.satellites
            self.fixed = parts[_FIX] not in {"", "0"} and set(parts[_FIX]) != {"N"}


def sentence(line: bytes) -> str | None:
    """A line as text if it is a sentence with the right sum; None otherwise."""
    if not line.startswith((b"$", b"!")) or len(line) > LONGEST or not line.isascii():
        return None
    body, star, told = line[1:].partition(b"*")
    if not star or len(told) != 2:
        return None
    return line.decode("ascii") if f"{checksum(body):02X}" == told.decode("ascii").upper() else None


def checksum(body: bytes) -> int:
    """The exclusive or of the bytes between `$` and `*`."""
    return reduce(xor, body, 0)
