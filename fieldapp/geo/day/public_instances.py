"""Reads routing problems as researchers publish them, so that the planner can be held against known answers.

Two forms: the table of Solomon (1987) with its many descendants, where the first customer is the depot, and VRPLIB's
sections (`DEMAND_SECTION` and so on). Distances are Euclidean in either.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import hypot
from typing import NoReturn, TypeAlias

from fieldapp.errors import KnownError

_SECTION = re.compile(r"^([A-Z_]+_SECTION|EOF)\s*$")
_HEADING = re.compile(r"^([A-Z_]+)\s*:\s*(.*)$")
NO_END = 1e9
"""When a place closes that never does."""
Rows: TypeAlias = dict[str, tuple[int, Sequence[float]]]
"""Of a section: the line of each node and its figures."""
COLUMNS = ("number", "x", "y", "demand", "ready", "due", "service")


@dataclass(frozen=True, slots=True)
class Customer:
    """A row of an instance; the depot is one too."""

    number: str
    x: float
    y: float
    demand: float
    ready: float
    due: float
    service: float


@dataclass(frozen=True, slots=True)
class Instance:
    """A published problem. `vehicles`: 0 where the file does not say; `windows`: whether it has any."""

    name: str
    vehicles: int
    capacity: float
    depot: Customer
    customers: tuple[Customer, ...]
    windows: bool = True

    def distances(self) -> list[list[float]]:
        """Between all places, the depot first."""
        places = (self.depot, *self.customers)
        return [[hypot(one.x - other.x, one.y - other.y) for other in places] for one in places]


def is_vrplib(text: str) -> bool:
    """Whether a text is written in VRPLIB's sections."""
    return any(_SECTION.match(line.strip()) for line in text.splitlines())


def read_instance(text: str) -> Instance:
    """An instance of either form.

    Raises:
        KnownError: `geo_plan.instance_wrong`, naming the line and the reason.
    """
    return _read_vrplib(text) if is_vrplib(text) else _read_solomon(text)


def wrong(line: int, detail: str) -> NoReturn:
    """Refuse a line.

    Raises:
        KnownError: `geo_plan.instance_wrong`.
    """
    raise KnownError("geo_plan.instance_wrong", {"line": line, "detail": detail})


def _number(text: str, line: int, column: str) -> float:
    try:
        number = float(text)
    except ValueError:
        number = float("nan")
    if not abs(number) < 1e12:  # not a number is not less either
        wrong(line, f"{column} is not a number: {text!r}")
    return number


def _read_solomon(text: str) -> Instance:
    lines = [(at, line.split()) for at, line in enumerate(text.splitlines(), 1) if line.strip()]
    if not lines:
        wrong(1, "the file is empty")
    name, vehicles, capacity = " ".join(lines[0][1]), 0, 0.0
    rows: list[Customer] = []
    seen: dict[str, int] = {}
    for at, words in lines[1:]:
        if not words[0][0].isdigit():
            continue
        if len(words) == 2 and not rows:
            vehicles, capacity = int(_number(words[0], at, "vehicles")), _number(words[1], at, "capacity")
            continue
        if len(words) != len(COLUMNS):
            wrong(at, f"{len(words)} columns instead of {len(COLUMNS)}: {', '.join(COLUMNS)}")
        if words[0] in seen:
            wrong(at, f"customer {words[0]} stands in line {seen[words[0]]} already")
        seen[words[0]] = at
        numbers = [_number(word, at, column) for word, column in zip(words[1:], COLUMNS[1:], strict=True)]
        rows.append(_checked(Customer(words[0], *numbers), at))
    if len(rows) < 2:
        wrong(lines[-1][0], "no table of customers: a depot and at least one customer are needed")
    return Instance(name, vehicles, capacity, rows[0], tuple(rows[1:]))


def _checked(row: Customer, at: int) -> Customer:
    if row.due < row.ready:
        wrong(at, f"due {row.due:g} is before ready {row.ready:g}")
    for column in ("demand", "service", "ready"):
        if getattr(row, column) < 0:
            wrong(at, f"{column} is below zero")
    return row


def _read_vrplib(text: str) -> Instance:
    headings, sections = _sections(text)
    if headings.get("EDGE_WEIGHT_TYPE", ("EUC_2D", 0))[0] not in {"EUC_2D", "EXACT_2D"}:
        kind, at = headings["EDGE_WEIGHT_TYPE"]
        wrong(at, f"EDGE_WEIGHT_TYPE {kind} is not read, only EUC_2D")
    places = sections.get("NODE_COORD_SECTION", {})
    if len(places) < 2:
        wrong(1, "NODE_COORD_SECTION has no depot and customers")
    same = _heading(headings, "SERVICE_TIME")
    depot = next(iter(sections.get("DEPOT_SECTION", places)))
    rows = []
    for number, (at, _) in places.items():
        x, y = _figures(sections, "NODE_COORD_SECTION", number, (0.0, 0.0))
        (demand,) = _figures(sections, "DEMAND_SECTION", number, (0.0,))
        opens, closes = _figures(sections, "TIME_WINDOW_SECTION", number, (0.0, NO_END))
        (service,) = _figures(sections, "SERVICE_TIME_SECTION", number, (0.0 if number == depot else same,))
        rows.append((number, _checked(Customer(number, x, y, demand, opens, closes, service), at)))
    by_number = dict(rows)
    if depot not in by_number:
        wrong(1, f"DEPOT_SECTION names {depot}, which has no place")
    name = headings.get("NAME", ("", 0))[0]
    others = tuple(row for number, row in rows if number != depot)
    return Instance(
        name,
        int(_heading(headings, "VEHICLES")),
        _heading(headings, "CAPACITY"),
        by_number[depot],
        others,
        windows="TIME_WINDOW_SECTION" in sections,
    )


def _figures(sections: Mapping[str, Rows], name: str, number: str, default: Sequence[float]) -> Sequence[float]:
    """What a section says of a node, which is as many figures as the default."""
    at, figures = sections.get(name, {}).get(number, (0, default))
    if len(figures) != len(default):
        wrong(at, f"{len(figures)} figures in {name} instead of {len(default)}")
    return figures


def _heading(headings: Mapping[str, tuple[str, int]], name: str) -> float:
    text, at = headings.get(name, ("0", 0))
    return _number(text, at, name)


def _sections(text: str) -> tuple[dict[str, tuple[str, int]], dict[str, Rows]]:
    headings: dict[str, tuple[str, int]] = {}
    sections: dict[str, Rows] = {}
    current: Rows | None = None
    for at, line in _lines(text):
        if found := _SECTION.match(line):
            current = sections.setdefault(found[1], {})
        elif heading := _HEADING.match(line):
            headings[heading[1]] = (heading[2].strip(), at)
        elif current is None:
            wrong(at, f"neither a heading nor a section: {line[:40]!r}")
        elif line != "-1":
            number, *figures = line.split()
            if number in current:
                wrong(at, f"{number} stands in line {current[number][0]} already")
            current[number] = (at, [_number(one, at, "figure") for one in figures])
    return headings, sections


def _lines(text: str) -> Iterator[tuple[int, str]]:
    yield from ((at, line.strip()) for at, line in enumerate(text.splitlines(), 1) if line.strip())
