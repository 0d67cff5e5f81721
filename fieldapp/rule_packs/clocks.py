"""The pack of the legal clocks: periods, warnings, and what proves each event."""

from __future__ import annotations

from functools import cache

from fieldapp.domain.clocks.events import Interruption, Proof
from fieldapp.domain.clocks.rules import ClockRules
from fieldapp.rule_packs import files


@cache
def clock_rules(name: str = "clocks_cn") -> ClockRules:
    """The rules of the pack `name`."""
    pack = files.read(name)
    limitation, guarantee = pack["limitation"], pack["guarantee"]
    return ClockRules(
        version=pack["version"],
        limitation_years=limitation["years"],
        longstop_years=limitation["longstop_years"],
        suspension_months=limitation["suspension_months"],
        guarantee_months=guarantee["months"],
        limitation_warnings=tuple(limitation["warnings"]),
        guarantee_warnings=tuple(guarantee["warnings"]),
        proofs={Interruption(row["kind"]): frozenset(map(Proof, row["proof"])) for row in pack["proofs"]},
        forbidden_after_end=tuple(pack["forbidden_after_end"]["wordings"]),
    )
