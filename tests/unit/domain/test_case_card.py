"""The working card: different fields merge, the same field keeps what stands, and the later word is a proposal."""

from __future__ import annotations

import dataclasses
import typing
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from fieldapp.domain import case_card
from fieldapp.domain.card_rules import LIMITS
from fieldapp.domain.case_card import (
    CardEdited,
    CardField,
    CardProposal,
    CardSettled,
    CaseCard,
    Choice,
    FieldKind,
    edit_of,
    field_name,
    settlement_of,
    split_name,
)
from fieldapp.domain.folding import fold
from fieldapp.domain.lending.loan import Charge, Loan, LoanTerms, Payment
from fieldapp.domain.plans.plan import PlanTerms
from fieldapp.domain.plans.promise import PromiseContent
from tests.unit.domain.builders import COLLEAGUE, COLLECTOR, NOON, SUPERVISOR, case_file
from tests.unit.domain.cards import EMPTY, clashed, edited, settled, settlement, written


def test_a_first_word_is_version_one_with_who_and_when() -> None:
    card = written(case_file(), "note", "后门进", "f1").card
    assert card == CaseCard(
        "case-1", "case-1", (CardField("note", "后门进", 1, COLLECTOR.id, NOON, "f1"),), (), ("f1",)
    )


def test_different_fields_merge_though_neither_saw_the_other() -> None:
    seen = case_file()
    file = fold(seen, edited(edit_of(seen.card, "note", "后门进"), "f1"))
    file = fold(file, edited(edit_of(seen.card, "phone:p-li", "13900000001"), "f2", COLLEAGUE))
    assert [(f.field, f.value, f.by) for f in file.working_card.fields] == [
        ("note", "后门进", COLLECTOR.id),
        ("phone:p-li", "13900000001", COLLEAGUE.id),
    ]
    assert file.working_card.proposals == ()


def test_the_same_field_keeps_what_stands_and_the_later_word_is_a_proposal() -> None:
    card = clashed().working_card
    standing = card.field("note")
    assert standing is not None
    assert (standing.value, standing.by, standing.ver) == ("店主上午在", COLLEAGUE.id, 2)
    assert card.proposals == (CardProposal("f3", "note", "找他儿子", 1, "f1", COLLECTOR.id, NOON),)
    assert card.proposals_on("note") == card.proposals
    assert card.proposals_on("tags") == ()
    assert card.proposal("f2") is None


def test_a_first_word_beside_a_first_word_is_a_proposal_too() -> None:
    seen = case_file()
    first = written(seen, "note", "甲", "f1")
    card = fold(first, edited(edit_of(seen.card, "note", "乙"), "f2", COLLEAGUE)).working_card
    assert [p.value for p in card.proposals] == ["乙"]


def test_nobody_disagrees_where_both_say_the_same() -> None:
    seen = case_file()
    first = written(seen, "phone:p-li", "13900000001", "f1")
    card = fold(first, edited(edit_of(seen.card, "phone:p-li", "13900000001"), "f2", COLLEAGUE)).working_card
    assert card.fields == first.working_card.fields
    assert card.proposals == ()
    assert card.facts == ("f1", "f2")


def test_an_own_edit_on_top_of_an_own_proposal_never_overwrites_the_colleague() -> None:
    """Its version fits by chance; the fact that it builds on does not."""
    seen = case_file()
    mine = written(seen, "note", "甲", "f1")
    again = edit_of(mine.card, "note", "甲，再补充")
    theirs = written(seen, "note", "乙", "f0", COLLEAGUE)
    file = fold(fold(theirs, edited(edit_of(seen.card, "note", "甲"), "f1")), edited(again, "f2"))
    note = file.working_card.field("note")
    assert again.base_ver == 1
    assert note is not None
    assert (note.value, note.ver) == ("乙", 1)
    assert [(p.id, p.value) for p in file.working_card.proposals] == [("f2", "甲，再补充")], "the newest of ours only"


def test_the_proposal_of_somebody_else_is_never_replaced() -> None:
    file = clashed()
    proposal = file.working_card.proposals[0]
    onto = CardEdited("note", "丙", 2, proposal.id)
    card = fold(file, edited(onto, "f4", COLLEAGUE)).working_card
    assert [p.id for p in card.proposals] == ["f3", "f4"]


def test_what_was_said_can_be_taken_back() -> None:
    file = written(written(case_file(), "tags", "夜市", "f1"), "tags", "", "f2")
    tags = file.working_card.field("tags")
    assert tags is not None
    assert (tags.value, tags.ver) == ("", 2)


def test_a_fact_that_comes_again_changes_nothing() -> None:
    file = clashed()
    for number, value in (("f1", "店主下午在"), ("f2", "店主上午在"), ("f3", "找他儿子")):
        assert fold(file, edited(CardEdited("note", value, 0, ""), number)) == file
    after = fold(file, settlement(file, Choice.THEIRS))
    assert fold(after, settlement(file, Choice.THEIRS)) == after


def test_a_value_waits_for_its_base_and_then_stands() -> None:
    """A restored server hears the laptops in any order: what was a straight row of edits becomes one again."""
    one = written(case_file(), "note", "一", "f1")
    two = written(one, "note", "一二", "f2", COLLEAGUE)
    three = edited(edit_of(two.card, "note", "一二三"), "f3")
    restored = fold(one, three)
    assert [p.id for p in restored.working_card.proposals] == ["f3"]
    assert fold(restored, edited(edit_of(one.card, "note", "一二"), "f2", COLLEAGUE)) == fold(two, three)


