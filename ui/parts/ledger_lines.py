"""Ledger lines close together, as a column of figures is read."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QVBoxLayout, QWidget


def close_lines(lines: Iterable[QWidget]) -> QVBoxLayout:
    """The lines one below the other without space between them."""
    column = QVBoxLayout()
    column.setSpacing(0)
    for line in lines:
        column.addWidget(line)
    return column
