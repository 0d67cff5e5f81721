"""The pictures of a paper's pages: what is on paper is on the picture, seals included, and no two threads collide."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from fieldapp.documents.pdfium import PagePicture, page_picture, page_sizes
from fieldapp.documents.print_check import check_print
from fieldapp.documents.render import SignBox
from fieldapp.errors import KnownError
from tests.documents.conftest import SignedPlan


def ink_in(picture: PagePicture, box: SignBox) -> int:
    """How many pixels of a box are blue, as ink and seals are."""
    scale = picture.width / 595.28
    left, top = round(box.x * scale) + 3, round(box.y * scale) + 3
    right, bottom = round((box.x + box.w) * scale) - 3, round((box.y + box.h) * scale) - 3
    found = 0
    for row in range(top, bottom):
        line = picture.pixels[row * picture.stride + left * 3 : row * picture.stride + right * 3]
        found += sum(blue > red + 40 for blue, red in zip(line[::3], line[2::3], strict=True))
    return found


def test_the_picture_shows_ink_and_both_seals_once_they_are_there(signed: SignedPlan) -> None:
    boxes = {box.name: box for box in signed.rendered.boxes}
    page = boxes["supervisor"].page - 1
    for pdf, expected in (
        (signed.rendered.pdf, (False, False, False)),
        (signed.prepared, (True, False, False)),
        (signed.collected, (True, True, False)),
        (signed.approved, (True, True, True)),
    ):
        picture = page_picture(pdf, page, 900)
        seen = tuple(ink_in(picture, boxes[name]) > 50 for name in ("borrower", "collector", "supervisor"))
        assert seen == expected


def test_pages_are_a4_and_as_wide_as_asked_for(signed: SignedPlan) -> None:
    sizes = page_sizes(signed.approved)
    assert {(round(wide), round(high)) for wide, high in sizes} == {(595, 842)}
    picture = page_picture(signed.approved, 0, 640)
    assert (picture.width, picture.height) == (640, 906)
    assert len(picture.pixels) == picture.stride * picture.height


def test_many_threads_at_once_get_the_same_pictures(signed: SignedPlan) -> None:
    alone = [page_picture(signed.approved, number % 2, 300) for number in range(2)]
    with ThreadPoolExecutor(6) as pool:
        pictures = list(pool.map(lambda number: page_picture(signed.approved, number % 2, 300), range(24)))
        problems = list(pool.map(lambda _number: check_print(signed.approved, signed.paper), range(6)))
    assert all(picture == alone[number % 2] for number, picture in enumerate(pictures))
    assert problems == [[]] * 6


@pytest.mark.parametrize("pdf", [b"", b"%PDF-1.7\n", b"no paper at all"])
def test_what_is_no_paper_is_said_to_be_damaged(pdf: bytes) -> None:
    with pytest.raises(KnownError, match=r"documents\.damaged"):
        page_sizes(pdf)
    with pytest.raises(KnownError, match=r"documents\.damaged"):
        page_picture(pdf, 0, 300)
