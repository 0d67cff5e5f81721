"""What a server says of a fact: once said, always said again the same.

Only a refusal that a server has from a backup gives way, when another history of it had accepted the fact.
"""

from __future__ import annotations

from enum import StrEnum

import msgspec


class VerdictStatus(StrEnum):
    """Accepted and rejected are final; a conflict is final with a proposal kept; the other two are no verdict yet.

    Retry: send it again, something must come first. Held: the office keeps it aside because it could not be judged;
    nothing behind it waits for it, and the laptop asks again until it was.
    """

    ACCEPTED = "accepted"
    REJECTED = "rejected"
    CONFLICT = "conflict"
    RETRY = "retry"
    HELD = "held"


FINAL = frozenset({VerdictStatus.ACCEPTED, VerdictStatus.REJECTED, VerdictStatus.CONFLICT})
KEPT = frozenset({VerdictStatus.ACCEPTED, VerdictStatus.CONFLICT})
"""What the fact brought about is in the records: something that depends on it may stand."""


class FactVerdict(msgspec.Struct, frozen=True, omit_defaults=True):
    """The verdict on one fact.

    Attributes:
        code, params: why it was not accepted; the sentence lives in the message catalogue.
        scope, seq: where the fact's records appear in the feed; the laptop keeps showing its own fact until
            its cursor of that scope has passed `seq`. None: the case has left this laptop, settle at once.
        late: accepted although the case had already moved to somebody else.
        ver: version of the record it made or changed.
        present: what the server has now, where that is why the fact was not simply accepted.
        at: when the server kept this verdict, its own clock, ISO 8601.
    """

    fact_id: str
    status: VerdictStatus
    code: str = ""
    params: dict[str, str | int] = {}
    scope: str | None = None
    seq: int | None = None
    late: bool = False
    ver: int = 0
    present: dict[str, str | int] = {}
    at: str = ""
