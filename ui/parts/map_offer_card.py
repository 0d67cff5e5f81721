"""One map that the office offers: fetch it, see how far it is, pause, go on, give up; or that it is here already."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar

from fieldapp.errors import KnownError
from ui import formats, messages, theme
from ui.map_downloads import UnderWay
from ui.viewmodels.map_packs import OfferLine, bounds_words, holds_of_offer, made_words, progress_words
from ui.widgets.buttons import button, rename
from ui.widgets.card import Card
from ui.widgets.chips import Chip
from ui.widgets.labels import label, set_tone
from ui.words.files import file_size

if TYPE_CHECKING:
    from fieldapp.protocol.maps import MapOffer

THOUSAND = 1000


class OfferCard(Card):
    """The card; `show_state` says where it stands.

    Signals:
        fetch_wanted, pause_wanted, cancel_wanted: (MapOffer) that button was pressed.
    """

    fetch_wanted = Signal(object)
    pause_wanted = Signal(object)
    cancel_wanted = Signal(object)

    def __init__(self, line: OfferLine) -> None:
        super().__init__(line.offer.name)
        self.line = line
        self.head.addWidget(Chip(file_size(line.offer.size), dot=False))
        self.add(label(" · ".join(holds_of_offer(line.offer)), "body", wrap=True))
        self.add(label(bounds_words(line.offer.bounds), "muted", wrap=True))
        self.add(label(made_words(line.offer.made_on, line.offer.as_of)[0], "muted", wrap=True))
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setRange(0, THOUSAND)
        self._bar.setAccessibleName(self.tr("下载进度 {name}").format(name=line.offer.name))
        self.said = label("", "muted", wrap=True)
        self.main = button(self.tr("下载"), icon="download")
        self.pause = button(self.tr("暂停"), icon="pause", says=self.tr("暂停下载 {name}").format(name=line.offer.name))
        self.cancel = button(self.tr("取消"), "plain", says=self.tr("取消下载 {name}").format(name=line.offer.name))
        self._lay_out(line.offer)

    def _lay_out(self, offer: MapOffer) -> None:
        self.add(self._bar)
        row = QHBoxLayout()
        row.setSpacing(theme.XS)
        row.addWidget(self.said, 1)
        for key in (self.cancel, self.pause, self.main):
            row.addWidget(key)
        self.body.addLayout(row)
        self.main.clicked.connect(lambda: self.fetch_wanted.emit(offer))
        self.pause.clicked.connect(lambda: self.pause_wanted.emit(offer))
        self.cancel.clicked.connect(lambda: self.cancel_wanted.emit(offer))

    def show_state(self, line: OfferLine, now: UnderWay | None, waiting: bool, failed: KnownError | None) -> None:
        """Say where it stands: here, on its way, waiting, paused, failed, or nothing yet."""
        self.line = line
        sha256, have = line.offer.sha256, line.coming.have if line.coming is not None else 0
        running = now is not None and now.sha256 == sha256
        begun = running or waiting or line.coming is not None
        if running and now is not None:
            have = max(now.have, have)
        self._bar.setVisible(begun)
        self._bar.setValue(have * THOUSAND // max(line.offer.size, 1))
        self._say(line, now if running else None, waiting, failed, have)
        focused = any(key.hasFocus() for key in (self.main, self.pause, self.cancel))
        self.pause.setVisible(running or waiting)
        self.cancel.setVisible(begun)
        self.main.setVisible(not (running or waiting or (line.here and not begun)))
        rename(self.main, self._main_words(line, failed), says=f"{self._main_words(line, failed)} {line.offer.name}")
        if focused and not any(key.hasFocus() for key in (self.main, self.pause, self.cancel)):
            shown = next((key for key in (self.main, self.pause) if not key.isHidden()), None)
            if shown is not None:
                shown.setFocus()

    def _main_words(self, line: OfferLine, failed: KnownError | None) -> str:
        if failed is not None:
            return self.tr("再试一次")
        if line.coming is not None:
            return self.tr("继续下载")
        return self.tr("更新") if line.older is not None else self.tr("下载")

    def _say(self, line: OfferLine, now: UnderWay | None, waiting: bool, failed: KnownError | None, have: int) -> None:
        tone = None
        size = line.offer.size
        if now is not None:
            words = self.tr("正在核对和安装…") if have >= size else progress_words(have, size, now.speed)
        elif waiting:
            words = self.tr("排队等待下载")
        elif failed is not None:
            words, tone = str(messages.sentence(failed)), "warn"
        elif line.coming is not None:
            words = self.tr("已暂停，已下载 {have}").format(have=progress_words(have, size))
        elif line.here:
            words, tone = self.tr("已安装"), "ok"
        elif line.older is not None:
            words = self.tr("有新版本；本机是 {day} 制作的").format(day=line.older.made_on[:10] or "—")
        else:
            words = ""
        if not line.offered:
            words = formats.clauses(part for part in (words, self.tr("办公室不再提供")) if part)
        self.said.setText(words)
        set_tone(self.said, tone)  # type: ignore[arg-type]
