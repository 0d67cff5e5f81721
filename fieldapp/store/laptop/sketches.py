"""The part of a case's row that needs no arithmetic: whose case it is, where, and the words it is found by.

Ten thousand cases can come in one sync. Their records stay unopened but for what the list and the search need, and all
of it is written with a handful of statements; what is owed follows (`materialise`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import msgspec
import sqlalchemy as sa

from db.client_schema import case_row
from fieldapp.domain.case import Case
from fieldapp.domain.party import Place
from fieldapp.protocol.codec import decompress
from fieldapp.store.laptop.learnt_words import Learnt
from fieldapp.store.laptop.premises_rows import PremisesRows
from fieldapp.store.laptop.search_tokens import name_tokens, other_tokens

CHUNK = 400
UNSETTLED = ""
"""The `as_of` of a row whose figures are still to be worked out."""


class _Person(msgspec.Struct, frozen=True):
    name: str
    id_no: str = ""
    phones: tuple[str, ...] = ()
    address: str = ""


class _Premises(msgspec.Struct, frozen=True):
    id: str
    name: str
    trade: str
    district: str
    address: str
    place: Place | None = None


class _Loan(msgspec.Struct, frozen=True):
    contract_no: str


class CaseHead(msgspec.Struct, frozen=True):
    """What the list and the search need of a case's record; the rest of it is not even read."""

    case_no: str
    assigned_to: str
    borrower: _Person
    balance_at: datetime
    parties: tuple[_Person, ...] = ()
    premises: tuple[_Premises, ...] = ()
    loans: tuple[_Loan, ...] = ()


_decoder = msgspec.json.Decoder(CaseHead)


def open_head(blob: bytes) -> CaseHead:
    """The head of a case's record.

    Raises:
        msgspec.ValidationError, msgspec.DecodeError, KnownError: bytes that are no such record.
    """
    return _decoder.decode(decompress(blob))


class Sketches:
    """Rows and search entries within one transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection
        self._premises = PremisesRows(connection)
        self.moved: set[str] = set()
        """Other cases that stand elsewhere on the map now, because a pin at their door came or went."""

    def drawn_from(self, case_id: str) -> bytes | None:
        """The mark of the record that the case's row was drawn from; None without a row."""
        return self._connection.execute(sa.select(case_row.c.drawn_from).where(case_row.c.case_id == case_id)).scalar()

    def draw(
        self,
        heads: Mapping[str, tuple[bytes, CaseHead | Case]],
        *,
        learnt: Mapping[str, tuple[Case, Learnt | None]] | None = None,
    ) -> None:
        """Write the rows of these cases, by id, and their search entries; figures that are there stay for now.

        Each comes with the mark of its record: what was drawn from the same one before is right already. `learnt` is
        by what they are found: the bank's case, and what was learnt on top, where the head has that on it already.
        """
        if not heads:
            return
        known = self._rows(list(heads))
        places, moved = self._premises.draw({case_id: head.premises for case_id, (_, head) in heads.items()}, known)
        self.moved |= moved
        at = self._connection.exec_driver_sql("SELECT coalesce(max(rid), 0) FROM case_row").scalar_one()
        fresh, changed, words = [], [], []
        for case_id, (mark, head) in heads.items():
            rid = known.get(case_id)
            if rid is None:
                at += 1
                rid = at
                fresh.append((rid, case_id, mark, *_identity(head, places[case_id])))
            else:
                changed.append((mark, *_identity(head, places[case_id]), rid))
            words.append((rid, *(_words(*learnt[case_id]) if learnt else _words(head))))
        many = self._connection.exec_driver_sql
        if fresh:
            many(_INSERT, fresh)
        if changed:
            many(_UPDATE, changed)
            many(_UNINDEX, [(row[-1],) for row in changed])
        many(_INDEX, words)

    def outdate(self, touched: set[str], drawn: Iterable[str]) -> None:
        """The figures of the touched cases are to be worked out anew; what waits here is counted at once.

        Those just drawn are so already, and most of them have nothing that waits.
        """
        waiting = set(self._connection.exec_driver_sql(_WAITING).scalars())
        cases = touched | (waiting & set(drawn))
        if cases:
            self._connection.exec_driver_sql(_OUTDATE, [(case_id,) for case_id in sorted(cases)])

    def remove(self, case_ids: Sequence[str]) -> None:
        """Take these cases out of list and search."""
        self.moved |= self._premises.remove(case_ids)
        rids = [(rid,) for rid in self._rows(case_ids).values()]
        if rids:
            self._connection.exec_driver_sql(_UNINDEX, rids)
            self._connection.exec_driver_sql("DELETE FROM case_row WHERE rid = ?", rids)

    def _rows(self, case_ids: Sequence[str]) -> dict[str, int]:
        found: dict[str, int] = {}
        for at in range(0, len(case_ids), CHUNK):
            query = sa.select(case_row.c.case_id, case_row.c.rid)
            some = query.where(case_row.c.case_id.in_(case_ids[at : at + CHUNK]))
            found |= {row.case_id: row.rid for row in self._connection.execute(some)}
        return found


