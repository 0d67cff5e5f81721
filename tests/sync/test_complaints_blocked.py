"""What people who work in the field complain about most when one bad thing stops all the others, each made impossible
here.

Each test is one complaint, run against the real store, the real network stack and the real server. Its name is the
complaint turned into a promise; `docs/complaints.md` says which promise answers which complaint.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
import sqlalchemy as sa

from fieldapp import clock, rule_packs, sentences
from fieldapp.domain.case import Case
from fieldapp.domain.judgement import judge
from fieldapp.server import intake, quarantine
from tests.office import TestOffice, borrower_case, sync
from tests.people import team_in
from tests.sync.conftest import NewDesk
from tests.sync.test_complaints_loss import at_office, record_visit, seen_here, statuses

POISON = "这条会出错"


@pytest.fixture
def office(shared_office: TestOffice) -> TestOffice:
    return team_in(shared_office)


@pytest.fixture
def cases(office: TestOffice) -> list[Case]:
    made = [borrower_case(office.people["zhouming"], f"借款人{n}", number=800 + n) for n in range(4)]
    office.save(*made)
    return made


def spoilt(file: Any, fact: Any, *more: Any) -> Any:
    """The office's judgement, with a bug that one note brings to light."""
    if getattr(fact.payload, "note", "") == POISON:
        raise RuntimeError("a bug")
    return judge(file, fact, *more)


def test_why_something_was_not_taken_is_told_in_words_and_it_can_be_tried_again(
    office: TestOffice, new_desk: NewDesk, cases: list[Case], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Some changes were "not applied" with no logic a manager could follow; applying them again ended in an error."""
    desk = new_desk()
    sync(desk)
    made = record_visit(desk, cases[0], POISON)
    monkeypatch.setattr(intake, "judge", spoilt)
    assert sync(desk).complete
    with desk.store.reading() as unit:
        (entry,) = unit.outbox.refused()
    for language in sentences.LANGUAGES:
        told = sentences.say(entry.code, entry.params, language)
        assert told.text
        assert told.action
    with office.store.writing() as books:
        assert made in {held.envelope.fact_id for held in books.facts.held()}, "the office sees it, with its reason"
        quarantine.retry(books, made, rule_packs.load().authority, clock.now())  # still spoilt: no error, still there
    monkeypatch.setattr(intake, "judge", judge)
    with office.store.writing() as books:
        quarantine.retry(books, made, rule_packs.load().authority, clock.now())
    assert sync(desk).complete
    assert statuses(desk) == {made: "settled"}
    assert at_office(office, *cases) == [made]


@pytest.mark.parametrize("odd", ["\0", "a\0b", "\ud83d\ude00", "\u202e", "\uffff", "'); DROP TABLE fact; --"])
def test_one_nul_character_does_not_stop_a_days_records(
    office: TestOffice, new_desk: NewDesk, cases: list[Case], odd: str
) -> None:
    """One NUL character in a text made every push fail."""
    odd = odd.encode("utf-16", "surrogatepass").decode("utf-16")
    desk = new_desk()
    sync(desk)
    made = [record_visit(desk, case, note) for case, note in zip(cases, ("", odd, "", ""), strict=True)]
    assert sync(desk).complete
    assert set(statuses(desk).values()) == {"settled"}
    assert at_office(office, *cases) == sorted(made)
    with office.store.reading() as unit:
        file = unit.records.case_file(cases[1].id)
    assert file is not None
    assert file.visits[0].content.note == odd


def test_a_store_that_another_program_holds_is_told_and_the_next_sync_goes_on(
    office: TestOffice, new_desk: NewDesk, cases: list[Case]
) -> None:
    """File locks stopped sync until the project was deleted and loaded again."""
    desk = new_desk()
    sync(desk)
    made = record_visit(desk, cases[0])
    office.save(replace(cases[1], case_no="HK-8100"))
    sa.event.listen(desk.store._engine, "checkout", _in_a_hurry)
    with desk.store._engine.connect().execution_options(writing=True) as other, other.begin():
        report = sync(desk)
    assert report.error is not None
    assert (report.error.code, report.error.retryable) == ("store.busy", True)
    sa.event.remove(desk.store._engine, "checkout", _in_a_hurry)
    assert sync(desk).complete
    assert statuses(desk) == {made: "settled"}
    assert at_office(office, *cases) == [made]


def _in_a_hurry(connection: Any, _record: object, _proxy: object) -> None:
    """Wait for a lock for a moment only, so that the test need not wait for half a minute."""
    connection.execute("PRAGMA busy_timeout=20")


def test_one_bad_record_blocks_no_other(
    office: TestOffice, new_desk: NewDesk, cases: list[Case], monkeypatch: pytest.MonkeyPatch
) -> None:
    """One bad form blocked all others."""
    desk = new_desk()
    sync(desk)
    monkeypatch.setattr(intake, "judge", spoilt)
    made = [record_visit(desk, case, note) for case, note in zip(cases, ("", POISON, "", POISON), strict=True)]
    assert sync(desk).complete
    assert statuses(desk) == dict(zip(made, ("settled", "held", "settled", "held"), strict=True))
    more = record_visit(desk, cases[1])
    assert sync(desk).complete
    assert statuses(desk)[more] == "settled", "nor the next one on the same case"
    assert set(made) < seen_here(desk, *cases), "and all of it is still shown"
