"""The question as a case asks it: one sentence for the screen, and everything behind it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from fieldapp.domain.case import CaseFile, Visit
from fieldapp.domain.caseview import view
from fieldapp.domain.compliance.answer import Outcome as Verdict
from fieldapp.domain.compliance.for_case import (
    CaseFacts,
    Permission,
    Standing,
    facts_of,
    may_approach,
    may_call,
    may_visit,
    whom_at,
)
from fieldapp.domain.compliance.verbs import Verb
from fieldapp.domain.party import GuaranteeKind, Party, PartyRole
from fieldapp.domain.visit import Cause, Met, Outcome
from tests.unit.domain import notes
from tests.unit.domain.builders import (
    BORROWER,
    GUARANTOR,
    SHOP,
    SISTER,
    TODAY,
    WIFE,
    case,
    case_file,
    guarantee,
    visit_content,
)
from tests.unit.domain.compliance.asking import local, pack
from tests.unit.domain.notes import file_with

OPEN = {"open": "08:00", "close": "22:00"}


def visited(days_ago: int, **changes: Any) -> Visit:
    at = local(10) - timedelta(days=days_ago)
    content = visit_content(arrived_at=at, left_at=at + timedelta(minutes=20), **changes)
    return Visit(f"v-{days_ago}", "case-1", "s-zhou", at, content)


def seen(*visits: Visit, as_of: date = TODAY, file: CaseFile | None = None) -> CaseFacts:
    return facts_of(view(replace(file or case_file(), visits=visits), as_of))


def approach(party: Party, now: datetime | None = None, *visits: Visit, as_of: date = TODAY) -> Standing:
    file = CaseFile(case(parties=(party,)))
    return may_approach(seen(*visits, as_of=as_of, file=file), party, now or local(10), pack())


HOURS = [
    (local(7, 59), Permission.BLOCKED, "may.outside_hours"),
    (local(8), Permission.ALLOWED, "may.visit"),
    (local(21, 29), Permission.ALLOWED, "may.visit"),
    (local(21, 30), Permission.WARN, "may.late_hour"),
    (local(21, 59), Permission.WARN, "may.late_hour"),
    (local(22), Permission.BLOCKED, "may.outside_hours"),
    (local(23, 59), Permission.BLOCKED, "may.outside_hours"),
]


@pytest.mark.parametrize(("now", "permission", "code"), HOURS)
def test_visits_keep_to_the_hours_of_the_debtor(now: datetime, permission: Permission, code: str) -> None:
    standing = may_visit(seen(), now, pack())
    assert (standing.permission, standing.code, standing.params) == (permission, code, OPEN)


@pytest.mark.parametrize(("now", "permission", "code"), HOURS)
def test_calls_keep_to_the_same_hours(now: datetime, permission: Permission, code: str) -> None:
    standing = may_call(seen(), now, pack())
    assert (standing.permission, standing.code) == (permission, code.replace("may.visit", "may.call"))


def test_the_hours_are_those_of_the_debtors_zone() -> None:
    urumqi = seen(file=CaseFile(case(zone="Asia/Urumqi")))
    assert may_visit(urumqi, local(12), pack()).permission is Permission.ALLOWED
    assert may_visit(urumqi, local(9), pack()).permission is Permission.BLOCKED  # 7 o'clock there


def test_a_third_visit_in_a_week_needs_a_reason() -> None:
    standing = may_visit(seen(visited(6), visited(1)), local(10), pack())
    assert (standing.permission, standing.code, standing.rule) == (Permission.WARN, "may.visit_often", "R02")
    assert standing.params == {"count": 2, "limit": 2, **OPEN}
    assert may_visit(seen(visited(7), visited(0)), local(10), pack()).permission is Permission.ALLOWED


def test_the_hour_is_told_before_the_frequency_which_stands_behind_it() -> None:
    often = seen(visited(2), visited(1))
    assert may_visit(often, local(23), pack()).code == "may.outside_hours"
    late = may_visit(often, local(21, 40), pack())
    assert late.code == "may.late_hour"
    assert [rule.code for rule in late.others] == ["may.visit_often"]


def test_a_visit_that_is_forbidden_says_when_it_is_not() -> None:
    assert may_visit(seen(), local(22, 30), pack()).answer.next_at == local(8, day=26)


# disputes and care --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("outcome", "reason"), [(Outcome.DISPUTE, "dispute"), (Outcome.PAID_CLAIM, "paid_claim")])
def test_after_a_dispute_only_the_answer_is_brought(outcome: Outcome, reason: str) -> None:
    for ask in (may_visit, may_call):
        standing = ask(seen(visited(3, outcome=outcome)), local(10), pack())
        assert (standing.permission, standing.code, standing.rule) == (Permission.WARN, "may.answer_only", "R17")
        assert standing.params["reason"] == f"freeze_{reason}"


def test_at_night_a_dispute_is_not_answered_either() -> None:
    standing = may_visit(seen(visited(3, outcome=Outcome.DISPUTE)), local(23), pack())
    assert (standing.permission, standing.code) == (Permission.BLOCKED, "may.outside_hours")


def test_an_answer_that_is_owed_is_remembered_until_a_newer_visit() -> None:
    owed = may_visit(seen(visited(15, outcome=Outcome.DISPUTE)), local(10), pack())
    assert (owed.permission, owed.code) == (Permission.WARN, "may.answer_owed")
    answered = may_visit(seen(visited(15, outcome=Outcome.DISPUTE), visited(9)), local(10), pack())
    assert answered.permission is Permission.ALLOWED


@pytest.mark.parametrize("cause", [Cause.ILLNESS, Cause.ACCIDENT, Cause.DISASTER])
def test_who_needs_care_is_met_with_care(cause: Cause) -> None:
    standing = may_visit(seen(visited(9, cause=cause)), local(10), pack())
    assert (standing.permission, standing.code, standing.rule) == (Permission.WARN, "may.with_care", "R18")
    assert (standing.params["reason"], standing.plainly) == (f"care_{cause.value}", "may.visit")


@pytest.mark.parametrize("cause", [Cause.FORGOT, Cause.DISPUTE, None])
def test_other_causes_need_no_care(cause: Cause | None) -> None:
    assert may_call(seen(visited(9, cause=cause)), local(10), pack()).permission is Permission.ALLOWED


# limitation ---------------------------------------------------------------------------------------------------


def test_a_debt_that_is_barred_is_asked_for_with_that_in_mind() -> None:
    years = date(2031, 7, 25)
    now = local(10).replace(year=2031)
    standing = may_call(seen(as_of=years), now, pack())
    assert (standing.permission, standing.code, standing.rule) == (Permission.WARN, "may.time_barred", "R21")


def test_a_case_without_loans_asks_about_people_and_hours_alone() -> None:
    empty = seen(file=CaseFile(replace(case(), loans=())))
    assert may_call(empty, local(10), pack()).permission is Permission.ALLOWED
    assert may_approach(empty, WIFE, local(10), pack()).code == "may.contract_missing"


# other people -------------------------------------------------------------------------------------------------


def guarantor(kind: GuaranteeKind = GuaranteeKind.JOINT, end: date | None = None) -> Party:
    return Party("p-g", "张伟", PartyRole.GUARANTOR, guarantee=guarantee(end, kind))


def test_nothing_may_be_asked_of_a_contact_while_the_borrower_can_be_reached() -> None:
    standing = approach(SISTER)
    assert (standing.permission, standing.rule, standing.code) == (Permission.BLOCKED, "R06", "may.contact_locked")
    assert standing.params == {"name": "李建英", "attempts": 3, "days": 2, "visits": 1}


def test_a_contact_passes_word_on_after_three_visits_in_vain() -> None:
    vain = [visited(days, met=Met.NOBODY, outcome=Outcome.NOT_FOUND) for days in (9, 6)]
    moved = visited(3, met=Met.STAFF, outcome=Outcome.MOVED)
    assert approach(SISTER, None, *vain).permission is Permission.BLOCKED
    standing = approach(SISTER, None, *vain, moved)
    assert (standing.permission, standing.code, standing.rule) == (Permission.ALLOWED, "may.contact_open", "R06")
    met_family = visited(2, met=Met.FAMILY)
    assert approach(SISTER, None, *vain, moved, met_family).permission is Permission.ALLOWED
    assert approach(SISTER, None, *vain, moved, visited(2)).permission is Permission.BLOCKED, "the borrower was met"


def test_a_co_debtor_owes_like_the_borrower() -> None:
    standing = approach(WIFE)
    assert (standing.permission, standing.code, standing.params) == (
        Permission.ALLOWED,
        "may.co_debtor",
        {"name": "周秀兰"},
    )
    assert approach(WIFE, local(21, 40)).code == "may.co_debtor", "the late hour is told once, not beside every name"


@pytest.mark.parametrize(
    ("kind", "code", "rule"),
    [
        (GuaranteeKind.JOINT, "may.guarantor_joint", "R05"),
        (GuaranteeKind.GENERAL, "may.guarantor_general", "R25"),
        (GuaranteeKind.UNCLEAR, "may.guarantor_general", "R25"),
    ],
)
def test_an_unclear_guarantee_is_treated_as_a_general_one(kind: GuaranteeKind, code: str, rule: str) -> None:
    standing = approach(guarantor(kind))
    assert (standing.permission, standing.code, standing.rule) == (Permission.WARN, code, rule)


def test_a_guarantor_whose_contract_is_unknown_is_treated_as_general() -> None:
    standing = approach(Party("p-g", "张伟", PartyRole.GUARANTOR))
    assert (standing.permission, standing.code) == (Permission.WARN, "may.guarantor_general")


def test_a_guarantee_of_no_loan_of_the_case_has_the_end_that_was_agreed() -> None:
    file = CaseFile(replace(case(parties=(guarantor(end=date(2026, 7, 24)),)), loans=()))
    party = file.case.parties[0]
    assert may_approach(seen(file=file), party, local(10), pack()).code == "may.guarantee_over"


def test_after_the_guarantee_period_the_guarantor_is_free() -> None:
    party = guarantor(end=date(2027, 2, 1))
    on_time = local(10, day=1, month=2).replace(year=2027)
    assert approach(party, on_time, as_of=date(2027, 2, 1)).permission is Permission.WARN
    over = approach(party, on_time + timedelta(days=1), as_of=date(2027, 2, 2))
    assert (over.permission, over.rule) == (Permission.BLOCKED, "R24")
    assert over.params == {"name": "张伟", "date": "2027-02-01"}


def test_the_hours_hold_for_everybody_and_the_lock_is_told_first() -> None:
    late = approach(WIFE, local(22))
    assert (late.permission, late.code, late.params) == (
        Permission.BLOCKED,
        "may.party_outside_hours",
        {"name": "周秀兰", **OPEN},
    )
    assert approach(SISTER, local(22)).code == "may.contact_locked"


def test_everything_that_spoke_is_behind_the_sentence() -> None:
    standing = may_call(seen(), local(10), pack())
    assert {rule.rule_id for rule in standing.answer.rules} >= {"R01", "R02", "R03", "R05", "R16", "R17", "R39"}
    assert standing.answer.outcome is Verdict.ALLOWED
    assert standing.others == ()
    assert BORROWER.name not in repr(standing.params)


@pytest.mark.parametrize(
    ("of", "verb", "asked"),
    [
        ("", Verb.VISIT_START, BORROWER.id),
        (BORROWER.id, Verb.VISIT_START, BORROWER.id),
        (WIFE.id, Verb.VISIT_START, WIFE.id),
        (GUARANTOR.id, Verb.VISIT_START, GUARANTOR.id),
        (SISTER.id, Verb.CONTACT_THIRD_PARTY, SISTER.id),
        ("p-gone", Verb.VISIT_START, BORROWER.id),
    ],
)
def test_before_going_somewhere_it_is_asked_about_whoever_is_there(of: str, verb: Verb, asked: str) -> None:
    seen = view(file_with(notes.premises("n-1", of=of)), TODAY)
    assert [(found, party.id) for found, party in (whom_at(seen, "n-1"),)] == [(verb, asked)]
    assert whom_at(seen, SHOP.id) == (Verb.VISIT_START, BORROWER)
