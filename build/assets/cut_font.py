"""Cuts a Chinese face down to what names, addresses and forms need, so that the program starts and ships lighter.

Kept: Latin, punctuation, signs and arrows; every character of the two-byte plane of GB 18030 (GBK and its additions);
and beyond it what people are really called: the newer end of the basic block, the few that the face has of the
supplementary planes, and the rare ones of extension A that the national table of characters in use lists.

    cut_font.py SOURCE TARGET
"""

from __future__ import annotations

import sys
from pathlib import Path

from fontTools import subset

RANGES = (
    (0x0020, 0x017F),  # Latin
    (0x2000, 0x206F),  # punctuation
    (0x20A0, 0x20BF),  # currency signs
    (0x2100, 0x27FF),  # letter-like signs, arrows, mathematics, boxes, shapes
    (0x3000, 0x303F),  # Chinese punctuation
    (0x9FA6, 0x9FFF),  # the newer end of the basic block
    (0xFF00, 0xFFEF),  # full-width forms
    (0x20000, 0x323AF),  # supplementary planes
)
RARE_IN_USE = (
    "㑇㑊㕮㘎㙍㙘㙦㛃㛚㛹㟃㠇㠓㤘㥄㧐㧑㧟㫰㬊㬎㬚㭎㭕㮾㰀㳇㳘㳚㴔㵐㶲㸆㸌㺄㻬㽏㿠"
    "䁖䂮䃅䃎䅟䌹䎃䎖䏝䏡䏲䐃䓖䓛䓨䓫䓬䗖䗛䗪䗴䜣䝙䢺䢼䣘䥽䦃䲟䲠䲢䴓䴔䴕䴖䴗䴘䴙䶮"
)


def two_byte_plane() -> set[int]:
    """Every code point that GB 18030 writes with two bytes, 23 940 places of which some are private use."""
    kept = set()
    for lead in range(0x81, 0xFF):
        for trail in range(0x40, 0xFF):
            if trail != 0x7F:
                kept |= {ord(character) for character in bytes((lead, trail)).decode("gb18030", "ignore")}
    return {code for code in kept if not 0xE000 <= code <= 0xF8FF}


def wanted() -> set[int]:
    """The code points to keep, whether the face has them or not."""
    ranges = {code for first, last in RANGES for code in range(first, last + 1)}
    return ranges | two_byte_plane() | {ord(character) for character in RARE_IN_USE}


def cut(source: Path, target: Path) -> None:
    """Write the part of `source` that is wanted to `target`, with every layout feature and name of the family."""
    options = subset.Options()
    options.hinting = False
    options.layout_features = ["*"]
    options.name_IDs = ["*"]
    options.notdef_outline = True
    options.glyph_names = False
    font = subset.load_font(str(source), options)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=wanted())
    cutter.subset(font)
    subset.save_font(font, str(target), options)


if __name__ == "__main__":
    cut(Path(sys.argv[1]), Path(sys.argv[2]))
