"""`geo plan`: days as JSON and public instances are planned; what is wrong with a file is said by place and reason."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from fieldapp.cli.main import main
from fieldapp.paths import resources

EXAMPLE = re.search(
    r"```json\n(.*?)```", (Path(__file__).parents[2] / "docs/geo-plan.md").read_text("utf-8"), re.DOTALL
)
FAST = ("--iterations", "30")

SOLOMON = """TINY

VEHICLE
NUMBER     CAPACITY
  2         30

CUSTOMER
CUST NO.  XCOORD.   YCOORD.    DEMAND   READY TIME  DUE DATE   SERVICE TIME

    0      0         0          0          0        100          0
    1      3         4         10          0         50         10
    2      6         8         20          0         60         10
    3     -3         4         15          0          4         10
    4    -30         0         15          0         90          0
"""
VRPLIB = """NAME : little
TYPE : VRPTW
DIMENSION : 3
VEHICLES : 2
CAPACITY : 10
SERVICE_TIME : 5
EDGE_WEIGHT_TYPE : EUC_2D
NODE_COORD_SECTION
1 0 0
2 0 10
3 10 0
DEMAND_SECTION
1 0
2 4
3 5
TIME_WINDOW_SECTION
1 0 100
2 0 20
3 0 40
DEPOT_SECTION
1
-1
EOF
"""


@pytest.fixture
def plan(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    """The answer to a file's content; its sentence where it is refused."""

    def ask(content: object, *options: str) -> Any:
        file = tmp_path / "asked"
        file.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
        code = main(["geo", "plan", "--lang", "en", *FAST, *options, str(file)])
        said = capsys.readouterr()
        return json.loads(said.out) if code == 0 else said.err

    return ask


def matrix_day(**more: Any) -> dict[str, Any]:
    """Three stops, ten minutes from each other and from the start."""
    grid = [[0 if one == other else 600 for other in range(4)] for one in range(4)]
    return {"stops": [{"service": 600, "prize": prize} for prize in (5, 6, 7)], "matrix": grid} | more


def test_the_example_of_the_handbook_is_planned(plan: Any) -> None:
    assert EXAMPLE
    found = plan(EXAMPLE[1])
    assert sorted(found["order"]) == ["garage", "noodle shop", "warehouse"]
    assert found["prize"] == 125
    assert found["prize_of_all"] == 126
    garage = next(stop for stop in found["stops"] if stop["id"] == "garage")
    assert 36_000 <= garage["begins"] <= 36_900
    assert garage["arrives_at"].startswith(("09:", "10:"))
    (left,) = found["left_out"]
    assert (left["id"], left["why"]) == ("closed today", "no_window")
    assert "permitted and open" in left["reason"]
    assert found["ways"]["kind"] == "straight"
    assert found["returns"] - found["departs"] <= 32_400


def test_a_matrix_and_a_limit_leave_out_what_is_worth_least(plan: Any) -> None:
    found = plan(matrix_day(limit=3000))
    assert sorted(found["order"]) == ["2", "3"]
    assert (found["prize"], found["road_s"], found["cost"]) == (13, 1800, 4800)
    assert [(left["id"], left["why"], left["costs_s"]) for left in found["left_out"]] == [("1", "no_time", 1800)]
    assert found["ways"] == {"kind": "matrix"}
    again = plan(matrix_day(limit=3000))
    assert again == found


def test_a_balance_leaves_out_what_is_not_worth_its_way(plan: Any) -> None:
    assert plan(matrix_day(objective="balance"))["order"] == []
    rich = matrix_day(objective="balance")
    rich["stops"][0]["prize"] = 9_000
    assert plan(rich)["order"] == ["1"]


def test_the_matrix_may_have_its_own_end_or_name_its_rows(plan: Any) -> None:
    end = matrix_day()
    end["stops"] = end["stops"][:2]
    assert len(plan(end)["order"]) == 2
    named = matrix_day(start={"node": 3}, end={"node": 3, "time": 9_000})
    for stop, node in zip(named["stops"], (0, 1, 2), strict=True):
        stop["node"] = node
    assert len(plan(named)["order"]) == 3


def test_start_and_end_may_be_a_row_a_place_or_a_time_alone(plan: Any) -> None:
    written = matrix_day(start={"node": 3}, end={"node": 3})
    alone = matrix_day(start=3, end=3)
    for one in (written, alone):
        one["stops"] = [{"node": node} for node in range(3)]
    assert plan(alone) == plan(written)
    stops = [{"lon": 120.63, "lat": 31.3}]
    assert plan({"start": [120.6, 31.3], "stops": stops}) == plan(
        {"start": {"lon": 120.6, "lat": 31.3}, "stops": stops}
    )
    assert plan(matrix_day(start="09:00"))["departs"] == 32_400
    assert "start" in plan(matrix_day(start=True))


def test_a_required_stop_that_cannot_be_kept_is_named(plan: Any) -> None:
    found = plan(matrix_day(limit=3000))
    assert found["required_lost"] == []
    lost = matrix_day(limit=3000)
    for stop in lost["stops"]:
        stop["required"] = True
    found = plan(lost)
    assert (len(found["order"]), found["required_lost"]) == (2, [found["left_out"][0]["id"]])
    assert found["left_out"][0]["why"] == "clash"


