"""The pack of the playbook: rows by priority, overlays, hours and caps.

A condition is written as a test `["days_past_due", ">=", 4]`, or `{"all": […]}`, `{"any": […]}`, `{"not": …}`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, time
from functools import cache
from typing import Any

from fieldapp.domain.strategy.conditions import AllOf, AnyOf, Comparison, Condition, Not, Operator, fault
from fieldapp.domain.strategy.playbook_rules import Action, Channel, Evidence, Globals, Next, Playbook, Row
from fieldapp.rule_packs import files
from fieldapp.rule_packs.workdays import work_calendar

FAMILY = "playbook"


@cache
def in_force(on: date) -> Playbook:
    """The playbook of a day.

    Raises:
        LookupError: no pack is in force on that day.
        ValueError: the pack is not well formed.
    """
    return playbook_of(files.in_force(FAMILY, on))


def playbook_of(pack: Mapping[str, Any]) -> Playbook:
    """The playbook that a pack tells.

    Raises:
        KeyError, ValueError: a row or condition that is not well formed, or no last row that always holds.
    """
    channels = {Action(name): Channel(one["channel"]) for name, one in pack["actions"].items()}
    pressing = frozenset(Action(name) for name, one in pack["actions"].items() if one.get("pressure", False))
    missing = set(Action) - set(channels)
    if missing:
        raise ValueError(f"no channel for {sorted(missing)}")
    rows = sorted(pack["rows"], key=lambda row: int(row["priority"]))
    if not rows or rows[-1]["when"] != {"all": []}:
        raise ValueError("the last row must hold always")
    return Playbook(
        version=pack["version"],
        globals=_globals(pack["globals"]),
        rows=tuple(_row(row, pressing) for row in rows),
        overlays=tuple(_row(row, pressing) for row in pack["overlays"]),
        channels=channels,
        families=pack["families"],
        work=work_calendar(),
    )


def condition_of(written: Any) -> Condition:
    """The condition that is written so.

    Raises:
        ValueError: it is no condition.
    """
    if isinstance(written, list) and len(written) == 3:
        field, operator, value = written
        return Comparison(field, Operator(operator), tuple(value) if isinstance(value, list) else value)
    if isinstance(written, dict) and len(written) == 1:
        ((word, inner),) = written.items()
        if word == "not":
            return Not(condition_of(inner))
        if word in {"all", "any"}:
            return (AllOf if word == "all" else AnyOf)(tuple(condition_of(one) for one in inner))
    raise ValueError(f"no condition: {written!r}")


def _row(entry: Mapping[str, Any], pressing: frozenset[Action]) -> Row:
    when = condition_of(entry["when"])
    wrong = fault(when)
    if wrong:
        raise ValueError(f"{entry['id']}: {wrong}")
    named = {name: _actions(entry.get(name, ())) for name in ("sequence", "also", "otherwise", "allowed")}
    own = frozenset(one for actions in named.values() for one in actions)
    return Row(
        id=entry["id"],
        when=when,
        sequence=named["sequence"],
        also=named["also"],
        otherwise=named["otherwise"],
        allowed=named["allowed"],
        evidence=tuple(Evidence(one) for one in entry.get("evidence", ())),
        guards=tuple(entry.get("guards", ())),
        stops=_stops(entry.get("stops", ()), pressing, own),
        next=Next(**entry.get("next", {})),
        firm=entry.get("firm", False),
        limits=entry.get("limits", {}),
        source=entry["source"],
        confidence=entry["confidence"],
    )


def _actions(names: Iterable[str]) -> tuple[Action, ...]:
    return tuple(Action(name) for name in names)


def _stops(names: Iterable[str], pressing: frozenset[Action], own: frozenset[Action]) -> frozenset[Action]:
    """Actions by name; `pressure` is every pressing one, `all` every one that the row does not name itself."""
    groups = {"pressure": pressing, "all": frozenset(Action) - own - {Action.WAIT}}
    return frozenset(one for name in names for one in (groups[name] if name in groups else {Action(name)}))


def _globals(table: Mapping[str, Any]) -> Globals:
    quiet, prefer = table["quiet"], table["prefer_call"]
    return Globals(
        quiet_from=time.fromisoformat(quiet["from"]),
        quiet_until=time.fromisoformat(quiet["until"]),
        prefer_from=time.fromisoformat(prefer["from"]),
        prefer_until=time.fromisoformat(prefer["until"]),
        avoid=frozenset(table["avoid"]),
        calls_a_day=table["calls_a_day"],
        visits_a_week=table["visits_a_week"],
    )