def test_a_value_left_to_the_supervisor_waits_for_the_supervisor() -> None:
    one = written(case_file(), "note", "一", "f1")
    two = written(one, "note", "一二", "f2", COLLEAGUE)
    restored = fold(one, edited(edit_of(two.card, "note", "一二三"), "f3"))
    restored = fold(restored, settlement(restored, Choice.KEEP_BOTH))
    card = fold(restored, edited(edit_of(one.card, "note", "一二"), "f2", COLLEAGUE)).working_card
    assert [p.id for p in card.proposals] == ["f3"]


# settling -----------------------------------------------------------------------------------------------------


def test_mine_puts_the_proposal_in_the_place_of_what_stands() -> None:
    file = fold(clashed(), settlement(clashed(), Choice.MINE, by=SUPERVISOR))
    note = file.working_card.field("note")
    assert note == CardField("note", "找他儿子", 3, SUPERVISOR.id, NOON + timedelta(hours=1), "f9")
    assert file.working_card.proposals == ()


def test_a_supervisor_may_word_it_from_both() -> None:
    file = fold(clashed(), settlement(clashed(), Choice.MINE, value="店主上午在，也可找他儿子"))
    note = file.working_card.field("note")
    assert note is not None
    assert note.value == "店主上午在，也可找他儿子"


def test_theirs_drops_the_proposal_and_touches_nothing_else() -> None:
    before = clashed()
    after = fold(before, settlement(before, Choice.THEIRS))
    assert after.working_card.fields == before.working_card.fields
    assert after.working_card.proposals == ()


def test_keeping_both_leaves_it_to_the_supervisor() -> None:
    before = clashed()
    after = fold(before, settlement(before, Choice.KEEP_BOTH))
    (proposal,) = before.working_card.proposals
    assert after.working_card.proposals == (replace(proposal, for_supervisor=True),)
    assert after.working_card.fields == before.working_card.fields


def test_a_choice_made_on_an_older_value_replaces_nothing() -> None:
    before = clashed()
    choice = settlement(before, Choice.MINE)
    moved = written(before, "note", "都不在", "f5", COLLEAGUE)
    after = fold(moved, choice).working_card
    assert (after.fields, after.proposals) == (moved.working_card.fields, moved.working_card.proposals)


def test_settling_what_is_settled_changes_nothing() -> None:
    before = fold(clashed(), settlement(clashed(), Choice.THEIRS))
    after = fold(before, settled(CardSettled("f3", Choice.MINE, "找他儿子", 2, "f2"), "f10")).working_card
    assert (after.fields, after.proposals) == (before.working_card.fields, ())


def test_a_settlement_says_what_its_maker_saw() -> None:
    card = clashed().working_card
    proposal = card.proposals[0]
    assert settlement_of(card, proposal, Choice.MINE) == CardSettled("f3", Choice.MINE, "找他儿子", 2, "f2")
    assert settlement_of(card, proposal, Choice.THEIRS) == CardSettled("f3", Choice.THEIRS)
    assert edit_of(None, "note", "x") == edit_of(EMPTY, "note", "x") == CardEdited("note", "x", 0, "")


# names --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", FieldKind)
def test_a_name_is_its_kind_and_whom_it_is_about(kind: FieldKind) -> None:
    of = "p-li" if kind in case_card.OF_PARTY | case_card.OF_PREMISES else ""
    assert split_name(field_name(kind, of)) == (kind, of)
    wrong = field_name(kind) if of else f"{kind.value}:p-li"
    assert split_name(wrong) is None
    assert split_name(f"{kind.value}:") is None


@pytest.mark.parametrize("name", ["", ":", "owed", "promise", "loan:loan-1", "note:x", "phone", "phone:"])
def test_a_name_of_no_field_is_none(name: str) -> None:
    assert split_name(name) is None


# money --------------------------------------------------------------------------------------------------------


def test_no_field_of_the_card_can_be_a_sum_or_a_promise() -> None:
    """By type: the only whole numbers are versions, every value is a text, and the kinds are a closed list."""
    numbers = {
        (kind.__name__, each.name)
        for kind in (CaseCard, CardField, CardProposal, CardEdited, CardSettled)
        for each in dataclasses.fields(kind)
        if typing.get_type_hints(kind)[each.name] not in {str, datetime, bool, Choice}
    }
    assert numbers == {
        ("CaseCard", "fields"), ("CaseCard", "proposals"), ("CaseCard", "facts"),
        ("CardField", "ver"), ("CardProposal", "base_ver"), ("CardEdited", "base_ver"), ("CardSettled", "base_ver"),
    }  # fmt: skip
    assert {kind.value for kind in FieldKind} == {"note", "tags", "best_time", "phone", "address", "hours"}
    assert set(LIMITS) == set(FieldKind)
    money = {
        each.name
        for kind in (Loan, LoanTerms, Payment, Charge, PromiseContent, PlanTerms)
        for each in dataclasses.fields(kind)
    }
    assert money.isdisjoint({kind.value for kind in FieldKind} - {"note"})
