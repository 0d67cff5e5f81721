"""What holds of every history of a working card, whoever writes, in whatever order it arrives."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field

from hypothesis import given, settings
from hypothesis import strategies as st

from fieldapp.domain.case import CaseFile
from fieldapp.domain.case_card import CardEdited, CaseCard, Choice, clashes, edit_of, settlement_of
from fieldapp.domain.facts import Fact
from fieldapp.domain.folding import fold
from fieldapp.domain.judgement import judge
from fieldapp.domain.staff import Staff
from tests.unit.domain.builders import COLLEAGUE, COLLECTOR, MATRIX, SUPERVISOR, case_file
from tests.unit.domain.cards import edited, settled, settlement

NAMES = ("note", "tags", "best_time", "phone:p-li", "address:p-zhang", "hours:m-shop")
VALUES = ("", "1390000", "1390001", "1390002")
EDITS = st.tuples(st.sampled_from(NAMES), st.sampled_from(VALUES))
PEOPLE = (COLLECTOR, COLLEAGUE, SUPERVISOR)
MANY = settings(max_examples=200, deadline=None)


@dataclass
class Laptop:
    """A laptop: what it pulled, and its own facts that the server has not answered."""

    who: Staff
    pulled: CaseFile = field(default_factory=case_file)
    waiting: list[Fact] = field(default_factory=list)

    def shown(self) -> CaseFile:
        file = self.pulled
        for one in self.waiting:
            file = fold(file, one)
        return file


@dataclass
class Office:
    """A server and its laptops; every accepted fact in the order of its arrival."""

    file: CaseFile = field(default_factory=case_file)
    laptops: tuple[Laptop, ...] = field(default_factory=lambda: tuple(Laptop(who) for who in PEOPLE))
    accepted: list[Fact] = field(default_factory=list)

    def push(self, laptop: Laptop) -> None:
        """All that waits is judged and folded, and the laptop has the server's card then."""
        for one in laptop.waiting:
            assigned = one.made_by if laptop.who is not SUPERVISOR else COLLECTOR.id
            file = case_file(assigned_to=assigned)
            verdict = judge(CaseFile(file.case, card=self.file.card), one, laptop.who, MATRIX)
            if verdict.refusal is None:
                self.file = fold(self.file, one)
                self.accepted.append(one)
        laptop.waiting.clear()
        laptop.pulled = self.file


@st.composite
def histories(draw: st.DrawFn) -> Office:
    """A few days of three people on one card, each offline for as long as they like."""
    office = Office()
    for number in range(draw(st.integers(1, 14))):
        laptop = draw(st.sampled_from(office.laptops))
        act = draw(st.sampled_from(["write", "write", "settle", "push"]))
        shown = laptop.shown()
        if act == "write":
            edit = edit_of(shown.card, draw(st.sampled_from(NAMES[:3])), draw(st.sampled_from(VALUES)))
            laptop.waiting.append(edited(edit, f"f{number:02}", laptop.who))
        elif act == "settle" and shown.working_card.proposals:
            proposal = draw(st.sampled_from(shown.working_card.proposals))
            choice = settlement_of(shown.working_card, proposal, draw(st.sampled_from(Choice)))
            laptop.waiting.append(settled(choice, f"f{number:02}", laptop.who))
        else:
            office.push(laptop)
    for laptop in office.laptops:
        office.push(laptop)
    return office


@MANY
@given(histories())
def test_folding_what_was_accepted_gives_the_same_card_at_both_ends(office: Office) -> None:
    file = case_file()
    for one in office.accepted:
        file = fold(file, one)
    assert file.card == office.file.card
    for laptop in office.laptops:
        office.push(laptop)
        assert laptop.shown().card == office.file.card


@MANY
@given(histories(), st.data())
def test_replaying_accepted_facts_changes_nothing(office: Office, data: st.DataObject) -> None:
    file = office.file
    for one in data.draw(st.permutations(office.accepted)):
        file = fold(file, one)
    assert file.card == office.file.card


