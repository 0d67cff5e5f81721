"""What the sign-in window says when somebody's data was destroyed on this laptop because the office said so."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ui import messages, theme
from ui.widgets.states import Banner

WIDTH = 560


@dataclass(frozen=True, slots=True)
class Destroyed:
    """Whose data, when, and what to do once a person has read it."""

    name: str
    at: str
    read: Callable[[], object]


def notice(of: Destroyed, read: Callable[[Destroyed], object]) -> Banner:
    """The sentence, until somebody closes it."""
    made = Banner(str(messages.say("device.wiped_here", {"name": of.name, "at": of.at})), "warn", closable=True)
    made.setFixedWidth(theme.scaled(WIDTH))
    made.closed.connect(lambda: read(of))
    return made
