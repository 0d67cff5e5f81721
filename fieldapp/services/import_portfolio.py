"""Taking a portfolio file into the server: all of it or nothing, unless somebody says the good rows will do.

The same file twice changes nothing: ids follow from case and contract numbers, equal records are not written again,
and payments that came in since through a payments file stay.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from fieldapp import clock
from fieldapp.domain.case import Case, Entity
from fieldapp.domain.lending.loan import Loan, Payment
from fieldapp.domain.party import Datum, PlaceSource, Premises
from fieldapp.domain.staff import StaffRole
from fieldapp.geo.convert import converted
from fieldapp.importers import Datums, IdBook, IdKind, Reject, read_portfolio
from fieldapp.protocol.canonical import sha256
from fieldapp.services.share_places import placed
from fieldapp.store.office.unit import OfficeStore, OfficeUnit

SEPARATOR = "\x1f"
PINNED = frozenset({PlaceSource.PINNED, PlaceSource.CHECK_IN})


@dataclass(frozen=True, slots=True)
class ImportOutcome:
    """What came of a file: rows read, things taken, things changed by it, rejects; `taken` is False if it was left."""

    rows: int
    accepted: int
    changed: int
    rejects: tuple[Reject, ...]
    taken: bool


def import_portfolio(
    store: OfficeStore, path: Path, *, only_good: bool = False, datum: Datum = Datum.WGS84
) -> ImportOutcome:
    """Take the portfolio at `path`; `datum` is what its coordinates are given in where a row does not say.

    Raises:
        KnownError: `import.…` when the file as a whole cannot be read.
    """
    started = clock.now()
    with store.reading() as unit:
        book = IdBook(known_ids(unit))
        collectors = {s.login: s.id for s in unit.accounts.everybody() if s.role is StaffRole.COLLECTOR}
    reading = read_portfolio(path, book, collectors, Datums(converted, datum))
    if reading.rejects and not only_good:
        return ImportOutcome(reading.rows, len(reading.cases), 0, reading.rejects, taken=False)
    with store.writing() as unit:
        unit.records.lock_cases(case.id for case in reading.cases)
        cases = placed(unit, [_merged(unit, case) for case in reading.cases])
        changed = sum(unit.records.save_case(case) for case in cases)
        unit.imports.remember(_new_keys(book.made, reading.cases))
        unit.imports.log(
            "portfolio",
            path.name,
            sha256(path.read_bytes()),
            started,
            rows=reading.rows,
            changed=changed,
            rejected=len(reading.rejects),
        )
    return ImportOutcome(reading.rows, len(reading.cases), changed, reading.rejects, taken=True)


def known_ids(unit: OfficeUnit) -> dict[tuple[IdKind, tuple[str, ...]], str]:
    """The ids of everything that was imported before, by what it is called."""
    return {(IdKind(kind), tuple(key.split(SEPARATOR))): id_ for (kind, key), id_ in unit.imports.known_keys().items()}


def _merged(unit: OfficeUnit, case: Case) -> Case:
    stored: Case | None = unit.records.get(Entity.CASE, case.id)
    return case if stored is None else merged(stored, case)


def merged(stored: Case, fresh: Case) -> Case:
    """The case of a newer file, with what this server knows better than the file."""
    same_hands = stored.assigned_to == fresh.assigned_to
    loans = {loan.contract_no: loan for loan in stored.loans}
    places = {premises.address: premises for premises in stored.premises}
    return replace(
        fresh,
        assigned_at=stored.assigned_at if same_hands else clock.now(),
        balance_at=max(stored.balance_at, fresh.balance_at),
        loans=tuple(_merged_loan(loans.get(loan.contract_no), loan) for loan in fresh.loans),
        premises=tuple(_merged_place(places.get(premises.address), premises) for premises in fresh.premises),
        survey=fresh.survey or stored.survey,  # a bank sends it once, and the files of later days without it
    )


def _merged_loan(stored: Loan | None, fresh: Loan) -> Loan:
    """Payments that the file does not have yet stay, and a reversal that it does not know of stays too."""
    if stored is None:
        return fresh
    known = {payment.reference: payment for payment in stored.payments}
    inside = tuple(_merged_payment(known.pop(payment.reference, None), payment) for payment in fresh.payments)
    return replace(fresh, payments=(*inside, *known.values()))


def _merged_payment(stored: Payment | None, fresh: Payment) -> Payment:
    if stored is None or stored.reversed_on is None or fresh.reversed_on is not None:
        return fresh
    return replace(fresh, reversed_on=stored.reversed_on)


def _merged_place(stored: Premises | None, fresh: Premises) -> Premises:
    """A place that somebody pinned or stood at is better than any file's."""
    if stored is None or stored.place is None or stored.place.source not in PINNED:
        return fresh
    if fresh.place is not None and fresh.place.source in PINNED:
        return fresh
    return replace(fresh, place=stored.place)


def _new_keys(
    made: Mapping[tuple[IdKind, tuple[str, ...]], str], cases: tuple[Case, ...]
) -> list[tuple[str, str, str, str]]:
    """(kind, key, id, case id) of what was imported for the first time, and only of what was taken."""
    owner: dict[str, str] = {}
    for case in cases:
        parts = [*(party.id for party in case.parties), *(place.id for place in case.premises)]
        mine = [case.id, case.borrower.id, *parts, *(loan.id for loan in case.loans)]
        owner |= dict.fromkeys(mine, case.id)
    return [(kind.value, SEPARATOR.join(key), id_, owner[id_]) for (kind, key), id_ in made.items() if id_ in owner]
