"""Makes the lock files anew: newest allowed versions with their digests, and never an address.

Whoever runs this reads the difference before committing it: it is the list of other people's code that comes in.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Sequence
from pathlib import Path

from steps import assets, node, places, sample_map
from steps.log import Log
from steps.trouble import TroubleError

NODE_WISH = places.ASSETS / "node.in"
ADDRESS = re.compile(r"https?://")


def lock() -> None:
    """Write `requirements.lock`, `node.lock`, `extract.lock` and `package-lock.json`.

    Raises:
        TroubleError: a resolver failed, or wrote an address into a lock; the old files stay then.
    """
    log = Log(places.SETUP / "lock-files.log")
    with assets.workshop() as folder:
        made = {
            places.LOCK: _python_lock(folder, log, places.ROOT / "pyproject.toml", ["--all-extras"]),
            node.NODE_LOCK: _python_lock(folder, log, NODE_WISH, ["--no-deps"]),
            sample_map.LOCK: _python_lock(folder, log, sample_map.LOCK.with_suffix(".in"), ["--no-deps"]),
            node.PACKAGE_FILES[1]: _npm_lock(folder, log),
        }
        for path in made.values():
            if ADDRESS.search(path.read_text(encoding="utf-8")):
                raise TroubleError(f"{path.name} names an address; nothing was changed.")
        for place, path in made.items():
            shutil.copyfile(path, place)


def _python_lock(folder: Path, log: Log, wish: Path, options: Sequence[str]) -> Path:
    out = folder / f"{wish.name}.lock"
    compile_all = [
        "pip",
        "compile",
        "--quiet",
        "--universal",
        "--generate-hashes",
        "--no-header",
        "--python-version",
        "3.11",
    ]
    log.run([*_uv(log), *compile_all, *options, "--output-file", out, wish.relative_to(places.ROOT)])
    return out


def _uv(log: Log) -> list[str | Path]:
    """The resolver that can think of all systems at once; installed into the environment where there is none."""
    found = shutil.which("uv")
    if found:
        return [found]
    log.run([places.VENV_PYTHON, "-m", "pip", "install", "uv"])
    return [places.VENV_PYTHON, "-m", "uv"]


def _npm_lock(folder: Path, log: Log) -> Path:
    npm = node.npm_of_machine() or node.borrow(folder / "node", log)
    shutil.copy(node.PACKAGE_FILES[0], folder)
    options = [
        "--package-lock-only",
        "--ignore-scripts",
        "--omit-lockfile-registry-resolved=true",
        "--no-audit",
        "--no-fund",
    ]
    log.run([*npm, "install", *options], folder=folder, extra=node.trust())
    return folder / "package-lock.json"
