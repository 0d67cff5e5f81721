"""The one way to PDFium, which reads text off pages and paints them, and which knows no threads.

Two calls into it at once end the process, so everybody takes the same lock for as long as a document is open. It
paints what Qt's own viewer leaves out: the look of the seals, which are form fields.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pypdfium2

from fieldapp.errors import KnownError

POINTS_PER_INCH = 72
_one_at_a_time = threading.Lock()


@dataclass(frozen=True, slots=True)
class PagePicture:
    """One page as pixels: three bytes each (blue, green, red), `stride` bytes a row."""

    width: int
    height: int
    stride: int
    pixels: bytes = field(repr=False)


@contextmanager
def opened(pdf: bytes) -> Iterator[Any]:
    """The document in PDFium, closed at the end; no other thread is in PDFium meanwhile.

    Raises:
        KnownError: `documents.damaged` when it cannot be read.
    """
    with _one_at_a_time:
        try:
            document = pypdfium2.PdfDocument(pdf)
            try:
                yield document
            finally:
                document.close()
        except pypdfium2.PdfiumError as error:
            raise KnownError("documents.damaged", {"detail": str(error)}) from error


def page_sizes(pdf: bytes) -> tuple[tuple[float, float], ...]:
    """Width and height of every page, in points.

    Raises:
        KnownError: `documents.damaged`.
    """
    with opened(pdf) as document:
        return tuple(document.get_page_size(number) for number in range(len(document)))


def page_picture(pdf: bytes, number: int, width: int) -> PagePicture:
    """Page `number` (from 0), `width` pixels wide, ink and seals included.

    Raises:
        KnownError: `documents.damaged`.
    """
    with opened(pdf) as document:
        document.init_forms()
        page = document[number]
        painted = page.render(scale=width / page.get_width(), may_draw_forms=True, rev_byteorder=False)
        picture = PagePicture(painted.width, painted.height, painted.stride, bytes(painted.buffer))
        painted.close()  # here, and not when it is collected: the lock must still be held
        return picture
