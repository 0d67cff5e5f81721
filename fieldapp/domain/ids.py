"""Ids that the client makes: UUIDv7 (RFC 9562), so that they sort by the time they were made and never collide.

Written as 36 lower-case characters everywhere (memory, store, wire): one form, readable in a log, sortable as text.
"""

from __future__ import annotations

import uuid_utils

NIL = "00000000-0000-0000-0000-000000000000"


def new_id() -> str:
    """A fresh UUIDv7 as text."""
    return str(uuid_utils.uuid7())
