"""The benchmarks' own harness, in its smallest form: that what it says is measured is what is measured."""

from __future__ import annotations

import base64
import json
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from fieldapp.protocol.records import encode_record
from tests.benchmarks import __main__ as command
from tests.benchmarks import portfolio, registry
from tests.benchmarks.children import child
from tests.benchmarks.offices import COLLECTOR, ROOT, make, serving
from tests.benchmarks.photos_rows import _arrived, _sent_again
from tests.benchmarks.server_rows import _fleet
from tests.benchmarks.sync_lanes import OwnLane, floor_lane, own_lane, some, touch
from tests.benchmarks.table import Row, at_most, at_most_times, faster, printed, times_faster, within

pytestmark = pytest.mark.xdist_group("bench_harness")
CASES = 30


@dataclass(frozen=True)
class Pulled:
    """A laptop that has pulled everything, what its sync said, and what went over the line for it."""

    lane: OwnLane
    report: dict[str, Any]
    went: dict[str, int]


@pytest.fixture(scope="module")
def pulled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pulled]:
    """A small office, its server, and such a laptop."""
    with own_lane(CASES, tmp_path_factory.mktemp("bench")) as own:
        own.fresh()
        own.line.delay(0)
        report = own.first_pull()
        yield Pulled(own, report, own.line.read())


@pytest.fixture
def lane(pulled: Pulled) -> OwnLane:
    """The laptop, which other tests may have worked on."""
    return pulled.lane


def test_the_same_number_is_the_same_case_and_others_share_nothing_that_names_anybody() -> None:
    made = list(portfolio.cases(600, COLLECTOR.id))
    again = list(portfolio.cases(3, COLLECTOR.id, 300))
    assert [encode_record(case) for case in again] == [encode_record(case) for case in made[300:303]]
    assert len({case.id for case in made}) == len({case.case_no for case in made}) == 600
    assert len({phone for case in made for phone in case.borrower.phones}) > 590
    assert made[0].borrower.name != made[240].borrower.name


@pytest.mark.parametrize(
    ("row", "verdict"),
    [
        (Row("a", [1.0, 9.0, 2.0], at_most_times(2), "floor", [1.0]), "met"),
        (Row("b", [2.1], at_most_times(2), "floor", [1.0]), "MISSED"),
        (Row("c", [1.0], times_faster(4), "other", [4.0]), "met"),
        (Row("d", [1.0], times_faster(4), "other", [3.9]), "MISSED"),
        (Row("e", [1.0], faster(), "other", [1.0]), "MISSED"),
        (Row("f", [0.4], at_most(0.5)), "met"),
        (Row("g", [1.21], within(0.2), "other", [1.0]), "MISSED"),
        (Row("h", [1.0], faster(), "other", []), "not run"),
        (Row("i", [1.0], beside="other", theirs=[3.0]), ""),
    ],
    ids=lambda value: value.work if isinstance(value, Row) else "",
)
def test_a_row_says_by_its_medians_whether_its_bar_is_met(row: Row, verdict: str) -> None:
    assert row.verdict == verdict


def test_a_first_pull_is_one_connection_and_the_line_counts_its_bytes(pulled: Pulled) -> None:
    assert pulled.report["pulled"] >= CASES
    assert pulled.went["connections"] == 1
    assert 0 < pulled.went["up"] < 1000 < pulled.went["down"]


def test_a_far_line_costs_its_handshake_and_each_turn(lane: OwnLane) -> None:
    lane.line.delay(80)
    done = lane.sync()
    assert lane.line.read()["turns"] == 1
    lane.line.delay(0)
    assert done["s"] >= 0.16


def test_changed_cases_come_with_the_next_round_and_nothing_else(lane: OwnLane) -> None:
    with lane.office.store() as store:
        touch(store, some(5, CASES), round_number=7)
    assert lane.sync()["pulled"] == 5
    assert lane.sync()["pulled"] == 0


def test_visits_are_made_and_accepted(lane: OwnLane) -> None:
    lane.laptop.ask("visit", first=0, count=4, cases=CASES)
    assert lane.laptop.ask("counts")["waiting"] == 4
    assert lane.sync()["pushed"] == 4
    assert lane.laptop.ask("counts") == {"waiting": 0, "refused": 0}


def test_a_photo_is_only_counted_when_every_byte_is_at_the_server(lane: OwnLane) -> None:
    assert _sent_again(lane, number=3, size=200_000) < 100
    assert not _arrived(lane, "0" * 64, 200_000)


def test_the_load_is_of_laptops_that_have_nothing_new(tmp_path: Path) -> None:
    store = make(tmp_path / "office", 0)
    laptops = list(_fleet(store, 4))
    store.close()
    assert all(base64.b64decode(each["body"]) for each in laptops)
    with serving(tmp_path / "office") as server:
        told = tmp_path / "fleet.json"
        told.write_text(json.dumps({"laptops": laptops, "servers": [server.url]}), encoding="utf-8")
        words = [sys.executable, "-m", "tests.benchmarks.server_load_process", told]
        with child(words, tmp_path / "load.log", folder=ROOT) as load:
            done = load.ask("run", count=8, at_once=2, rate=0)
        assert done["rate"] > 0
        assert done["p50"] <= done["p99"] <= done["longest"]
        assert server.resident_mb() > 10


def test_every_section_has_somebody_who_fills_it() -> None:
    assert {name for name in registry.SECTIONS if not registry.makers(name)} == set()


def test_a_missed_bar_is_told_in_the_table_in_the_json_and_by_the_exit_code(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def rows(_bench: registry.Bench) -> Iterator[Row]:
        started = time.perf_counter()
        yield Row("work of a kind", [2.0, 3.0, 4.0], at_most(1.0), note=f"{started > 0}")

    monkeypatch.setattr(command, "makers", lambda _name: [rows])
    assert command.main(["--only", "sync", "--alone", "--out", str(tmp_path)]) == 1
    assert "MISSED" in capsys.readouterr().out
    kept = json.loads((tmp_path / "sync.json").read_text(encoding="utf-8"))
    assert kept["rows"][0]["ours"] == [2.0, 3.0, 4.0]
    assert kept["rows"][0]["verdict"] == "MISSED"
    assert kept["conditions"]["cases"] == 10_000


def test_columns_stand_under_one_another_also_with_chinese_in_them() -> None:
    lines = printed([Row("搜索", [0.001], at_most(0.005)), Row("a longer name", [0.001], at_most(0.005))]).splitlines()
    assert "1 ms" in lines[2]
    assert lines[2].index("1 ms") + 2 == lines[3].index("1 ms")


def test_the_floor_puts_in_what_a_pull_has_brought(lane: OwnLane, tmp_path: Path) -> None:
    """Last, because the laptop is put away for it."""
    with floor_lane(lane, tmp_path) as floor:
        least = floor.ask("insert")
    assert least["rows"]["case_row"] == least["rows"]["case_search"] == CASES
    assert least["rows"]["record"] > CASES
    assert least["s"] > 0
