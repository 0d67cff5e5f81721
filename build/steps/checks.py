"""What must hold before a change may land: style, types, import contracts; then the tests.

All checks run even when one fails, so that one run tells everything.
"""

from __future__ import annotations

import subprocess
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor

from steps import places, progress

PARALLEL = ("-n", "logical", "--maxprocesses", "4", "--dist", "loadgroup")
"""Spreads the tests over the processors; more than four would only wait for the disc."""

RULES = "tests/unit/domain"
FIGURES = "tests/benchmarks"
EVERY_LINE = (
    "--cov=fieldapp.domain",
    "--cov-branch",
    "--cov-fail-under=100",
    "--cov-report=term-missing:skip-covered",
)
"""The rules are reached by their own tests line by line and branch by branch."""

LINT_IMPORTS = "from importlinter.cli import lint_imports_command; lint_imports_command()"

SCRIPTS = (
    "build/dev.py",
    "build/pictures.py",
    "build/record_dictionary.py",
    "build/translations.py",
    "build/assets/cut_font.py",
    "build/assets/export_icons.py",
    "build/region/make_pack.py",
    "build/region/world.py",
)

CHECKS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("style", ("-m", "ruff", "check", ".")),
    ("layout of the text", ("-m", "ruff", "format", "--check", ".")),
    ("types", ("-m", "mypy")),
    ("types of the set-up", ("-m", "mypy", *SCRIPTS)),
    ("who imports whom", ("-c", LINT_IMPORTS)),
)


def check() -> int:
    """Run every check; 0 when all hold."""
    failed = [name for name, arguments in CHECKS if not _holds(name, arguments)]
    if failed:
        progress.say(f"Does not hold: {', '.join(failed)}")
    return 1 if failed else 0


def test(arguments: Sequence[str]) -> int:
    """Run every check and the tests (all, or what `arguments` choose); 0 when all hold and pass.

    The rules run by themselves, so that only they are measured, beside the checks, which keep one processor busy; then
    what measures time, one after the other, so that nothing else is measured with it.
    """
    offscreen = {"QT_QPA_PLATFORM": "offscreen"}
    if arguments:
        checked = check()
        tested = run_python(["-m", "pytest", *PARALLEL, *arguments], offscreen)
    else:
        with ThreadPoolExecutor(1) as beside:
            checking = beside.submit(check)
            measured = run_python(["-m", "pytest", *PARALLEL, RULES, *EVERY_LINE], offscreen)
        checked = checking.result()
        timed = run_python(["-m", "pytest", FIGURES], offscreen)
        others = run_python(["-m", "pytest", *PARALLEL, f"--ignore={RULES}", f"--ignore={FIGURES}"], offscreen)
        tested = others or timed or measured
    if checked and not tested:
        progress.say("The tests passed, but a check above does not hold.")
    return tested or checked


def run_python(arguments: Sequence[str], extra: Mapping[str, str] | None = None) -> int:
    """Run the environment's Python in the checkout, on this screen; returns its exit code."""
    command = [str(places.VENV_PYTHON), *arguments]
    done = subprocess.run(command, check=False, cwd=places.ROOT, env=places.environment(extra))
    return done.returncode if done.returncode >= 0 else 128 - done.returncode


def _holds(name: str, arguments: Sequence[str]) -> bool:
    started = time.monotonic()
    command = [str(places.VENV_PYTHON), *arguments]
    done = subprocess.run(
        command,
        check=False,
        cwd=places.ROOT,
        env=places.environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    )
    verdict = "ok" if done.returncode == 0 else "DOES NOT HOLD"
    progress.say(f"{name}: {verdict} ({progress.spell(time.monotonic() - started)})")
    if done.returncode:
        progress.say(done.stdout)
    return done.returncode == 0
