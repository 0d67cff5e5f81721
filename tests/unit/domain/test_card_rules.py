"""What may be written on a card, who may settle, and what a refused or clashing fact is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from fieldapp.domain.card_rules import LIMITS, MOST_TAGS, tags_of
from fieldapp.domain.case_card import CardEdited, CardSettled, Choice, FieldKind, edit_of, settlement_of
from fieldapp.domain.folding import fold
from fieldapp.domain.judgement import Verdict, judge
from tests.unit.domain.builders import COLLEAGUE, COLLECTOR, MATRIX, SUPERVISOR, case_file, verdict
from tests.unit.domain.cards import clashed, edited, settled, settlement, written

NAMES = {
    FieldKind.NOTE: "note", FieldKind.TAGS: "tags", FieldKind.BEST_TIME: "best_time",
    FieldKind.PHONE: "phone:p-li", FieldKind.ADDRESS: "address:p-zhang", FieldKind.HOURS: "hours:m-shop",
}  # fmt: skip


def said(name: str, value: str) -> str | None:
    return verdict(case_file(), edited(CardEdited(name, value), "f1"))


@pytest.mark.parametrize("kind", FieldKind)
def test_every_kind_of_field_may_be_written_and_emptied(kind: FieldKind) -> None:
    assert said(NAMES[kind], "13900000001") is None
    assert said(NAMES[kind], "") is None


@pytest.mark.parametrize("name", ["phone:p-nobody", "address:", "hours:p-li", "owed", "note:1", "phone"])
def test_a_field_of_nobody_is_refused(name: str) -> None:
    assert said(name, "13900000001") == "card.unknown_field"


@pytest.mark.parametrize("kind", FieldKind)
def test_a_field_has_its_length(kind: FieldKind) -> None:
    fill = "1" if kind is FieldKind.PHONE else "字"
    longest = fill * (19 if kind is FieldKind.PHONE else LIMITS[kind])
    assert said(NAMES[kind], longest) is None
    refusal = judge(case_file(), edited(CardEdited(NAMES[kind], fill * (LIMITS[kind] + 1)), "f1"), COLLECTOR, MATRIX)
    assert refusal.refusal is not None
    assert (refusal.refusal.code, refusal.refusal.params) == ("card.text_too_long", {"limit": LIMITS[kind]})


@pytest.mark.parametrize("value", ["\x00", "a\x00b", " a", "a ", "\t", "a\x7f", "a\rb"])
def test_what_a_database_or_a_reader_cannot_hold_is_refused(value: str) -> None:
    assert said("note", value) == "card.text_unfit"


def test_only_the_note_has_lines() -> None:
    assert said("note", "第一行\n第二行") is None
    assert said("hours:m-shop", "9:00\n18:00") == "card.text_unfit"


@pytest.mark.parametrize("phone", ["0512-60000000", "+86 139 0000 0001", "13900000001", "12345"])
def test_phones_as_people_write_them(phone: str) -> None:
    assert said("phone:p-li", phone) is None


@pytest.mark.parametrize("phone", ["打不通", "139-", "-139000", "1", "139 0000 000a", "++86139"])
def test_what_is_no_phone_is_refused(phone: str) -> None:
    assert said("phone:p-li", phone) == "card.bad_phone"


def test_tags_are_few() -> None:
    tags = ",".join(f"标签{n}" for n in range(MOST_TAGS))
    assert tags_of(tags)[-1] == f"标签{MOST_TAGS - 1}"
    assert tags_of("") == ()
    assert said("tags", tags) is None
    assert said("tags", f"{tags},多") == "card.too_many_tags"


# who ----------------------------------------------------------------------------------------------------------


def test_the_collector_and_the_supervisor_write_and_nobody_else() -> None:
    edit = CardEdited("note", "后门进")
    assert verdict(case_file(), edited(edit, "f1")) is None
    assert verdict(case_file(), edited(edit, "f1", SUPERVISOR), SUPERVISOR) is None
    assert verdict(case_file(), edited(edit, "f1", COLLEAGUE), COLLEAGUE) == "fact.not_assigned"


def test_an_edit_made_before_the_case_moved_is_refused_all_the_same() -> None:
    moved = case_file(assigned_to=COLLEAGUE.id, assigned_at=datetime(2026, 7, 26, tzinfo=UTC))
    given = judge(moved, edited(CardEdited("note", "后门进"), "f1"), COLLECTOR, MATRIX)
    assert given.refusal is not None
    assert given.refusal.code == "fact.not_assigned"
    assert given.present == {"assigned_at": "2026-07-26T00:00:00+00:00"}, "since when, and not with whom"
    choice = settled(CardSettled("f3", Choice.THEIRS), "f9")
    assert verdict(replace(moved, card=clashed().card), choice) == "fact.not_assigned"


def test_a_clash_is_no_refusal_and_says_what_stands() -> None:
    seen = written(case_file(), "note", "甲", "f1")
    now = written(seen, "note", "乙", "f2", COLLEAGUE)
    given = judge(now, edited(edit_of(seen.card, "note", "丙"), "f3"), COLLECTOR, MATRIX)
    assert given.refusal is None
    assert given.conflict is not None
    assert given.conflict.code == "card.clash"
    assert given.present == {
        "field": "note", "value": "乙", "by": COLLEAGUE.id, "at": "2026-07-25T04:00:00+00:00", "ver": 2
    }  # fmt: skip


def test_an_edit_of_what_stands_is_accepted_without_more_words() -> None:
    seen = written(case_file(), "note", "甲", "f1")
    assert judge(seen, edited(edit_of(seen.card, "note", "丙"), "f3"), COLLECTOR, MATRIX) == Verdict(None)


def test_the_author_and_a_supervisor_settle() -> None:
    file = clashed()
    for choice in Choice:
        assert verdict(file, settlement(file, choice)) is None
        assert verdict(file, settlement(file, choice, by=SUPERVISOR), SUPERVISOR) is None
    assigned = replace(file, case=replace(file.case, assigned_to=COLLEAGUE.id))
    assert verdict(assigned, settlement(file, Choice.THEIRS, by=COLLEAGUE), COLLEAGUE) == "card.not_yours_to_settle"


def test_what_was_left_to_the_supervisor_the_author_may_only_take_back() -> None:
    before = clashed()
    file = fold(before, settlement(before, Choice.KEEP_BOTH, "f8"))
    assert verdict(file, settlement(file, Choice.MINE)) == "card.supervisor_decides"
    assert verdict(file, settlement(file, Choice.THEIRS)) is None
    assert verdict(file, settlement(file, Choice.MINE, by=SUPERVISOR), SUPERVISOR) is None


def test_a_choice_on_an_older_value_is_refused_with_the_newer_one() -> None:
    before = clashed()
    moved = written(before, "note", "都不在", "f5", COLLEAGUE)
    given = judge(moved, settlement(before, Choice.MINE), COLLECTOR, MATRIX)
    assert given.refusal is not None
    assert (given.refusal.code, given.present["value"]) == ("card.changed_meanwhile", "都不在")
    assert verdict(moved, settlement(before, Choice.THEIRS)) is None, "dropping overwrites nothing"


def test_what_is_settled_is_settled() -> None:
    before = clashed()
    given = judge(
        fold(before, settlement(before, Choice.MINE, "f8")), settlement(before, Choice.THEIRS), COLLECTOR, MATRIX
    )
    assert given.refusal is not None
    assert (given.refusal.code, given.present) == ("card.already_settled", {})


def test_a_wording_from_both_follows_the_rules_of_the_field() -> None:
    file = clashed()
    card = file.working_card
    worded = settlement_of(card, card.proposals[0], Choice.MINE, "字" * 501)
    assert verdict(file, settled(worded, "f9")) == "card.text_too_long"
