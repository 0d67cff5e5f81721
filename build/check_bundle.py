"""Proves a bundle: starts the frozen program without a screen and lets it live the collector's half of a day.

The program's own tour signs in to a practice office, opens a case and the map, works out a plan, draws up its paper
and quits; a failure of any step is the program's exit code. Prints the bundle's size and how long it took.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from slim import GPL_ONLY

ROOT = Path(__file__).resolve().parent.parent
LIMIT_SECONDS = 180


def main() -> int:
    """Run the check; the exit code."""
    folder = ROOT / "dist" / "fieldapp"
    program = folder / ("fieldapp.exe" if sys.platform == "win32" else "fieldapp")
    if not program.exists():
        print(f"{program} is not there: run build/dev.py bundle first", file=sys.stderr)
        return 2
    forbidden = [path.name for path in folder.rglob("*Qt*") if GPL_ONLY.search(path.name)]
    if forbidden:
        print(f"parts that exist under the GPL alone: {', '.join(forbidden)}", file=sys.stderr)
        return 1
    size = sum(path.lstat().st_size for path in folder.rglob("*") if path.is_file())
    environment = {"QT_QPA_PLATFORM": "offscreen", "PATH": os.environ.get("PATH", ""), "LANG": "C.UTF-8"}
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        environment["QTWEBENGINE_DISABLE_SANDBOX"] = "1"
    with tempfile.TemporaryDirectory() as home:
        command = [str(program), "tour", "--short", "--out", str(Path(home) / "tour")]
        started = time.monotonic()
        done = subprocess.run(command, env=environment | {"HOME": home}, timeout=LIMIT_SECONDS, check=False)
        took = time.monotonic() - started
    print(f"bundle: {size / 1e6:.0f} MB, short tour: {took:.1f} s, exit code {done.returncode}")
    return done.returncode


if __name__ == "__main__":
    raise SystemExit(main())
