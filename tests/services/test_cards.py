"""Working cards over a real office: what two people write, what clashes, who settles, and what nobody loses."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from fieldapp import clock
from fieldapp.domain.case import Case
from fieldapp.domain.case_card import CaseCard, Choice
from fieldapp.errors import KnownError
from fieldapp.services.desk import Desk
from fieldapp.services.edit_card import SavedEdit, edit_card, tidy, undo_edit
from fieldapp.services.look_at_conflicts import look_at_conflicts
from fieldapp.services.settle_conflict import open_proposals, settle
from tests.office import TestOffice, sync


def card(desk: Desk, case: Case) -> CaseCard:
    with desk.store.reading() as unit:
        return unit.files.get(case.id).working_card


def write(desk: Desk, case: Case, value: str, field: str = "note") -> SavedEdit:
    """Write on what is seen now."""
    return edit_card(desk, case.id, card(desk, case), field, value)


def note(desk: Desk, case: Case, field: str = "note") -> str:
    found = card(desk, case).field(field)
    return found.value if found else ""


@pytest.fixture
def two(office: TestOffice, case: Case) -> tuple[Desk, Desk]:
    """The collector and the supervisor, both with the case."""
    desks = office.desk("zhouming"), office.desk("chenlan")
    for desk in desks:
        sync(desk)
    return desks


@pytest.fixture
def clashed(two: tuple[Desk, Desk], case: Case) -> tuple[Desk, Desk]:
    """Both wrote the note while offline; the supervisor's arrived first."""
    mine, theirs = two
    write(theirs, case, "店主上午在")
    write(mine, case, "找他儿子")
    sync(theirs)
    sync(mine)
    return two


def test_what_one_writes_the_other_reads_with_who_and_when(two: tuple[Desk, Desk], case: Case) -> None:
    mine, theirs = two
    write(mine, case, "后门进")
    assert note(mine, case) == "后门进", "at once, offline"
    sync(mine)
    sync(theirs)
    found = card(theirs, case).field("note")
    assert found is not None
    assert (found.value, found.by, found.ver) == ("后门进", mine.staff.id, 1)
    assert card(mine, case) == card(theirs, case)


def test_different_fields_merge_though_both_were_offline(two: tuple[Desk, Desk], case: Case) -> None:
    mine, theirs = two
    write(mine, case, "后门进")
    write(theirs, case, "13900000099", f"phone:{case.borrower.id}")
    for desk in (mine, theirs, mine):
        sync(desk)
    assert card(mine, case) == card(theirs, case)
    assert (note(mine, case), note(mine, case, f"phone:{case.borrower.id}")) == ("后门进", "13900000099")
    assert open_proposals(mine) == []


def test_the_same_field_keeps_the_first_and_shows_the_second_as_a_proposal(
    clashed: tuple[Desk, Desk], case: Case
) -> None:
    mine, theirs = clashed
    assert note(mine, case) == "店主上午在"
    (proposal,) = open_proposals(mine)
    assert (proposal.proposal.value, proposal.proposal.by) == ("找他儿子", mine.staff.id)
    page = look_at_conflicts(mine)
    assert [one.proposal.id for one in page.proposals] == [proposal.proposal.id]
    assert page.not_taken == (), "one thing is shown once"
    sync(theirs)
    assert [one.proposal.value for one in open_proposals(theirs)] == ["找他儿子"]


def test_the_verdict_of_a_clash_tells_what_stands(clashed: tuple[Desk, Desk], case: Case) -> None:
    mine, theirs = clashed
    with mine.store.reading() as unit:
        (entry,) = unit.outbox.refused()
    assert (entry.status, entry.code) == ("conflict", "card.clash")
    assert entry.present["value"] == "店主上午在"
    assert entry.present["by"] == theirs.staff.id


def test_nothing_is_decided_by_who_saved_last(two: tuple[Desk, Desk], case: Case) -> None:
    """The later clock loses as well as the earlier one: whoever arrives second proposes."""
    mine, theirs = two
    write(mine, case, "早写的")
    write(theirs, case, "晚写的")
    sync(mine)
    sync(theirs)
    assert note(theirs, case) == "早写的"
    assert [one.proposal.value for one in open_proposals(theirs)] == ["晚写的"]


@pytest.mark.parametrize(("choice", "value"), [(Choice.MINE, "找他儿子"), (Choice.THEIRS, "店主上午在")])
def test_the_author_settles_with_one_word(clashed: tuple[Desk, Desk], case: Case, choice: Choice, value: str) -> None:
    mine, theirs = clashed
    (one,) = open_proposals(mine)
    settle(mine, case.id, one.card, one.proposal.id, choice)
    for desk in (mine, theirs):
        sync(desk)
        assert note(desk, case) == value
        assert open_proposals(desk) == []
    assert look_at_conflicts(mine).not_taken == (), "whoever settled it has read it"


def test_what_is_left_to_the_supervisor_the_supervisor_settles(clashed: tuple[Desk, Desk], case: Case) -> None:
    mine, theirs = clashed
    (one,) = open_proposals(mine)
    settle(mine, case.id, one.card, one.proposal.id, Choice.KEEP_BOTH)
    with pytest.raises(KnownError, match=r"card\.supervisor_decides"):
        settle(mine, case.id, card(mine, case), one.proposal.id, Choice.MINE)
    sync(mine)
    sync(theirs)
    (there,) = open_proposals(theirs)
    assert there.proposal.for_supervisor
    settle(theirs, case.id, there.card, there.proposal.id, Choice.MINE, "店主上午在，也可找他儿子")
    sync(theirs)
    sync(mine)
    assert note(mine, case) == "店主上午在，也可找他儿子"
    assert look_at_conflicts(mine).proposals == ()


