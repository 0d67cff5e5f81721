"""Whether a particular may stand: of this case, fit for its kind, and corrected only where there is something to.

Nobody becomes a debtor by a note, and nobody who owes is written out of a case by one: that is the bank's record alone.
A number or an address of somebody who owes nothing is kept only with their consent, or where a signed paper or the
bank's own record has it (个人信息保护法 13).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

from fieldapp.domain import identity_number
from fieldapp.domain.case import Case, CaseFile
from fieldapp.domain.known_case import speaks_of
from fieldapp.domain.particulars import ParticularContent, ParticularKind, Told
from fieldapp.domain.party import Party, PartyRole, phone_key
from fieldapp.domain.refusal import Refusal
from fieldapp.domain.visit import NOTE_LIMIT

LIMITS = {
    ParticularKind.PERSON: 40,
    ParticularKind.PHONE: 24,
    ParticularKind.ADDRESS: 200,
    ParticularKind.PREMISES: 60,
}
"""Most characters of a value."""
SHORT_LIMIT, ADDRESS_LIMIT = 60, 200
"""Most characters of a relation, trade or district; of an address."""
FEWEST_DIGITS, MOST_DIGITS = 7, 15
"""Of a phone number: a local one without its area; the longest of ITU-T E.164."""
PHONE_SIGNS = frozenset("0123456789+-() ")
WELL_FOUNDED = frozenset({Told.BANK, Told.DOCUMENT})
"""Sources that are a ground of their own for keeping a number: the bank's record, a paper they signed."""


def against_particular(file: CaseFile, said: ParticularContent) -> Refusal | None:
    """Why this cannot be added to the case; None if it can."""
    checks: tuple[Callable[[CaseFile, ParticularContent], Refusal | None], ...] = (
        _whose,
        _what_it_corrects,
        _days,
        _words,
        _FIT[said.kind],
        _consent,
    )
    return next((refusal for check in checks if (refusal := check(file, said)) is not None), None)


def same_number_of(case: Case, number: str, besides: str = "") -> tuple[Party, ...]:
    """Parties of the case, other than `besides`, that have this number already: told before it is noted again."""
    key = phone_key(number)
    people = (case.borrower, *case.parties)
    return tuple(one for one in people if one.id != besides and any(phone_key(each) == key for each in one.phones))


def _whose(file: CaseFile, said: ParticularContent) -> Refusal | None:
    """A number or an address belongs to somebody; a person to nobody; premises may be somebody's."""
    belongs = said.kind in {ParticularKind.PHONE, ParticularKind.ADDRESS}
    if (belongs or said.of) and file.ever.party(said.of) is None:
        return Refusal("particular.unknown_party")
    return Refusal("particular.unknown_party") if said.of and said.kind is ParticularKind.PERSON else None


def _what_it_corrects(file: CaseFile, said: ParticularContent) -> Refusal | None:
    if not said.corrects:
        return Refusal("particular.gone_of_nothing") if said.gone else None
    if not _is_there(file, said):
        return Refusal("particular.nothing_to_correct")
    person = _bank_person(file, said)
    if person is None:
        return None
    if said.gone and person.role is not PartyRole.CONTACT:
        return Refusal("particular.obligor_stays", {"name": person.name})
    if said.role is not None and said.role is not person.role:
        return Refusal("particular.role_is_the_banks", {"name": person.name})
    return None


def _is_there(file: CaseFile, said: ParticularContent) -> bool:
    """Whether what it corrects is of this case, of its kind, and of the same party."""
    noted = file.particular(said.corrects)
    if noted is not None:
        return noted.content.kind is said.kind and noted.content.of == said.of
    party = file.case.party(said.of)
    if said.kind is ParticularKind.PERSON:
        return file.case.party(said.corrects) is not None
    if said.kind is ParticularKind.PREMISES:
        return any(one.id == said.corrects for one in file.case.premises)
    if party is None:
        return False
    if said.kind is ParticularKind.PHONE:
        return phone_key(said.corrects) in {phone_key(number) for number in party.phones}
    return said.corrects == party.id and bool(party.address)