_IDENTITY = (
    "drawn_from", "case_no", "borrower_name", "premises_name", "trade", "district", "address", "lon_e6", "lat_e6",
    "radius_m", "place_source", "assigned_to", "balance_at",
)  # fmt: skip
_FIGURES = {"bucket": "'M0'", "days_past_due": "0", "owed_minor": "0", "payoff_minor": "0", "urgency": "0",
            "reasons": "'[]'", "pending": "0", "as_of": f"'{UNSETTLED}'"}  # fmt: skip
_INSERT = (
    f"INSERT INTO case_row (rid, case_id, {', '.join(_IDENTITY)}, {', '.join(_FIGURES)}) "  # noqa: S608 - names of ours
    f"VALUES (?, ?, {', '.join('?' for _ in _IDENTITY)}, {', '.join(_FIGURES.values())})"
)
_WAITING = (
    "SELECT DISTINCT f.case_id FROM outbox o JOIN fact f ON f.fact_id = o.fact_id "
    "WHERE o.status IN ('waiting', 'accepted', 'held')"
)
_UPDATE = f"UPDATE case_row SET as_of = '{UNSETTLED}', {', '.join(f'{name} = ?' for name in _IDENTITY)} WHERE rid = ?"  # noqa: S608
_UNINDEX = "DELETE FROM case_search WHERE rowid = ?"
_INDEX = "INSERT INTO case_search(rowid, name, other) VALUES (?, ?, ?)"
_OUTDATE = (
    "UPDATE case_row SET as_of = '', pending = (SELECT count(*) FROM fact f JOIN outbox o ON o.fact_id = f.fact_id "
    "WHERE f.case_id = case_row.case_id AND o.status IN ('waiting', 'accepted', 'held')) WHERE case_id = ?"
)


def _identity(case: CaseHead | Case, place: Place | None) -> tuple[Any, ...]:
    premises = case.premises[0] if case.premises else None
    return (
        case.case_no,
        case.borrower.name,
        premises.name if premises else "",
        premises.trade if premises else "",
        premises.district if premises else "",
        premises.address if premises else case.borrower.address,
        place.lon_e6 if place else None,
        place.lat_e6 if place else None,
        place.radius_m if place else None,
        place.source.value if place else None,
        case.assigned_to,
        _stored_time(case.balance_at),
    )


def _words(case: CaseHead | Case, learnt: Learnt | None = None) -> tuple[str, str]:
    """The words of a case: names first, then places, trades and numbers, and what was learnt of it."""
    added = learnt.names if learnt else ()
    names = name_tokens(case.borrower.name, *(premises.name for premises in case.premises), *added)
    people = (case.borrower, *case.parties)
    numbers = (
        case.case_no,
        *(loan.contract_no for loan in case.loans),
        *(phone for person in people for phone in person.phones),
        *(person.id_no for person in people),
        *(learnt.texts if learnt else ()),
    )
    places = tuple(f"{p.district}{p.address}" for p in case.premises)
    texts = (*places, *(p.trade for p in case.premises), *(p.name for p in case.parties), case.borrower.address)
    if learnt:
        texts += learnt.texts
    return names, other_tokens(texts, numbers)


def _stored_time(moment: datetime) -> str:
    """A moment as the column's own type would write it; these rows go past it for speed."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")
