"""The bank's case with what was found out in the field on top: the people, numbers, addresses and premises that hold.

The bank's record itself is never written over, and this never writes to it: it is worked out anew from the particulars,
the same way at both ends. Whoever is corrected or whose place is corrected keeps their id, so that visits, promises and
calls stay with them. Where two particulars correct the same thing, neither knowing of the other, the newer one holds
(`made_at`, then the id, so that everybody agrees). Outside its days a particular says nothing, and what stood before
it stands. A person who was added is a contact here, whatever was noted of them: only the bank's record makes somebody
owe or guarantee a debt, and only the bank's record ends it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from fieldapp.domain.particulars import Particular, ParticularKind
from fieldapp.domain.party import Party, PartyRole, Premises, PremisesKind, phone_key

if TYPE_CHECKING:
    from fieldapp.domain.case import Case

Key = tuple[ParticularKind, str, str]
"""What a particular speaks of: its kind, whose it is, and which one of theirs."""
BANK_ADDRESS = ""
"""Which address the bank's own is: it has one for each party."""


def known_on(case: Case, particulars: Sequence[Particular], day: date | None) -> Case:
    """The case with the particulars that hold on `day`; None: whatever their days say."""
    said = [one for one in particulars if day is None or one.content.holds_on(day)]
    return _Known(case, particulars, said).case() if said else case


def ever_known(case: Case, particulars: Sequence[Particular]) -> Case:
    """The case with everybody and every place that was ever noted, gone or not: work done there stays theirs."""
    said = [one for one in particulars if not one.content.gone]
    return _Known(case, particulars, said).case() if said else case


def addresses_on(case: Case, particulars: Sequence[Particular], party_id: str, day: date | None) -> tuple[str, ...]:
    """Every address of a party that holds on `day`, the bank's (or what corrects it) first, then the newest."""
    said = [one for one in particulars if day is None or one.content.holds_on(day)]
    party = case.party(party_id)
    return _Known(case, particulars, said).addresses(party_id, party.address if party else "")


def last_words(case: Case, particulars: Sequence[Particular], day: date) -> dict[Key, Particular]:
    """The particular that holds for each thing on `day`, the one that says it is gone included."""
    said = [one for one in particulars if one.content.holds_on(day)]
    return _Known(case, particulars, said).last_words()


def speaks_of(one: Particular, by_id: dict[str, Particular]) -> Key | None:
    """What it speaks of in the end, through everything it corrects; None if it corrects what is of another kind."""
    seen: set[str] = set()
    kind = one.content.kind
    while (before := by_id.get(one.content.corrects)) is not None:
        if before.id in seen or before.content.kind is not kind:
            return None
        seen.add(before.id)
        one = before
    content = one.content
    if kind is ParticularKind.PHONE:
        return kind, content.of, phone_key(content.corrects or content.value)
    if kind is ParticularKind.ADDRESS:
        return kind, content.of, BANK_ADDRESS if content.corrects else one.id
    return kind, "", content.corrects or one.id


@dataclass(frozen=True, slots=True)
class _Word:
    """The last word on one thing, with everything on the way to it, oldest first."""

    key: Key
    path: tuple[Particular, ...]

    @property
    def last(self) -> Particular:
        return self.path[-1]

    @property
    def gone(self) -> bool:
        return self.last.content.gone


