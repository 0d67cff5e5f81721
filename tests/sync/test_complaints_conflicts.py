"""What people who work in the field complain about most when two of them change one thing, each made impossible here.

Each test is one complaint, run against the real store, the real network stack and the real server.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from fieldapp import clock
from fieldapp.domain.case import Case
from fieldapp.domain.case_card import CaseCard, Choice
from fieldapp.domain.plans.plan_life import PlanState
from fieldapp.services import decide_plan
from fieldapp.services.desk import Desk
from fieldapp.services.edit_card import edit_card
from fieldapp.services.look_at_conflicts import look_at_conflicts
from fieldapp.services.settle_conflict import open_proposals, settle
from tests.gui.plan_window import sealed_plan, visited
from tests.office import PASSPHRASE, TestOffice, sync
from tests.sync.test_hard_days import back_up, restore


@pytest.fixture
def laptops(office: TestOffice, case: Case) -> list[Desk]:
    """The collector on two laptops, and the supervisor; all have the case."""
    desks = [office.desk("zhouming"), office.desk("zhouming", "second"), office.desk("chenlan")]
    for desk in desks:
        sync(desk)
    return desks


def card(desk: Desk, case: Case) -> CaseCard:
    with desk.store.reading() as unit:
        return unit.files.get(case.id).working_card


def write(desk: Desk, case: Case, value: str, field: str = "note") -> None:
    edit_card(desk, case.id, card(desk, case), field, value)


def values(desk: Desk, case: Case) -> dict[str, str]:
    return {each.field: each.value for each in card(desk, case).fields}


def everywhere(laptops: list[Desk]) -> None:
    """Everybody online, twice: what one sends the others have then."""
    for desk in (*laptops, *laptops):
        assert sync(desk).complete


def test_edits_of_the_same_field_are_never_silently_overwritten(laptops: list[Desk], case: Case) -> None:
    """Same-field edits were silently overwritten; the losing side had no copy."""
    for number, desk in enumerate(laptops):
        write(desk, case, f"第 {number} 个人写的")
    everywhere(laptops)
    for desk in laptops:
        shown = card(desk, case)
        assert values(desk, case) == {"note": "第 0 个人写的"}
        assert sorted(each.value for each in shown.proposals) == ["第 1 个人写的", "第 2 个人写的"]
    assert len(open_proposals(laptops[0])) == 1, "the author's own, on whichever laptop"
    assert len(open_proposals(laptops[2])) == 2, "the supervisor's, of the team"


def test_nobody_has_to_find_out_by_chance_that_there_was_a_conflict(laptops: list[Desk], case: Case) -> None:
    """A flag was needed that a conflict happened; the record was lost with no conflict listed."""
    mine, _, theirs = laptops
    write(theirs, case, "乙")
    write(mine, case, "甲")
    sync(theirs)
    report = sync(mine)
    assert report.complete, "a clash stops nothing else"
    with mine.store.reading() as unit:
        assert unit.outbox.counts()["refused"] == 1
        (entry,) = unit.outbox.refused()
    assert (entry.code, entry.present["value"], entry.present["by"]) == ("card.clash", "乙", theirs.staff.id)


def test_no_conflict_appears_where_nobody_disagrees(laptops: list[Desk], case: Case) -> None:
    """Conflict files appeared for no visible reason."""
    fields = ("note", "tags", f"phone:{case.borrower.id}")
    for desk, field in zip(laptops, fields, strict=True):
        write(desk, case, "13900000099", field)
    for desk in laptops:
        write(desk, case, "收摊后", "best_time")
    everywhere(laptops)
    for desk in laptops:
        assert values(desk, case) == dict.fromkeys(fields, "13900000099") | {"best_time": "收摊后"}
        assert card(desk, case).proposals == ()
        assert look_at_conflicts(desk).not_taken == ()


def test_a_row_of_edits_made_offline_arrives_as_one_row(laptops: list[Desk], case: Case) -> None:
    """Out-of-order offline updates corrupted records, and were flagged as conflicts that were none."""
    mine, second, theirs = laptops
    for value in ("一", "一二", "一二三"):
        write(mine, case, value)
    everywhere(laptops)
    write(second, case, "一二三四")
    write(second, case, "一二三四五")
    everywhere(laptops)
    for desk in laptops:
        assert values(desk, case) == {"note": "一二三四五"}
        assert card(desk, case).proposals == ()
    found = card(theirs, case).field("note")
    assert found is not None
    assert found.ver == 5


def test_an_edit_on_top_of_an_own_losing_edit_does_not_win_by_its_number(laptops: list[Desk], case: Case) -> None:
    """A counter alone let the second of two offline edits overwrite a colleague's."""
    mine, _, theirs = laptops
    write(mine, case, "甲")
    write(mine, case, "甲，再补充")
    write(theirs, case, "乙")
    sync(theirs)
    everywhere(laptops)
    for desk in laptops:
        assert values(desk, case) == {"note": "乙"}
        assert [each.value for each in card(desk, case).proposals] == ["甲，再补充"]


