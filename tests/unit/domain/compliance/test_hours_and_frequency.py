"""When and how often (R01–R03): the figures of the table, to the minute and to the call."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

import pytest

from fieldapp.domain.compliance.answer import Outcome
from fieldapp.domain.compliance.question import AgreedHours, Contact, ContactChannel
from fieldapp.domain.compliance.quota import device_left, split
from fieldapp.domain.compliance.verbs import Role, Verb
from tests.unit.domain.compliance.asking import (
    ALLOWED,
    BOUNDARY,
    KEPT,
    REFUSED,
    TEN,
    Row,
    ask,
    calls,
    check,
    codes,
    local,
    of_rule,
    row,
    visits,
)

NIGHT = AgreedHours(time(20), time(2), "agreement-1")
ROWS = [
    row("R01", ALLOWED, Outcome.ALLOWED, KEPT, Verb.CALL, at=TEN),
    row("R01", BOUNDARY, Outcome.ALLOWED, KEPT, Verb.SMS, at=local(8)),
    row("R01", BOUNDARY, Outcome.BLOCK, "may.outside_hours", Verb.CALL, at=local(7, 59, second=59)),
    row("R01", BOUNDARY, Outcome.ALLOWED, KEPT, Verb.CALL, at=local(21, 29)),
    row("R01", BOUNDARY, Outcome.WARN, "may.late_hour", Verb.VISIT_CONTINUE, at=local(21, 30)),
    row("R01", BOUNDARY, Outcome.WARN, "may.late_hour", Verb.CALL, at=local(21, 59, second=59)),
    row("R01", BOUNDARY, Outcome.WARN, "may.leave_now", Verb.VISIT_INSIDE, at=local(21, 55)),
    row("R01", REFUSED, Outcome.BLOCK, "may.outside_hours", Verb.VISIT_START, at=local(22)),
    row("R01", REFUSED, Outcome.BLOCK, "may.visit_over_time", Verb.VISIT_CONTINUE, at=local(22)),
    row("R01", ALLOWED, Outcome.ALLOWED, KEPT, Verb.CALL, at=local(0, 30), case={"agreed_hours": NIGHT}),
    row("R01", REFUSED, Outcome.BLOCK, "may.outside_hours", Verb.CALL, case={"agreed_hours": NIGHT}),
    row("R02", ALLOWED, Outcome.ALLOWED, KEPT, Verb.CALL),
    row("R02", BOUNDARY, Outcome.ALLOWED, KEPT, Verb.CALL, history=calls(2)),
    row("R02", REFUSED, Outcome.BLOCK, "may.calls_used_up", Verb.CALL, history=calls(3)),
    row("R02", ALLOWED, Outcome.ALLOWED, KEPT, Verb.CALL, history=calls(9, connected=False)),
    row("R02", ALLOWED, Outcome.ALLOWED, KEPT, Verb.CALL, history=calls(5, by_collector=False)),
    row("R02", ALLOWED, Outcome.ALLOWED, KEPT, Verb.CALL, history=calls(5, local(0))),
    row("R02", ALLOWED, Outcome.ALLOWED, KEPT, Verb.CALL, history=calls(3, role=Role.GUARANTOR)),
    row("R02", BOUNDARY, Outcome.ALLOWED, KEPT, Verb.PLAN_VISIT, history=visits(7, 1)),
    row("R02", REFUSED, Outcome.WARN, "may.visit_often", Verb.PLAN_VISIT, history=visits(6, 1)),
    row("R03", ALLOWED, Outcome.ALLOWED, KEPT, Verb.CALL, history=calls(4, connected=False)),
    row("R03", BOUNDARY, Outcome.WARN, "may.last_attempt", Verb.CALL, history=calls(5, connected=False)),
    row("R03", REFUSED, Outcome.BLOCK, "may.attempts_used_up", Verb.CALL, history=calls(6, connected=False)),
    row(
        *("R03", ALLOWED, Outcome.ALLOWED, KEPT, Verb.CALL),
        history=calls(6, connected=False, number="1"),
        action={"number": "2"},
    ),
    row(
        *("R03", ALLOWED, Outcome.ALLOWED, KEPT, Verb.CALL),
        history=calls(6, connected=False),
        case={"agreed_attempts": 9, "agreed_attempts_document": "agreement-2"},
    ),
    row(
        *("R03", REFUSED, Outcome.BLOCK, "may.attempts_used_up", Verb.CALL),
        history=calls(6, connected=False),
        case={"agreed_attempts": 9},
    ),
]


@pytest.mark.parametrize("line", ROWS)
def test_hours_and_frequency(line: Row) -> None:
    check(line)


def test_the_hours_are_those_of_whoever_is_reached() -> None:
    at = local(9)  # seven o'clock in Urumqi
    assert ask(Verb.CALL, at=at).outcome is Outcome.ALLOWED
    assert ask(Verb.CALL, at=at, zone="Asia/Urumqi").outcome is Outcome.BLOCK


def test_an_agreement_without_its_document_changes_no_hours() -> None:
    unsigned = AgreedHours(time(20), time(2), "")
    assert ask(Verb.CALL, case={"agreed_hours": unsigned}).outcome is Outcome.ALLOWED


def test_the_trusted_time_decides_not_the_devices() -> None:
    fast = ask(Verb.CALL, at=local(22, 4), clock_offset_s=-300)
    assert (fast.outcome, fast.at) == (Outcome.WARN, local(21, 59))


@pytest.mark.parametrize(
    ("at", "until"),
    [
        (local(7), local(8)),
        (local(10), local(21, 30)),
        (local(21, 40), local(21, 55)),
        (local(21, 58), local(22)),
        (local(23), local(0, 0, day=26)),
    ],
)
def test_an_answer_says_until_when_it_holds(at: datetime, until: datetime) -> None:
    assert ask(Verb.CALL, at=at).valid_until == until


def test_a_block_by_the_hours_ends_when_they_open() -> None:
    assert ask(Verb.CALL, at=local(23)).next_at == local(8, day=26)
    assert ask(Verb.CALL, at=local(6)).next_at == local(8)


def test_a_block_by_the_calls_ends_when_the_next_day_opens() -> None:
    answer = ask(Verb.CALL, history=calls(3))
    assert of_rule(answer, "R02")[0].again == local(0, day=26)
    assert answer.next_at == local(8, day=26), "the hours of the next day hold as well"


def test_the_fifth_call_of_a_device_counts_for_the_person_not_the_number() -> None:
    many = calls(3, number="1")
    assert "may.calls_used_up" in codes(ask(Verb.CALL, history=many, action={"number": "2"}))


def test_people_are_told_apart_by_id_where_there_is_one() -> None:
    other = calls(3, party_id="p-2")
    assert ask(Verb.CALL, history=other, party={"id": "p-1"}).outcome is Outcome.ALLOWED
    assert ask(Verb.CALL, history=other, party={"id": "p-2"}).outcome is Outcome.BLOCK


def test_visits_say_when_the_next_one_is_free() -> None:
    answer = ask(Verb.PLAN_VISIT, history=visits(6, 1))
    (often,) = of_rule(answer, "R02")
    assert often.params == {"count": 2, "limit": 2}
    assert often.again == local(0, day=26)
    assert answer.valid_until == local(21, 30)


def test_a_visit_on_another_laptops_fast_clock_counts() -> None:
    ahead = Contact(TEN + timedelta(days=1), ContactChannel.VISIT)
    assert "may.visit_often" in codes(ask(Verb.PLAN_VISIT, history=(ahead, *visits(1))))


# the shares of offline devices --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cap", "devices", "each", "used", "shares", "online"),
    [
        (3, ["a"], 1, 0, {"a": 1}, 2),
        (3, ["a", "b", "c", "d"], 1, 0, {"a": 1, "b": 1, "c": 1, "d": 0}, 0),
        (3, ["a", "b"], 2, 0, {"a": 2, "b": 1}, 0),
        (3, ["a", "b"], 1, 2, {"a": 1, "b": 0}, 0),
        (3, ["a", "a"], 1, 0, {"a": 1}, 2),
        (3, ["a"], 1, 5, {"a": 0}, 0),
        (3, [], 1, 1, {}, 2),
    ],
)
def test_a_cap_is_divided_and_never_exceeded(
    cap: int, devices: list[str], each: int, used: int, shares: dict[str, int], online: int
) -> None:
    parts = split(cap, devices, each, used)
    assert (parts.shares, parts.online) == (shares, online)


def test_what_a_device_has_left() -> None:
    assert [device_left(2, used) for used in range(4)] == [2, 1, 0, 0]


@pytest.mark.parametrize(
    ("quota", "history", "blocked"),
    [
        ({"device_id": "a", "calls": 1}, (), False),
        ({"device_id": "a", "calls": 1}, calls(1, device_id="b"), False),
        ({"device_id": "a", "calls": 1}, calls(1, device_id="a"), True),
        ({"device_id": "a", "calls": 0}, (), True),
        ({"device_id": "a"}, calls(2, device_id="a"), False),
        ({"device_id": "a", "attempts": 2}, calls(1, device_id="a", connected=False), False),
        ({"device_id": "a", "attempts": 2}, calls(2, device_id="a", connected=False), True),
    ],
)
def test_an_offline_device_keeps_to_its_share(
    quota: dict[str, object], history: tuple[Contact, ...], blocked: bool
) -> None:
    answer = ask(Verb.CALL, quota=quota, history=history)
    assert ("may.reserve_used_up" in codes(answer)) is blocked
    assert (answer.outcome is Outcome.BLOCK) is blocked


def test_no_other_jurisdiction_counts_calls_by_the_chinese_day() -> None:
    summer = datetime(2026, 7, 25, 14, tzinfo=UTC)
    answer = ask(Verb.CALL, "US", at=summer, zone="America/New_York", history=calls(3, summer, connected=False))
    assert of_rule(answer, "R02") == []
