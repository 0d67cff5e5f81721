"""Every pack that is shipped can be read, and weighs every reason."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from fieldapp import rule_packs
from fieldapp.domain.plans.authority import Level
from fieldapp.domain.strategy.urgency import Reason
from fieldapp.rule_packs import files

PACKS = ("cn_default",)
NONE, ALL = Decimal(0), Decimal(1)


@pytest.mark.parametrize("name", PACKS)
def test_a_pack_weighs_every_reason_and_orders_its_levels(name: str) -> None:
    pack = rule_packs.load(name)
    assert set(pack.urgency) == set(Reason)
    levels = [limits.level for limits in pack.authority.limits]
    assert levels == sorted(set(levels))


def test_no_office_pack_goes_unread() -> None:
    assert [pack["version"] for pack in files.family("office")] == [rule_packs.load(name).version for name in PACKS]


def test_the_chinese_pack_says_what_the_rules_say() -> None:
    pack = rule_packs.load()
    assert (pack.version, pack.effective_from) == ("cn-2026.1", date(2026, 2, 1))
    rows = {
        limits.level: (
            *(limits.term_months, limits.balance),
            *(limits.principal_waiver, limits.interest_waiver, limits.penalty_waiver, limits.approvers),
        )
        for limits in pack.authority.limits
    }
    assert rows == {
        Level.COLLECTOR: (3, 10_000_00, NONE, NONE, NONE, 1),
        Level.TEAM_LEAD: (6, 50_000_00, NONE, NONE, Decimal("0.5"), 1),
        Level.BRANCH_MANAGER: (24, 200_000_00, Decimal("0.05"), Decimal("0.3"), ALL, 1),
        Level.RISK_COMMITTEE: (60, None, Decimal("0.3"), ALL, ALL, 2),
        Level.BOARD: (None, None, ALL, ALL, ALL, 1),
    }
    assert (pack.authority.restructure_months, pack.authority.restructure_levels) == (12, 1)
    assert pack.authority.limits[0].deferral_days == 7
    assert pack.authority.proposal_days == 7
