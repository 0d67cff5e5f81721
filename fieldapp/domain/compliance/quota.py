"""Daily caps divided among devices: what is reserved for a laptop while it is offline, and what of it is left.

A cap counts for the whole office, but a laptop without a connection cannot know what others have done. So at sync each
laptop that goes to the field gets its own share of every case's cap, day by day until it syncs again, and what is not
given away stays with those who are online. The shares never add up to more than the cap.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Split:
    """A cap divided: `shares` by device in the order they were named, `online` for everybody who is connected."""

    shares: dict[str, int]
    online: int


def split(cap: int, devices: Sequence[str], each: int, used: int = 0) -> Split:
    """Divide a daily cap at sync.

    Args:
        cap: how often a day, for the whole office.
        devices: the laptops that may work on the case offline, first those that come first (the assigned collector's).
        each: what a laptop gets while there is enough (pack, R02 and R03 `reserve_offline`).
        used: what has already been used today.
    """
    left = max(0, cap - used)
    shares: dict[str, int] = {}
    for device in devices:
        shares[device] = min(each, left) if device not in shares else shares[device]
        left = max(0, cap - used) - sum(shares.values())
    return Split(shares, left)


def device_left(share: int, used_by_device: int) -> int:
    """What a device still has today; at 0 its next call is blocked."""
    return max(0, share - used_by_device)
