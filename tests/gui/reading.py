"""What a person would find wrong with the words on a screen: cut off, or left in another language."""

from __future__ import annotations

import re
from collections.abc import Iterator

import translations
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetricsF, QTextDocument
from PySide6.QtGui import Qt as TextQt
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QLabel, QLineEdit, QScrollArea, QWidget

from ui.i18n import Language
from ui.widgets.labels import ElidedLabel

SLACK = 2
"""Pixels by which rounding may differ."""
_FORMS = {one.source: set(one.forms) for one in translations.messages(translations.ENGLISH)}
_CHINESE = re.compile(r"[\u4e00-\u9fff]")


def cut(window: QWidget) -> list[str]:
    """Every visible text of `window` that has less room than it needs, and every control that sticks out."""
    return [f"{type(one).__name__} “{text}”: {why}" for one, text, why in _cut(window)]


def untranslated(window: QWidget, language: Language) -> list[str]:
    """Every visible text that is a source text of ours and yet stands as it was written, in another language."""
    if language == "zh_CN":
        return []
    found = []
    for one in window.findChildren(QWidget):
        if one.isVisible():
            for text in (_words(one), one.toolTip(), one.accessibleName()):
                if text in _FORMS and _CHINESE.search(text) and text not in _FORMS[text] and language == "en":
                    found.append(f"{type(one).__name__} “{text}”")
    return found


def _cut(window: QWidget) -> Iterator[tuple[QWidget, str, str]]:
    for one in window.findChildren(QWidget):
        text = _words(one)
        if not text or not one.isVisible() or one.visibleRegion().isEmpty():
            continue
        if isinstance(one, ElidedLabel) and one.property("anyLength") and one.toolTip():
            continue  # a name that somebody gave, as long as they liked, told in full on pointing
        needed, has = _room(one, text)
        if needed.width() > has.width() + SLACK or needed.height() > has.height() + SLACK:
            yield one, text, f"needs {needed.width()}x{needed.height()}, has {has.width()}x{has.height()}"
        elif _sticks_out(one):
            yield one, text, "sticks out of what it lies in"


def _words(widget: QWidget) -> str:
    if isinstance(widget, QLabel | QAbstractButton):
        return widget.text()
    return widget.placeholderText() if isinstance(widget, QLineEdit) and not widget.text() else ""


def _room(widget: QWidget, text: str) -> tuple[QRect, QRect]:
    has = widget.contentsRect()
    if isinstance(widget, QLabel):
        if widget.wordWrap():
            return QRect(0, 0, 0, widget.heightForWidth(widget.width()) - _frame(widget)), has
        return QRect(0, 0, round(_plain_width(widget, text)) + 2 * widget.margin(), 0), has
    if isinstance(widget, QAbstractButton):
        hint = widget.minimumSizeHint()
        return QRect(0, 0, min(hint.width(), widget.sizeHint().width()), 0), QRect(0, 0, widget.width(), 1)
    return QRect(0, 0, round(QFontMetricsF(widget.font()).horizontalAdvance(text)), 0), has


def _frame(label: QLabel) -> int:
    return label.height() - label.contentsRect().height()


def _plain_width(label: QLabel, text: str) -> float:
    if label.textFormat() == Qt.TextFormat.RichText or (
        label.textFormat() == Qt.TextFormat.AutoText and TextQt.mightBeRichText(text)
    ):
        document = QTextDocument()
        document.setDefaultFont(label.font())
        document.setHtml(text)
        return document.idealWidth() - 2 * document.documentMargin()
    metrics = QFontMetricsF(label.font())
    return max(metrics.horizontalAdvance(line) for line in text.split("\n"))


def _sticks_out(widget: QWidget) -> bool:
    """Beyond the sides of what it lies in; what scrolls may go beyond its foot."""
    parent = widget.parentWidget()
    while parent is not None and not parent.isWindow():
        if isinstance(parent, QScrollArea) or isinstance(parent.parentWidget(), QAbstractScrollArea):
            area = parent.parentWidget() if not isinstance(parent, QScrollArea) else parent
            if isinstance(area, QScrollArea) and area.horizontalScrollBar().maximum() > 0:
                return area.horizontalScrollBarPolicy() == Qt.ScrollBarPolicy.ScrollBarAlwaysOff
            return False
        if widget.mapTo(parent, widget.rect().topRight()).x() > parent.width() + SLACK:
            return True
        parent = parent.parentWidget()
    return False
