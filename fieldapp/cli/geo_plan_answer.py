"""The planner's answers as the command line prints them: plain values, and every reason as code and sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fieldapp.cli.geo_plan_question import DayRead
from fieldapp.domain.strategy.day_task import DayAnswer, LeftOut
from fieldapp.sentences import say

if TYPE_CHECKING:
    from fieldapp.geo.day.public_instances import Instance
    from fieldapp.geo.day.solve_fleet import Fleet


def day_answer(read: DayRead, answer: DayAnswer, seed: int, ways: dict[str, Any], lang: str) -> dict[str, Any]:
    """A day: seconds as the file has them, clock times beside them."""
    prizes = {stop.id: prize for stop, prize in zip(read.task.stops, read.prizes, strict=True)}
    required = {stop.id for stop in read.task.stops if stop.required}
    return {
        "order": list(answer.order),
        "departs": _seconds(answer.departs, read.finer),
        "departs_at": _clock(answer.departs, read.finer),
        "returns": _seconds(answer.returns, read.finer),
        "returns_at": _clock(answer.returns, read.finer),
        "prize": _plain(sum(prizes[one] for one in answer.order)),
        "prize_of_all": _plain(sum(read.prizes)),
        "cost": _seconds(answer.cost, read.finer),
        "road_s": _seconds(answer.cost - (answer.returns - answer.departs), read.finer),
        "stops": _stops(answer, read.finer),
        "required_lost": [one.id for one in answer.left_out if one.id in required],
        "left_out": [_left(one, read.finer, lang) for one in answer.left_out],
        "ways": ways,
        "seed": seed,
        "iterations": answer.iterations,
    }


def orienteering_answer(instance: Instance, answer: DayAnswer, weight: int, seed: int, lang: str) -> dict[str, Any]:
    """A public instance with one vehicle: the prizes gathered, times in the instance's units."""
    from fieldapp.geo.day.orienteering import TENTHS

    return {
        "instance": instance.name,
        "problem": "orienteering with time windows: one vehicle, demands as prizes, distances cut to one decimal",
        "order": list(answer.order),
        "prize": answer.prize // weight,
        "prize_of_all": round(sum(row.demand for row in instance.customers)),
        "cost": _seconds(answer.cost, TENTHS),
        "departs": _seconds(answer.departs, TENTHS),
        "returns": _seconds(answer.returns, TENTHS),
        "stops": _stops(answer, TENTHS, clock=False),
        "left_out": [_left(one, TENTHS, lang) for one in answer.left_out],
        "seed": seed,
        "iterations": answer.iterations,
    }


def fleet_answer(instance: Instance, found: Fleet, seed: int) -> dict[str, Any]:
    """A public instance with a fleet."""
    rounding = "cut to one decimal" if instance.windows else "rounded"
    return {
        "instance": instance.name,
        "problem": f"vehicle routing, all customers served, distances {rounding}",
        "cost": found.distance,
        "vehicles": len(found.routes),
        "routes": [list(route) for route in found.routes],
        "seed": seed,
        "iterations": found.iterations,
    }


def _stops(answer: DayAnswer, finer: int, *, clock: bool = True) -> list[dict[str, Any]]:
    return [
        {
            "id": stop.id,
            "arrives": _seconds(stop.arrives, finer),
            **({"arrives_at": _clock(stop.arrives, finer)} if clock else {}),
            "begins": _seconds(stop.begins, finer),
            "leaves": _seconds(stop.leaves, finer),
            "waits_s": _seconds(stop.waits_s, finer),
            "way_s": _seconds(stop.way_s, finer),
            **({"way_m": stop.way_m} if clock else {}),
        }
        for stop in answer.stops
    ]


def _left(left: LeftOut, finer: int, lang: str) -> dict[str, Any]:
    return {
        "id": left.id,
        "why": left.why.value,
        "reason": str(say(f"geo_plan.why.{left.why.value}", None, lang)),
        "costs_s": None if left.costs_s is None else _seconds(left.costs_s, finer),
    }


def _seconds(units: int, finer: int) -> float:
    return units if finer == 1 else _plain(units / finer)


def _plain(value: float) -> float:
    """Without a fraction where it has none."""
    return int(value) if float(value).is_integer() else value


def _clock(units: int, finer: int) -> str:
    seconds = units // finer
    return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"