def test_a_choice_on_what_has_changed_meanwhile_is_asked_again(clashed: tuple[Desk, Desk], case: Case) -> None:
    mine, theirs = clashed
    (one,) = open_proposals(mine)
    write(theirs, case, "都不在")
    sync(theirs)
    settle(mine, case.id, one.card, one.proposal.id, Choice.MINE)
    sync(mine)
    assert note(mine, case) == "都不在", "no choice overwrites what its maker did not see"
    page = look_at_conflicts(mine)
    assert [(each.entry.code, each.entry.present["value"]) for each in page.not_taken] == [
        ("card.changed_meanwhile", "都不在")
    ]
    assert [each.proposal.id for each in page.proposals] == [one.proposal.id], "and it is still there to choose"
    with pytest.raises(KnownError, match=r"card\.changed_meanwhile"):
        settle(mine, case.id, one.card, one.proposal.id, Choice.MINE)


def test_a_choice_made_twice_says_so(clashed: tuple[Desk, Desk], case: Case) -> None:
    mine, _ = clashed
    (one,) = open_proposals(mine)
    settle(mine, case.id, one.card, one.proposal.id, Choice.THEIRS)
    for seen in (one.card, card(mine, case)):
        with pytest.raises(KnownError, match=r"card\.already_settled"):
            settle(mine, case.id, seen, one.proposal.id, Choice.THEIRS)


def test_what_came_while_somebody_typed_is_no_base_of_theirs(two: tuple[Desk, Desk], case: Case) -> None:
    mine, theirs = two
    seen = card(mine, case)
    write(theirs, case, "同事写的")
    sync(theirs)
    sync(mine)
    saved = edit_card(mine, case.id, seen, "note", "我写的")
    assert saved.clashed
    assert note(mine, case) == "同事写的"
    assert [one.proposal.value for one in open_proposals(mine)] == ["我写的"], "seen at once, before any sync"
    sync(mine)
    assert [one.proposal.value for one in open_proposals(mine)] == ["我写的"]


def test_an_edit_can_be_undone(two: tuple[Desk, Desk], case: Case) -> None:
    mine, _ = two
    write(mine, case, "一")
    saved = write(mine, case, "二")
    undo_edit(mine, case.id, "note", saved, "一")
    assert note(mine, case) == "一"
    sync(mine)
    assert note(mine, case) == "一"
    assert open_proposals(mine) == []


def test_an_edit_that_changes_nothing_is_no_fact(two: tuple[Desk, Desk], case: Case) -> None:
    mine, _ = two
    assert write(mine, case, "  ").fact_id == ""
    write(mine, case, "一")
    assert write(mine, case, " 一 ").fact_id == ""
    with mine.store.reading() as unit:
        assert unit.outbox.counts()["waiting"] == 1


def test_an_edit_of_a_case_that_has_moved_is_refused_and_stays_to_be_read(
    office: TestOffice, two: tuple[Desk, Desk], case: Case
) -> None:
    mine, _ = two
    write(mine, case, "后门进")
    office.save(replace(case, assigned_to=office.people["wudi"].id, assigned_at=clock.now() + timedelta(hours=1)))
    sync(mine)
    (gone,) = look_at_conflicts(mine).not_taken
    assert (gone.entry.code, gone.file, gone.line) == ("fact.not_assigned", None, None)
    assert "assigned_at" in gone.entry.present
    new = office.desk("wudi")
    sync(new)
    assert card(new, case) == CaseCard(case.id, case.id)


def test_the_card_moves_with_its_case_and_is_gone_from_the_old_laptop(
    office: TestOffice, two: tuple[Desk, Desk], case: Case
) -> None:
    mine, _ = two
    write(mine, case, "后门进")
    sync(mine)
    office.save(replace(case, assigned_to=office.people["wudi"].id, assigned_at=clock.now()))
    sync(mine)
    with mine.store.reading() as unit:
        assert unit.files.find(case.id) is None
        assert unit.shadow.cards() == []
    new = office.desk("wudi")
    sync(new)
    assert note(new, case) == "后门进"


def test_what_may_not_be_written_is_refused_in_a_sentence_and_nothing_is_kept(
    two: tuple[Desk, Desk], case: Case
) -> None:
    mine, _ = two
    with pytest.raises(KnownError, match=r"card\.bad_phone"):
        write(mine, case, "打不通", f"phone:{case.borrower.id}")
    with pytest.raises(KnownError, match=r"card\.unknown_field"):
        write(mine, case, "x", "owed")
    with mine.store.reading() as unit:
        assert unit.outbox.counts()["waiting"] == 0


@pytest.mark.parametrize(
    ("field", "typed", "kept"),
    [
        ("note", " 后门进\n先打电话 \x00", "后门进\n先打电话"),
        ("best_time", "下午\n3 点", "下午 3 点"),
        ("phone:p", "１３９ 0000－0001", "139 0000-0001"),
        ("tags", "夜市， 老客户、夜市;;  ", "夜市,老客户"),
        ("hours:m", "", ""),
        ("unheard_of", " x ", "x"),
    ],
)
def test_a_text_is_kept_tidy(field: str, typed: str, kept: str) -> None:
    assert tidy(field, typed) == kept
