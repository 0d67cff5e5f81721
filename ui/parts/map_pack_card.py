"""One offline map of this laptop: what it holds, covers and dates from, whose it is, and taking it off.

A broken one says why and offers nothing but that.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QHBoxLayout, QWidget

from fieldapp.domain.party import Datum
from fieldapp.geo.basemap.packs import TileKind
from ui import formats, messages, theme
from ui.i18n import translate
from ui.viewmodels.map_packs import bounds_words, holds_of_pack, made_words, title_of
from ui.widgets.buttons import button
from ui.widgets.card import Card
from ui.widgets.chips import Chip
from ui.widgets.labels import label
from ui.widgets.ledger import Reason
from ui.words.files import file_size

if TYPE_CHECKING:
    from fieldapp.geo.basemap.packs import BrokenPack, Pack


class PackCard(Card):
    """An installed pack, or the built-in one.

    Signals:
        remove_wanted: the person said so, twice.
    """

    remove_wanted = Signal()

    def __init__(self, pack: Pack, covered: int, placed: int) -> None:
        super().__init__(title_of(pack))
        self.pack = pack
        self.head.addWidget(Chip(self.tr("随程序自带") if pack.built_in else file_size(pack.size), dot=False))
        holds = holds_of_pack(pack)
        if not pack.built_in:
            holds.append(_covered(covered, placed))
        self.add(label(" · ".join(holds), "body", wrap=True))
        told = [bounds_words(pack.bounds.degrees)]
        if pack.datum is not Datum.WGS84:
            told.append(pack.datum.value.upper())
        if pack.boundaries and pack.tile_kind is TileKind.VECTOR:
            told.append(self.tr("含行政边界线"))
        self.add(label(" · ".join(told), "muted", wrap=True))
        age, old = made_words(pack.made_on, pack.as_of)
        if not pack.built_in:
            self.add(Reason(age, "warn") if old else label(age, "muted", wrap=True))
        said = formats.headed(self.tr("来源"), pack.attribution or self.tr("没有写明"))
        if pack.built_in:
            self.add(label(said, "faint", wrap=True, selectable=True))
        else:
            self.add(_Removing(pack.name, said, self.remove_wanted))


class BrokenCard(Card):
    """A folder that should be a pack and is none.

    Signals:
        remove_wanted: the person said so, twice.
    """

    remove_wanted = Signal()

    def __init__(self, broken: BrokenPack) -> None:
        super().__init__(broken.id)
        self.broken = broken
        self.head.addWidget(Chip(self.tr("不能使用"), "stop"))
        self.add(Reason(str(messages.sentence(broken.error)), "stop"))
        told = self.tr("其他离线地图不受影响。移除后可以重新下载或添加。")
        self.add(_Removing(broken.id, told, self.remove_wanted))


class _Removing(QWidget):
    """Words, and a quiet button that asks once more in their place: what is gone must be fetched again."""

    def __init__(self, name: str, said: str, wanted: SignalInstance) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.XS)
        self._said = label(said, "faint", wrap=True, selectable=True)
        self._ask = button(self.tr("移除…"), "quiet", "delete", says=self.tr("移除离线地图 {name}").format(name=name))
        self._sure = label(self.tr("移除后要用时需重新下载。"), "muted", wrap=True)
        self._yes = button(self.tr("移除"), "danger", says=self.tr("确认移除 {name}").format(name=name))
        self._no = button(self.tr("保留"))
        for part in (self._sure, self._yes, self._no):
            part.hide()
        row.addWidget(self._said, 1)
        row.addWidget(self._sure, 1)
        for key in (self._ask, self._no, self._yes):
            row.addWidget(key)
        self._ask.clicked.connect(lambda: self._turn(asking=True))
        self._no.clicked.connect(lambda: self._turn(asking=False))
        self._yes.clicked.connect(wanted)

    def _turn(self, *, asking: bool) -> None:
        for part, shown in ((self._said, not asking), (self._ask, not asking), (self._sure, asking),
                            (self._yes, asking), (self._no, asking)):  # fmt: skip
            part.setVisible(shown)
        (self._no if asking else self._ask).setFocus(Qt.FocusReason.OtherFocusReason)


def _covered(covered: int, placed: int) -> str:
    if not placed:
        return translate("PackCard", "案件还没有位置，暂时不知道覆盖多少")
    if not covered:
        return translate("PackCard", "没有案件在它的范围内")
    return translate("PackCard", "覆盖 {covered} / {placed} 个有位置的案件").format(
        covered=formats.number(covered), placed=formats.number(placed)
    )
