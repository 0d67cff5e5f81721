"""Reads finished PDFs in tests: the text of each page, and the structure."""

from __future__ import annotations

import io
import re
from typing import Any

import pypdfium2
from pyhanko.pdf_utils.reader import PdfFileReader

from fieldapp.documents.pdf_revision import attached_files


def texts(pdf: bytes) -> list[str]:
    """The text of every page without spaces."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [re.sub(r"\s+", "", page.get_textpage().get_text_range()) for page in document]
    finally:
        document.close()


def catalogue(pdf: bytes) -> Any:
    """The root dictionary."""
    return PdfFileReader(io.BytesIO(pdf)).root


def metadata(pdf: bytes) -> str:
    """The XMP packet."""
    return bytes(catalogue(pdf)["/Metadata"].data).decode()


def attached(pdf: bytes) -> dict[str, bytes]:
    """The attached files by name."""
    return attached_files(PdfFileReader(io.BytesIO(pdf)))