def test_what_was_decided_about_a_conflict_reaches_everybody_and_does_not_come_back(
    laptops: list[Desk], case: Case
) -> None:
    """A review task could not be closed; a conflict file came back with the next sync."""
    mine, second, theirs = laptops
    write(theirs, case, "乙")
    write(mine, case, "甲")
    sync(theirs)
    everywhere(laptops)
    (one,) = open_proposals(theirs)
    settle(theirs, case.id, one.card, one.proposal.id, Choice.MINE)
    everywhere(laptops)
    for desk in laptops:
        assert values(desk, case) == {"note": "甲"}
        assert open_proposals(desk) == []
    write(second, case, "甲乙")
    everywhere(laptops)
    assert values(mine, case) == {"note": "甲乙"}


def test_a_decision_on_a_plan_is_never_merged_by_time(laptops: list[Desk], case: Case, office: TestOffice) -> None:
    """The newest clock won, either way round, and nobody was told."""
    mine, _, first = laptops
    second = office.desk("chenlan", "other")
    visited(mine, case.id)
    sealed = sealed_plan(mine, case.id)
    for desk in (mine, first, second):
        sync(desk)
    decide_plan.approve(first, case.id, sealed.plan_id, PASSPHRASE, "同意")
    decide_plan.send_back(second, case.id, sealed.plan_id, "首期太高")  # later by the clock, and arrives later too
    sync(first)
    sync(second)
    with second.store.reading() as unit:
        plan = unit.files.get(case.id).plan(sealed.plan_id)
    assert plan is not None
    assert plan.state is PlanState.ACTIVE
    (refused,) = look_at_conflicts(second).not_taken
    assert (refused.entry.code, refused.entry.present["state"]) == ("plan.already_decided", "active")
    assert refused.entry.present["comment"] == "同意"


def test_a_case_given_away_takes_its_card_along_and_clashes_of_before_can_still_be_settled(
    laptops: list[Desk], case: Case, office: TestOffice
) -> None:
    """After a reassignment a record stayed readable, and its open questions could be closed by nobody."""
    mine, _, theirs = laptops
    write(theirs, case, "乙")
    write(mine, case, "甲")
    sync(theirs)
    everywhere(laptops)
    office.save(replace(case, assigned_to=office.people["wudi"].id, assigned_at=clock.now()))
    everywhere(laptops)
    with mine.store.reading() as unit:
        assert unit.shadow.cards() == []
    assert open_proposals(mine) == []
    (one,) = open_proposals(theirs)
    settle(theirs, case.id, one.card, one.proposal.id, Choice.THEIRS)
    new = office.desk("wudi")
    everywhere([theirs, new])
    assert values(new, case) == {"note": "乙"}
    assert card(new, case).proposals == ()


@pytest.mark.parametrize("first", [0, 2], ids=["who wrote first", "who wrote last"])
def test_after_the_office_was_restored_what_both_wrote_is_there_again_whoever_comes_back_first(
    laptops: list[Desk], case: Case, office: TestOffice, tmp_path: Path, first: int
) -> None:
    """A restore cost what had been agreed, and made conflicts of what had been a plain row of edits."""
    back_up(office, tmp_path / "backup.db")
    mine, _, theirs = laptops
    write(mine, case, "一")
    everywhere(laptops)
    write(theirs, case, "一二")
    everywhere(laptops)
    write(theirs, case, "夜市", "tags")
    everywhere(laptops)
    restore(office, tmp_path / "backup.db")
    everywhere([laptops[first], *laptops])
    for desk in laptops:
        assert values(desk, case) == {"note": "一二", "tags": "夜市"}
        assert card(desk, case).proposals == ()
