"""A program that was killed opens where it was: at the visit that was on screen."""

from __future__ import annotations

from fieldapp.services.record_visit import left_open
from ui.workplace import Workplace


def reopen_visit(work: Workplace) -> None:
    """Open the visit whose page was on screen when the program ended without saying so, if it is still begun."""

    def show(about: str) -> None:
        if about and work.shell is not None:
            work.open("correct_visit" if "|" in about else "visit", about)

    work.tasks.read(lambda: left_open(work.desk), done=show, owner=work)
