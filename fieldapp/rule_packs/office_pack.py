"""The office's own pack: authority, contact hours, weights of urgency."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal
from functools import cache
from typing import Any

from fieldapp.domain.compliance.contact import ContactRules
from fieldapp.domain.plans.authority import AuthorityMatrix, Level, Limits
from fieldapp.domain.rule_pack import RulePack
from fieldapp.domain.strategy.urgency import Reason
from fieldapp.rule_packs import files


@cache
def load(name: str = "cn_default") -> RulePack:
    """The pack `name`.

    Raises:
        KeyError, ValueError: a pack that is not well formed; a test reads every pack shipped, so this is a bug.
    """
    pack = files.read(name)
    return RulePack(
        version=pack["version"],
        jurisdiction=pack["jurisdiction"],
        effective_from=date.fromisoformat(pack["effective_from"]),
        authority=_authority(pack["version"], pack["authority"]),
        contact=_contact(pack["version"], pack["contact"]),
        urgency={Reason(reason): weight for reason, weight in pack["urgency"].items()},
    )


def _authority(version: str, table: dict[str, Any]) -> AuthorityMatrix:
    limits = tuple(
        Limits(
            level=Level[row["level"].upper()],
            term_months=row["term_months"],
            balance=row["balance_minor"],
            penalty_waiver=Decimal(row["penalty_waiver"]),
            deferral_days=row.get("deferral_days"),
            approvers=row.get("approvers", 1),
        )
        for row in table["levels"]
    )
    return AuthorityMatrix(version, limits, table["proposal_days"])


def _contact(version: str, table: dict[str, Any]) -> ContactRules:
    return ContactRules(
        version,
        time.fromisoformat(table["open_at"]),
        time.fromisoformat(table["close_at"]),
        time.fromisoformat(table["warn_at"]),
        table["visits_a_week"],
    )
