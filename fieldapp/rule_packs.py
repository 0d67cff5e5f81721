"""Reads rule packs from `resources/rules`: rules are data, so that an office can tighten them without new code."""

from __future__ import annotations

import json
from datetime import date, time
from decimal import Decimal
from functools import cache
from typing import Any

from fieldapp import paths
from fieldapp.domain.authority import AuthorityMatrix, Level, Limits
from fieldapp.domain.compliance import ContactRules
from fieldapp.domain.rule_pack import RulePack
from fieldapp.domain.urgency import Reason


@cache
def load(name: str = "cn_default") -> RulePack:
    """The pack `name`.

    Raises:
        KeyError, ValueError: a pack that is not well formed; a test reads every pack shipped, so this is a bug.
    """
    text = (paths.resources() / "rules" / f"{name}.json").read_text(encoding="utf-8")
    pack: dict[str, Any] = json.loads(text)
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
