"""Paints the icons of `resources/icons.txt` as white masks, so that the program starts without an icon font.

A mask is 96 x 96 px, white on transparent; the theme tints it. One line of the list is `name family.glyph`; empty
lines and lines that begin with # are passed over.

    export_icons.py LIST FOLDER
"""

from __future__ import annotations

import sys
from pathlib import Path

import qtawesome
from PySide6.QtWidgets import QApplication

SIDE_PX = 96


def entries(text: str) -> list[tuple[str, str]]:
    """Name and glyph of every line.

    Raises:
        ValueError: a line is not two words, or a name stands twice.
    """
    found: dict[str, str] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        words = line.split()
        if not words or words[0].startswith("#"):
            continue
        if len(words) != 2 or words[0] in found:
            raise ValueError(f"line {number}: expected 'name family.glyph', each name once: {line!r}")
        found[words[0]] = words[1]
    return list(found.items())


def main(listed: Path, folder: Path) -> None:
    """Paint them all.

    Raises:
        ValueError: the list is malformed, or the family has no such glyph.
        OSError: a picture could not be written.
    """
    app = QApplication(sys.argv[:1])
    icon_fonts = qtawesome._instance()
    for name, glyph in entries(listed.read_text(encoding="utf-8")):
        family, _, short = glyph.partition(".")
        if short not in icon_fonts.charmap.get(family, {}):
            raise ValueError(f"{name}: the icon fonts have no {glyph}")
        target = folder / f"{name}.png"
        if not qtawesome.icon(glyph, color="white").pixmap(SIDE_PX, SIDE_PX).save(str(target)):
            raise OSError(f"cannot write {target}")
    app.quit()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
