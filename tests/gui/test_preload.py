"""What is imported while somebody types: all of it, and nothing of Qt on another thread than the GUI's."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import ui
from ui.preload import WINDOW, Preload, WindowModules

ROOT = Path(ui.__file__).parent.parent
LOADED = """
import builtins, json, sys, threading
made, build = [], builtins.__build_class__
def recorded(*args, **kwargs):
    found = build(*args, **kwargs)
    if found.__module__.partition(".")[0] in ("ui", "PySide6") or type(found).__name__ == "ObjectType":
        made.append((found.__qualname__, threading.current_thread() is threading.main_thread()))
    return found
builtins.__build_class__ = recorded
from PySide6.QtCore import QTimer
from ui import theme
from ui.garbage import GarbageRounds
app = theme.application([])
from ui import preload
def libraries():
    return {name for name in sys.modules if name.startswith("PySide6.Qt")}
before, known = libraries(), len(made)
rounds = GarbageRounds()
rounds.start()
loading = preload.Preload(app)
loading.start()
def look():
    if all(name in sys.modules for name in preload.WINDOW) and loading.finished:
        app.quit()
beat = QTimer(interval=5)
beat.timeout.connect(look)
beat.start()
app.exec()
rounds.stop()
loading.stop()
print(json.dumps({"elsewhere": [name for name, here in made if not here], "here": len(made) - known,
                  "libraries": sorted(libraries() - before)}))
"""
ORDER = """
import json
from ui.preload import WINDOW, WindowModules
found = WindowModules()
for name in WINDOW:
    found.follow(name)
print(json.dumps(found.found))
"""


def test_classes_of_qt_are_made_on_the_gui_thread_alone() -> None:
    done = subprocess.run(
        [sys.executable, "-c", LOADED],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
        timeout=60,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )
    told = json.loads(done.stdout)
    assert told["elsewhere"] == []
    assert told["here"] > 300
    assert told["libraries"] == [], "Chromium and the like come when they are wanted"


def test_each_module_comes_after_those_it_imports() -> None:
    answer = subprocess.run(
        [sys.executable, "-c", ORDER], capture_output=True, text=True, check=True, cwd=ROOT, timeout=60
    )
    order = json.loads(answer.stdout)
    assert order[-1] == WINDOW[-1]
    assert set(WINDOW) < set(order)
    assert len(order) == len(set(order))
    assert order.index("ui.widgets.card") < order.index("ui.collector.today_card") < order.index("ui.collector.places")
    assert "ui.widgets.web_map" not in order, "named for the type checker, and imported when a map is opened"


def test_what_is_there_already_is_not_looked_at_again() -> None:
    for name in WINDOW:
        __import__(name)
    found = WindowModules()
    for name in WINDOW:
        found.follow(name)
    assert found.found == []


def test_one_that_never_began_stops_at_once(qapp: object) -> None:
    loading = Preload(qapp)  # type: ignore[arg-type]
    loading.stop()
    assert not loading.finished
    loading.deleteLater()
