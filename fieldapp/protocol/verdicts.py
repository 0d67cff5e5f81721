"""What a server says of a fact: once said, always said again the same."""

from __future__ import annotations

from enum import StrEnum

import msgspec


class VerdictStatus(StrEnum):
    """Accepted and rejected are final; a conflict is final with a proposal kept; retry is no verdict yet."""

    ACCEPTED = "accepted"
    REJECTED = "rejected"
    CONFLICT = "conflict"
    RETRY = "retry"


class FactVerdict(msgspec.Struct, frozen=True, omit_defaults=True):
    """The verdict on one fact.

    Attributes:
        code, params: why it was not accepted; the sentence lives in the message catalogue.
        scope, seq: where the accepted fact's records appear in the feed; the laptop keeps showing its own fact until
            its cursor of that scope has passed `seq`. None: the case has left this laptop, settle at once.
        late: accepted although the case had already moved to somebody else.
        ver: version of the record it made or changed.
    """

    fact_id: str
    status: VerdictStatus
    code: str = ""
    params: dict[str, str | int] = {}
    scope: str | None = None
    seq: int | None = None
    late: bool = False
    ver: int = 0