class _Known:
    """One case and what was said of it."""

    def __init__(self, case: Case, every: Iterable[Particular], said: Iterable[Particular]) -> None:
        self._case = case
        self._noted = {one.id: one for one in every}
        threads: dict[Key, list[Particular]] = {}
        for one in sorted(said, key=_age):
            key = speaks_of(one, self._noted)
            if key is not None:
                threads.setdefault(key, []).append(one)
        self._words = {key: _last_word(key, thread) for key, thread in threads.items()}

    def case(self) -> Case:
        """The case as it is known."""
        case = self._case
        people = [self._party(party) for party in case.parties]
        added = [
            _person(word) for word in self._of(ParticularKind.PERSON) if word.key[2] in self._noted and not word.gone
        ]
        parties = [self._reached(party) for party in (*people, *added) if party is not None]
        borrower = self._party(case.borrower)
        assert borrower is not None
        return replace(case, borrower=self._reached(borrower), parties=tuple(parties), premises=tuple(self._premises()))

    def last_words(self) -> dict[Key, Particular]:
        """The newest particular on each thing."""
        return {key: word.last for key, word in self._words.items()}

    def addresses(self, party_id: str, banks: str) -> tuple[str, ...]:
        """The addresses of a party: the bank's or what corrects it, then the others, newest first."""
        words = [word for word in self._of(ParticularKind.ADDRESS) if word.key[1] == party_id]
        corrected = next((word for word in words if word.key[2] == BANK_ADDRESS), None)
        first = banks if corrected is None else "" if corrected.gone else corrected.last.content.value
        others = sorted((word for word in words if word is not corrected and not word.gone), key=_newest, reverse=True)
        return tuple(dict.fromkeys(text for text in (first, *(w.last.content.value for w in others)) if text))

    def _of(self, kind: ParticularKind) -> list[_Word]:
        return [word for word in self._words.values() if word.key[0] is kind]

    def _party(self, party: Party) -> Party | None:
        """One of the bank's people with what corrects them; None for a contact who is one no longer."""
        word = self._words.get((ParticularKind.PERSON, "", party.id))
        if word is None:
            return party
        if word.gone:
            return None if party.role is PartyRole.CONTACT else party
        for one in word.path:
            party = _corrected(party, one)
        return party

    def _reached(self, party: Party) -> Party:
        """A party with the numbers and the address that hold."""
        found = self.addresses(party.id, party.address)
        return replace(party, phones=self._phones(party), address=found[0] if found else "")

    def _phones(self, party: Party) -> tuple[str, ...]:
        words = {word.key[2]: word for word in self._of(ParticularKind.PHONE) if word.key[1] == party.id}
        banks = [(words.pop(phone_key(number), None), number) for number in party.phones]
        held = [word.last.content.value if word else number for word, number in banks if word is None or not word.gone]
        held += [word.last.content.value for word in words.values() if not word.gone]
        once: dict[str, str] = {}
        for number in held:
            once.setdefault(phone_key(number), number)
        return tuple(once.values())

    def _premises(self) -> list[Premises]:
        own = {premises.id: premises for premises in self._case.premises}
        for word in self._of(ParticularKind.PREMISES):
            which = word.key[2]
            if word.gone:
                own.pop(which, None)
            elif which in own or which in self._noted:  # else the bank has taken it out of its own record meanwhile
                premises = own.get(which) or Premises(which, "", "", PremisesKind.SHOP, "", "")
                for one in word.path:
                    premises = _place(premises, one)
                own[which] = premises
        return list(own.values())


def _age(one: Particular) -> tuple[object, str]:
    return one.made_at, one.id


def _newest(word: _Word) -> tuple[object, str]:
    return _age(word.last)


def _last_word(key: Key, thread: list[Particular]) -> _Word:
    """The newest of those that nobody in the thread has put right since; knowing counts for more than the clock."""
    by_id = {one.id: one for one in thread}
    put_right = {one.content.corrects for one in thread}
    last = max((one for one in thread if one.id not in put_right), key=_age)
    path = [last]
    while (before := by_id.get(path[-1].content.corrects)) is not None:
        path.append(before)
    return _Word(key, tuple(reversed(path)))


def _person(word: _Word) -> Party:
    party = Party(word.key[2], "", PartyRole.CONTACT)
    for one in word.path:
        party = _corrected(party, one)
    return party


def _corrected(party: Party, one: Particular) -> Party:
    """What is left empty stays as it was; the role is the bank's to change."""
    said = one.content
    return replace(
        party,
        name=said.value or party.name,
        relation=said.relation or party.relation,
        id_no=said.id_no or party.id_no,
    )


def _place(base: Premises, one: Particular) -> Premises:
    """What is left empty stays as it was; with another address the old place on the map is lost."""
    said = one.content
    moved = bool(said.address) and said.address != base.address
    return replace(
        base,
        name=said.value or base.name,
        trade=said.trade or base.trade,
        kind=said.premises_kind or base.kind,
        district=said.district or base.district,
        address=said.address or base.address,
        place=said.place or (None if moved else base.place),
    )
