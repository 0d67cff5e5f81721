"""Finding a person of any case, in whatever role, by name, by pinyin or by a part of a telephone number.

The search of the cases says in which cases somebody of that name or number may be; only these few are opened to see who
it is. A number is never given whole to somebody who may not use it yet: only its last figures are shown.
"""

from __future__ import annotations

from dataclasses import dataclass

from fieldapp.domain.party import Party, PartyRole
from fieldapp.services.desk import Desk
from fieldapp.store.laptop.case_list import CaseFilter
from fieldapp.store.laptop.search_tokens import HAN, MIN_DIGITS, name_tokens, plain

CASES_OPENED = 24
FOUND = 6


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody found: who they are in which case; `number` is what of their number was asked for, veiled."""

    party_id: str
    name: str
    role: PartyRole
    case_id: str
    borrower_name: str
    number: str


def find_people(desk: Desk, text: str, most: int = FOUND) -> list[Person]:
    """The first people that a text names: those of exactly that name, then borrowers, in the order of their cases."""
    wanted = plain(text).strip()
    if not wanted:
        return []
    found: list[Person] = []
    with desk.store.reading() as unit:
        for line in unit.cases.page(CaseFilter(text), 0, CASES_OPENED):
            file = unit.files.find(line.case_id)
            if file is None:
                continue
            case = file.known
            for party in (case.borrower, *case.parties):
                number = _number(party, wanted)
                if number is not None or _is_named(party.name, wanted):
                    shown = veiled(number or "")
                    found.append(Person(party.id, party.name, party.role, line.case_id, line.borrower_name, shown))
    found.sort(key=lambda one: (plain(one.name) != wanted, one.role is not PartyRole.BORROWER))
    return found[:most]


def veiled(number: str) -> str:
    """A telephone number with only its last four figures."""
    return f"*{number[-4:]}" if len(number) > 4 else ""


def _is_named(name: str, wanted: str) -> bool:
    if wanted in plain(name):
        return True
    if HAN.search(wanted):
        return False
    letters = "".join(char for char in wanted if char.isalpha())
    return bool(letters) and letters == wanted and _sounds(name, letters)


def _sounds(name: str, letters: str) -> bool:
    """Whether the name begins so in pinyin, or its initials do; single initials find too many."""
    tokens = name_tokens(name).split()
    return len(letters) > 1 and any(token.startswith((letters, f"i0{letters}")) for token in tokens)


def _number(party: Party, wanted: str) -> str | None:
    """The number that holds the figures that were typed."""
    figures = "".join(char for char in wanted if char.isdigit())
    if len(figures) < MIN_DIGITS or len(figures) != len(wanted.replace(" ", "").replace("-", "")):
        return None
    return next((number for number in party.phones if figures in number), None)
