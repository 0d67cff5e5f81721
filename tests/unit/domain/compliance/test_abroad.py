"""Rules of the United States, the United Kingdom and the European Union (U01–U04, K01–K03, E01)."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from fieldapp.domain.compliance.answer import Outcome
from fieldapp.domain.compliance.question import Contact, ContactChannel
from fieldapp.domain.compliance.verbs import Act, PlaceKind, Purpose, Role, Verb, Vulnerability
from tests.unit.domain.compliance.asking import (
    ALLOWED,
    BOUNDARY,
    KEPT,
    REFUSED,
    Row,
    ask,
    check,
    codes,
    of_rule,
    row,
)

NOON = datetime(2026, 7, 25, 12, tzinfo=UTC)
NEW_YORK, LONDON = "America/New_York", "Europe/London"
BARRED = {"limitation_ends_on": date(2026, 7, 24)}
OPEN = {"limitation_ends_on": date(2026, 7, 25)}
THIRD = {"role": Role.OTHER, "name": "Ann"}
ASKING = {"purpose": Purpose.OBTAIN_CONTACT}
NOTICED = {"visit_notice_at": NOON - timedelta(hours=24)}
EXPLAINED = {"purpose_said": True}


def us(at: datetime = datetime(2026, 7, 25, 15, tzinfo=UTC), **more: Any) -> dict[str, Any]:
    return {"at": at, "zone": NEW_YORK} | more


def new_york(hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 7, 25, hour, minute, tzinfo=UTC) + timedelta(hours=4)


def uk(at: datetime = NOON, **more: Any) -> dict[str, Any]:
    return {"at": at, "zone": LONDON} | more


def days_ago(*days: int, connected: bool = False, **more: Any) -> tuple[Contact, ...]:
    at = us()["at"]
    return tuple(Contact(at - timedelta(days=number), connected=connected, **more) for number in days)


WEEK = days_ago(0, 1, 2, 3, 4, 5, 6)
SPOKE = {"connected": True}
ROWS = [
    row("U01", ALLOWED, Outcome.ALLOWED, KEPT, Verb.CALL, **us()),
    row("U01", BOUNDARY, Outcome.ALLOWED, KEPT, Verb.CALL, **us(history=WEEK[:6])),
    row("U01", BOUNDARY, Outcome.ALLOWED, KEPT, Verb.CALL, **us(history=days_ago(1, 2, 3, 4, 5, 6, 7))),
    row("U01", REFUSED, Outcome.BLOCK, "may.us_calls_used_up", Verb.CALL, **us(history=WEEK)),
    row("U01", BOUNDARY, Outcome.ALLOWED, KEPT, Verb.CALL, **us(history=days_ago(7, connected=True))),
    row("U01", REFUSED, Outcome.BLOCK, "may.us_just_spoken", Verb.CALL, **us(history=days_ago(6, connected=True))),
    row(
        *("U01", ALLOWED, Outcome.ALLOWED, KEPT, Verb.CALL),
        **us(debt_id="d-1", history=days_ago(1, connected=True, debt_id="d-2")),
    ),
    row("U02", ALLOWED, Outcome.ALLOWED, KEPT, Verb.CALL, **us()),
    row("U02", BOUNDARY, Outcome.ALLOWED, KEPT, Verb.CALL, **us(new_york(8))),
    row("U02", BOUNDARY, Outcome.BLOCK, "may.outside_hours", Verb.CALL, **us(new_york(7, 59))),
    row("U02", BOUNDARY, Outcome.ALLOWED, KEPT, Verb.VISIT_INSIDE, **us(new_york(20, 59))),
    row("U02", REFUSED, Outcome.BLOCK, "may.outside_hours", Verb.CALL, **us(new_york(21))),
    row("U02", REFUSED, Outcome.BLOCK, "may.us_inconvenient", Verb.CALL, **us(party={"inconvenient": True})),
    row(
        *("U02", REFUSED, Outcome.BLOCK, "may.us_employer", Verb.CALL),
        **us(party={"employer_forbids": True}, place={"kind": PlaceKind.WORKPLACE}),
    ),
    row("U02", ALLOWED, Outcome.ALLOWED, KEPT, Verb.CALL, **us(party={"employer_forbids": True})),
    row("U02", REFUSED, Outcome.BLOCK, "may.us_attorney", Verb.CALL, **us(party={"represented": True})),
    row("U02", ALLOWED, Outcome.ALLOWED, KEPT, Verb.CALL, **us(party={"represented": True, "role": Role.ATTORNEY})),
    row("U02", REFUSED, Outcome.BLOCK, "may.us_ceased", Verb.CALL, **us(party={"refused_on": date(2026, 7, 1)})),
    row("U02", REFUSED, Outcome.BLOCK, "may.us_ceased", Verb.CALL, **us(history=days_ago(30, refused=True))),
    row("U03", ALLOWED, Outcome.ALLOWED, KEPT, Verb.CALL, **us()),
    row("U03", ALLOWED, Outcome.ALLOWED, KEPT, Verb.CONTACT_THIRD_PARTY, **us(party=THIRD, action=ASKING)),
    row("U03", REFUSED, Outcome.BLOCK, "may.us_location_only", Verb.CONTACT_THIRD_PARTY, **us(party=THIRD)),
    row(
        *("U03", REFUSED, Outcome.BLOCK, "may.debt_revealed", Verb.CONTACT_THIRD_PARTY),
        **us(party=THIRD, action=ASKING | {"reveals_debt": True}),
    ),
    row(
        *("U03", REFUSED, Outcome.BLOCK, "may.us_third_party_once", Verb.CONTACT_THIRD_PARTY),
        **us(party=THIRD, action=ASKING, history=days_ago(90, role=Role.OTHER)),
    ),
    row("U03", REFUSED, Outcome.BLOCK, "may.us_voicemail", Verb.CALL, **us(action={"voicemail": True})),
    row(
        *("U03", BOUNDARY, Outcome.ALLOWED, KEPT, Verb.CALL),
        **us(action={"voicemail": True, "limited_content": True}),
    ),
    row("U04", ALLOWED, Outcome.ALLOWED, KEPT, Verb.SMS, **us()),
    row("U04", BOUNDARY, Outcome.ALLOWED, KEPT, Verb.SMS, **us(history=days_ago(5, **SPOKE))),
    row("U04", REFUSED, Outcome.BLOCK, "may.us_no_notice", Verb.SMS, **us(history=days_ago(6, **SPOKE))),
    row(
        *("U04", ALLOWED, Outcome.ALLOWED, KEPT, Verb.SMS),
        **us(history=days_ago(6, **SPOKE), case={"validation_notice_on": date(2026, 7, 20)}),
    ),
    row("U04", BOUNDARY, Outcome.ALLOWED, KEPT, Verb.SUE, **us(case=OPEN)),
    row("U04", REFUSED, Outcome.BLOCK, "may.us_time_barred", Verb.SUE, **us(case=BARRED)),
    row(
        *("U04", REFUSED, Outcome.BLOCK, "may.us_time_barred", Verb.SMS),
        **us(case=BARRED, action={"text": "Pay, or we will sue you."}),
    ),
    row("U04", BOUNDARY, Outcome.ALLOWED, KEPT, Verb.DELETE, **us(case={"last_activity_on": date(2023, 7, 25)})),
    row(
        *("U04", REFUSED, Outcome.BLOCK, "may.deleted_too_early", Verb.DELETE),
        **us(case={"last_activity_on": date(2023, 7, 26)}),
    ),
    row(
        *("U04", REFUSED, Outcome.BLOCK, "may.deleted_too_early", Verb.DELETE),
        **us(records={"of_recording": True, "recorded_on": date(2023, 7, 26)}),
    ),
    row("U04", REFUSED, Outcome.BLOCK, "may.last_activity_unknown", Verb.DELETE, **us()),
    row("K01", ALLOWED, Outcome.ALLOWED, KEPT, Verb.CALL, **uk()),
    row("K01", BOUNDARY, Outcome.WARN, "may.late_hour", Verb.CALL, **uk(datetime(2026, 7, 25, 19, 30, tzinfo=UTC))),
    row("K01", REFUSED, Outcome.BLOCK, "may.outside_hours", Verb.CALL, **uk(datetime(2026, 7, 25, 20, tzinfo=UTC))),
    row("K01", REFUSED, Outcome.BLOCK, "may.uk_public", Verb.ASK_PAYMENT, **uk(place={"kind": PlaceKind.PUBLIC})),
    row("K01", REFUSED, Outcome.BLOCK, "may.uk_identity", Verb.CALL, **uk(action={"reveals_debt": True})),
    row(
        *("K01", ALLOWED, Outcome.ALLOWED, KEPT, Verb.CALL),
        **uk(action={"reveals_debt": True, "identity_verified": True}),
    ),
    row("K01", REFUSED, Outcome.BLOCK, "may.uk_misleading", Verb.CALL, **uk(action={"acts": (Act.FAKE_AUTHORITY,)})),
    row("K02", ALLOWED, Outcome.ALLOWED, KEPT, Verb.VISIT_START, **uk(case=NOTICED, action=EXPLAINED)),
    row("K02", BOUNDARY, Outcome.ALLOWED, KEPT, Verb.PLAN_VISIT, **uk(case=NOTICED)),
    row(
        *("K02", BOUNDARY, Outcome.BLOCK, "may.uk_notice_short", Verb.PLAN_VISIT),
        **uk(case={"visit_notice_at": NOON - timedelta(hours=24) + timedelta(seconds=1)}),
    ),
    row("K02", REFUSED, Outcome.BLOCK, "may.uk_no_notice", Verb.PLAN_VISIT, **uk()),
    row(
        *("K02", REFUSED, Outcome.BLOCK, "may.uk_vulnerable", Verb.PLAN_VISIT),
        **uk(case=NOTICED, party={"vulnerable": (Vulnerability.OTHER,)}),
    ),
    row(
        *("K02", REFUSED, Outcome.BLOCK, "may.uk_place", Verb.PLAN_VISIT),
        **uk(case=NOTICED, place={"kind": PlaceKind.HOSPITAL}),
    ),
    row(
        *("K02", BOUNDARY, Outcome.ALLOWED, KEPT, Verb.PLAN_VISIT),
        **uk(case=NOTICED, place={"kind": PlaceKind.WORKPLACE, "consent": True}),
    ),
    row("K02", REFUSED, Outcome.WARN, "may.uk_purpose", Verb.VISIT_START, **uk(case=NOTICED)),
    row("K02", REFUSED, Outcome.BLOCK, "may.no_entry", Verb.VISIT_INSIDE, **uk()),
    row("K02", ALLOWED, Outcome.ALLOWED, KEPT, Verb.VISIT_INSIDE, **uk(place={"consent": True})),
    row("K02", REFUSED, Outcome.BLOCK, "may.asked_to_leave", Verb.VISIT_CONTINUE, **uk(place={"asked_to_leave": True})),
    row("K02", REFUSED, Outcome.BLOCK, "may.forbidden_act", Verb.VISIT_CONTINUE, **uk(action={"acts": (Act.THREAT,)})),
    row("K03", ALLOWED, Outcome.ALLOWED, KEPT, Verb.CALL, **uk()),
    row(
        *("K03", BOUNDARY, Outcome.ALLOWED, KEPT, Verb.CALL),
        **uk(case={"in_difficulty": True, "forbearance_offered": True}),
    ),
    row("K03", REFUSED, Outcome.WARN, "may.uk_forbearance", Verb.CALL, **uk(case={"in_difficulty": True})),
    row("K03", ALLOWED, Outcome.ALLOWED, KEPT, Verb.CHARGE_FEE, **uk(case={"in_difficulty": True})),
    row("K03", REFUSED, Outcome.WARN, "may.uk_charge", Verb.CHARGE_FEE, **uk(case={"cost_based": False})),
    row("K03", REFUSED, Outcome.WARN, "may.uk_authority", Verb.CALL, **uk(action={"acts": (Act.FAKE_AUTHORITY,)})),
    row("K03", BOUNDARY, Outcome.ALLOWED, KEPT, Verb.SUE, **uk(case=OPEN)),
    row("K03", REFUSED, Outcome.WARN, "may.uk_barred", Verb.SUE, **uk(case=BARRED)),
    row("K03", ALLOWED, Outcome.ALLOWED, KEPT, Verb.CALL, **uk(case=BARRED)),
    row("E01", ALLOWED, Outcome.ALLOWED, KEPT, Verb.CALL),
    row("E01", BOUNDARY, Outcome.ALLOWED, KEPT, Verb.SAVE_FIRST_CONTACT, action={"institution_said": True}),
    row("E01", REFUSED, Outcome.WARN, "may.not_introduced", Verb.SAVE_FIRST_CONTACT),
    row("E01", REFUSED, Outcome.WARN, "may.forbidden_act", Verb.CALL, action={"acts": (Act.THREAT,)}),
    row("E01", REFUSED, Outcome.WARN, "may.eu_forbearance", Verb.SUE),
    row("E01", BOUNDARY, Outcome.ALLOWED, KEPT, Verb.SUE, case={"forbearance_offered": True}),
]


@pytest.mark.parametrize("line", ROWS)
def test_rules_abroad(line: Row) -> None:
    check(line)


def test_after_a_conversation_the_eighth_day_is_free() -> None:
    (spoken,) = of_rule(ask(Verb.CALL, "US", **us(history=days_ago(0, connected=True))), "U01")
    assert spoken.again == datetime(2026, 8, 1, 4, tzinfo=UTC)


def test_the_week_of_calls_frees_day_by_day() -> None:
    (used,) = of_rule(ask(Verb.CALL, "US", **us(history=WEEK)), "U01")
    assert used.again == datetime(2026, 7, 26, 4, tzinfo=UTC)


def test_only_calls_count_as_calls() -> None:
    letters = tuple(Contact(one.at, ContactChannel.LETTER, connected=False) for one in WEEK)
    assert ask(Verb.CALL, "US", **us(history=letters)).outcome is Outcome.ALLOWED


def test_help_in_difficulty_comes_with_a_list_to_choose_from() -> None:
    answer = ask(Verb.CALL, "UK", **uk(case={"in_difficulty": True}))
    assert [other.code for other in answer.instead] == [
        "instead.more_time",
        "instead.reduced_payments",
        "instead.token_payments",
        "instead.suspend_interest",
    ]


def test_notice_that_is_too_short_says_when_it_is_long_enough() -> None:
    given = NOON - timedelta(hours=2)
    answer = ask(Verb.PLAN_VISIT, "UK", **uk(case={"visit_notice_at": given}))
    assert answer.next_at == given + timedelta(hours=24)
    assert codes(answer) == {"may.uk_notice_short"}
