"""The working card of a case: what those who work on it may change, apart from what the bank says.

Merged field by field. Whoever changes a field says on which value they did so: the fact that put it there. If that is
still what stands, the field changes; if somebody else was there first, theirs stays and the later one becomes a
proposal that its author or a supervisor settles. Nothing is decided by a clock, and nothing is lost.

The base is a fact's id and no mere number: an edit on top of an own edit that became a proposal would otherwise pass
for one on top of the colleague's. And a value whose base arrives after it (a restored server hears several laptops
in any order) takes its place as soon as the base is there.

Sums and promises can have no field here: the kinds are a closed list of texts.
"""

from __future__ import annotations

from bisect import insort
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum


class FieldKind(StrEnum):
    """Kinds of field: about the case itself, about one of its parties, about one of its premises."""

    NOTE = "note"
    TAGS = "tags"
    BEST_TIME = "best_time"
    PHONE = "phone"
    ADDRESS = "address"
    HOURS = "hours"


OF_PARTY = frozenset({FieldKind.PHONE, FieldKind.ADDRESS})
OF_PREMISES = frozenset({FieldKind.HOURS})
_ABOUT_SOMEBODY = {kind.value: kind in OF_PARTY | OF_PREMISES for kind in FieldKind}


class Choice(StrEnum):
    """How a clash is settled: the proposal takes the field, what stands stays, or a supervisor shall decide."""

    MINE = "mine"
    THEIRS = "theirs"
    KEEP_BOTH = "keep_both"


@dataclass(frozen=True, slots=True)
class CardEdited:
    """Somebody gives a field another value; an empty one takes back what was said.

    Attributes:
        field: `note`, or with the id of whom or what it is about: `phone:<party id>`, `hours:<premises id>`.
        base_ver: version of the value that was seen, for those who read the ledger; 0 when the field had none.
        instead_of: the fact that put that value there, which is the base that counts; empty when the field had none.
    """

    field: str
    value: str
    base_ver: int = 0
    instead_of: str = ""


@dataclass(frozen=True, slots=True)
class CardSettled:
    """A proposal is settled; `value` is what the field shall say (`mine` only).

    `base_ver` and `instead_of` are of the value it is to replace, as in `CardEdited`.
    """

    proposal_id: str
    choice: Choice
    value: str = ""
    base_ver: int = 0
    instead_of: str = ""


@dataclass(frozen=True, slots=True)
class CardField:
    """A field as it stands: its value, how often it was changed, by whom and when, by which fact."""

    field: str
    value: str
    ver: int
    by: str
    at: datetime
    fact_id: str


@dataclass(frozen=True, slots=True)
class CardProposal:
    """A value that came too late to stand by itself; `id` is that of the fact that brought it.

    Attributes:
        for_supervisor: its author keeps both and leaves the choice to a supervisor.
    """

    id: str
    field: str
    value: str
    base_ver: int
    instead_of: str
    by: str
    at: datetime
    for_supervisor: bool = False


@dataclass(frozen=True, slots=True)
class CaseCard:
    """The card of one case (`id` is the case's): each tuple in the order of its names or ids, so that equal cards are
    equal whatever came first.

    Attributes:
        facts: ids of all facts that are in it; one that comes again changes nothing.
    """

    id: str
    case_id: str
    fields: tuple[CardField, ...] = ()
    proposals: tuple[CardProposal, ...] = ()
    facts: tuple[str, ...] = ()

    def field(self, name: str) -> CardField | None:
        """The field as it stands; None when nobody has said anything there."""
        return next((each for each in self.fields if each.field == name), None)

    def proposal(self, proposal_id: str) -> CardProposal | None:
        """The open proposal with this id."""
        return next((each for each in self.proposals if each.id == proposal_id), None)

    def proposals_on(self, name: str) -> tuple[CardProposal, ...]:
        """The open proposals on a field."""
        return tuple(each for each in self.proposals if each.field == name)


def field_name(kind: FieldKind, of: str = "") -> str:
    """The name of a field: its kind, with the id of the party or the premises it is about."""
    return f"{kind.value}:{of}" if of else kind.value


def split_name(name: str) -> tuple[FieldKind, str] | None:
    """Kind and id within a field's name; None for a name of no field."""
    kind, colon, of = name.partition(":")
    if _ABOUT_SOMEBODY.get(kind) is not bool(colon) or bool(colon) != bool(of):
        return None
    return FieldKind(kind), of


