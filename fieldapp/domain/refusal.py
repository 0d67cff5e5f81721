"""Why something may not be done: a stable code with figures, as a value rather than an exception.

The sentence for a code lives in `resources/messages`. Parameters ending in `_minor` are sums in minor units, which
the screen formats as money.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Refusal:
    """A rule that stands against it."""

    code: str
    params: dict[str, str | int] = field(default_factory=dict)
