from __future__ import annotations

import re
from datetime import UTC, datetime
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fieldapp.documents.ink import InkRecord, Sample, acceptable, ink_record, ink_record_from, measure
from fieldapp.documents.ink_drawing import to_pdf_operators, to_svg
from fieldapp.errors import KnownError
from tests.documents.papers import handwriting

samples = st.tuples(
    st.integers(0, 60_000),
    st.integers(0, 9_000),
    st.integers(0, 3_500),
    st.integers(-1, 1000),
    st.integers(-60, 60),
    st.integers(-60, 60),
)
strokes = st.lists(st.lists(samples, min_size=1, max_size=30), min_size=1, max_size=4)


def record(drawn: list[list[Sample]]) -> InkRecord:
    return ink_record(
        drawn, pad_mm=(90, 35), device_kind="pen", device_name="", started=datetime(2026, 11, 21, 2, 10, tzinfo=UTC)
    )


def line(count: int, step_x: int, step_y: int) -> list[Sample]:
    return [(8 * n, 100 + step_x * n, 100 + step_y * n, 500, 0, 0) for n in range(count)]


@pytest.mark.parametrize(
    ("drawn", "reason"),
    [
        ([], "documents.ink_too_short"),
        ([[]], "documents.ink_too_short"),
        ([[(0, 100, 100, 500, 0, 0)]], "documents.ink_too_short"),
        ([line(40, 10, 0)], "documents.ink_too_short"),
        ([line(40, 100, 0)], "documents.ink_only_a_line"),
        ([line(40, 0, 80)], "documents.ink_only_a_line"),
        ([line(20_001, 1, 1)], "documents.ink_too_long"),
        ([line(40, 100, 0), line(40, 100, 10)], None),
    ],
)
def test_a_dot_and_a_dash_are_no_signature(drawn: list[list[Sample]], reason: str | None) -> None:
    assert acceptable(record(drawn)) == reason


@pytest.mark.parametrize("seed", range(8))
def test_what_moves_like_a_hand_is_accepted_from_pen_and_mouse(seed: int) -> None:
    assert acceptable(handwriting(seed)) is None
    assert acceptable(handwriting(seed, kind="mouse")) is None


def test_a_signature_is_measured_in_milliseconds_and_millimetres() -> None:
    seen = measure(record([line(26, 100, 0), [(1000, 100, 1100, 500, 0, 0)]]))
    assert (seen.strokes, seen.samples, seen.duration_ms, seen.pen_down_ms) == (2, 27, 1000, 200)
    assert (seen.length_mm, seen.width_mm, seen.height_mm, seen.has_pressure) == (25, 25, 10, True)


def test_a_record_reads_back_and_keeps_its_digest() -> None:
    made = handwriting(3)
    assert ink_record_from(made.to_canonical()) == made
    assert ink_record_from(made.to_canonical()).digest() == made.digest() != handwriting(4).digest()


def test_a_record_of_another_shape_is_refused() -> None:
    with pytest.raises(KnownError) as refused:
        ink_record_from({"strokes": [[[0, 1, 2.5, 3, 4, 5]]]})
    assert refused.value.code == "documents.ink_unreadable"


@given(strokes)
@settings(deadline=None)
def test_ink_stays_in_its_box_on_paper(drawn: list[list[Sample]]) -> None:
    operators = to_pdf_operators(record(drawn), 220, 46).decode()
    points = [(float(x), float(y)) for x, y in re.findall(r"(-?[\d.]+) (-?[\d.]+)(?= m| c)", operators)]
    assert points
    # a curve may swing a little past its points, never out of the margin of the box
    assert all(-14 <= x <= 234 and -3 <= y <= 49 for x, y in points)
    assert operators.startswith("/Artifact BMC q")
    assert operators.endswith("Q EMC")


@given(strokes)
@settings(deadline=None)
def test_ink_is_a_well_formed_picture(drawn: list[list[Sample]]) -> None:
    picture = ET.fromstring(to_svg(record(drawn), 80, 20))
    assert len(picture) >= len(drawn)
    assert picture.attrib["viewBox"] == "0 0 80 20"
