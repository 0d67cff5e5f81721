"""Offline maps: which this laptop has, which the office offers, and how one comes here, with or without a network."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QFileDialog, QVBoxLayout

from fieldapp.errors import KnownError
from fieldapp.services.map_packs import add_pack, remove_pack
from ui import formats, theme
from ui.loader import Loader
from ui.parts.map_offer_card import OfferCard
from ui.parts.map_pack_card import BrokenCard, PackCard
from ui.tasks import current_job
from ui.viewmodels.map_packs import MapsView, OfferLine, facts, read_maps
from ui.widgets.emptying import empty
from ui.widgets.labels import label
from ui.widgets.page import Action, PageFrame
from ui.widgets.states import Banner, BusyOverlay, EmptyState

if TYPE_CHECKING:
    from fieldapp.geo.basemap.packs import BrokenPack, Pack
    from fieldapp.protocol.maps import MapOffer
    from fieldapp.store.laptop.unit import ChangeSet
    from ui.workplace import Workplace

KEY = "maps"
KINDS = "*.fieldpack *.pmtiles *.mbtiles"
THOUSAND = 1000


def open_maps(work: Workplace) -> None:
    """Show the page over whatever is on screen; back leads there again."""
    if work.shell is not None:
        work.shell.open_beside(KEY, lambda: MapsPage(work))


class MapsPage(PageFrame):
    """The page."""

    def __init__(self, work: Workplace) -> None:
        super().__init__("", can_go_back=True)
        self._work = work
        self.set_title(self.tr("离线地图"))
        self._dialog: QFileDialog | None = None
        self.banner = Banner("", "warn", closable=True)
        self.line = Banner("", "info", action=self.tr("重试"))
        self.line.acted.connect(work.maps.ask)
        for part in (self.banner, self.line):
            part.hide()
            self.body.addWidget(part)
        self.offers: dict[str, OfferCard] = {}
        self._offered: tuple[list[MapOffer], bool] | None = None
        self.here, self.office = self._columns()
        self.overlay = BusyOverlay(self, work.tasks)
        self.refresh_key, self.add_key = self.set_actions(
            [
                Action(self.tr("查看办公室提供的地图"), work.maps.ask, "refresh", "F5"),
                Action(self.tr("添加地图文件…"), self._ask_for_file, "file_plus", "Ctrl+O"),
            ]
        )
        self.loader: Loader[MapsView] = Loader(
            self, work.tasks, lambda: read_maps(work.desk), self._show, self._say_error
        )
        work.maps.changed.connect(self.loader.ask)
        work.maps.moved.connect(self._on_moved)
        work.maps.offered.connect(self._on_offered)
        work.changed.connect(self._on_changed)
        work.maps.ask()

    def add_file(self, file: Path) -> None:
        """Install a pack from a file."""
        self.banner.hide()
        task = self._work.tasks.write(
            lambda: add_pack(file, _heard), done=self._added, failed=self._say_error, owner=self,
            words=self.tr("正在核对并安装 {name}…").format(name=file.name),
        )  # fmt: skip
        self.overlay.watch(task)

    def _columns(self) -> tuple[QVBoxLayout, QVBoxLayout]:
        left, right = self.columns(1, 1)
        parts = []
        for column, title in ((left, self.tr("本机的地图")), (right, self.tr("办公室提供的地图"))):
            column.addWidget(label(title, "h2"))
            rows = QVBoxLayout()
            rows.setSpacing(theme.S)
            column.addLayout(rows)
            parts.append(rows)
        return parts[0], parts[1]

    def _show(self, view: MapsView) -> None:
        self.set_title(self.tr("离线地图"), facts(view))
        self.setUpdatesEnabled(False)
        self._show_here(view)
        self._show_offers(view)
        self.setUpdatesEnabled(True)

    def _show_here(self, view: MapsView) -> None:
        empty(self.here)
        shelf = view.shelf
        if not shelf.packs and not shelf.broken:
            self.here.addWidget(
                EmptyState(
                    self.tr("还没有离线地图"),
                    self.tr(
                        "没有离线地图时，案件仍按位置显示在空白底图上。可以下载办公室提供的地图，或添加U盘里的地图文件。"
                    ),
                    icon="map",
                )
            )
        for broken in shelf.broken:
            self._add_removable(BrokenCard(broken), broken)
        for pack in shelf.packs:
            self._add_removable(PackCard(pack, shelf.covered.get(pack.id, 0), shelf.placed), pack)
        if shelf.ground is not None and all(pack.id != shelf.ground.id for pack in shelf.packs):
            self.here.addWidget(PackCard(shelf.ground, 0, 0))

    def _add_removable(self, card: PackCard | BrokenCard, pack: Pack | BrokenPack) -> None:
        card.remove_wanted.connect(lambda: self._remove(pack))
        self.here.addWidget(card)

    def _show_offers(self, view: MapsView) -> None:
        """Cards of the same offers stay as they are, with the keyboard on them."""
        wanted = ([line.offer for line in view.offers], view.asked_at is None)
        if self._offered != wanted:
            empty(self.office)
            self._offered = wanted
            self.offers = {line.offer.sha256: self._card(line) for line in view.offers}
            for card in self.offers.values():
                self.office.addWidget(card)
            if not self.offers:
                self.office.addWidget(self._no_offers(view))
        for line in view.offers:
            self._say_state(line)

    def _no_offers(self, view: MapsView) -> EmptyState:
        if view.asked_at is None:
            words = self.tr("还没有问过办公室。连上网络后会自动查看。")
            return EmptyState(self.tr("暂时不知道办公室提供什么"), words, icon="map")
        return EmptyState(
            self.tr("办公室还没有提供地图"),
            self.tr("地图由办公室制作和添加。也可以从U盘添加地图文件。"),
            icon="map",
        )

    def _card(self, line: OfferLine) -> OfferCard:
        card = OfferCard(line)
        card.fetch_wanted.connect(self._work.maps.fetch)
        card.pause_wanted.connect(self._work.maps.pause)
        card.cancel_wanted.connect(self._work.maps.cancel)
        return card

    def _say_state(self, line: OfferLine) -> None:
        maps, sha256 = self._work.maps, line.offer.sha256
        card = self.offers.get(sha256)
        if card is not None:
            card.show_state(line, maps.now, sha256 in maps.waiting, maps.failed.get(sha256))

    def _on_moved(self) -> None:
        """Progress is said at once; that a download ended is read from the disk."""
        view = self.loader.shown()
        for line in view.offers if view is not None else ():
            self._say_state(line)
        if self._work.maps.now is None:
            self.loader.ask()

    def _on_offered(self, error: KnownError | None) -> None:
        if error is None:
            self.line.hide()
            self.loader.ask()
            return
        view = self.loader.shown()
        words = self.tr("没有连上办公室，暂时不能下载；本机的地图照常可用。")
        if view is not None and view.asked_at is not None:
            words += self.tr("下面是 {moment} 的列表。").format(moment=formats.short_moment(view.asked_at))
        self.line.say(words, "info", action=self.tr("重试"))

    def _on_changed(self, changes: ChangeSet) -> None:
        if changes.cases or not changes:
            self.loader.ask()

    def _ask_for_file(self) -> None:
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DownloadLocation)
        dialog = self._dialog = QFileDialog(self, self.tr("添加地图文件"), folder, self.tr("地图文件") + f" ({KINDS})")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda chosen: self.add_file(Path(chosen)))
        dialog.open()

    def _added(self, pack: Pack) -> None:
        if self._work.shell is not None:
            self._work.shell.say(self.tr("已添加离线地图“{name}”").format(name=pack.name))
        self._work.maps.tell_changed()

    def _remove(self, pack: Pack | BrokenPack) -> None:
        self._work.tasks.write(
            lambda: remove_pack(pack),
            done=lambda _nothing: self._work.maps.tell_changed(),
            failed=self._say_error,
            owner=self,
        )

    def _say_error(self, error: KnownError) -> None:
        self.banner.say_error(error)


def _heard(done: int, total: int) -> bool:
    """Progress in thousandths: bytes may be more than a signal's number holds."""
    job = current_job()
    job.progress(done * THOUSAND // max(total, 1), THOUSAND)
    return not job.cancelled()
