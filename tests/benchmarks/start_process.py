"""One start of the program, or of the barest Qt window: says the moment at which it could be typed into.

    python -m tests.benchmarks.start_process FOLDER        the sign-in window, from an empty home

Whoever starts it looks at the clock before and when the line comes.
"""

from __future__ import annotations

import os
import sys

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

BARE = """
import os, sys
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow
class Window(QMainWindow):
    told = False
    def paintEvent(self, event):
        super().paintEvent(event)
        if not self.told:
            self.told = True
            QTimer.singleShot(0, tell)
def tell():
    print("ready", flush=True)
    app.quit()
app = QApplication(sys.argv)
window = Window()
window.setCentralWidget(QLabel("FieldApp"))
window.show()
app.exec()
"""
"""A window with one label, as somebody would write it by hand."""


def main() -> int:
    """Open the program as a person does, and say when its first window is there."""
    from PySide6.QtCore import QTimer

    from fieldapp.__main__ import main as door
    from ui.app import Application

    def tell() -> None:
        print("ready", flush=True)
        os._exit(0)  # what comes after is nobody's waiting

    def start(self: Application) -> None:
        begin(self)
        assert self.sign_in is not None
        self.sign_in.painted.connect(lambda: QTimer.singleShot(0, tell))

    begin, Application.start = Application.start, start  # type: ignore[method-assign]
    return door(["run", "--home", sys.argv[1]])


if __name__ == "__main__":
    sys.exit(main())