def test_fractions_of_a_second_are_kept(plan: Any) -> None:
    found = plan({"stops": [{"service": 0.25}], "matrix": [[0, 1.5], [2.5, 0]]})
    assert (found["cost"], found["returns"] - found["departs"]) == (8.25, 4.25)


def test_seed_and_iterations_of_the_file_give_way_to_those_of_the_command(plan: Any) -> None:
    found = plan(matrix_day(seed=3, iterations=60), "--seed", "9")
    assert (found["seed"], found["iterations"]) == (9, 30)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"stops": [{"sevice": 5}]}, "sevice"),
        ({"stops": [{"service": -1}]}, "stops[0].service"),
        ({"stops": [{"windows": [["9:61", 5]]}]}, "stops[0].windows[0]"),
        ({"stops": [{}, {}, {"windows": [[50, 5]]}]}, "closes before it opens"),
        ({"stops": [{"id": 1}, {"id": "1"}, {}]}, "stops[1].id"),
        ({"stops": [{}, {}, {}, {}, {}]}, "Field matrix"),
        ({"matrix": None}, "start.lon"),
        ({"matrix": None, "start": {"lon": 0, "lat": 0}}, "0/0 is no place"),
        ({"matrix": None, "start": {"lon": 31.3, "lat": 120.6}}, "start.lat"),
        ({"matrix": [[0, 1], [1]]}, "matrix[1]"),
        ({"matrix": [[0, -1], [1, 0]], "stops": [{}]}, "matrix[0][1]"),
        ({"start": {"node": 9}}, "start.node"),
        ({"start": {"time": "18:00"}, "end": {"time": "08:00"}}, "end.time"),
        ({"limit": -5}, "limit"),
        ({"objective": "joy"}, "objective"),
        ({"metres": [[0]]}, "metres"),
    ],
)
def test_what_is_wrong_with_a_day_is_said_by_field_and_reason(plan: Any, change: dict[str, Any], said: str) -> None:
    assert said in plan(matrix_day(**change))


@pytest.mark.parametrize("text", ["{", '{"stops": [}'])
def test_a_file_that_is_no_json_is_refused(plan: Any, text: str) -> None:
    assert "not valid JSON" in plan(text)


def test_one_vehicle_gathers_prizes_from_solomons_table(plan: Any) -> None:
    found = plan(SOLOMON, "--vehicles", "1")
    assert found["order"] == ["1", "2", "4"]
    assert (found["prize"], found["prize_of_all"]) == (45, 60)
    assert found["left_out"][0]["why"] == "out_of_reach"
    assert found["stops"][0]["arrives"] == found["departs"] + 5


def test_a_fleet_serves_everybody_or_says_that_it_cannot(plan: Any) -> None:
    servable = SOLOMON.replace("          4         10", "         40         10")
    found = plan(servable)
    assert sorted(one for route in found["routes"] for one in route) == ["1", "2", "3", "4"]
    assert found["vehicles"] == 2
    assert "serve everybody" in plan(SOLOMON)


def test_vrplib_sections_are_read(plan: Any) -> None:
    found = plan(VRPLIB)
    assert (found["instance"], found["vehicles"], found["cost"]) == ("little", 1, 34.1)
    assert plan(VRPLIB.replace("VRPTW", "CVRP").replace("TIME_WINDOW", "IGNORED"))["cost"] == 34


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "Line 1"),
        ("only words\nhere\n", "no table of customers"),
        (SOLOMON.replace("    2      6", "    1      6"), "Line 12"),
        (SOLOMON.replace("20          0         60", "20         70         60"), "due 60 is before ready 70"),
        (SOLOMON.replace("15          0         90          0", "15"), "Line 14"),
        (SOLOMON.replace("     -3  ", "      x  "), "not a number: 'x'"),
        (VRPLIB.replace("EUC_2D", "GEO"), "EDGE_WEIGHT_TYPE GEO"),
        (VRPLIB.replace("2 0 10\n", "2 0\n"), "1 figures in NODE_COORD_SECTION instead of 2"),
        (VRPLIB.replace("3 5\n", "2 5\n"), "2 stands in line"),
        (VRPLIB.replace("DEPOT_SECTION\n1", "DEPOT_SECTION\n7"), "DEPOT_SECTION names 7"),
        ("CAPACITY : x\nNODE_COORD_SECTION\n1 0 0\n2 1 1\n", "CAPACITY is not a number"),
        ("strange\nNODE_COORD_SECTION\n", "neither a heading nor a section"),
    ],
)
def test_what_is_wrong_with_an_instance_is_said_by_line_and_reason(plan: Any, text: str, said: str) -> None:
    assert said in plan(text)


def test_a_file_that_is_not_there_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["geo", "plan", "--lang", "en", "no such file"]) == 1
    assert "cannot be read" in capsys.readouterr().err


def test_both_languages_know_the_same_sentences() -> None:
    known = [
        set(json.loads((resources() / "messages" / one / "geo_plan.json").read_text("utf-8")))
        for one in ("en", "zh_CN")
    ]
    assert known[0] == known[1]