def _bank_person(file: CaseFile, said: ParticularContent) -> Party | None:
    """The person of the bank's record that it speaks of in the end."""
    if said.kind is not ParticularKind.PERSON:
        return None
    by_id = {one.id: one for one in file.particulars}
    root = said.corrects
    if root in by_id:
        key = speaks_of(by_id[root], by_id)
        root = key[2] if key is not None else ""
    return file.case.party(root)


def _days(_file: CaseFile, said: ParticularContent) -> Refusal | None:
    if said.valid_from is None or said.valid_to is None or said.valid_from <= said.valid_to:
        return None
    return Refusal("particular.days_reversed")


def _words(_file: CaseFile, said: ParticularContent) -> Refusal | None:
    limits = (
        (said.value, LIMITS[said.kind]),
        (said.relation, SHORT_LIMIT),
        (said.trade, SHORT_LIMIT),
        (said.district, SHORT_LIMIT),
        (said.address, ADDRESS_LIMIT),
        (said.note.replace("\n", " "), NOTE_LIMIT),
    )
    for text, limit in limits:
        if len(text) > limit:
            return Refusal("particular.text_too_long", {"limit": limit})
        if text != text.strip() or any(unicodedata.category(sign)[0] == "C" for sign in text):
            return Refusal("particular.text_unfit")
    return None


def _person(_file: CaseFile, said: ParticularContent) -> Refusal | None:
    if not said.value and not said.corrects:
        return Refusal("particular.no_name")
    if not said.corrects and said.role is None:
        return Refusal("particular.no_role")
    if said.role is PartyRole.BORROWER and not said.corrects:
        return Refusal("particular.one_borrower")
    fits = identity_number.is_person(said.id_no) or identity_number.is_firm(said.id_no)
    return Refusal("particular.bad_identity") if said.id_no and not fits else None


def _phone(file: CaseFile, said: ParticularContent) -> Refusal | None:
    if said.gone:
        return None
    digits = sum(sign.isdecimal() for sign in said.value)
    if not set(said.value) <= PHONE_SIGNS or not FEWEST_DIGITS <= digits <= MOST_DIGITS:
        return Refusal("particular.bad_phone", {"least": FEWEST_DIGITS, "most": MOST_DIGITS})
    party = file.known.party(said.of)
    same = party is not None and any(phone_key(number) == phone_key(said.value) for number in party.phones)
    return Refusal("particular.known_already") if same and not said.corrects else None


def _address(file: CaseFile, said: ParticularContent) -> Refusal | None:
    if said.gone:
        return None
    if not said.value:
        return Refusal("particular.no_address")
    party = file.known.party(said.of)
    same = party is not None and party.address == said.value
    return Refusal("particular.known_already") if same else None


def _premises(_file: CaseFile, said: ParticularContent) -> Refusal | None:
    """New premises have a name, a kind, and somewhere to go to."""
    if said.place is not None and not _on_earth(said.place.lon_e6, said.place.lat_e6):
        return Refusal("particular.bad_place")
    if said.corrects:
        return None
    if not said.value:
        return Refusal("particular.no_name")
    if said.premises_kind is None:
        return Refusal("particular.no_kind")
    return None if said.address or said.place is not None else Refusal("particular.no_address")


def _on_earth(lon_e6: int, lat_e6: int) -> bool:
    return abs(lon_e6) <= 180_000_000 and abs(lat_e6) <= 90_000_000


def _consent(file: CaseFile, said: ParticularContent) -> Refusal | None:
    """Of somebody who owes nothing, what reaches them is kept only with a ground for it."""
    reaches = said.kind in {ParticularKind.PHONE, ParticularKind.ADDRESS} and not said.gone
    if not reaches or said.consent or said.source in WELL_FOUNDED:
        return None
    party = file.ever.party(said.of)
    if party is None or party.role is not PartyRole.CONTACT:
        return None
    return Refusal("particular.consent_needed", {"name": party.name})


_FIT: dict[ParticularKind, Callable[[CaseFile, ParticularContent], Refusal | None]] = {
    ParticularKind.PERSON: _person,
    ParticularKind.PHONE: _phone,
    ParticularKind.ADDRESS: _address,
    ParticularKind.PREMISES: _premises,
}
