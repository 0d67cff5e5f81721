"""What only a signed-in window needs is imported while the person types their passphrase.

A thread imports what the window rests on (use cases, store, libraries), which is most of it, and finds an order in
which each of the window's own modules comes after those it imports. The GUI thread then imports these, a few in a
turn. It must be that thread: before Python 3.12 PySide keeps what it knows of its classes in a table without a lock,
and looks there whenever Qt asks an object for its class. A class of Qt made on another thread at that moment ends the
program.

Modules stay until the end, so the collector of garbage leaves them out from then on: walking through them stops every
thread for a tenth of a second. Meanwhile nothing is collected on that thread (`ui.garbage`).
"""

from __future__ import annotations

import dis
import gc
import importlib
import sys
import threading
from collections.abc import Callable, Iterator
from functools import cache, partial
from importlib.abc import InspectLoader
from importlib.machinery import ModuleSpec
from types import CodeType

from PySide6.QtCore import QObject, QTimer

from ui.in_pieces import InPieces

BENEATH = "fieldapp.sync.sign_in"
WINDOW = ("ui.workplace", "ui.locking", "ui.collector.places", "ui.supervisor.places")
LATER = "fieldapp.geo.basemap.map_page"
OF_QT = frozenset({"PySide6", "shiboken6"})
LOOK_MS = 20


class Preload(QObject):
    """Imports once, then it is `finished`; an error of the thread shows when what failed is used."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._order: list[str] | None = None
        self._thread = threading.Thread(target=self._beneath, name="preload", daemon=True)
        self._looking = QTimer(self, interval=LOOK_MS)
        self._looking.timeout.connect(self._look)
        self._pieces: InPieces | None = None
        self._waiting: list[Callable[[], object]] = []
        self._stopped = False
        self.finished = False

    def start(self) -> None:
        """Begin; again is no harm."""
        if self._thread.ident is None:
            self._thread.start()
            self._looking.start()

    def when_finished(self, do: Callable[[], object]) -> None:
        """Do it now, or as soon as the window's modules are there."""
        if self.finished:
            do()
        else:
            self._waiting.append(do)
            self.start()

    def stop(self) -> None:
        """Leave the rest undone, and wait for what the thread is at."""
        self._stopped = True
        self._looking.stop()
        self._waiting.clear()
        if self._pieces is not None:
            self._pieces.stop()
        if self._thread.ident is not None:
            self._thread.join()

    def _beneath(self) -> None:
        modules = WindowModules()
        try:
            importlib.import_module(BENEATH)
            for name in WINDOW:
                if not self._stopped:
                    modules.follow(name)
        finally:
            self._order = modules.found
        if not self._stopped:
            importlib.import_module(LATER)
        gc.freeze()

    def _look(self) -> None:
        if self._order is not None:
            self._looking.stop()
            pieces = (partial(importlib.import_module, name) for name in self._order)
            self._pieces = InPieces(self, pieces, self._done)

    def _done(self) -> None:
        self._pieces, self.finished = None, True
        gc.freeze()
        waiting, self._waiting = self._waiting, []
        for do in waiting:
            do()


class WindowModules:
    """The window's modules in the order `found`, read from their code without running it; others are imported."""

    def __init__(self) -> None:
        self.found: list[str] = []
        self._seen: set[str] = set()

    def follow(self, name: str) -> None:
        """Whatever this module imports at its top, then the module itself; nothing for one that is there already."""
        if name in self._seen or name in sys.modules:
            return
        self._seen.add(name)
        spec = _spec_of(name)
        assert spec is not None, name
        code = spec.loader.get_code(name) if isinstance(spec.loader, InspectLoader) else None
        for module, names in _imports_of(code) if code is not None else ():
            self._import(module, names)
        self.found.append(name)

    def _import(self, module: str, names: tuple[str, ...]) -> None:
        package = module.partition(".")[0]
        if package == "ui":
            self.follow(module)
            for name in names if _has_modules(module) else ():
                if _spec_of(f"{module}.{name}") is not None:
                    self.follow(f"{module}.{name}")
        elif package not in OF_QT:
            __import__(module, fromlist=names)


def _imports_of(code: CodeType) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Module and names of every import that running the code of a module runs; not what only a type checker reads."""
    names, until, for_types = None, 0, False
    for step in dis.get_instructions(code):
        if step.offset < until:
            continue
        if step.opname == "LOAD_NAME":
            for_types = step.argval == "TYPE_CHECKING"
        elif for_types and step.opname.endswith("IF_FALSE"):
            until = step.argval
        elif step.opname == "LOAD_CONST":
            names = step.argval
        elif step.opname == "IMPORT_NAME":
            yield step.argval, names or ()


def _has_modules(module: str) -> bool:
    spec = _spec_of(module)
    return spec is not None and spec.submodule_search_locations is not None


@cache
def _spec_of(module: str) -> ModuleSpec | None:
    """Where a module is; `importlib.util.find_spec` would run the packages it lies in."""
    package = module.rpartition(".")[0]
    above = _spec_of(package) if package else None
    path = None if above is None else above.submodule_search_locations
    found = (finder.find_spec(module, path) for finder in sys.meta_path)
    return next((spec for spec in found if spec is not None), None)
