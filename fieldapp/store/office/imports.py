"""What imports need to be repeatable: ids by natural key, and a log of runs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa

from db.server_schema import import_run, natural_key
from fieldapp.domain.ids import new_id

CHUNK = 400
"""Numbers looked up in one statement."""


class Imports:
    """Import bookkeeping within one transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def known_keys(self) -> dict[tuple[str, str], str]:
        """All ids by (kind, natural key)."""
        rows = self._connection.execute(sa.select(natural_key.c.kind, natural_key.c.key, natural_key.c.id))
        return {(row.kind, row.key): row.id for row in rows}

    def remember(self, keys: list[tuple[str, str, str, str]]) -> None:
        """Keep (kind, key, id, case id) of things imported for the first time."""
        if keys:
            rows = [{"kind": k, "key": key, "id": id_, "case_id": case} for k, key, id_, case in keys]
            self._connection.execute(sa.insert(natural_key), rows)

    def case_of_contract(self, contract_no: str) -> str | None:
        """The case that a loan contract belongs to."""
        return self._connection.execute(
            sa.select(natural_key.c.case_id).where(natural_key.c.kind == "loan", natural_key.c.key == contract_no)
        ).scalar()

    def cases_numbered(self, case_nos: Sequence[str]) -> dict[str, str]:
        """The ids of the cases with these numbers, as far as there are any."""
        found: dict[str, str] = {}
        for at in range(0, len(case_nos), CHUNK):
            wanted = (natural_key.c.kind == "case") & natural_key.c.key.in_(case_nos[at : at + CHUNK])
            rows = self._connection.execute(sa.select(natural_key.c.key, natural_key.c.id).where(wanted))
            found |= {row.key: row.id for row in rows}
        return found

    def log(
        self,
        kind: str,
        name: str,
        file_sha256: str,
        started_at: datetime,
        *,
        rows: int,
        changed: int,
        rejected: int,
    ) -> None:
        """One finished run."""
        self._connection.execute(
            sa.insert(import_run).values(
                id=new_id(),
                kind=kind,
                file_name=name,
                file_sha256=file_sha256,
                started_at=started_at,
                rows=rows,
                changed=changed,
                rejected=rejected,
            )
        )
