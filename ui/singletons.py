"""Keeps `None` alive under Python 3.11, where PySide 6.12 would wear it out.

PySide's stable-ABI wheels are built for interpreters whose `None`, `True` and `False` are immortal (PEP 683, Python
3.12) and return them without taking a reference. Under 3.11 every call that returns nothing therefore loses one
reference to `None`; after some thousand calls the interpreter ends with "none_dealloc: deallocating None". Giving
these objects more references than a process can ever lose makes them immortal there too.
"""

from __future__ import annotations

import sys

ENOUGH = 1 << 60
"""References added; a million lost per second would need thirty thousand years."""


def keep() -> None:
    """Make the singletons outlive the process; does nothing where they do so by themselves."""
    if sys.version_info >= (3, 12):
        return
    from _ctypes import _SimpleCData  # all that is needed of ctypes, which would cost three milliseconds of the start

    class Count(_SimpleCData):  # type: ignore[type-arg]  # 64 bits, like every count where PySide has a wheel
        _type_ = "q"

    for single in (None, True, False, NotImplemented, Ellipsis):
        if sys.getrefcount(single) < ENOUGH:
            # the count is the first word of an object in every release build of CPython 3.11
            Count.from_address(id(single)).value += ENOUGH
