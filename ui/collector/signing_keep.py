"""Keeps a signing on the laptop while it goes on: one write at a time, and always the newest state at last."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from fieldapp.errors import KnownError
from fieldapp.services.hold_signing import HeldSigning, keep_signing

if TYPE_CHECKING:
    from ui.workplace import Workplace


class SigningKeeper(QObject):
    """Of one page. What was asked to be kept last is written even if the page is left meanwhile."""

    def __init__(self, work: Workplace) -> None:
        super().__init__(work)
        self._work = work
        self._writing = False
        self._next: HeldSigning | None = None

    def keep(self, held: HeldSigning) -> None:
        """Keep this state soon."""
        self._next = held
        self._write()

    def stop(self) -> None:
        """Nothing more is to be kept: the paper is sealed, or refused."""
        self._next = None

    def _write(self) -> None:
        if self._writing or self._next is None:
            return
        held, self._next, self._writing = self._next, None, True
        desk = self._work.desk
        self._work.tasks.write(
            lambda: keep_signing(desk, held), done=self._on_written, failed=self._on_failed, owner=self
        )

    def _on_written(self, _at: object) -> None:
        self._writing = False
        self._write()

    def _on_failed(self, error: KnownError) -> None:
        self._writing = False
        if self._work.shell is not None:
            self._work.shell.say_error(error)
