"""What was begun here on a case that has since moved to a colleague: listed calmly, and thrown away only on one's word.

The case is no longer this person's to see, so nothing of the borrower is shown. Until it is thrown away it counts as
something that only this laptop has, and the laptop is not safe to hand in.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui import formats, theme
from ui.i18n import translate
from ui.viewmodels.day import Orphan
from ui.widgets.buttons import button
from ui.widgets.card import Note
from ui.widgets.emptying import empty
from ui.widgets.labels import label


class OrphanList(QWidget):
    """The list.

    Signals:
        discarded: (Orphan) the person wants this one to be gone.
    """

    discarded = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[Orphan, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.XS)
        self.hide()

    def show_orphans(self, orphans: Sequence[Orphan]) -> None:
        """Show these; one that is being asked about stays as it is."""
        if tuple(orphans) == self._shown:
            return
        self._shown = tuple(orphans)
        empty(self._column)
        for orphan in self._shown:
            part = _OrphanPart(orphan)
            part.confirmed.connect(lambda one=orphan: self.discarded.emit(one))
            self._column.addWidget(part)
        self.setVisible(bool(self._shown))


class _OrphanPart(Note):
    """One of them; its button asks once more where it stands.

    Signals:
        confirmed: yes.
    """

    confirmed = Signal()

    def __init__(self, orphan: Orphan) -> None:
        super().__init__(_words(orphan), tone="info")
        self._question = label(self.tr("确定丢弃吗？已填写的内容会从本机删除，不能恢复。"), "muted", wrap=True)
        self._discard = button(self.tr("丢弃草稿"), "plain", "delete")
        self._sure = button(self.tr("确定丢弃"), "danger")
        self._keep = button(self.tr("先留着"))
        self._discard.clicked.connect(lambda: self._ask(asking=True))
        self._keep.clicked.connect(lambda: self._ask(asking=False))
        self._sure.clicked.connect(self.confirmed)
        keys = QHBoxLayout()
        keys.setSpacing(theme.XS)
        for key in (self._discard, self._sure, self._keep):
            keys.addWidget(key)
        keys.addStretch(1)
        self.body.addWidget(self._question)
        self.body.addLayout(keys)
        self.setAccessibleName(_words(orphan))
        for one in (self._question, self._sure, self._keep):
            one.hide()

    def _ask(self, *, asking: bool) -> None:
        for one in (self._question, self._sure, self._keep):
            one.setVisible(asking)
        self._discard.setVisible(not asking)
        (self._keep if asking else self._discard).setFocus(Qt.FocusReason.TabFocusReason)


def _words(orphan: Orphan) -> str:
    at = formats.short_moment(orphan.saved_at)
    if orphan.is_plan:
        return translate("OrphanList", "{time} 留下的方案草稿，案件已转给同事。").format(time=at)
    return translate("OrphanList", "{time} 留下的外访草稿，案件已转给同事。").format(time=at)
