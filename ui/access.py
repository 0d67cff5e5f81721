"""Who may sign in here, and the way back in for whoever forgot the passphrase: what the first window is given.

Kept apart from the widgets that show them, because a start makes those only where there is somebody to show.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any, NamedTuple


class Access(NamedTuple):
    """What may be filled in: somebody of the practice office, or a person who signed in here before."""

    login: str
    name: str
    server_url: str
    passphrase: str = ""
    role: str = ""
    office: str = ""
    last_used: datetime | None = None


class Ways(NamedTuple):
    """What a forgotten passphrase asks of the program, off the GUI thread.

    Attributes:
        request: login -> the request (`fieldapp.sync.recovery.Request`).
        recover: login, answer, new passphrase -> nothing.
    """

    request: Callable[[str], Any]
    recover: Callable[[str, str, str], object]
