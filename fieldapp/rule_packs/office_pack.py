"""The office's own pack: authority and weights of urgency; the rules of contact are in `compliance`."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

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
            principal_waiver=Decimal(row["principal_waiver"]),
            interest_waiver=Decimal(row["interest_waiver"]),
        )
        for row in table["levels"]
    )
    return AuthorityMatrix(
        version, limits, table["proposal_days"], table["restructure_months"], table["restructure_levels"]
    )
