"""Several parts of one column come on screen for the price of one.

Each part that is shown by itself has its column, the page and the window laid out again before the next. While the
column's layout rests, a part is only made ready; afterwards everything is laid out once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from PySide6.QtWidgets import QWidget


@contextmanager
def resting(column: QWidget) -> Iterator[None]:
    """The layout of `column` rests; what was shown, hidden or put in meanwhile is laid out with the next event."""
    layout = column.layout()
    if layout is None or not column.isVisible():
        yield
        return
    layout.setEnabled(False)
    try:
        yield
    finally:
        layout.setEnabled(True)
        layout.invalidate()


def show_at_once(parts: Sequence[QWidget]) -> None:
    """Show parts of the same column."""
    column = parts[0].parentWidget()
    assert column is not None
    with resting(column):
        for part in parts:
            part.show()
