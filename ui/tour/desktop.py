"""The application as the tour runs it: the real one, in this process, with nobody in front of it."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication

from ui import singletons, theme
from ui.app import Application, Options
from ui.i18n import Language
from ui.shell import Shell
from ui.tour.hand import Hand
from ui.tour.keyboard_hand import KeyboardHand
from ui.tour.wording import Wording

SIZE = (1366, 768)


class Desktop:
    """The running window and the hand that drives it."""

    def __init__(
        self, options: Options, pictures: Path, language: Language, look: theme.Choice, *, by_keyboard: bool = False
    ) -> None:
        singletons.keep()
        self.app = QApplication([sys.argv[0]])
        self.application = Application(self.app, options)
        self.application.preferences.keep(language=language, theme=look)
        self.application.preferences.put_in_force(self.app)
        hand = KeyboardHand if by_keyboard else Hand
        self.hand = hand(self.app, pictures, Wording(language))
        self.application.start()

    @property
    def shell(self) -> Shell:
        """The window of whoever is signed in."""
        work = self.application.workplace
        assert work is not None
        assert work.shell is not None
        return work.shell

    def signed_in(self) -> bool:
        """Whether somebody is signed in and their window is there."""
        work = self.application.workplace
        return work is not None and work.shell is not None and work.shell.isVisible()

    def fit(self) -> None:
        """The size of window that the pictures are taken at, and in front, as a desktop would have put it."""
        self.shell.resize(*SIZE)
        self.shell.activateWindow()
        self.hand.settle()

    def close(self) -> None:
        """End the application in order."""
        self.application.stop()
