"""The language of the screen, and how it changes while the program runs.

The source language is Chinese: for `zh_CN` only Qt's own few words need a translator; `en` comes from `fieldapp_en.qm`
and `zh_TW` from what set-up turned into Traditional Chinese. A change of language sends Qt's LanguageChange to every
window and then `changes.changed`. Nothing retranslates label by label: the shell calls its page factories again and
shows the page it was on, so a factory must build its page from the state it is given and keep nothing that only the
old page knew (drafts live in the store).

Write `self.tr("今日应还")` in a QObject, `translate("Context", "…")` elsewhere, never an f-string inside either.
"""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QObject, QTranslator, Signal

from fieldapp import paths
from fieldapp.errors import KnownError

Language = Literal["zh_CN", "zh_TW", "en"]
LANGUAGES: dict[Language, str] = {"zh_CN": "简体中文", "zh_TW": "繁體中文", "en": "English"}
"""Each language in its own words."""

_LOCALES: dict[Language, str] = {"zh_CN": "zh_CN", "zh_TW": "zh_TW", "en": "en_GB"}

translate = QCoreApplication.translate


class Changes(QObject):
    """Says that the language is another now."""

    changed = Signal()


changes = Changes()
_language: Language = "zh_CN"
_installed: list[QTranslator] = []


def language() -> Language:
    """The language on screen now."""
    return _language


def switch(to: Language) -> None:
    """Show `to` from now on, at start and at any time later; a `QCoreApplication` must exist.

    Raises:
        KnownError: `setup.resource_missing` when set-up has not compiled the translation; the language stays.
    """
    global _language
    wanted = [_load(file) for file in _files(to)]
    for old in _installed:
        QCoreApplication.removeTranslator(old)
    _installed[:] = wanted
    _language = to
    QLocale.setDefault(QLocale(_LOCALES[to]))
    for translator in wanted:
        QCoreApplication.installTranslator(translator)
    changes.changed.emit()


def _files(wanted: Language) -> list[str]:
    """Qt's own words first, for what is installed last is asked first."""
    qt = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    own = [] if wanted == "en" else [f"{qt}/qtbase_{wanted}.qm"]
    return own if wanted == "zh_CN" else [*own, str(paths.made("i18n", f"fieldapp_{wanted}.qm"))]


def _load(file: str) -> QTranslator:
    translator = QTranslator()
    if not translator.load(file):
        raise KnownError("setup.resource_missing", {"name": file})
    return translator
