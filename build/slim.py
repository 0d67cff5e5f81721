"""Leaves out of a bundle the parts of Qt that no module and no plugin of ours reaches: QML, locales, developer tools.

A library stays if something that stays needs it, which the loader itself is asked (ldd); so nothing is guessed.
Stripping symbols is not done: it breaks numpy's own libraries.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import PurePosixPath
from typing import Any

Entry = tuple[str, str, str]

KEPT_PLUGINS = re.compile(
    r"PySide6/(Qt/)?plugins/("
    r"platforms/|xcbglintegrations/|platforminputcontexts/|platformthemes/|tls/|styles/|iconengines/|printsupport/|"
    r"position/|multimedia/|"
    r"imageformats/(lib)?q(jpeg|svg|webp|gif|ico)|"
    r"wayland-(shell-integration|decoration-client|graphics-integration-client)/)"
)
# parts of Qt that exist under the GPL alone, by library and plugin (docs/dependencies.md)
GPL_ONLY = re.compile(
    r"Qt6?(Charts|DataVisualization|Graphs|HttpServer|NetworkAuth|Quick3D|VirtualKeyboard)|qtvirtualkeyboard"
)
DROPPED_DATA = re.compile(
    r"PySide6/(Qt/)?(qml/|resources/qtwebengine_devtools_resources(\.debug)?\.pak|resources/.*\.debug\.(pak|bin))"
)
KEPT_LOCALES = re.compile(r"(zh-CN|zh-TW|en-US|en-GB)\.pak$|(qt|qtbase)_(zh_CN|zh_TW|en)\.qm$")
LIBRARY = re.compile(r"(^|/)lib[^/]*\.so(\.[\d.]+)?$")
# loaded by name at run time by WebEngine's security library, so no loader knows of them
BY_NAME = {"libnss3.so", "libsoftokn3.so", "libfreebl3.so", "libfreeblpriv3.so", "libnssckbi.so"}


def slim(binaries: list[Entry], datas: list[Entry]) -> tuple[list[Entry], list[Entry]]:
    """What stays of PyInstaller's lists."""
    kept = [entry for entry in binaries if not _dropped(entry[0])]
    if sys.platform.startswith("linux"):
        kept = _reached(kept)
    places = {entry[0] for entry in kept}
    return kept, [entry for entry in datas if not _dropped_data(entry[0]) and not _leads_nowhere(entry, places)]


def _leads_nowhere(entry: Entry, places: set[str]) -> bool:
    """Whether it is a link to a library that was left out."""
    place, target, kind = entry
    where = (PurePosixPath(place).parent / target).as_posix()
    return kind == "SYMLINK" and bool(LIBRARY.search(place)) and where not in places


def _dropped(place: str) -> bool:
    path = PurePosixPath(place).as_posix().replace("\\", "/")
    if re.search(r"PySide6/(Qt/)?qml/", path) or GPL_ONLY.search(path):
        return True
    return bool(re.search(r"PySide6/(Qt/)?plugins/", path)) and not KEPT_PLUGINS.search(path)


def _dropped_data(place: str) -> bool:
    path = PurePosixPath(place).as_posix().replace("\\", "/")
    if DROPPED_DATA.search(path):
        return True
    return bool(re.search(r"PySide6/(Qt/)?translations/", path)) and not KEPT_LOCALES.search(path)


def _reached(entries: list[Entry]) -> list[Entry]:
    """Programs, modules and plugins, and the libraries that any of them needs."""
    libraries = {e[0] for e in entries if LIBRARY.search(e[0]) and ("/" not in e[0] or "Qt/lib/" in e[0])}
    roots = [e for e in entries if e[0] not in libraries]
    needed: set[str] = set(BY_NAME)
    for entry in roots:
        needed |= _needs(entry[1])
    return [
        e
        for e in entries
        if e[0] not in libraries
        or PurePosixPath(e[0]).name in needed
        or PurePosixPath(e[0]).name.startswith("libpython")
    ]


def _needs(path: str) -> set[str]:
    said: Any = subprocess.run(["ldd", path], capture_output=True, text=True, check=False).stdout
    return {line.split()[0] for line in said.splitlines() if "=>" in line}
