"""What has not reached the server yet, counted by kind; what was refused, held or clashed and nobody has seen."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

import sqlalchemy as sa

from db.client_schema import attachment, draft, fact, outbox
from fieldapp.domain.facts import FactKind
from fieldapp.store.laptop.custody_rows import SEEN

UNSENT_FILES = ("local", "sent")


@dataclass(frozen=True, slots=True)
class PendingCounts:
    """How much of what is where.

    Attributes:
        facts: facts waiting to be sent, by kind of fact.
        files: files waiting to be sent, by kind of file; not those whose fact was refused, they wait for nothing.
        wanted: files that are to come from the server.
        rejected, conflicts: facts with that verdict which nobody has read yet.
        held: facts that the office keeps aside until they can be judged.
        files_refused: files the server will not take and nobody has read why; they are nowhere else.
        drafts: what somebody began and has not finished; it is nowhere else.
    """

    facts: dict[str, int] = field(default_factory=dict)
    files: dict[str, int] = field(default_factory=dict)
    wanted: int = 0
    rejected: int = 0
    conflicts: int = 0
    held: int = 0
    files_refused: int = 0
    drafts: int = 0


class Pending:
    """The counts within one transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def counts(self) -> PendingCounts:
        """Count."""
        unread: Counter[str] = Counter()
        waiting: dict[str, int] = {}
        for kind, status, read, count in self._connection.execute(_FACTS):
            if status == "waiting":
                waiting[kind] = waiting.get(kind, 0) + count
            elif status == "held" or not read:
                unread[status] += count
        files: dict[str, int] = {}
        other: Counter[str] = Counter()
        for kind, state, count in self._connection.execute(_FILES):
            if state in UNSENT_FILES:
                files[kind] = files.get(kind, 0) + count
            else:
                other[state] += count
        return PendingCounts(
            facts=waiting,
            files=files,
            wanted=other["wanted"],
            rejected=unread["rejected"],
            conflicts=unread["conflict"],
            held=unread["held"],
            files_refused=other["refused"],
            drafts=self._connection.execute(sa.select(sa.func.count()).select_from(draft)).scalar_one(),
        )

    def naming_files(self) -> int:
        """Facts that wait to be sent and only name a file: whoever counts the files has counted them."""
        named = outbox.c.status == "waiting", fact.c.kind == FactKind.FILE_ATTACHED
        found = sa.select(sa.func.count()).join(outbox, outbox.c.fact_id == fact.c.fact_id).where(*named)
        return int(self._connection.execute(found.select_from(fact)).scalar_one())


_READ = outbox.c.read_at.is_not(None)
_FACTS = (
    sa.select(fact.c.kind, outbox.c.status, _READ.label("read"), sa.func.count())
    .join(outbox, outbox.c.fact_id == fact.c.fact_id)
    .where(outbox.c.status.in_(("waiting", "held", "rejected", "conflict")))
    .group_by(fact.c.kind, outbox.c.status, _READ)
)
_REFUSED_WITH_ITS_FACT = sa.and_(
    attachment.c.state.in_(UNSENT_FILES), sa.func.coalesce(outbox.c.status, "") == "rejected"
)
_REFUSED_AND_READ = sa.and_(attachment.c.state == "refused", attachment.c.params.contains(f'"{SEEN}"'))
_FILES = (
    sa.select(attachment.c.kind, attachment.c.state, sa.func.count())
    .select_from(attachment.outerjoin(outbox, outbox.c.fact_id == attachment.c.fact_id))
    .where(attachment.c.state.in_((*UNSENT_FILES, "wanted", "refused")), ~_REFUSED_WITH_ITS_FACT, ~_REFUSED_AND_READ)
    .group_by(attachment.c.kind, attachment.c.state)
)
