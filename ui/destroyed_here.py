"""What the office had destroyed on this laptop: ended before anybody signs in, and told in the sign-in window."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from fieldapp import paths

if TYPE_CHECKING:
    from fieldapp.sync.wipe import Wiped
    from ui.parts.destroyed import Destroyed


def destroyed_here(home: Path) -> list[Wiped]:
    """What was begun to be destroyed is destroyed; all that ever was. Imports nothing where nothing ever was."""
    if not (home / paths.WIPED).is_dir():
        return []
    from fieldapp.sync import wipe

    return wipe.finish(home)


def notice_of(home: Path, wiped: Wiped) -> Destroyed:
    """For the sign-in window: whose data the office had destroyed here, and when, in the time of this machine."""
    from fieldapp.sync import wipe
    from ui.parts.destroyed import Destroyed

    at = datetime.fromisoformat(wiped.begun_at).astimezone().strftime("%Y-%m-%d %H:%M") if wiped.begun_at else "?"
    return Destroyed(wiped.name or wiped.login or "?", at, lambda: wipe.was_read(home, wiped))
