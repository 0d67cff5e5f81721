"""Compares what is printed on the pages with the data attached to the file: the signature covers both, so a program
that prints one thing and attaches another would otherwise be believed.

It reads the text layer. What it cannot see is paint over text; that is found by the signatures, because paint has to be
added, or by rendering the attached data again and comparing bytes (`same_as_rendered`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from fieldapp.documents.page import columns_of_money, printed_rows, printed_texts
from fieldapp.documents.pdfium import opened
from fieldapp.documents.plan_paper import PlanPaper
from fieldapp.documents.problem import Problem
from fieldapp.documents.render import Renderer

_SPACE = re.compile(r"\s+")
_HYPHEN_AT_LINE_END = str.maketrans({"\ufffe": "-", "\x02": "-"})
"""pdfium replaces a hyphen at the end of a line by one of these."""


def check_print(pdf: bytes, paper: PlanPaper) -> list[Problem]:
    """What of the data is not printed, or printed otherwise.

    Raises:
        KnownError: `documents.damaged` when the pages cannot be read.
    """
    text = _printed(pdf)
    return [*_rows(text, paper), *_texts(text, paper)]


def same_as_rendered(pdf: bytes, paper: PlanPaper, shown_bytes: int, renderer: Renderer) -> bool:
    """Whether the first `shown_bytes` of the file are byte for byte what this program makes of the data.

    The strongest proof that nobody doctored the pages before they were signed; it holds as long as program, templates
    and faces are those of the day, so it belongs to the server's intake and not to a verification years later.
    """
    return renderer.render(paper).pdf == pdf[:shown_bytes]


def _printed(pdf: bytes) -> str:
    with opened(pdf) as document:
        pages = [page.get_textpage().get_text_range() for page in document]
    return _flat("".join(pages))


def _flat(text: str) -> str:
    return _SPACE.sub("", text.translate(_HYPHEN_AT_LINE_END))


def _rows(text: str, paper: PlanPaper) -> Iterator[Problem]:
    position = 0
    for number, row in enumerate(printed_rows(paper), start=1):
        found = text.find(row, position)
        if found < 0:
            yield Problem("documents.row_not_printed", {"no": number})
        else:
            position = found + len(row)
    amounts = columns_of_money(paper)
    printed = len(re.findall(rf"\d{{4}}-\d\d-\d\d(?:[\d,]+\.\d\d){{{amounts}}}", text))
    if printed != len(paper.rows):
        yield Problem("documents.other_rows_printed", {"printed": printed, "attached": len(paper.rows)})


def _texts(text: str, paper: PlanPaper) -> Iterator[Problem]:
    for wanted in printed_texts(paper):
        if _flat(wanted) not in text:
            yield Problem("documents.text_not_printed", {"text": wanted})
