"""How a window that a test opened goes: as the program ends, and with nothing of it left behind."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QCoreApplication, QEvent

from ui.shell import Shell
from ui.workplace import Workplace


@contextmanager
def closed_after(work: Workplace, shell: Shell) -> Iterator[None]:
    """Close and destroy the window after the block; what a page still holds is written before the tasks end."""
    try:
        yield
    finally:
        shell.close()
        work.close()
        shell.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        work.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