@MANY
@given(histories())
def test_no_edit_is_ever_lost(office: Office) -> None:
    """Each stands, or is a proposal, or was seen by whoever replaced or settled it: nothing else ends a value."""
    card = office.file.working_card
    seen = {one.payload.instead_of for one in office.accepted if isinstance(one.payload, CardEdited)}
    seen |= {getattr(one.payload, "instead_of", "") for one in office.accepted}
    seen |= {getattr(one.payload, "proposal_id", "") for one in office.accepted}
    here = {each.fact_id for each in card.fields} | {each.id for each in card.proposals}
    standing_by_others = {(each.field, each.value) for each in card.fields}
    for one in office.accepted:
        if isinstance(one.payload, CardEdited) and one.id not in here | seen:
            said = {(e.payload.field, e.payload.value) for e in office.accepted
                    if isinstance(e.payload, CardEdited) and e.id != one.id}  # fmt: skip
            same = (one.payload.field, one.payload.value)
            assert same in standing_by_others | said, f"{one.id} is nowhere"


@MANY
@given(histories(), st.sampled_from(NAMES), st.sampled_from(VALUES), st.sampled_from(PEOPLE))
def test_a_stale_base_never_overwrites_a_newer_value(office: Office, name: str, value: str, who: Staff) -> None:
    now = office.file.working_card
    before = case_file()
    for one in office.accepted:
        old = edit_of(before.card, name, value)
        if clashes(now, old):
            after = fold(office.file, edited(old, "f99", who)).working_card
            assert after.field(name) == now.field(name)
            assert [p.value for p in after.proposals if p.id == "f99"] == [value]
        before = fold(before, one)


@MANY
@given(histories(), st.lists(EDITS, unique_by=lambda edit: edit[0]), st.data())
def test_edits_of_different_fields_commute(office: Office, wanted: list[tuple[str, str]], data: st.DataObject) -> None:
    card = office.file.card
    facts = [
        edited(edit_of(card, name, value), f"g{n}", PEOPLE[n % len(PEOPLE)]) for n, (name, value) in enumerate(wanted)
    ]
    orders = itertools.islice(itertools.permutations(facts), 6)
    ends = [_all(office.file, order) for order in (*orders, data.draw(st.permutations(facts)))]
    assert all(end == ends[0] for end in ends)


@MANY
@given(st.lists(st.sampled_from(PEOPLE), min_size=1, max_size=5), st.data())
def test_a_straight_row_of_edits_ends_at_the_same_value_in_any_order(makers: list[Staff], data: st.DataObject) -> None:
    """Each saw what came before: a restored server may hear of it in any order and says the same in the end."""
    file, facts = case_file(), []
    for number, who in enumerate(makers):
        facts.append(edited(edit_of(file.card, "note", f"第 {number} 句"), f"f{number}", who))
        file = fold(file, facts[-1])
    straight, any_order = file.working_card.field("note"), _all(case_file(), data.draw(st.permutations(facts)))
    assert any_order.proposals == ()
    assert straight is not None
    assert [(each.value, each.fact_id) for each in any_order.fields] == [(straight.value, straight.fact_id)]


@MANY
@given(histories())
def test_a_settled_proposal_is_gone_and_every_open_one_can_be_settled(office: Office) -> None:
    file = office.file
    for number in range(len(file.working_card.proposals)):
        choice = settlement(file, Choice.MINE if number % 2 else Choice.THEIRS, f"s{number}", SUPERVISOR)
        assert judge(file, choice, SUPERVISOR, MATRIX).refusal is None
        file = fold(file, choice)
    assert file.working_card.proposals == ()


def _all(file: CaseFile, facts: Sequence[Fact]) -> CaseCard:
    for one in facts:
        file = fold(file, one)
    return file.working_card
