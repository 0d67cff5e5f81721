"""What stands on the plain map: the points, the stops and the way of the day, the chosen case, a pin; and its picture.

What was painted is kept as a list of `items` with their places, for whoever asks what is under a finger.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter

from fieldapp.geo.basemap.map_answers import MapKind, MapPoint, RouteStop
from ui import theme
from ui.widgets import plain_painting as paint
from ui.widgets.plain_painting import CHOSEN_RADIUS, RADIUS, STOP_RADIUS, Item
from ui.widgets.plain_view import PlainView, to_world
from ui.widgets.shapes import fits_in

if TYPE_CHECKING:
    from ui.widgets.plain_points import Group, PlainPoints

EXACT_METRES = 100
"""A place known better than this needs no ring."""


class PlainScene:
    """The scene."""

    def __init__(self, kinds: Callable[[], Sequence[MapKind]]) -> None:
        self._kinds = kinds
        self.points: PlainPoints | None = None
        self.stops: Sequence[RouteStop] = ()
        self.line: Sequence[tuple[float, float]] = ()
        self.case = ""
        self.pin: tuple[int, int, int] | None = None
        self.items: list[Item] = []

    def paint(self, painter: QPainter, view: PlainView) -> None:
        """Paint all of it; `items` are what was painted."""
        metres, origin = view.metres(), view.pixel(0.0, 0.0)
        step = paint.paint_grid(painter, view.wide, view.tall, metres, origin.x(), origin.y())
        self.items = []
        kinds = list(self._kinds())
        groups = self._groups(view, len(kinds))
        self._paint_rings(painter, view, groups, kinds)
        paint.paint_way(painter, [view.pixel(*place) for place in self.line])
        self._paint_groups(painter, view, groups, kinds)
        self._paint_bold(painter, view, kinds)
        self._paint_pin(painter, view, metres)
        paint.paint_scale(painter, view.tall, metres, step)
        paint.paint_north(painter, view.wide)

    def place_of(self, case_id: str) -> tuple[float, float] | None:
        """Where in the world a case is: its first point, else its stop."""
        own = self.points.of_case(case_id) if self.points is not None else []
        if own and self.points is not None:
            return float(self.points.x[own[0]]), float(self.points.y[own[0]])
        stop = next((one for one in self.stops if one.case_id == case_id), None)
        return to_world(stop.lon_e6, stop.lat_e6) if stop else None

    def within(self, view: PlainView, box: QRectF) -> list[str]:
        """Ids of what lies in a part of the picture."""
        if self.points is None:
            return []
        return self.points.within(*view.place(box.topLeft()), *view.place(box.bottomRight()))

    def bounds(self) -> tuple[float, float, float, float] | None:
        """West, north, east and south of all there is."""
        edges = [self.points.bounds()] if self.points is not None and len(self.points.points) else []
        places = [to_world(stop.lon_e6, stop.lat_e6) for stop in self.stops]
        edges += [(x, y, x, y) for x, y in places]
        if not edges:
            return None
        west, north, east, south = zip(*edges, strict=True)
        return min(west), min(north), max(east), max(south)

    def words(self, item: Item) -> str:
        """What is said of something painted, on hover and to a screen reader."""
        if item.group is not None:
            parts = [f"{kind.label} {n}" for kind, n in zip(self._kinds(), item.group.counts, strict=True) if n]
            return f"{item.group.count}: {' · '.join(parts)}"
        said = self.said(item.id)
        stop = next((one for one in self.stops if one.case_id == item.id), None)
        return f"{stop.number} {said or stop.title}" if stop else said

    def said(self, case_id: str) -> str:
        """Title and detail of a case."""
        own = self.points.of_case(case_id) if self.points is not None else []
        return f"{self._point(own[0]).title} {self._point(own[0]).detail}" if own else ""

    def _groups(self, view: PlainView, kinds: int) -> list[Group]:
        if self.points is None:
            return []
        corners = (*view.place(QPointF(0, 0)), *view.place(QPointF(view.wide, view.tall)))
        return self.points.groups(view.scale, corners, kinds)

    def _paint_rings(
        self, painter: QPainter, view: PlainView, groups: Sequence[Group], kinds: Sequence[MapKind]
    ) -> None:
        for group in groups:
            if group.count == 1:
                self._ring(painter, view, self._point(group.first), kinds, strong=False)
        if self.points is not None:
            for number in self.points.of_case(self.case):
                self._ring(painter, view, self._point(number), kinds, strong=True)

    def _ring(
        self, painter: QPainter, view: PlainView, point: MapPoint, kinds: Sequence[MapKind], *, strong: bool
    ) -> None:
        """Around a place that is not exact; a very wide one for the chosen case alone."""
        radius = point.radius_m / view.metres()
        shaded = fits_in(radius, view.wide, view.tall)
        if point.radius_m > EXACT_METRES and radius > RADIUS and (strong or shaded):
            at = view.pixel(*to_world(point.lon_e6, point.lat_e6))
            paint.paint_ring(painter, at, radius, QColor(kinds[point.kind].colour), strong=strong, shaded=shaded)

    def _paint_groups(
        self, painter: QPainter, view: PlainView, groups: Sequence[Group], kinds: Sequence[MapKind]
    ) -> None:
        for group in groups:
            at = view.pixel(group.x, group.y)
            if group.count == 1:
                point = self._point(group.first)
                paint.paint_marker(painter, at, kinds[point.kind])
                self.items.append(Item(at, RADIUS + 2, point.case_id))
            else:
                paint.paint_group(painter, at, group, kinds)
                self.items.append(Item(at, paint.group_radius(group.count), group=group))

    def _paint_bold(self, painter: QPainter, view: PlainView, kinds: Sequence[MapKind]) -> None:
        bold = [
            (Item(QPointF(), STOP_RADIUS, stop.case_id, number=stop.number), to_world(stop.lon_e6, stop.lat_e6))
            for stop in self.stops
        ]
        if self.points is not None and self.case not in {stop.case_id for stop in self.stops}:
            for number in self.points.of_case(self.case):
                place = float(self.points.x[number]), float(self.points.y[number])
                bold.append((Item(QPointF(), CHOSEN_RADIUS, self.case), place))
        homes = [view.pixel(*place) for _, place in bold]
        for item in reversed(paint.parted([item for item, _ in bold], homes)):
            kind = self._kind(item.id, kinds)
            paint.paint_bold(painter, item.at, kind, item.radius, item.number, chosen=item.id == self.case)
            self.items.append(item)

    def _paint_pin(self, painter: QPainter, view: PlainView, metres: float) -> None:
        if self.pin is not None:
            at = view.pixel(*to_world(self.pin[0], self.pin[1]))
            radius = max(self.pin[2] / metres, 6)
            shaded = fits_in(radius, view.wide, view.tall)
            paint.paint_ring(painter, at, radius, theme.colour("accent"), strong=True, shaded=shaded)
            paint.paint_bold(painter, at, None, RADIUS, 0, chosen=True)

    def _kind(self, case_id: str, kinds: Sequence[MapKind]) -> MapKind | None:
        own = self.points.of_case(case_id) if self.points is not None else []
        return kinds[self._point(own[0]).kind] if own else None

    def _point(self, number: int) -> MapPoint:
        assert self.points is not None
        return self.points.points[number]