def edit_of(card: CaseCard | None, name: str, value: str) -> CardEdited:
    """The edit of somebody who looks at `card`."""
    present = card.field(name) if card else None
    return CardEdited(name, value, present.ver, present.fact_id) if present else CardEdited(name, value)


def settlement_of(card: CaseCard, proposal: CardProposal, choice: Choice, value: str | None = None) -> CardSettled:
    """The settlement by somebody who looks at `card`; `value` where neither wording is taken as it is."""
    if choice is not Choice.MINE:
        return CardSettled(proposal.id, choice)
    base = edit_of(card, proposal.field, proposal.value if value is None else value)
    return CardSettled(proposal.id, choice, base.value, base.base_ver, base.instead_of)


def is_stale(present: CardField | None, instead_of: str) -> bool:
    """Whether something else stands than what the maker saw."""
    return instead_of != (present.fact_id if present else "")


def clashes(card: CaseCard, edit: CardEdited) -> bool:
    """Whether this edit cannot stand by itself; nobody disagrees where both say the same."""
    present = card.field(edit.field)
    return is_stale(present, edit.instead_of) and (present is None or present.value != edit.value)


def with_edit(card: CaseCard, edit: CardEdited, fact_id: str, by: str, at: datetime) -> CaseCard:
    """`card` after an edit: the field changed, or a proposal more."""
    if fact_id in card.facts:
        return card
    card = _knowing(card, fact_id)
    if clashes(card, edit):
        proposal = CardProposal(fact_id, edit.field, edit.value, edit.base_ver, edit.instead_of, by, at)
        return _with_proposal(card, proposal)
    present = card.field(edit.field)
    if present is not None and present.value == edit.value:
        return card
    return _with_field(card, edit.field, edit.value, fact_id, by, at)


def with_settlement(card: CaseCard, settled: CardSettled, fact_id: str, by: str, at: datetime) -> CaseCard:
    """`card` after a settlement; one that is too late (settled already, or the field changed) changes nothing."""
    if fact_id in card.facts:
        return card
    card, proposal = _knowing(card, fact_id), card.proposal(settled.proposal_id)
    if proposal is None:
        return card
    if settled.choice is Choice.KEEP_BOTH:
        return _with_proposal(card, replace(proposal, for_supervisor=True))
    if settled.choice is Choice.THEIRS:
        return _without(card, proposal.id)
    if is_stale(card.field(proposal.field), settled.instead_of):
        return card
    return _with_field(_without(card, proposal.id), proposal.field, settled.value, fact_id, by, at)


def _knowing(card: CaseCard, fact_id: str) -> CaseCard:
    known = list(card.facts)
    insort(known, fact_id)
    return replace(card, facts=tuple(known))


def _with_field(card: CaseCard, name: str, value: str, fact_id: str, by: str, at: datetime) -> CaseCard:
    """The field with its next version, and then whatever waited for just this value to be its base."""
    before = card.field(name)
    field = CardField(name, value, before.ver + 1 if before else 1, by, at, fact_id)
    others = [each for each in card.fields if each.field != name]
    card = replace(card, fields=tuple(sorted([*others, field], key=lambda each: each.field)))
    for waiting in card.proposals_on(name):
        if waiting.instead_of == fact_id and not waiting.for_supervisor:
            return _with_field(_without(card, waiting.id), name, waiting.value, waiting.id, waiting.by, waiting.at)
    return card


def _with_proposal(card: CaseCard, proposal: CardProposal) -> CaseCard:
    """The proposal among the others; it takes the place, and the base, of the author's own that it is on top of."""
    before = card.proposal(proposal.instead_of)
    if before is not None and before.by == proposal.by:
        card = _without(card, before.id)
        proposal = replace(proposal, base_ver=before.base_ver, instead_of=before.instead_of)
    others = [each for each in card.proposals if each.id != proposal.id]
    return replace(card, proposals=tuple(sorted([*others, proposal], key=lambda each: each.id)))


def _without(card: CaseCard, proposal_id: str) -> CaseCard:
    return replace(card, proposals=tuple(each for each in card.proposals if each.id != proposal_id))
