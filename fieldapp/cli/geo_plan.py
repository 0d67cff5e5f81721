"""`fieldapp geo plan`: plans a day, or solves a public instance, without a screen; the answer is JSON.

    fieldapp geo plan day.json
    fieldapp geo plan --pack maps/suzhou < day.json
    fieldapp geo plan --vehicles 1 c101.txt

How a day is written stands in docs/geo-plan.md. A file that is no JSON is read as a public instance: Solomon's table or
VRPLIB's sections. With one vehicle it is an orienteering problem whose demands are prizes, else a fleet serves all.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from fieldapp.cli.speaking import tell
from fieldapp.errors import KnownError, reason_of
from fieldapp.sentences import LANGUAGES

PATIENCE = 16
"""How much more is tried for a public instance with its hundred customers than for a day on the laptop."""


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `plan` to the group."""
    plan = commands.add_parser(
        "plan", help="一天的路线：读 JSON 或公开算例，输出 JSON / plan a day or a public instance"
    )
    plan.add_argument("file", nargs="?", default="-", metavar="FILE", help="a day as JSON, or an instance; - is stdin")
    plan.add_argument("--seed", type=int, metavar="N", help="another seed than the file's (default: 1)")
    plan.add_argument(
        "--iterations", type=int, metavar="N", help="how long to search (default: as the size of the task asks)"
    )
    plan.add_argument("--vehicles", type=int, metavar="N", help="of a public instance (default: as it says)")
    plan.add_argument(
        "--pack", type=Path, action="append", default=[], metavar="DIR", help="unpacked region pack: roads"
    )
    plan.add_argument("--lang", choices=LANGUAGES, default="zh_CN", help="language of the reasons")
    plan.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    """Print the plan; the exit code."""
    content = _read(chosen.file)
    options = {name: getattr(chosen, name) for name in ("seed", "iterations")}
    for name, value in {**options, "vehicles": chosen.vehicles}.items():
        if value is not None and value < (0 if name != "vehicles" else 1):
            raise KnownError("geo_plan.field_wrong", {"field": f"--{name}", "detail": f"{value} is too small"})
    if content.lstrip()[:1] in {b"{", b"["}:
        built = day_plan(content, options, chosen.pack, chosen.lang)
    else:
        built = instance_plan(content, options, chosen.vehicles, chosen.lang)
    tell(json.dumps(built, ensure_ascii=False, indent=2))
    return 0


def day_plan(content: bytes, options: Mapping[str, int | None], packs: list[Path], lang: str) -> dict[str, Any]:
    """The plan of a day.

    Raises:
        KnownError: `geo_plan.not_json`, `geo_plan.field_wrong`, or what is wrong with a pack.
    """
    from fieldapp.cli.geo_plan_answer import day_answer
    from fieldapp.cli.geo_plan_question import read_day, task_of
    from fieldapp.cli.geo_plan_ways import AskedWays
    from fieldapp.geo.day.solve_day import SEED, solve

    asked = read_day(content)
    ways = AskedWays.of(asked, packs)
    read = task_of(asked, ways.table)
    seed = next(one for one in (options["seed"], asked.seed, SEED) if one is not None)
    given = options["iterations"] if options["iterations"] is not None else asked.iterations
    answer = solve(read.task, seed=seed, iterations=given)
    return day_answer(read, answer, seed, ways.told(), lang)


def instance_plan(content: bytes, options: Mapping[str, int | None], vehicles: int | None, lang: str) -> dict[str, Any]:
    """The solution of a public instance.

    Raises:
        KnownError: `geo_plan.instance_wrong`, or `geo_plan.no_fleet` where no solution was found.
    """
    from fieldapp.cli.geo_plan_answer import fleet_answer, orienteering_answer
    from fieldapp.geo.day.public_instances import read_instance
    from fieldapp.geo.day.solve_day import SEED, solve

    instance = read_instance(content.decode("utf-8-sig", errors="replace"))
    seed = SEED if options["seed"] is None else options["seed"]
    if (vehicles or instance.vehicles) == 1:
        from fieldapp.geo.day.orienteering import task_of

        task, prize_weight = task_of(instance)
        answer = solve(task, seed=seed, iterations=options["iterations"], patience=PATIENCE)
        return orienteering_answer(instance, answer, prize_weight, seed, lang)
    from fieldapp.geo.day.solve_fleet import solve_fleet

    found = solve_fleet(instance, vehicles or instance.vehicles, seed=seed, iterations=options["iterations"])
    return fleet_answer(instance, found, seed)


def _read(file: str) -> bytes:
    if file == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(file).read_bytes()
    except OSError as error:
        raise KnownError("geo_plan.unreadable", {"path": file, "reason": reason_of(error)}) from error
