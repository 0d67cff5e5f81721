"""What was measured, beside what it is held against: medians, ratios, the bar and whether it is met."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from statistics import median


@dataclass(frozen=True, slots=True)
class Bar:
    """What must hold of the medians: ours, and theirs (0 where nothing is beside)."""

    words: str
    holds: Callable[[float, float], bool] | None = None


def no_bar() -> Bar:
    """Measured to be known, held against nothing."""
    return Bar("–")


def at_most(limit: float, unit: str = "s") -> Bar:
    """Not above an absolute figure, in the row's own unit."""
    return Bar(f"≤ {shown(limit, unit)}", lambda ours, _: ours <= limit)


def at_most_times(factor: float) -> Bar:
    """Not above so many times what is beside."""
    return Bar(f"≤ {factor:g}×", lambda ours, theirs: ours <= factor * theirs)


def times_faster(factor: float) -> Bar:
    """So many times faster than what is beside."""
    return Bar(f"≥ {factor:g}× faster", lambda ours, theirs: ours * factor <= theirs)


def faster() -> Bar:
    """Faster than what is beside."""
    return Bar("faster", lambda ours, theirs: ours < theirs)


def within(share: float) -> Bar:
    """The same as what is beside, give or take a share of it; less is no fault."""
    return Bar(f"same ±{share:.0%}", lambda ours, theirs: ours <= (1 + share) * theirs)


@dataclass(frozen=True)
class Row:
    """One line of the table: our runs, and the runs of what is beside us, in the same unit."""

    work: str
    ours: Sequence[float]
    bar: Bar = field(default_factory=no_bar)
    beside: str = ""
    theirs: Sequence[float] = ()
    unit: str = "s"
    note: str = ""

    @property
    def verdict(self) -> str:
        """Met, missed, not run, or nothing where there is no bar."""
        if self.bar.holds is None:
            return ""
        if not self.ours or (self.beside and not self.theirs):
            return "not run"
        theirs = median(self.theirs) if self.theirs else 0.0
        return "met" if self.bar.holds(median(self.ours), theirs) else "MISSED"

    @property
    def ratio(self) -> str:
        """Ours to theirs; the greater by the smaller."""
        if not self.ours or not self.theirs:
            return ""
        ours, theirs = median(self.ours), median(self.theirs)
        if not ours or not theirs:
            return ""
        return f"{ours / theirs:.2f}×" if ours >= theirs else f"1/{theirs / ours:.1f}"

    def cells(self) -> tuple[str, ...]:
        """As the table prints it."""
        theirs = f"{self.beside} {_spread(self.theirs, self.unit)}" if self.beside else ""
        return (self.work, _spread(self.ours, self.unit), theirs, self.ratio, self.bar.words, self.verdict, self.note)

    def as_json(self) -> dict[str, object]:
        """Everything, every run."""
        plain = {key: value for key, value in asdict(self).items() if key != "bar"}
        return plain | {"bar": self.bar.words, "ratio": self.ratio, "verdict": self.verdict}


HEAD = ("work", "FieldApp", "beside", "ratio", "bar", "", "note")


def shown(value: float, unit: str) -> str:
    """A figure as a person reads it."""
    if unit == "s" and value < 1:
        return f"{value * 1000:.3g} ms" if value >= 0.0001 else f"{value * 1e6:.0f} µs"
    digits = f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.4g}" if abs(value) >= 100 else f"{value:.3g}"
    return f"{digits} {unit}".rstrip()


def printed(rows: Sequence[Row]) -> str:
    """The table."""
    lines = [HEAD, *(row.cells() for row in rows)]
    widths = [max(_width(line[column]) for line in lines) for column in range(len(HEAD))]
    text = [
        "  ".join(_padded(cell, width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in lines
    ]
    return "\n".join([text[0], "  ".join("─" * width for width in widths), *text[1:]])


def written(rows: Sequence[Row], conditions: dict[str, object], path: Path) -> None:
    """Keep everything as JSON."""
    path.parent.mkdir(parents=True, exist_ok=True)
    content = {"conditions": conditions, "rows": [row.as_json() for row in rows]}
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1), encoding="utf-8")


def _spread(runs: Sequence[float], unit: str) -> str:
    """The median, and from where to where where there are several."""
    if not runs:
        return "not run"
    if len(runs) == 1 or min(runs) == max(runs):
        return shown(median(runs), unit)
    return f"{shown(median(runs), unit)} ({shown(min(runs), unit)}–{shown(max(runs), unit)}, n={len(runs)})"


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def _padded(text: str, width: int) -> str:
    return text + " " * (width - _width(text))
