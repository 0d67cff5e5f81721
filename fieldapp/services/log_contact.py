"""Logging a call, a message or a letter: kept as a draft while it is made, finished into facts when it is over.

Whether one may call or write now is asked before (`may_act`); what was done is logged whatever the answer was.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import msgspec

from fieldapp import clock
from fieldapp.domain.case import CaseFile
from fieldapp.domain.caseview import CaseView, view
from fieldapp.domain.compliance.rule import CompliancePack
from fieldapp.domain.contact_count import Counted, asked_to_stop, counted
from fieldapp.domain.contact_log import Channel, ContactContent, LoggedContact
from fieldapp.domain.contact_rules import counts
from fieldapp.domain.facts import FactKind
from fieldapp.domain.party import Party
from fieldapp.domain.plans.promise import PromiseContent
from fieldapp.domain.staff import Office, Staff
from fieldapp.domain.visit import Cause, Outcome
from fieldapp.errors import KnownError
from fieldapp.rule_packs.agreements import agreement_rules
from fieldapp.services.add_particular import depends_on_particulars
from fieldapp.services.desk import Desk
from fieldapp.services.record_visit import PromiseDraft
from fieldapp.store.laptop.unit import ChangeSet, LaptopUnit

KIND = "contact"


@dataclass(slots=True)
class ContactDraft:
    """A call or a text as far as it is known; None was not said yet.

    Attributes:
        began_at: when the number was dialled or they called; `answered_at` when somebody answered, `ended_at` when the
            call was over. `seconds` takes their place where somebody wrote the length down.
        language: of the template. handed_at: when the text was copied or shown to a phone; it does not change any more.
    """

    case_id: str
    party_id: str
    channel: Channel
    number: str = ""
    incoming: bool = False
    began_at: datetime | None = None
    answered_at: datetime | None = None
    ended_at: datetime | None = None
    connected: bool | None = None
    seconds: int | None = None
    outcome: Outcome | None = None
    cause: Cause | None = None
    refused: bool = False
    template: str = ""
    template_version: str = ""
    language: str = "zh_CN"
    text: str = ""
    handed_at: datetime | None = None
    note: str = ""
    override_id: str = ""
    promise: PromiseDraft = field(default_factory=PromiseDraft)

    @property
    def ref(self) -> str:
        """Which draft this is in the store; the page that goes on with it is opened by the same words."""
        return f"{self.case_id}|{self.party_id}|{self.channel.value}"

    @property
    def length(self) -> int:
        """Seconds spoken."""
        if not self.connected:
            return 0
        if self.seconds is not None:
            return self.seconds
        if self.answered_at is None or self.ended_at is None:
            return 0
        return max(0, int((self.ended_at - self.answered_at) / timedelta(seconds=1)))


@dataclass(frozen=True, slots=True)
class Caps:
    """What of the daily caps (R02, R03) was used with this party, and how much there is."""

    used: Counted
    calls: int
    attempts: int


@dataclass(frozen=True, slots=True)
class ContactDesk:
    """What the sheet needs: the case, who it is about, what was done today, and the draft.

    Attributes:
        stopped: when this person asked to be left alone; None if never.
    """

    seen: CaseView
    party: Party
    draft: ContactDraft
    caps: Caps
    stopped: LoggedContact | None
    office: Office | None
    staff: dict[str, Staff]


@dataclass(frozen=True, slots=True)
class SavedContact:
    """A call or text that is safely in the store."""

    contact_id: str
    promise_id: str | None
    changes: ChangeSet


def contact_desk(desk: Desk, case_id: str, party_id: str, channel: Channel) -> ContactDesk:
    """A new call or text to a party (the borrower where none is named), or the one that was begun.

    Raises:
        KnownError: `case.not_here`, `contact.unknown_party`.
    """
    with desk.store.reading() as unit:
        file = unit.files.get(case_id)
        staff, office = unit.shadow.staff(), unit.shadow.office()
        seen = view(file, clock.today(file.case.zone), agreement_rules())
        draft = ContactDraft(case_id, party_id or seen.case.borrower.id, channel)
        held = unit.drafts.find(KIND, draft.ref)
        party = seen.case.party(draft.party_id)
        if party is None and held is not None:  # noted as gone since, but what was begun can still be logged
            party = file.ever.party(draft.party_id)
        if party is None:
            raise KnownError("contact.unknown_party")
    if held is not None:
        draft = msgspec.json.decode(held.body, type=ContactDraft)
    stopped = asked_to_stop(file.contacts, party.id)
    return ContactDesk(seen, party, draft, _caps(desk, seen, party.id), stopped, office, staff)


def keep_contact(desk: Desk, draft: ContactDraft) -> datetime:
    """Keep what is known so far; when it was kept."""
    now = clock.now()
    with desk.store.writing() as unit:
        unit.drafts.save(KIND, draft.ref, msgspec.json.encode(draft), now)
    return now


def discard_contact(desk: Desk, ref: str) -> None:
    """Throw a begun log away: nothing was done, or it was logged by somebody else."""
    with desk.store.writing() as unit:
        unit.drafts.discard(KIND, ref)


def save_contact(desk: Desk, draft: ContactDraft) -> SavedContact:
    """Log it: the contact and what was promised become facts, in one transaction with the end of the draft.

    Raises:
        KnownError: `promise.incomplete`, or a rule's refusal (`contact.…`, `promise.…`); the draft stays.
    """
    with desk.store.writing() as unit:
        file = unit.files.get(draft.case_id)
        content = _content(file, draft)
        contact = desk.fact(FactKind.CONTACT_LOGGED, draft.case_id, content)
        rests_on = depends_on_particulars(unit, draft.case_id, draft.party_id, content.override_id)
        file = desk.record(unit, file, contact, depends_on=rests_on)
        promise_id = _promise(desk, unit, file, draft, (*rests_on, contact.id))
        unit.drafts.discard(KIND, draft.ref)
        return SavedContact(contact.id, promise_id, unit.changes)


def _content(file: CaseFile, draft: ContactDraft) -> ContactContent:
    """What is logged. A reason that was given for something else (another day's, say) is left out, never refused."""
    connected = bool(draft.connected) if draft.channel is Channel.CALL else True
    now = clock.now()
    content = ContactContent(
        at=min(draft.began_at or draft.handed_at or now, now),
        channel=draft.channel,
        party_id=draft.party_id,
        number=draft.number,
        connected=connected,
        note=draft.note.strip(),
        override_id=draft.override_id,
    )
    if not counts(file, content):
        content = replace(content, override_id="")
    if draft.channel is not Channel.CALL:
        return replace(
            content, template=draft.template, template_version=draft.template_version, text=draft.text.strip()
        )
    spoke = replace(content, seconds=draft.length, outcome=draft.outcome, cause=draft.cause, refused=draft.refused)
    return replace(spoke if connected else content, incoming=draft.incoming)


def _promise(
    desk: Desk, unit: LaptopUnit, file: CaseFile, draft: ContactDraft, rests_on: tuple[str, ...]
) -> str | None:
    """What was promised on the phone, by whoever promised it."""
    if draft.outcome is not Outcome.PROMISE or not draft.connected:
        return None
    if not draft.promise.amount or draft.promise.due is None:
        raise KnownError("promise.incomplete")
    promised = draft.promise
    loan_id = promised.loan_id or file.case.loans[0].id
    content = PromiseContent(loan_id, draft.party_id, draft.promise.amount, draft.promise.due, promised.channel)
    promise = desk.fact(FactKind.PROMISE_MADE, draft.case_id, content)
    desk.record(unit, file, promise, depends_on=rests_on)
    return promise.id


def _caps(desk: Desk, seen: CaseView, party_id: str) -> Caps:
    used = counted(seen.file.contacts, party_id, seen.as_of, ZoneInfo(seen.case.zone))
    rules = desk.compliance(seen.as_of)
    return Caps(used, _limit(rules, "R02", "calls_a_day"), _limit(rules, "R03", "attempts_a_day"))


def _limit(rules: CompliancePack, rule_id: str, name: str) -> int:
    rule = rules.rules.get(rule_id)
    return rule.of(name, int) if rule is not None else 0
