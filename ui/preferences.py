"""What this laptop's user chose for the screen: language, light or dark, size of text. Nothing of a borrower."""

from __future__ import annotations

from pathlib import Path
from typing import cast, get_args

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from ui import i18n, theme
from ui.i18n import Language

FILE = "preferences.ini"


class Preferences:
    """The choices, kept in a small file beside the stores."""

    def __init__(self, home: Path) -> None:
        home.mkdir(parents=True, exist_ok=True)
        self.path = home / FILE
        self._kept = QSettings(str(self.path), QSettings.Format.IniFormat)

    @property
    def language(self) -> Language:
        """The language of the screen."""
        kept = str(self._kept.value("screen/language", "zh_CN"))
        return cast("Language", kept) if kept in get_args(Language) else "zh_CN"

    @property
    def theme(self) -> theme.Choice:
        """Light, dark, or as the system has it."""
        kept = str(self._kept.value("screen/theme", "system"))
        return cast("theme.Choice", kept) if kept in get_args(theme.Choice) else "system"

    @property
    def text_scale(self) -> float:
        """Size of text, 0.9 to 1.5."""
        try:
            return float(str(self._kept.value("screen/text_scale", "1.0")))
        except ValueError:
            return 1.0

    @property
    def last_login(self) -> str:
        """Who signed in last."""
        return str(self._kept.value("sign_in/login", ""))

    def keep(self, **values: str | float) -> None:
        """Keep choices: language, theme, text_scale, last_login."""
        names = {"last_login": "sign_in/login"}
        for name, value in values.items():
            self._kept.setValue(names.get(name, f"screen/{name}"), str(value))
        self._kept.sync()

    def put_in_force(self, app: QApplication) -> None:
        """Show the screen as chosen."""
        i18n.switch(self.language)
        theme.apply(app, self.theme, self.text_scale)
