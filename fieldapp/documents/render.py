"""Turns the content of a paper into PDF pages (Typst, PDF/A-3b), with the content attached in canonical form.

The same content gives the same bytes, so what a borrower was shown can be made again years later and compared.
PDF/A is kept on because it turns a character that no face has into an error; a plain PDF would print an empty box.
"""

from __future__ import annotations

import io
import json
import re
from dataclasses import dataclass
from datetime import datetime, time
from pathlib import Path
from typing import Any, cast
from zoneinfo import ZoneInfo

import msgspec
import segno
import typst

from fieldapp import paths
from fieldapp.clock import DEFAULT_ZONE
from fieldapp.documents.day_paper import DayPaper, page_of_day
from fieldapp.documents.ink import InkRecord
from fieldapp.documents.ink_drawing import PT_PER_MM, to_svg
from fieldapp.documents.page import page_of
from fieldapp.documents.paper_check import check_paper, hidden_character, strings_of
from fieldapp.documents.plan_paper import PlanPaper
from fieldapp.documents.slip import Slip
from fieldapp.errors import KnownError

STANDARD: typst.PDFStandard = "a-3b"
"""Not the "a" or UA levels: Typst could claim them, but the signature widgets added later carry no tags."""
FAMILIES = ("Noto Serif SC", "Noto Sans SC", "Noto Serif TC", "Noto Sans TC")
_NO_GLYPH = re.compile(r'the text `"(?P<text>.+)"` could not be displayed')
_ESCAPE = re.compile(r"\\u\{([0-9a-f]+)\}")
_INK_SHARE = 0.54
"""Part of a signature box that the ink may take when words stand beside it."""


@dataclass(frozen=True, slots=True)
class SignBox:
    """Where on the paper somebody signs: page from 1, points from the page's top left corner."""

    name: str
    page: int
    x: float
    y: float
    w: float
    h: float
    page_height: float

    @property
    def rectangle(self) -> tuple[float, float, float, float]:
        """Left, bottom, right, top in PDF coordinates (origin bottom left)."""
        top = self.page_height - self.y
        return round(self.x, 2), round(top - self.h, 2), round(self.x + self.w, 2), round(top, 2)


@dataclass(frozen=True, slots=True)
class RenderedPaper:
    """Revision 0 of a document: the bytes that are shown, and the places to sign."""

    pdf: bytes
    boxes: tuple[SignBox, ...]
    digest: str
    """SHA-256 of the attached content, as the QR code and the footer name it."""


def qr_text(paper: PlanPaper) -> str:
    """What the QR code says: number of the document and digest of its content."""
    return f"fa1:{paper.doc_no}:{paper.digest()}"


class Renderer:
    """Renders papers. Build one per process and share it between threads: scanning the faces is the slow part."""

    def __init__(self, fonts: Path | None = None) -> None:
        """Read the paper faces from `fonts`, or from where set-up puts them.

        Raises:
            KnownError: `setup.resource_missing` when a face is not there.
        """
        folder = fonts or paths.made("fonts", "paper")
        self._fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[str(folder)])
        for family in FAMILIES:
            if family not in self._fonts.families():
                raise KnownError("setup.resource_missing", {"name": f"fonts/paper/{family}"})

    def render(self, paper: PlanPaper) -> RenderedPaper:
        """The paper as PDF/A-3b with plan.json attached.

        Raises:
            KnownError: the code of the first thing `check_paper` finds wrong; `documents.no_glyph` when a character
                (of a name, as a rule) is in none of the faces.
        """
        for problem in check_paper(paper):
            raise KnownError(problem.code, problem.params)
        files = {
            "main.typ": _template("plan.typ"),
            "lib.typ": _template("lib.typ"),
            "page.json": _json(page_of(paper)),
            "plan.json": paper.canonical(),
            "qr.svg": _qr(qr_text(paper)),
        }
        midnight = datetime.combine(paper.issued, time(), ZoneInfo(DEFAULT_ZONE))
        # one in-memory compiler answers one call only: a fresh one to ask for the boxes, and one for the pages
        asked = json.loads(self._compiler(files).query("<sign-box>"))
        boxes = tuple(SignBox(**found["value"]) for found in asked)
        return RenderedPaper(self._compile(files, int(midnight.timestamp())), boxes, paper.digest())

    def stamp(self, lines: list[str], box: SignBox, ink: InkRecord | None = None) -> bytes:
        """The look of one digital signature: a one-page PDF exactly as big as the box, ink left and words right.

        Raises:
            KnownError: `documents.no_glyph` as for `render`, `documents.hidden_character`.
        """
        for line in lines:
            found = hidden_character(line)
            if found:
                raise KnownError("documents.hidden_character", {"character": found})
        page = {"w": box.w, "h": box.h, "lines": lines, "ink": ink is not None}
        files = {"main.typ": _template("stamp.typ"), "page.json": _json(page)}
        if ink is not None:
            files["ink.svg"] = to_svg(ink, box.w * _INK_SHARE / PT_PER_MM, (box.h - 6) / PT_PER_MM).encode()
        return self._compile(files, 0)

    def slip(self, slip: Slip) -> bytes:
        """A slip as PDF/A-3b, one sheet of A5.

        Raises:
            KnownError: `documents.no_glyph`, `documents.hidden_character`.
        """
        page = cast(dict[str, Any], msgspec.to_builtins(slip))
        for text in strings_of(page):
            found = hidden_character(text)
            if found:
                raise KnownError("documents.hidden_character", {"character": found})
        files = {
            "main.typ": _template("slip.typ"),
            "lib.typ": _template("lib.typ"),
            "page.json": _json(page),
            "qr.svg": _qr(slip.code),
        }
        return self._compile(files, 0)

    def day(self, paper: DayPaper) -> bytes:
        """A day's sheet as PDF/A-3b, A4.

        Raises:
            KnownError: `documents.no_glyph`, `documents.hidden_character`.
        """
        page = page_of_day(paper)
        for text in strings_of(page):
            found = hidden_character(text)
            if found:
                raise KnownError("documents.hidden_character", {"character": found})
        files = {"main.typ": _template("day.typ"), "lib.typ": _template("lib.typ"), "page.json": _json(page)}
        return self._compile(files, 0)

    def _compiler(self, files: dict[str, bytes]) -> typst.Compiler:
        # the signature of typst 0.15 does not admit what its documentation offers: files by name, in memory
        return typst.Compiler(cast(Any, files), font_paths=self._fonts)

    def _compile(self, files: dict[str, bytes], moment: int) -> bytes:
        try:
            pdf, warnings = self._compiler(files).compile_with_warnings(
                format="pdf", pdf_standards=[STANDARD], timestamp=moment
            )
        except typst.TypstError as error:
            raise _known(error) or error from error
        if warnings:
            raise RuntimeError("; ".join(warning.message for warning in warnings))
        return cast(bytes, pdf)


def _known(error: typst.TypstError) -> KnownError | None:
    found = _NO_GLYPH.search(error.message)
    if not found:
        return None
    text = _ESCAPE.sub(lambda escape: chr(int(escape[1], 16)), found["text"])
    points = " ".join(f"U+{ord(sign):04X}" for sign in text)
    return KnownError("documents.no_glyph", {"character": text, "code": points})


def _template(name: str) -> bytes:
    return (paths.resources() / "templates" / name).read_bytes()


def _json(page: dict[str, Any]) -> bytes:
    return json.dumps(page, ensure_ascii=False).encode()


def _qr(text: str) -> bytes:
    picture = io.BytesIO()
    segno.make(text, error="m").save(picture, kind="svg", border=0, xmldecl=False)
    return picture.getvalue()
