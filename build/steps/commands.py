"""The commands of `build/dev.py`: each readies what it needs and then does its one thing."""

from __future__ import annotations

import os
import shutil
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from steps import assets, places, progress, python_env, sample_map, system
from steps.plan import Step, carry_out
from steps.trouble import TroubleError

USAGE = 2
INTERRUPTED = 130


@dataclass(frozen=True, slots=True)
class Command:
    """One word after `dev.py`: what it is for, and what it does with the words behind it."""

    purpose: str
    act: Callable[[Sequence[str]], int]


def main(words: Sequence[str]) -> int:
    """Do what the command line asks; returns the exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    command = COMMANDS.get(words[0]) if words else None
    if command is None:
        return _explain(words)
    try:
        return command.act(words[1:])
    except TroubleError as trouble:
        print(f"\n{trouble}", file=sys.stderr)
        if trouble.advice:
            print(f"\n{trouble.advice}", file=sys.stderr)
        return trouble.status
    except KeyboardInterrupt:
        print("\nStopped. What is done is kept; the same command goes on from here.", file=sys.stderr)
        return INTERRUPTED


def _explain(words: Sequence[str]) -> int:
    asked = not words or words[0] in {"help", "-h", "--help"}
    if not asked:
        print(f"dev.py has no command {words[0]!r}.", file=sys.stderr)
    print("python3 build/dev.py COMMAND\n")
    for name, command in COMMANDS.items():
        print(f"  {name:9} {command.purpose}")
    return 0 if asked else USAGE


def _steps(*programs: Step) -> list[Step]:
    """Everything in order: what may need the administrator comes first, before minutes of downloads."""
    return [
        system.step(),
        *programs,
        python_env.environment_step(),
        python_env.packages_step(),
        *assets.steps(),
    ]


def _ready(*programs: Step) -> None:
    """Make what is missing; says nothing where nothing is."""
    started = time.monotonic()
    if carry_out(_steps(*programs)):
        progress.say(f"Set-up is complete ({progress.spell(time.monotonic() - started)}).")


def _setup(_words: Sequence[str]) -> int:
    _ready()
    progress.say("Ready: python3 build/dev.py run")
    return 0


def _run(words: Sequence[str]) -> int:
    screens = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    if places.LINUX and not any(os.environ.get(name) for name in screens):
        raise TroubleError(
            "There is no screen here to open a window on (neither DISPLAY nor WAYLAND_DISPLAY is set).",
            "To see the screens as pictures instead: python3 build/dev.py tour",
            status=USAGE,
        )
    _ready()
    return _become(["-m", "fieldapp", "demo", *words])


def _tour(words: Sequence[str]) -> int:
    _ready()
    return _become(["-m", "fieldapp", "tour", *words], {"QT_QPA_PLATFORM": "offscreen"})


def _pictures(_words: Sequence[str]) -> int:
    from steps import checks

    _ready()
    toured = checks.run_python(["-m", "fieldapp", "tour"], {"QT_QPA_PLATFORM": "offscreen"})
    return toured or checks.run_python(["build/pictures.py"])


def _become(arguments: Sequence[str], extra: dict[str, str] | None = None) -> int:
    """Let the program take this process's place, so that signals and the exit code are its own."""
    from steps import checks

    if not places.WINDOWS:
        sys.stdout.flush()
        os.execve(places.VENV_PYTHON, [str(places.VENV_PYTHON), *arguments], places.environment(extra))
    return checks.run_python(arguments, extra)


def _check(_words: Sequence[str]) -> int:
    from steps import checks

    _ready()
    return checks.check()


def _test(words: Sequence[str]) -> int:
    from steps import checks

    _ready(system.programs_step("test", system.TEST_PROGRAMS))
    carry_out(sample_map.steps())
    return checks.test(words)


def _bench(words: Sequence[str]) -> int:
    from steps import bench, checks

    _ready(system.programs_step("test", system.TEST_PROGRAMS))
    carry_out([*sample_map.steps(), *bench.steps()])
    return checks.run_python(bench.command(words), {"QT_QPA_PLATFORM": "offscreen"})


def _sim(words: Sequence[str]) -> int:
    from steps import checks

    _ready()
    return checks.run_python(["-m", "tests.sim", *words])


def _cluster(words: Sequence[str]) -> int:
    from steps import checks

    _ready()
    return checks.run_python(["-m", "tests.cluster", *words])


def _bundle(words: Sequence[str]) -> int:
    from steps import checks

    _ready(system.programs_step("bundle", system.BUNDLE_PROGRAMS))
    folders = ["--workpath", str(places.CACHE / "pyinstaller"), "--distpath", str(places.ROOT / "dist")]
    built = checks.run_python(["-m", "PyInstaller", "--noconfirm", *folders, "build/fieldapp.spec"])
    return built or checks.run_python(["build/check_bundle.py", *words])


def _translate(_words: Sequence[str]) -> int:
    from steps import checks

    _ready()
    return checks.run_python(["build/translations.py"])


def _lock(_words: Sequence[str]) -> int:
    from steps import locks

    _ready()
    locks.lock()
    progress.say("The lock files are new: read their difference, then run the tests.")
    return 0


def _doctor(_words: Sequence[str]) -> int:
    progress.say(f"Python {sys.version.split()[0]} at {sys.executable}")
    progress.say("This machine:")
    system.report(system.TEST_PROGRAMS)
    progress.say("Set-up:")
    for step in _steps():
        progress.say(f"  {'done ' if step.is_done() else 'to do'} {step.title}")
    return 0


def _clean(words: Sequence[str]) -> int:
    """Remove what can be made again; with --all the environment too, which takes a minute to make."""
    made = [places.CACHE, places.MADE, *(places.ROOT / name for name in ("dist", "out"))]
    made += [places.ROOT / f".{tool}_cache" for tool in ("mypy", "ruff", "pytest", "import_linter")]
    if "--all" in words:
        made.append(places.VENV)
    for folder in made:
        shutil.rmtree(folder, ignore_errors=True)
    progress.say("Clean. The next command makes again what it needs.")
    return 0


COMMANDS: dict[str, Command] = {
    "run": Command("open FieldApp with its sample portfolio (sets up first what is missing)", _run),
    "demo": Command("the same", _run),
    "tour": Command("walk through the screens without a display and keep pictures of them", _tour),
    "pictures": Command("take the tour and put its pictures into the README", _pictures),
    "setup": Command("only make everything ready", _setup),
    "test": Command("all checks and all tests; words after it go to pytest", _test),
    "check": Command("style, types and import contracts, no tests", _check),
    "bench": Command("measure FieldApp beside its peers (--only sync,search,server,photos,window)", _bench),
    "cluster": Command("build a company's servers from Debian's packages, kill their leader under load", _cluster),
    "sim": Command("run sync in a simulated world (FROM-TO, --minutes N, --jobs N)", _sim),
    "bundle": Command("build the program that runs without Python, into dist/, and try it", _bundle),
    "translate": Command("take the window's new texts into resources/i18n; say what has no English", _translate),
    "lock": Command("choose package versions anew and write the lock files", _lock),
    "doctor": Command("say what is missing on this machine, changing nothing", _doctor),
    "clean": Command("remove what can be made again (--all: the Python environment too)", _clean),
}
