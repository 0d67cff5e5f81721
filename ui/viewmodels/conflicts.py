"""What the conflict desk shows, in words: both sides of every clash, and of every fact that was not taken."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from fieldapp import clock
from fieldapp.domain.case import Case
from fieldapp.domain.case_card import CardEdited, CaseCard, Choice, split_name
from fieldapp.domain.staff import Staff, StaffRole
from fieldapp.domain.visit import VisitContent
from fieldapp.services.desk import Desk
from fieldapp.services.look_at_conflicts import DEPENDENCY, NotTaken, look_at_conflicts
from fieldapp.services.redo_fact import opens
from fieldapp.services.settle_conflict import OpenProposal
from fieldapp.store.laptop.outbox import OutboxEntry
from ui import formats, messages, words
from ui.i18n import translate
from ui.viewmodels.conflict_sides import Side, field_side, settled_words, stands_now, who_and_when
from ui.viewmodels.sync_view import fact_words

CLASH = "card.clash"


@dataclass(frozen=True, slots=True)
class ClashLine:
    """Two values for one field, of which somebody has to choose.

    Attributes:
        what: the field, and whom or what it is about.
        mine, theirs: the proposal and what stands; `seen` what stood when the proposal was written, if that is known.
        choices: what whoever sits here may choose, in the order of the keys 1, 2, 3.
        waits: it was left to a supervisor.
        base: the fact that put there what stands; another one is another clash, even where both read the same.
        card: as it was read; a choice is made on top of it.
    """

    proposal_id: str
    case_id: str
    what: str
    case: str
    mine: Side
    theirs: Side
    why: str
    own: bool
    choices: tuple[Choice, ...]
    waits: bool
    base: str
    card: CaseCard = field(compare=False)


@dataclass(frozen=True, slots=True)
class NotTakenLine:
    """A fact that was not taken: what was wanted, how it is now, why, and what to do.

    Attributes:
        case_id: empty once the case is not on this laptop.
        because: the refused fact it builds on; empty for none.
        again: whether it can be recorded again from this.
    """

    fact_id: str
    case_id: str
    what: str
    case: str
    wanted: Side
    now: Side
    why: str
    advice: str
    code: str
    status: str
    because: str
    again: bool
    entry: OutboxEntry


@dataclass(frozen=True, slots=True)
class ConflictsView:
    """Everything on the page."""

    clashes: tuple[ClashLine, ...]
    not_taken: tuple[NotTakenLine, ...]


def read_conflicts(desk: Desk) -> ConflictsView:
    """Read it; on a reader thread."""
    page = look_at_conflicts(desk)
    clashes = (_clash(one, page.staff, desk.staff) for one in page.proposals)
    # what only waits for somebody else comes last
    return ConflictsView(
        tuple(sorted(clashes, key=lambda line: line.waits)),
        tuple(_not_taken(one, page.staff) for one in page.not_taken),
    )


def field_words(case: Case, name: str) -> str:
    """A field of the card and whom or what it is about: "更正的电话 · 张伟"."""
    split = split_name(name)
    about = _about(case, split[1]) if split else ""
    if about in _case_parts(case):  # the borrower and the shop stand beside it anyway
        about = ""
    return " · ".join(part for part in (words.card_field_named(name), about) if part)


def _about(case: Case, of: str) -> str:
    party = case.party(of)
    if party is not None:
        return party.name
    return next((premises.name for premises in case.premises if premises.id == of), "")


def _clash(one: OpenProposal, staff: Mapping[str, Staff], who: Staff) -> ClashLine:
    case, proposal, zone = one.file.case, one.proposal, one.file.case.zone
    standing, own = one.card.field(proposal.field), proposal.by == who.id
    theirs = field_side(proposal.field, "", "")
    if standing is not None:
        told = who_and_when(staff, standing.by, standing.at, zone)
        theirs = field_side(standing.field, standing.value, told)
    waits = proposal.for_supervisor and who.role is not StaffRole.SUPERVISOR
    return ClashLine(
        proposal_id=proposal.id,
        case_id=case.id,
        what=field_words(case, proposal.field),
        case=_case_name(case),
        mine=field_side(proposal.field, proposal.value, who_and_when(staff, proposal.by, proposal.at, zone)),
        theirs=theirs,
        why=_why(own=own, waits=waits),
        own=own,
        choices=_choices(who, waits=waits),
        waits=waits,
        base=standing.fact_id if standing else "",
        card=one.card,
    )


def _choices(who: Staff, *, waits: bool) -> tuple[Choice, ...]:
    if who.role is StaffRole.SUPERVISOR:
        return (Choice.MINE, Choice.THEIRS)
    return (Choice.THEIRS,) if waits else (Choice.MINE, Choice.THEIRS, Choice.KEEP_BOTH)


def _why(*, own: bool, waits: bool) -> str:
    if waits:
        return translate("conflicts", "已交主管决定。决定之前，案件上显示现有的值；你可以收回提议。")
    if own:
        return messages.say(CLASH).text
    return translate("conflicts", "同事写的时候，这一项已被改过，所以存为提议，等你决定。")


def _case_name(case: Case) -> str:
    return " · ".join(part for part in _case_parts(case) if part)


def _case_parts(case: Case) -> tuple[str, str]:
    return case.borrower.name, case.premises[0].name if case.premises else ""


def _not_taken(one: NotTaken, staff: Mapping[str, Staff]) -> NotTakenLine:
    entry, fact = one.entry, one.entry.fact
    zone = one.file.case.zone if one.file is not None else clock.DEFAULT_ZONE
    said = messages.say(entry.code, dict(entry.params)) if entry.code else None
    settled = settled_words(entry, one.file, staff) if entry.status == "conflict" else None
    return NotTakenLine(
        fact_id=fact.id,
        case_id=fact.case_id if one.file is not None else "",
        what=_named(one),
        case=_case_name(one.file.case) if one.file is not None else translate("conflicts", "已不在本机的案件"),
        wanted=_wanted(one, zone),
        now=stands_now(entry, one.file, staff),
        why=settled or (said.text if said else translate("conflicts", "服务器暂时读不懂，先替你保管着。")),
        advice="" if settled else said.action if said else "",
        code=entry.code,
        status=entry.status,
        because=_because(one),
        again=one.file is not None and entry.status == "rejected" and opens(fact) is not None,
        entry=entry,
    )


def _named(one: NotTaken) -> str:
    """The kind of the fact; of an edit also the field, and whom or what it is about."""
    fact = one.entry.fact
    if isinstance(fact.payload, CardEdited):
        named = field_words(one.file.case, fact.payload.field) if one.file else ""
        return named or words.card_field_named(fact.payload.field)
    return words.fact_kind(fact.kind)


def _wanted(one: NotTaken, zone: str) -> Side:
    """What the fact says, as far as it says anything beyond its kind, and when it was made."""
    fact = one.entry.fact
    when, payload = formats.short_moment(fact.made_at, zone), fact.payload
    if isinstance(payload, CardEdited):
        return field_side(payload.field, payload.value, when)
    if isinstance(payload, VisitContent):
        return Side(formats.clauses(part for part in (words.outcome(payload.outcome), payload.note) if part), when)
    kind, _, detail = fact_words(fact).partition(" · ")
    return Side(detail or kind, when)


def _because(one: NotTaken) -> str:
    if one.entry.code != DEPENDENCY:
        return ""
    if one.because is None:
        return translate("conflicts", "前一条记录未被接收")
    return fact_words(one.because.fact)
