"""What this laptop's user chose for the screen: language, light or dark, size of text. Nothing of a borrower."""

from __future__ import annotations

from datetime import datetime
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
    def idle_minutes(self) -> int:
        """Minutes without anybody after which the screen locks."""
        from ui.idle_watch import CHOICES, USUAL  # only once somebody has signed in

        kept = str(self._kept.value("screen/idle_minutes", ""))
        return int(kept) if kept.isdecimal() and int(kept) in CHOICES else USUAL

    @property
    def tray(self) -> bool:
        """Whether what waits is shown in the system's tray."""
        return str(self._kept.value("screen/tray", "true")) != "false"

    @property
    def receiver(self) -> str:
        """Which receiver this laptop has, as `ui.receivers` writes it; empty: the system's own."""
        return str(self._kept.value("place/receiver", ""))

    def last_used(self, login: str) -> datetime | None:
        """When somebody signed in here last."""
        kept = str(self._kept.value(f"users/{_key(login)}", ""))
        try:
            return datetime.fromisoformat(kept)
        except ValueError:
            return None

    def keep_used(self, login: str, at: datetime) -> None:
        """Somebody has signed in."""
        self._kept.setValue(f"users/{_key(login)}", at.isoformat())
        self._kept.sync()

    @property
    def last_login(self) -> str:
        """Who signed in last."""
        return str(self._kept.value("sign_in/login", ""))

    def keep(self, **values: str | float) -> None:
        """Keep choices: language, theme, text_scale, idle_minutes, tray, receiver, last_login."""
        names = {"last_login": "sign_in/login", "receiver": "place/receiver"}
        for name, value in values.items():
            self._kept.setValue(names.get(name, f"screen/{name}"), str(value))
        self._kept.sync()

    def put_in_force(self, app: QApplication) -> None:
        """Show the screen as chosen."""
        i18n.switch(self.language)
        theme.apply(app, self.theme, self.text_scale)


def _key(login: str) -> str:
    """A login as a name in the file: it may hold what such a name may not."""
    from PySide6.QtCore import QCryptographicHash

    plain = login.strip().lower().encode()
    return bytes(QCryptographicHash.hash(plain, QCryptographicHash.Algorithm.Sha256).toHex().data()).decode()[:16]
