"""The set-up: does each step once, says what to do when one fails, and leaves nothing half-made."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest
from steps import assets, plan, progress, python_env, system
from steps.log import Log
from steps.trouble import TroubleError, advice_for

DEV = Path(__file__).resolve().parents[3] / "build" / "dev.py"
NO_SCREEN = {
    name: value for name, value in os.environ.items() if name not in {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
}


class Workbench:
    """A step that writes its input to its output and counts how often it was done."""

    def __init__(self, folder: Path) -> None:
        self.source, self.target, self.times = folder / "source", folder / "target", 0
        self.source.write_text("one", encoding="utf-8")
        self.step = plan.Step("copy", "Copy", lambda: [self.source], lambda: [self.target], self.make)

    def make(self, _log: Log) -> None:
        self.times += 1
        text = self.source.read_text(encoding="utf-8")
        if text == "bad":
            raise TroubleError("cannot copy this")
        self.target.write_text(text, encoding="utf-8")


@pytest.fixture
def bench(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workbench:
    monkeypatch.setattr("steps.places.SETUP", tmp_path / "stamps")
    return Workbench(tmp_path)


def test_a_step_is_done_once(bench: Workbench) -> None:
    assert plan.carry_out([bench.step]) == 1
    assert plan.carry_out([bench.step]) == 0
    assert bench.times == 1


def test_a_step_is_done_again_when_its_input_changes(bench: Workbench) -> None:
    plan.carry_out([bench.step])
    bench.source.write_text("two", encoding="utf-8")
    assert plan.carry_out([bench.step]) == 1
    assert bench.target.read_text(encoding="utf-8") == "two"


def test_a_step_is_done_again_when_its_output_is_gone(bench: Workbench) -> None:
    plan.carry_out([bench.step])
    bench.target.unlink()
    assert plan.carry_out([bench.step]) == 1


def test_a_step_that_failed_counts_as_not_done(bench: Workbench) -> None:
    plan.carry_out([bench.step])
    bench.source.write_text("bad", encoding="utf-8")
    with pytest.raises(TroubleError):
        plan.carry_out([bench.step])
    bench.source.write_text("one", encoding="utf-8")
    assert not bench.step.is_done()


def test_a_line_tells_the_step_and_its_time(bench: Workbench, capsys: pytest.CaptureFixture[str]) -> None:
    plan.carry_out([bench.step])
    assert capsys.readouterr().out == "[1/1] Copy … 0.0 s\n"


def test_the_digest_tells_lists_apart_that_read_the_same() -> None:
    assert plan.digest(["ab", "c"]) != plan.digest(["a", "bc"])
    assert plan.digest(["a"]) != plan.digest([Path("a")])


def test_publishing_replaces_drops_what_is_old_and_keeps_what_is_not_ours(tmp_path: Path) -> None:
    made, place = tmp_path / "made", tmp_path / "place"
    for name in ("made/images", "place/images", "place/paper", "place/gone"):
        (tmp_path / name).mkdir(parents=True)
    for name in (
        "made/new",
        "made/same",
        "made/images/a",
        "place/same",
        "place/old",
        "place/images/b",
        "place/paper/p",
    ):
        (tmp_path / name).write_text(name, encoding="utf-8")
    assets.publish(made, place, keep=("paper",))
    left = {path.relative_to(place).as_posix() for path in place.rglob("*") if path.is_file()}
    assert left == {"new", "same", "images/a", "paper/p"}
    assert (place / "same").read_text(encoding="utf-8") == "made/same"


def test_a_workshop_leaves_nothing_behind_when_the_work_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("steps.places.SETUP", tmp_path)

    def work() -> None:
        with assets.workshop() as folder:
            (folder / "half").write_text("made", encoding="utf-8")
            raise TroubleError("no more paper")

    with pytest.raises(TroubleError):
        work()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("OSError: [Errno 28] No space left on device", "disk is full"),
        (
            "E: Could not get lock /var/lib/dpkg/lock-frontend. It is held by process 12",
            "Another program is installing",
        ),
        ("NameResolutionError: Failed to resolve host ([Errno -3] Temporary failure in name resolution)", "network"),
        ("npm error code ENOTFOUND", "network"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.", "lock file names"),
        ("npm error code SELF_SIGNED_CERT_IN_CHAIN", "certificate"),
        ("ERROR: No matching distribution found for sqlcipher3==0.6.4", "this system or this Python"),
        ("PermissionError: [WinError 5] Access is denied: 'python.exe'", "cannot be written"),
    ],
)
def test_a_known_failure_comes_with_advice(said: str, told: str) -> None:
    assert told in advice_for(f"before\n{said}\nafter")


def test_an_unknown_failure_comes_with_no_made_up_advice() -> None:
    assert advice_for("Segmentation fault") == ""


def test_a_program_that_fails_is_told_with_its_last_words(tmp_path: Path) -> None:
    log = Log(tmp_path / "step.log")
    with pytest.raises(TroubleError, match="the very last word"):
        log.run([sys.executable, "-c", "print('the very last word'); raise SystemExit(3)"])


def test_a_program_that_does_not_exist_is_a_trouble_and_no_bug(tmp_path: Path) -> None:
    with pytest.raises(TroubleError, match="no-such-program failed"):
        Log(tmp_path / "step.log").run([tmp_path / "no-such-program"])


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux keeps the libraries outside of the wheels")
def test_what_is_missing_is_named_with_its_debian_package() -> None:
    missing = system.missing_programs([("sh", "dash"), ("fieldapp-no-such-program", "one other")])
    assert [(each.name, each.packages) for each in missing] == [("fieldapp-no-such-program", ("one", "other"))]


def test_the_environment_finds_a_checkout_whose_path_is_chinese_and_has_spaces() -> None:
    checkout = Path("/srv/外访 应用/it's")
    line = python_env.pointer(checkout)
    assert line.isascii()
    added = subprocess.run(
        [sys.executable, "-c", f"{line}\nprint(ascii(sys.path[-1]))"], check=True, capture_output=True, text=True
    )
    assert ast.literal_eval(added.stdout) == str(checkout)


@pytest.mark.parametrize(("seconds", "shown"), [(0.04, "0.0 s"), (9.94, "9.9 s"), (41.2, "41 s"), (150, "2 min 30 s")])
def test_a_duration_is_told_as_a_person_would(seconds: float, shown: str) -> None:
    assert progress.spell(seconds) == shown


@pytest.mark.skipif(sys.platform != "linux", reason="Windows always has a screen")
def test_run_without_a_screen_says_so_and_names_the_tour() -> None:
    done = subprocess.run([sys.executable, DEV, "run"], check=False, capture_output=True, text=True, env=NO_SCREEN)
    assert done.returncode == 2
    assert "no screen" in done.stderr
    assert "build/dev.py tour" in done.stderr


def test_an_unknown_command_is_answered_with_the_list_of_commands() -> None:
    done = subprocess.run([sys.executable, DEV, "fly"], check=False, capture_output=True, text=True, env=NO_SCREEN)
    assert done.returncode == 2
    assert "'fly'" in done.stderr
    assert "tour" in done.stdout


def test_an_old_python_is_refused_with_a_sentence() -> None:
    ast.parse(DEV.read_text(encoding="utf-8"), feature_version=(3, 4))
    pretend = f"import sys, runpy; sys.version_info = (3, 10, 0); runpy.run_path({str(DEV)!r}, run_name='__main__')"
    done = subprocess.run([sys.executable, "-c", pretend], check=False, capture_output=True, text=True)
    assert done.returncode == 1
    assert done.stderr.startswith("FieldApp needs Python 3.11 or newer; this is Python 3.10")
