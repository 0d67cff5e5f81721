"""May I, and why: hours, frequency, and who may be asked for anything."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from fieldapp import rule_packs
from fieldapp.domain.clocks.limitation import guarantee_period
from fieldapp.domain.compliance.contact import Permission, may_approach, may_call, may_visit
from fieldapp.domain.party import GuaranteeKind, Party, PartyRole
from tests.unit.domain.builders import SISTER, TODAY, WIFE, guarantee, worked_loan

RULES = rule_packs.load().contact
ZONE = "Asia/Shanghai"


def local(hour: int, minute: int = 0) -> datetime:
    """That time of day in Shanghai, as UTC."""
    return datetime(2026, 7, 25, hour, minute, tzinfo=UTC) - timedelta(hours=8)


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
    answer = may_visit(now, ZONE, [], RULES)
    assert (answer.permission, answer.code) == (permission, code)
    assert answer.params == {"open": "08:00", "close": "22:00"}


@pytest.mark.parametrize(("now", "permission", "code"), HOURS)
def test_calls_keep_to_the_same_hours(now: datetime, permission: Permission, code: str) -> None:
    answer = may_call(now, ZONE, RULES)
    assert (answer.permission, answer.code) == (permission, code.replace("may.visit", "may.call"))


def test_the_hours_are_those_of_the_debtors_zone() -> None:
    noon_in_shanghai = local(12)
    assert may_visit(noon_in_shanghai, "Asia/Urumqi", [], RULES).permission is Permission.ALLOWED
    early = local(9)  # 7 o'clock in Urumqi
    assert may_visit(early, ZONE, [], RULES).permission is Permission.ALLOWED
    assert may_visit(early, "Asia/Urumqi", [], RULES).permission is Permission.BLOCKED


def test_a_third_visit_in_a_week_needs_a_reason() -> None:
    two = [TODAY - timedelta(days=6), TODAY - timedelta(days=1)]
    answer = may_visit(local(10), ZONE, two, RULES)
    assert (answer.permission, answer.code, answer.params) == (
        Permission.WARN,
        "may.visit_often",
        {"count": 2, "limit": 2},
    )
    assert may_visit(local(10), ZONE, [TODAY - timedelta(days=7), TODAY], RULES).permission is Permission.ALLOWED


def test_the_hour_is_told_before_the_frequency() -> None:
    two = [TODAY - timedelta(days=2), TODAY - timedelta(days=1)]
    assert may_visit(local(23), ZONE, two, RULES).code == "may.outside_hours"


def guarantor(kind: GuaranteeKind = GuaranteeKind.JOINT, end: date | None = None) -> Party:
    return Party("p-g", "张伟", PartyRole.GUARANTOR, guarantee=guarantee(end, kind))


def test_nothing_may_be_asked_of_a_contact() -> None:
    answer = may_approach(SISTER, None, TODAY)
    assert (answer.permission, answer.rule, answer.params) == (Permission.BLOCKED, "R06", {"name": "李建英"})


def test_a_co_debtor_owes_like_the_borrower() -> None:
    assert may_approach(WIFE, None, TODAY).permission is Permission.ALLOWED


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        (GuaranteeKind.JOINT, "may.guarantor_joint"),
        (GuaranteeKind.GENERAL, "may.guarantor_general"),
        (GuaranteeKind.UNCLEAR, "may.guarantor_general"),
    ],
)
def test_an_unclear_guarantee_is_treated_as_a_general_one(kind: GuaranteeKind, code: str) -> None:
    party = guarantor(kind)
    assert party.guarantee is not None
    answer = may_approach(party, guarantee_period(party.guarantee, worked_loan()), TODAY)
    assert (answer.permission, answer.code) == (Permission.WARN, code)


def test_a_guarantor_whose_contract_is_unknown_is_treated_as_general() -> None:
    party = Party("p-g", "张伟", PartyRole.GUARANTOR)
    assert may_approach(party, None, TODAY).code == "may.guarantor_general"


def test_after_the_guarantee_period_the_guarantor_is_free() -> None:
    party = guarantor(end=date(2027, 2, 1))
    assert party.guarantee is not None
    period = guarantee_period(party.guarantee, worked_loan())
    assert may_approach(party, period, date(2027, 2, 1)).permission is Permission.WARN
    over = may_approach(party, period, date(2027, 2, 2))
    assert (over.permission, over.rule) == (Permission.BLOCKED, "R24")
    assert over.params == {"name": "张伟", "date": "2027-02-01"}
