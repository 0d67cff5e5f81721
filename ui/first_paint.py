"""What need not be there before the first window is on screen waits until it is.

Naming `Qt`, the namespace, makes its ninety enumerations with twelve hundred members: twenty-five milliseconds of the
start, a tenth of it. Whatever the sign-in window is made of therefore writes `QtCore.Qt` where it is used, sets what it
can by the name of a property, and leaves the rest (the pointer's shape) to `after`. The system's own light or dark is
asked then as well.
"""

from __future__ import annotations

from collections.abc import Callable

_waiting: list[Callable[[], object]] | None = None


def hold() -> None:
    """The first window is about to be made."""
    global _waiting
    _waiting = []


def held() -> bool:
    """Whether the first window has not been on screen yet; never where nobody said `hold`."""
    return _waiting is not None


def after(do: Callable[[], object]) -> None:
    """Do it now, or as soon as the first window has been painted."""
    if _waiting is None:
        do()
    else:
        _waiting.append(do)


def release() -> None:
    """The first window is on screen: what has waited is done now. Safe to call again."""
    global _waiting
    waited, _waiting = _waiting or [], None
    for do in waited:
        do()
