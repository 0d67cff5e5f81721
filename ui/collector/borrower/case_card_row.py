"""One field of the working card: its value to read, and in its place an editor when somebody wants to write there."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QT_TRANSLATE_NOOP, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from fieldapp.domain.card_rules import LIMITS
from fieldapp.domain.case_card import FieldKind
from fieldapp.domain.party import masked_phone
from ui import theme
from ui.i18n import translate
from ui.parts.phone import PhoneReveal
from ui.viewmodels.case_card import CardLine
from ui.widgets.buttons import button, icon_button
from ui.widgets.checked_edit import FieldError
from ui.widgets.emptying import empty
from ui.widgets.flow import Flow
from ui.widgets.labels import label

HINTS = {
    FieldKind.NOTE: QT_TRANSLATE_NOOP("CardRow", "给下一次来的人：从哪个门进、找谁、说到哪里了"),
    FieldKind.TAGS: QT_TRANSLATE_NOOP("CardRow", "几个词，用逗号分开：夜市，老客户"),
    FieldKind.BEST_TIME: QT_TRANSLATE_NOOP("CardRow", "例如：下午 3 点后，周三除外"),
}


class CardRow(QWidget):
    """A field. Return or the pencil opens the editor, Ctrl+Return (Return in one line) saves, Escape leaves it.

    Signals:
        saved: (str, str) the field and what was typed; said also when the row goes off the screen with something typed.
        undone: (str) the field whose last edit is to be taken back.
        settle_wanted: the proposals on it are to be looked at.
    """

    saved = Signal(str, str)
    undone = Signal(str)
    settle_wanted = Signal()

    def __init__(self, line: CardLine) -> None:
        super().__init__()
        self.line = line
        self.editor: QLineEdit | QPlainTextEdit | None = None
        self._undo = self._hidden = False
        self._begun = ""
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, theme.XXS, 0, theme.XXS)
        self._column.setSpacing(2)
        self._error: FieldError | None = None
        self._read()

    def show_line(self, line: CardLine, *, can_undo: bool) -> None:
        """Show another state; an open editor stays as it is, and what is typed into it."""
        same = (line, can_undo) == (self.line, self._undo)
        self.line, self._undo = line, can_undo
        if not same and self.editor is None:
            self._read_again()

    def edit(self) -> None:
        """Open the editor with what stands there."""
        if self.editor is not None:
            return
        self._clear()
        # the number of somebody who may not be reached is not in the window, so its editor begins empty
        self._hidden = self.line.locked and self.line.kind is FieldKind.PHONE
        self.editor, self._error = self._make_editor(), FieldError()
        self._begun = self.typed()
        parts: tuple[QWidget, ...] = (label(_heading(self.line), "faint", wrap=True), self.editor, self._ways())
        for part in parts:
            self._column.addWidget(part)
            part.show()  # what is not shown cannot take the focus
        self._column.insertWidget(2, self._error)
        self.editor.installEventFilter(self)
        self.editor.setFocus()

    def close_editor(self) -> None:
        """Show the value again."""
        if self.editor is None:
            return
        self.editor = None
        self._read_again()

    def say_error(self, reason: str) -> None:
        """Why this cannot be kept; the editor stays open with what was typed."""
        if self._error is not None:
            self._error.say(reason)
        if reason:
            self._begun = ""  # it is not kept: leaving tries once more

    def typed(self) -> str:
        """What stands in the editor."""
        if isinstance(self.editor, QPlainTextEdit):
            return self.editor.toPlainText()
        return self.editor.text() if self.editor is not None else self.line.value

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is not self.editor or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        act = self._act(event)
        if act is None or event.type() == QEvent.Type.KeyRelease:
            return super().eventFilter(watched, event)
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()  # else the page's own Ctrl+Return would begin a visit
        else:
            act()
        return True

    def _act(self, event: QKeyEvent) -> Callable[[], object] | None:
        """What a key does in the editor beyond writing."""
        if event.key() == Qt.Key.Key_Escape:
            return self.close_editor
        ends = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        many_lines = self.line.kind is FieldKind.NOTE
        return self._save if ends and (not many_lines or event.modifiers() & _CTRL) else None

    def hideEvent(self, event: QHideEvent) -> None:
        if self.editor is not None and self.typed() != self._begun and not event.spontaneous():
            self._save()
        super().hideEvent(event)

    def _save(self) -> None:
        if self._hidden and not self.typed().strip():
            self.close_editor()  # the number that is not shown stays as it is
            return
        self.say_error("")
        self._begun = self.typed()  # going away meanwhile must not save it twice
        self.saved.emit(self.line.field, self.typed())

    def _clear(self) -> None:
        empty(self._column)

    def _read_again(self) -> None:
        """Show the value; the keyboard stays in this row if it was here."""
        at = self.focusWidget()
        had_keyboard = at is not None and at.hasFocus()
        self._read()
        if had_keyboard:
            self._pencil.setFocus()

    def _read(self) -> None:
        self._clear()
        line = self.line
        top = QWidget()
        row = QHBoxLayout(top)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.XS)
        told = QVBoxLayout()
        told.setSpacing(2)
        told.addWidget(label(_heading(line), "faint", wrap=True))
        told.addWidget(self._value())
        row.addLayout(told, 1)
        self._pencil = icon_button("edit", translate("CardRow", "修改{name}").format(name=_heading(line)))
        self._pencil.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._pencil.clicked.connect(self.edit)
        row.addWidget(self._pencil, 0, Qt.AlignmentFlag.AlignTop)
        self._column.addWidget(top)
        top.show()  # what is not shown cannot take the focus
        self._foot()
        self.setAccessibleName(f"{_heading(line)} {line.shown if line.kind is not FieldKind.PHONE else ''}".strip())

    def _value(self) -> QWidget:
        line = self.line
        if line.kind is not FieldKind.PHONE or not line.value:
            return label(line.shown, "body", None if line.value else "text_3", wrap=True, selectable=True)
        if line.locked:
            return label(masked_phone(line.value), "body")
        return Flow([PhoneReveal(line.value)])

    def _foot(self) -> None:
        line = self.line
        if line.bank:
            bank = masked_phone(line.bank) if line.kind is FieldKind.PHONE and line.bank[:1].isdigit() else line.bank
            self._column.addWidget(
                label(translate("CardRow", "银行登记：{value}").format(value=bank), "faint", wrap=True)
            )
        parts: list[QWidget] = []
        if line.told:
            parts.append(label(line.told, "faint"))
        if self._undo:
            undo = button(translate("CardRow", "撤销"), "quiet", "undo")
            undo.clicked.connect(lambda: self.undone.emit(line.field))
            parts.append(undo)
        if line.proposals:
            other = button(translate("CardRow", "另有 %n 个提议", "", line.proposals), "quiet", "compare")
            other.clicked.connect(self.settle_wanted)
            parts.append(other)
        if parts:
            self._column.addWidget(Flow(parts))

    def _make_editor(self) -> QLineEdit | QPlainTextEdit:
        line, hint = self.line, str(HINTS.get(self.line.kind, ""))
        if line.kind is FieldKind.NOTE:
            area = QPlainTextEdit(line.value)
            area.setTabChangesFocus(True)
            area.setFixedHeight(theme.scaled(92))
            area.setPlaceholderText(translate("CardRow", hint))
            area.setAccessibleName(_heading(line))
            return area
        edit = QLineEdit(
            "" if self._hidden else line.shown if line.kind is FieldKind.TAGS and line.value else line.value
        )
        edit.setMaxLength(LIMITS[line.kind] * 2)
        edit.setMinimumHeight(theme.TARGET)
        edit.setPlaceholderText(translate("CardRow", hint) if hint else "")
        edit.setAccessibleName(_heading(line))
        edit.selectAll()
        return edit

    def _ways(self) -> Flow:
        save = button(
            translate("CardRow", "保存"), says=translate("CardRow", "保存{name}").format(name=_heading(self.line))
        )
        save.clicked.connect(self._save)
        leave = button(translate("CardRow", "取消"), "plain")
        leave.clicked.connect(self.close_editor)
        return Flow([save, leave])


_CTRL = Qt.KeyboardModifier.ControlModifier


def _heading(line: CardLine) -> str:
    return " · ".join(part for part in (line.name, line.about) if part)
