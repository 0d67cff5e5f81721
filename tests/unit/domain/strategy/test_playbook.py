"""One recommendation a case, by the rows of the pack, with what stands against the others."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldapp.domain.strategy.client import ClientType
from fieldapp.domain.strategy.playbook import Recommendation, recommend
from fieldapp.domain.strategy.playbook_rules import Action, Channel, Evidence
from fieldapp.domain.strategy.situation import Avoid, Family, Hold, Situation
from fieldapp.rule_packs import files, playbook

FRIDAY = date(2026, 7, 24)
BOOK = playbook.in_force(FRIDAY)
MICRO, CONSUMER = Family.SECURED_MICRO, Family.CONSUMER


def next_step(
    family: Family = MICRO, dpd: int = 45, blocked: dict[Action, list[str]] | None = None, **facts: Any
) -> Recommendation:
    return recommend(BOOK, Situation(family, dpd, **facts), FRIDAY, blocked or {})


ROWS: list[tuple[Family, int, dict[str, Any], str, str]] = [
    (MICRO, 0, {"days_to_due": 1}, "pre_due.day_before", "reminder_call"),
    (CONSUMER, 0, {"days_to_due": 1}, "pre_due.day_before", "reminder_call"),
    (MICRO, 0, {"days_to_due": 1, "done": frozenset({"sms"})}, "pre_due.debit", "confirm_debit"),
    (MICRO, 0, {"days_to_due": 2}, "pre_due.debit", "confirm_debit"),
    (MICRO, 0, {"days_to_due": 0}, "pre_due.debit", "confirm_debit"),
    (MICRO, 0, {"days_to_due": 3}, "nothing_due", "wait"),
    (MICRO, 0, {}, "nothing_due", "wait"),
    (MICRO, 0, {"days_to_due": 0, "debit_failed": True, "minute_of_day": 1080}, "micro.first_visit", "site_visit"),
    (MICRO, 0, {"days_to_due": 0, "debit_failed": True, "minute_of_day": 1079}, "pre_due.debit", "confirm_debit"),
    (MICRO, 0, {"days_to_due": 0, "debit_failed": False, "minute_of_day": 1080}, "pre_due.debit", "confirm_debit"),
    (MICRO, 1, {}, "micro.first_visit", "site_visit"),
    (MICRO, 1, {"debit_failed": True}, "micro.first_visit", "site_visit"),
    (MICRO, 1, {"debit_failed": False}, "micro.early", "daily_call"),
    (MICRO, 1, {"visits": 1}, "micro.early", "daily_call"),
    (MICRO, 3, {"visits": 1}, "micro.early", "daily_call"),
    (MICRO, 4, {"visits": 1}, "micro.second_visit", "site_visit"),
    (MICRO, 4, {"visits": 2}, "micro.between", "daily_call"),
    (MICRO, 6, {"visits": 0}, "micro.second_visit", "site_visit"),
    (MICRO, 7, {"visits": 2}, "micro.serve_notice", "serve_notice"),
    (MICRO, 7, {"visits": 2, "notices_served": 1}, "micro.after_notice", "daily_call"),
    (MICRO, 9, {"notices_served": 1, "guarantors": 1}, "micro.after_notice", "daily_call"),
    (MICRO, 10, {"notices_served": 1, "guarantors": 1}, "micro.demand_guarantor", "demand_guarantor"),
    (MICRO, 10, {"notices_served": 1, "guarantors": 0}, "micro.after_notice", "daily_call"),
    (MICRO, 10, {"notices_served": 1, "guarantors": 1, "guarantor_demanded": True}, "micro.after_notice", "daily_call"),
    (MICRO, 5, {"guarantors": 1, "guarantee_days_left": 60}, "micro.demand_guarantor", "demand_guarantor"),
    (MICRO, 5, {"guarantors": 1, "guarantee_days_left": 61}, "micro.second_visit", "site_visit"),
    (MICRO, 5, {"guarantors": 1, "guarantee_days_left": -1}, "micro.second_visit", "site_visit"),
    (MICRO, 90, {"notices_served": 1}, "micro.after_notice", "daily_call"),
    (MICRO, 91, {"notices_served": 1}, "micro.judicial", "judicial_referral"),
    (MICRO, 20, {"refuses": True, "able": True}, "micro.judicial", "judicial_referral"),
    (MICRO, 20, {"refuses": True, "able": False}, "micro.serve_notice", "serve_notice"),
    (MICRO, 20, {"plans_broken": 1}, "micro.serve_notice", "serve_notice"),
    (MICRO, 20, {"plans_broken": 2}, "micro.judicial", "judicial_referral"),
    (MICRO, 20, {"limitation_days_left": 181}, "micro.serve_notice", "serve_notice"),
    (MICRO, 20, {"limitation_days_left": 180}, "micro.judicial", "judicial_referral"),
    (CONSUMER, 1, {}, "consumer.m1_first_day", "soft_sms"),
    (CONSUMER, 1, {"messages_sent": 1}, "consumer.m1", "reminder_call"),
    (CONSUMER, 1, {"messages_sent": 1, "willing": True}, "consumer.m1_grace", "wait"),
    (CONSUMER, 3, {"willing": True}, "consumer.m1_grace", "wait"),
    (CONSUMER, 4, {"willing": True}, "consumer.m1", "reminder_call"),
    (CONSUMER, 30, {}, "consumer.m1", "reminder_call"),
    (CONSUMER, 31, {}, "consumer.m2", "daily_call"),
    (CONSUMER, 31, {"local": True}, "consumer.m2_local", "daily_call"),
    (CONSUMER, 60, {"local": True, "done": frozenset({"daily_call"})}, "consumer.m2_local", "site_visit"),
    (CONSUMER, 61, {}, "consumer.m3", "senior_collector"),
    (CONSUMER, 90, {"done": frozenset({"senior_collector"})}, "consumer.m3", "formal_letter"),
    (CONSUMER, 91, {}, "consumer.m4", "settlement_offer"),
    (CONSUMER, 91, {"limitation_days_left": 180}, "consumer.limitation", "keep_limitation"),
    (CONSUMER, 91, {"limitation_days_left": 181}, "consumer.m4", "settlement_offer"),
    (MICRO, 45, {"hardship_verified": True}, "hardship", "deferral"),
    (MICRO, 45, {"hardship_verified": True, "done": frozenset({"deferral"})}, "hardship", "fee_waiver"),
    (MICRO, 0, {"paid_up": True, "days_since_payment": 7}, "after_paid", "thank_and_receipt"),
    (MICRO, 0, {"paid_up": True, "days_since_payment": 8}, "nothing_due", "wait"),
    (MICRO, 45, {"holds": frozenset({Hold.DISPUTE})}, "hold.dispute", "answer_dispute"),
    (MICRO, 45, {"holds": frozenset({Hold.COMPLAINT})}, "hold.complaint", "answer_complaint"),
    (MICRO, 45, {"holds": frozenset({Hold.VULNERABLE})}, "hold.vulnerable", "specialist_desk"),
    (MICRO, 45, {"holds": frozenset({Hold.DECEASED})}, "hold.deceased", "estate_desk"),
    (MICRO, 45, {"holds": frozenset({Hold.BANKRUPTCY})}, "hold.bankruptcy", "legal_desk"),
    (MICRO, 45, {"holds": frozenset({Hold.PAID_CLAIM})}, "hold.paid_claim", "verify_payment"),
]


@pytest.mark.parametrize(("family", "dpd", "facts", "row", "action"), ROWS)
def test_the_first_row_that_holds_gives_the_step(
    family: Family, dpd: int, facts: dict[str, Any], row: str, action: str
) -> None:
    found = next_step(family, dpd, **facts)
    assert (found.row.id, found.action) == (row, action)


def test_every_row_of_the_pack_is_reached() -> None:
    assert {row.id for row in BOOK.rows} == {row for _, _, _, row, _ in ROWS}


TYPES = [
    (ClientType.ABLE_UNWILLING, "explain_consequences"),
    (ClientType.UNABLE_WILLING, "find_cause"),
    (ClientType.UNABLE_UNWILLING, "lead_review"),
    (ClientType.LOST_CONTACT, "address_visit"),
    (ClientType.NORMAL, "daily_call"),
]


@pytest.mark.parametrize(("kind", "action"), TYPES)
def test_the_kind_of_client_joins_the_row(kind: ClientType, action: str) -> None:
    found = next_step(dpd=5, visits=2, client_type=kind)
    assert (found.row.id, found.action, [one.id for one in found.overlays]) == (
        "micro.between",
        action,
        [f"type.{kind}"],
    )
    assert found.chosen_by == ("micro.between" if kind is ClientType.NORMAL else f"type.{kind}")
    assert Action.DAILY_CALL in {found.action, *found.allowed}


def test_a_firm_row_keeps_its_step_and_lists_what_the_kind_of_client_asks_for() -> None:
    found = next_step(dpd=8, client_type=ClientType.UNABLE_WILLING)
    assert (found.action, found.chosen_by) == (Action.SERVE_NOTICE, "micro.serve_notice")
    assert Action.FIND_CAUSE in found.allowed


def test_who_can_but_will_not_gets_short_promises_and_no_longer_term() -> None:
    found = next_step(dpd=5, visits=2, client_type=ClientType.ABLE_UNWILLING)
    assert found.limits == {"promise_days": 3, "plan_kinds": "settlement", "term_extension": "none"}
    assert ("take_promise", ("type.able_unwilling",)) in [(one.action, one.by) for one in found.barred]
    assert Action.SETTLEMENT_OFFER in found.allowed


def test_pressure_stops_while_a_hardship_is_looked_into() -> None:
    found = next_step(dpd=45, hardship_claimed=True)
    assert (found.row.id, found.action, found.first_choice) == ("micro.serve_notice", Action.FIND_CAUSE, False)
    assert ("serve_notice", ("hardship.claimed",)) in [(one.action, one.by) for one in found.barred]
    assert "R18" in found.guards


def test_after_verification_nothing_pressing_is_left() -> None:
    found = next_step(dpd=45, hardship_verified=True, hardship_claimed=True, client_type=ClientType.ABLE_UNWILLING)
    pressing = {Action.SITE_VISIT, Action.DAILY_CALL, Action.SERVE_NOTICE, Action.EXPLAIN_CONSEQUENCES, Action.SUIT}
    assert pressing.isdisjoint({found.action, *found.allowed, *found.also})
    assert (found.next_on, found.limits["review_days"]) == (date(2026, 8, 23), 30)


def test_a_dispute_leaves_nothing_but_its_answer() -> None:
    found = next_step(holds=frozenset({Hold.DISPUTE}), client_type=ClientType.UNABLE_WILLING)
    assert (found.action, found.allowed) == (Action.ANSWER_DISPUTE, ())


def test_a_second_visit_goes_with_a_call_to_the_guarantor() -> None:
    found = next_step(dpd=4, visits=1, guarantors=1)
    assert (found.also, found.evidence) == (
        (Action.CALL_GUARANTOR,),
        (
            Evidence.VISIT_RECORD,
            Evidence.OBSERVATION_DELTA,
            Evidence.RECEIVABLES_NOTE,
            Evidence.GUARANTOR_CONTACT,
        ),
    )
    barred = next_step(dpd=4, visits=1, blocked={Action.CALL_GUARANTOR: ["R25"]})
    assert barred.also == ()
    assert [(one.action, one.by) for one in barred.barred] == [("call_guarantor", ("R25",))]


def test_a_barred_step_gives_way_and_says_why() -> None:
    found = next_step(dpd=8, visits=2, blocked={Action.SERVE_NOTICE: ["R14", "R22"]})
    assert (found.action, found.first_choice) == (Action.PERSONAL_SERVICE, False)
    assert [(one.action, one.by) for one in found.barred] == [("serve_notice", ("R14", "R22"))]


def test_where_no_call_is_open_a_message_goes_instead() -> None:
    found = next_step(dpd=0, days_to_due=1, blocked={Action.REMINDER_CALL: ["R07"]})
    assert found.action is Action.SMS


def test_where_everything_is_barred_nothing_is_recommended() -> None:
    found = next_step(dpd=45, blocked={action: ["R39"] for action in Action})
    assert (found.action, found.first_choice, found.allowed) == (None, False, ())
    assert all(one.by[0] == "R39" for one in found.barred)


def test_the_last_step_of_a_row_is_taken_again() -> None:
    done = frozenset({"daily_call", "plan_supplement"})
    assert next_step(CONSUMER, 45, done=done).action is Action.PLAN_SUPPLEMENT


@pytest.mark.parametrize(("minute", "quiet"), [(1319, False), (1320, True), (479, True), (480, False), (None, False)])
def test_nobody_is_called_or_visited_in_quiet_hours(minute: int | None, quiet: bool) -> None:
    found = next_step(dpd=2, visits=1, minute_of_day=minute)
    against = {one.action: one.by for one in found.barred}
    assert (against.get(Action.DAILY_CALL) == ("R01",)) is quiet
    assert (against.get(Action.SMS) == ("R01",)) is quiet
    assert (found.action is Action.DAILY_CALL) is not quiet


def test_the_fourth_call_of_a_day_and_the_third_visit_of_a_week_are_barred() -> None:
    assert next_step(dpd=2, visits=1, calls_today=2).action is Action.DAILY_CALL
    assert {one.by for one in next_step(dpd=2, visits=1, calls_today=3).barred} == {("R02",)}
    assert next_step(dpd=4, visits=1, visits_week=1).action is Action.SITE_VISIT
    found = next_step(dpd=4, visits=1, visits_week=2)
    assert (found.action, found.barred[0].by) == (Action.DAILY_CALL, ("playbook.visit_cap",))


@pytest.mark.parametrize("day", Avoid)
def test_nobody_is_called_or_visited_on_a_day_to_avoid(day: Avoid) -> None:
    found = next_step(dpd=2, visits=1, avoid=frozenset({day}))
    assert found.action is Action.SMS
    assert found.barred[0].by == (f"playbook.avoid.{day}",)


def test_what_the_playbook_does_not_avoid_is_open() -> None:
    book = replace(BOOK, globals=replace(BOOK.globals, avoid=frozenset()))
    found = recommend(book, Situation(MICRO, 2, visits=1, avoid=frozenset(Avoid)), FRIDAY, {})
    assert found.action is Action.DAILY_CALL


def test_when_to_look_again_is_told_in_days_working_days_or_hours() -> None:
    assert next_step(dpd=8).next_on == date(2026, 7, 27)
    assert next_step(holds=frozenset({Hold.PAID_CLAIM})).next_on == date(2026, 7, 28)
    first_day = next_step(CONSUMER, 1)
    assert (first_day.next_on, first_day.after_hours) == (FRIDAY, 2)
    assert next_step(dpd=0).next_on is None


def test_calls_are_best_made_after_the_noon_rest() -> None:
    assert next_step(dpd=2, visits=1).best_time == (time(14), time(17, 30))
    assert next_step(dpd=8).best_time is None


def test_the_step_tells_the_facts_it_is_made_of_and_what_a_higher_row_still_needs() -> None:
    found = next_step(dpd=8, visits=2)
    assert [(one.test.field, one.actual) for one in found.row.used] == [
        ("family", "secured_micro"),
        ("days_past_due", 8),
        ("notices_served", 0),
    ]
    (judicial,) = found.unknown
    assert judicial.id == "micro.judicial"
    assert [one.test.field for one in judicial.used] == ["refuses", "able", "limitation_days_left"]


def test_the_flag_against_new_guarantees_stays_inside() -> None:
    found = next_step(dpd=0, paid_up=True, days_since_payment=0)
    assert found.limits == {"internal_only": "mark_no_new_guarantee"}
    assert Action.MARK_NO_NEW_GUARANTEE in found.allowed


SITUATIONS = st.builds(
    Situation,
    family=st.sampled_from(Family),
    days_past_due=st.integers(0, 200),
    days_to_due=st.one_of(st.none(), st.integers(0, 40)),
    minute_of_day=st.one_of(st.none(), st.integers(0, 1439)),
    visits=st.integers(0, 4),
    visits_week=st.integers(0, 3),
    calls_today=st.integers(0, 4),
    notices_served=st.integers(0, 2),
    guarantors=st.integers(0, 2),
    guarantee_days_left=st.one_of(st.none(), st.integers(-10, 200)),
    limitation_days_left=st.one_of(st.none(), st.integers(-10, 900)),
    refuses=st.one_of(st.none(), st.booleans()),
    able=st.one_of(st.none(), st.booleans()),
    client_type=st.one_of(st.none(), st.sampled_from(ClientType)),
    hardship_claimed=st.booleans(),
    hardship_verified=st.booleans(),
    holds=st.frozensets(st.sampled_from(Hold)),
    done=st.frozensets(st.sampled_from(Action).map(str)),
    avoid=st.frozensets(st.sampled_from(Avoid), max_size=1),
    paid_up=st.booleans(),
    days_since_payment=st.one_of(st.none(), st.integers(0, 30)),
)
BLOCKED = st.dictionaries(st.sampled_from(Action), st.just(["R39"]), max_size=20)


@given(SITUATIONS, BLOCKED)
def test_nothing_barred_is_ever_recommended_or_allowed(case: Situation, blocked: dict[Action, list[str]]) -> None:
    found = recommend(BOOK, case, FRIDAY, blocked)
    open_now = {found.action, *found.allowed, *found.also}
    assert open_now.isdisjoint({one.action for one in found.barred})
    assert open_now.isdisjoint(blocked)
    assert found.action not in found.allowed
    assert all(one.by for one in found.barred)


@given(SITUATIONS, BLOCKED)
def test_another_bar_never_opens_anything(case: Situation, blocked: dict[Action, list[str]]) -> None:
    free, barred = recommend(BOOK, case, FRIDAY, {}), recommend(BOOK, case, FRIDAY, blocked)
    assert {barred.action, *barred.allowed, *barred.also} - {None} <= {free.action, *free.allowed, *free.also}


def test_the_pack_says_how_every_action_reaches_somebody() -> None:
    assert set(BOOK.channels) == set(Action)
    assert (BOOK.globals.quiet_from, BOOK.globals.quiet_until) == (time(22), time(8))
    assert (BOOK.globals.calls_a_day, BOOK.globals.visits_a_week) == (3, 2)
    assert BOOK.globals.avoid == set(Avoid)
    assert BOOK.channels[Action.SITE_VISIT] is Channel.VISIT
    assert all(row.source and row.confidence for row in (*BOOK.rows, *BOOK.overlays))


def broken(**changes: Any) -> dict[str, Any]:
    return {**files.in_force("playbook", FRIDAY), **changes}


def test_a_pack_that_is_not_well_formed_is_refused() -> None:
    row = {"id": "x", "priority": 1, "when": {"all": []}, "source": "s", "confidence": "c"}
    with pytest.raises(ValueError, match="hold always"):
        playbook.playbook_of(broken(rows=[]))
    with pytest.raises(ValueError, match="hold always"):
        playbook.playbook_of(broken(rows=[row | {"when": ["visits", "=", 1]}]))
    with pytest.raises(ValueError, match="no channel"):
        playbook.playbook_of(broken(actions={}))
    with pytest.raises(ValueError, match="x: no fact is called colour"):
        playbook.playbook_of(broken(rows=[row | {"when": ["colour", "=", 1]}, row | {"priority": 2}]))
    strange: list[Any] = [["visits", "="], {"all": [], "any": []}, {"some": []}, "visits = 1"]
    for written in strange:
        with pytest.raises(ValueError, match="no condition"):
            playbook.condition_of(written)
    with pytest.raises(LookupError):
        playbook.in_force(date(2026, 1, 31))
