"""Stops of a planned day that the rules forbid by now: it got late, a colleague was there, or a rule is another one.

The plan keeps the hours as they were permitted when it was made. They are asked for again once the day is on screen,
each stop for the moment at which its visit would begin; what may be done at the door is asked there all the same.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from fieldapp.domain.caseview import view
from fieldapp.domain.compliance.answer import Outcome
from fieldapp.domain.compliance.case_facts import facts_of
from fieldapp.domain.compliance.for_case import Standing, may_visit
from fieldapp.rule_packs.agreements import agreement_rules
from fieldapp.services.day_now import at_second
from fieldapp.services.desk import Desk
from fieldapp.services.may_act import laptop_of
from fieldapp.services.plan_day import Day, Why


@dataclass(frozen=True, slots=True)
class Barred:
    """The rule that forbids a visit and its sentence."""

    rule: str
    code: str
    params: dict[str, str | int] = field(default_factory=dict)


def barred_stops(desk: Desk, day: Day) -> dict[str, Barred]:
    """The stops that may not be visited when one gets there, by case; none where nobody planned the day."""
    wanted = {
        stop.line.case_id: at_second(day.on, stop.at.begins)
        for stop in day.stops
        if stop.at is not None and stop.why is not Why.BEGUN
    }
    pack, rules, found = desk.compliance(day.on), agreement_rules(), {}
    for key, begins in wanted.items():
        with desk.store.reading() as unit:
            file, laptop = unit.files.find(key), laptop_of(desk, unit)
        if file is None:
            continue  # it has gone to somebody else since
        standing = may_visit(facts_of(view(file, day.on, rules), laptop), begins, pack)
        if standing.answer.outcome is Outcome.BLOCK:
            found[key] = barred(standing)
    return found


def barred(standing: Standing) -> Barred:
    """What keeps somebody from going there, as it can be kept."""
    params = {key: value for key, value in standing.params.items() if isinstance(value, str | int)}
    return Barred(standing.rule, standing.code, params)
