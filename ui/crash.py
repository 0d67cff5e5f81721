"""What happens when there is a bug: it is written down, told calmly, and the window stays.

Hooks take every exception nobody caught: on the GUI thread, on other threads, in finalisers. Each becomes a report
file that holds the version, the time and the traceback and nothing else: no paths of the user's folders, no texts of
values, for an exception's message may quote a name or a telephone number. A crash of the interpreter itself leaves
its trace in `fatal.log`, which `last_fatal` finds at the next start.

A `KnownError` that nobody caught is no crash: it goes to `known`, so that the person reads its sentence.
"""

from __future__ import annotations

import faulthandler
import re
import sys
import threading
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import IO, TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

import fieldapp
from fieldapp import clock
from fieldapp.errors import KnownError

if TYPE_CHECKING:
    from ui.widgets.crash_dialog import CrashDialog

FATAL = "fatal.log"
KEEP = 20
"""How many reports stay in the folder; the oldest go first."""
_PRIVATE = re.compile(r"\d[\d\s-]{3,}\d|[^\x00-\x7f]+|(['\"]).*?\1")
"""What an exception's message must not carry into a report: long figures, anything not ASCII, anything quoted."""


class CrashReporter(QObject):
    """Takes over the hooks while it is installed. One per process.

    Signals:
        reported: (str, Path) the report and the file it is in, for every bug; from whatever thread the bug was on.
    """

    reported = Signal(str, object)

    def __init__(self, folder: Path, known: Callable[[KnownError], object] | None = None) -> None:
        super().__init__()
        self._folder, self._known = folder, known
        self._fatal: IO[str] | None = None
        self._before = (sys.excepthook, threading.excepthook, sys.unraisablehook)
        self._dialog: CrashDialog | None = None
        self._written: dict[str, Path] = {}
        self.reported.connect(self._show)

    def install(self) -> None:
        """Take over the hooks and start watching for crashes of the interpreter."""
        self._folder.mkdir(parents=True, exist_ok=True)
        self._fatal = (self._folder / FATAL).open("a", encoding="utf-8")
        faulthandler.enable(self._fatal)
        self._before = (sys.excepthook, threading.excepthook, sys.unraisablehook)
        sys.excepthook = self.take
        threading.excepthook = lambda seen: self.take(seen.exc_type, seen.exc_value, seen.exc_traceback)
        sys.unraisablehook = lambda seen: self.take(seen.exc_type, seen.exc_value, seen.exc_traceback)

    def uninstall(self) -> None:
        """Give the hooks back and close the dialog, if any."""
        sys.excepthook, threading.excepthook, sys.unraisablehook = self._before
        faulthandler.disable()
        if self._fatal is not None:
            self._fatal.close()
            self._fatal = None
        if self._dialog is not None:
            self._dialog.close()
            self._dialog.deleteLater()
            self._dialog = None

    def set_known(self, known: Callable[[KnownError], object] | None) -> None:
        """Who shows a `KnownError` that nobody caught; the shell, once there is one."""
        self._known = known

    def take(self, kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> None:
        """The hook itself."""
        if isinstance(error, KnownError) and self._known is not None:
            self._known(error)
            return
        sys.__excepthook__(kind, error or kind(), trace)
        if not issubclass(kind, KeyboardInterrupt | SystemExit):
            text = report(kind, error, trace)
            self.reported.emit(text, self._write(text))

    def _write(self, text: str) -> Path:
        """One file per bug: what fails at every repaint is written down once."""
        bug = text.split("\n", 2)[2]
        if bug not in self._written:
            path = self._folder / f"crash-{clock.now():%Y%m%dT%H%M%S%f}.txt"
            path.write_text(text, encoding="utf-8")
            self._written[bug] = path
            for old in sorted(self._folder.glob("crash-*.txt"))[:-KEEP]:
                old.unlink()
        return self._written[bug]

    def _show(self, text: str, path: Path) -> None:
        if self._dialog is None:
            from ui.widgets.crash_dialog import CrashDialog  # not at the top: a start needs none

            self._dialog = CrashDialog()
        self._dialog.add(text, path)


def report(kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> str:
    """The text of a report: version, time, thread and traceback, with texts of values and private paths left out."""
    seen = traceback.TracebackException(kind, error or kind(), trace, capture_locals=False)
    lines = [
        f"FieldApp {fieldapp.__version__} · Python {sys.version.split()[0]} · {sys.platform}",
        f"{clock.now():%Y-%m-%d %H:%M:%S} UTC · {threading.current_thread().name}",
        "",
        *_told(seen),
    ]
    return "\n".join(lines) + "\n"


def _told(seen: traceback.TracebackException) -> list[str]:
    before = seen.__cause__ or (None if seen.__suppress_context__ else seen.__context__)
    lines = [*_told(before), "", "->", ""] if before is not None else []
    for frame in seen.stack:
        lines.append(f"  {_short(frame.filename)}:{frame.lineno} {frame.name}")
        lines.append(f"    {frame.line}")
    summary = " ".join(part.strip() for part in seen.format_exception_only())
    return [*lines, _PRIVATE.sub("…", summary)]


def _short(file: str) -> str:
    return "/".join(Path(file).parts[-3:])


def last_fatal(folder: Path) -> str:
    """What a crash of the interpreter left behind at the last run, once; empty when it ended well."""
    path = folder / FATAL
    if not path.exists():
        return ""
    text = path.read_text(encoding="utf-8", errors="replace")
    path.unlink()
    return text
