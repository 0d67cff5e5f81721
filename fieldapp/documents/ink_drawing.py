"""Draws ink: smooth curves through the samples, as SVG for screens and Typst, and as PDF operators for the page.

A Catmull-Rom spline through the thinned samples, written as cubic Béziers; the width of the line follows the force
where the device has one, else the speed (slow is thick), low-passed so that it does not flicker.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import hypot

from fieldapp.documents.ink import InkRecord, Sample, Stroke

Point = tuple[float, float]

PT_PER_MM = 72 / 25.4
INK_BLUE = "#102060"
_INK_RGB = "0.06 0.13 0.38"
_THINNEST_MM, _THICKEST_MM = 0.25, 0.9
_GAP = 12
"""Samples closer together than this (1/100 mm) add nothing to the curve."""
_MARGIN = 0.06
_LARGEST_SCALE = 1.4
"""Small handwriting is not blown up further than this."""


@dataclass(frozen=True, slots=True)
class _Curve:
    """One Bézier: width and points in mm."""

    width: float
    start: Point
    towards: Point
    arriving: Point
    end: Point


@dataclass(frozen=True, slots=True)
class _Fit:
    """Places the ink (not the pad) in a box: x' = scale * x + dx."""

    scale: float
    dx: float
    dy: float

    def at(self, point: Point) -> Point:
        return self.scale * point[0] + self.dx, self.scale * point[1] + self.dy


def to_svg(record: InkRecord, width_mm: float, height_mm: float) -> str:
    """The ink fitted into a box of this size, as a standalone SVG picture. The record must hold at least one sample."""
    fit = _fitted(record, width_mm, height_mm)
    paths = "".join(
        f'<path stroke-width="{fit.scale * curve.width:.2f}" '
        f'd="M{_xy(fit, curve.start)}C{_xy(fit, curve.towards)} {_xy(fit, curve.arriving)} {_xy(fit, curve.end)}"/>'
        for curves in _curves(record)
        for curve in curves
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width_mm}mm" height="{height_mm}mm" '
        f'viewBox="0 0 {width_mm} {height_mm}" fill="none" stroke="{INK_BLUE}" '
        f'stroke-linecap="round" stroke-linejoin="round">{paths}</svg>'
    )


def to_pdf_operators(record: InkRecord, width_pt: float, height_pt: float) -> bytes:
    """The ink fitted into a box with its origin bottom left, in points: content operators, marked as an artifact.

    The record must hold at least one sample.
    """
    fit = _fitted(record, width_pt / PT_PER_MM, height_pt / PT_PER_MM)

    def at(point: Point) -> str:
        x, y = fit.at(point)
        return f"{x * PT_PER_MM:.2f} {height_pt - y * PT_PER_MM:.2f}"

    lines = [f"/Artifact BMC q {_INK_RGB} RG 1 J 1 j"]
    for curves in _curves(record):
        width = ""
        for curve in curves:
            wanted = f"{fit.scale * curve.width * PT_PER_MM:.1f}"
            if wanted != width:  # one path as long as the width holds
                lines += ["S"] if width else []
                lines.append(f"{wanted} w {at(curve.start)} m")
                width = wanted
            lines.append(f"{at(curve.towards)} {at(curve.arriving)} {at(curve.end)} c")
        lines.append("S")
    return "\n".join([*lines, "Q EMC"]).encode("ascii")


def _xy(fit: _Fit, point: Point) -> str:
    x, y = fit.at(point)
    return f"{x:.2f} {y:.2f}"


def _curves(record: InkRecord) -> Iterator[list[_Curve]]:
    for stroke in record.strokes:
        samples = _thinned(stroke)
        widths = _widths(samples)
        points = [(sample[1] / 100, sample[2] / 100) for sample in samples]
        if len(points) == 1:
            x, y = points[0]
            yield [_Curve(widths[0] * 1.6, (x, y), (x, y), (x, y), (x + 0.01, y))]
        else:
            yield [_curve(points, widths, index) for index in range(len(points) - 1)]


def _curve(points: list[Point], widths: list[float], index: int) -> _Curve:
    before, start = points[max(index - 1, 0)], points[index]
    end, after = points[index + 1], points[min(index + 2, len(points) - 1)]
    return _Curve(
        width=(widths[index] + widths[index + 1]) / 2,
        start=start,
        towards=(start[0] + (end[0] - before[0]) / 6, start[1] + (end[1] - before[1]) / 6),
        arriving=(end[0] - (after[0] - start[0]) / 6, end[1] - (after[1] - start[1]) / 6),
        end=end,
    )


def _thinned(stroke: Stroke) -> list[Sample]:
    kept = [stroke[0]]
    for sample in stroke[1:]:
        if hypot(sample[1] - kept[-1][1], sample[2] - kept[-1][2]) >= _GAP:
            kept.append(sample)
    if kept[-1] is not stroke[-1]:
        kept.append(stroke[-1])
    return kept


def _widths(samples: list[Sample]) -> list[float]:
    width, widths = None, []
    for index, sample in enumerate(samples):
        fullness = sample[3] / 1000 if sample[3] >= 0 else _slowness(samples, index)
        target = _THINNEST_MM + (_THICKEST_MM - _THINNEST_MM) * fullness
        width = target if width is None else width + 0.35 * (target - width)
        widths.append(width)
    return widths


def _slowness(samples: list[Sample], index: int) -> float:
    """1 at rest, falling towards 0 with speed; half at 12 hundredths of a millimetre per millisecond."""
    a, b = samples[max(index - 1, 0)], samples[min(index + 1, len(samples) - 1)]
    speed = hypot(b[1] - a[1], b[2] - a[2]) / max(b[0] - a[0], 1)
    return 1 / (1 + speed / 12)


def _fitted(record: InkRecord, width_mm: float, height_mm: float) -> _Fit:
    across = [sample[1] / 100 for stroke in record.strokes for sample in stroke]
    down = [sample[2] / 100 for stroke in record.strokes for sample in stroke]
    wide, high = max(across) - min(across), max(down) - min(down)
    room = 1 - 2 * _MARGIN
    scale = min(width_mm * room / max(wide, 1), height_mm * room / max(high, 1), _LARGEST_SCALE)
    return _Fit(
        scale,
        (width_mm - scale * wide) / 2 - scale * min(across),
        (height_mm - scale * high) / 2 - scale * min(down),
    )
