"""What is known of the people and places of a case, line by line: the bank's, and what was noted on top of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from fieldapp.domain.case import CaseFile
from fieldapp.domain.caseview import CaseView
from fieldapp.domain.known_case import Key, last_words
from fieldapp.domain.particulars import Particular, ParticularKind
from fieldapp.domain.party import Party, PartyRole, Premises, masked_phone, phone_key
from fieldapp.domain.staff import Staff
from ui import formats, words
from ui.i18n import translate
from ui.words import particular as particular_words

OWING = frozenset({PartyRole.GUARANTOR, PartyRole.CO_DEBTOR})


@dataclass(frozen=True, slots=True)
class KnownLine:
    """One particular that holds today.

    Attributes:
        shown: as people read it; a number is masked. told: where it is known from, by whom, since and until when.
        value: as it is kept. corrects: what a correction of it names. may_go: whether it can be marked as gone.
        noted: the particular it comes from; None for the bank's own.
    """

    kind: ParticularKind
    of: str
    shown: str
    told: str
    value: str
    corrects: str
    may_go: bool = True
    noted: Particular | None = None
    party: Party | None = None
    premises: Premises | None = None


def known_lines(seen: CaseView, staff: dict[str, Staff]) -> list[KnownLine]:
    """Everything that is known today: people with their numbers and addresses, then premises."""
    known = _Lines(seen, staff)
    lines = [line for party in (seen.case.borrower, *seen.case.parties) for line in known.of_party(party)]
    return lines + [known.of_premises(one) for one in seen.case.premises]


def noted_role(file: CaseFile, party_id: str) -> PartyRole | None:
    """The role somebody was noted with here, who owes nothing until the bank's record says so; None for its own."""
    if file.particular(party_id) is None:
        return None
    said = [one.content for one in file.particulars if party_id in {one.id, one.content.corrects}]
    return next((one.role for one in reversed(said) if one.role is not None), PartyRole.CONTACT)


def added_words(file: CaseFile, party_id: str) -> str:
    """That somebody was noted here and is not in the bank's record, in words; empty for the bank's own."""
    role = noted_role(file, party_id)
    if role is None:
        return ""
    if role in OWING:
        told = translate("particulars", "登记为{role}：银行记录确认前不承担责任，按联系人对待")
        return told.format(role=words.party_role(role))
    return translate("particulars", "现场新增，银行记录里没有")


class _Lines:
    def __init__(self, seen: CaseView, staff: dict[str, Staff]) -> None:
        self._seen, self._staff = seen, staff
        self._last = last_words(seen.file.case, seen.file.particulars, seen.as_of)

    def of_party(self, party: Party) -> Iterator[KnownLine]:
        """The person, their numbers and addresses."""
        noted = self._last.get((ParticularKind.PERSON, "", party.id))
        banks = self._seen.file.case.party(party.id)
        parts = [words.party_role(party.role), party.relation, added_words(self._seen.file, party.id)]
        shown = formats.aside(party.name, " · ".join(part for part in parts if part))
        may_go = banks is None or banks.role is PartyRole.CONTACT
        corrects = noted.id if noted is not None else party.id
        yield KnownLine(ParticularKind.PERSON, "", shown, self._told(noted), party.name, corrects, may_go, noted, party)
        yield from (self._phone(party, number) for number in party.phones)
        yield from (self._address(party, text) for text in self._seen.file.addresses_on(party.id, self._seen.as_of))

    def of_premises(self, one: Premises) -> KnownLine:
        """Premises with where they are."""
        noted = self._last.get((ParticularKind.PREMISES, "", one.id))
        shown = formats.aside(one.name, " · ".join(filter(None, (words.premises_kind(one.kind), one.address))))
        corrects, of = (noted.id, noted.content.of) if noted is not None else (one.id, "")
        return KnownLine(
            ParticularKind.PREMISES, of, shown, self._told(noted), one.name, corrects, True, noted, premises=one
        )

    def _phone(self, party: Party, number: str) -> KnownLine:
        noted = self._said(ParticularKind.PHONE, party.id, lambda value: phone_key(value) == phone_key(number))
        corrects = noted.id if noted is not None else number
        return KnownLine(
            ParticularKind.PHONE,
            party.id,
            masked_phone(number),
            self._told(noted),
            number,
            corrects,
            True,
            noted,
            party,
        )

    def _address(self, party: Party, text: str) -> KnownLine:
        noted = self._said(ParticularKind.ADDRESS, party.id, lambda value: value == text)
        corrects = noted.id if noted is not None else party.id
        return KnownLine(ParticularKind.ADDRESS, party.id, text, self._told(noted), text, corrects, True, noted, party)

    def _said(self, kind: ParticularKind, of: str, same: Callable[[str], bool]) -> Particular | None:
        keys: list[Key] = [key for key in self._last if key[0] is kind and key[1] == of]
        found = [self._last[key] for key in keys if not self._last[key].content.gone]
        return next((one for one in found if same(one.content.value)), None)

    def _told(self, noted: Particular | None) -> str:
        """Who said so and since when; of the bank's own that it is."""
        if noted is None:
            return translate("particulars", "银行记录")
        said, by = noted.content, self._staff.get(noted.made_by)
        when = formats.short_date(noted.made_at.astimezone(ZoneInfo(self._seen.case.zone)).date())
        who = by.name if by is not None else translate("particulars", "同事")
        parts = [particular_words.told(said.source), f"{who} {when}", particular_words.valid_days(said)]
        parts += [translate("particulars", "本人同意")] if said.consent else []
        return " · ".join(part for part in parts if part)
