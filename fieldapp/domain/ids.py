"""Ids that the client makes: UUIDv7 (RFC 9562), so that they sort by the time they were made and never collide.

Written as 36 lower-case characters everywhere (memory, store, wire): one form, readable in a log, sortable as text.
"""

from __future__ import annotations

import re

import uuid_utils

_FORM = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
NIL = "00000000-0000-0000-0000-000000000000"


def new_id() -> str:
    """A fresh UUIDv7 as text."""
    return str(uuid_utils.uuid7())


def is_id(text: str) -> bool:
    """Whether `text` is an id in our one written form."""
    return _FORM.fullmatch(text) is not None
