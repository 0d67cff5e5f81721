"""Photos of a visit: from the camera, from files, by dropping or pasting; made fit behind the scenes, one by one.

Whatever is pressed while one is being made waits in a row, and the answers typed meanwhile are kept all the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, Signal
from PySide6.QtGui import QGuiApplication, QImage, QKeySequence, QPixmap, QShortcut
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from fieldapp import clock
from fieldapp.errors import KnownError
from fieldapp.services.take_photo import ReadyPhoto, Stamp, keep_photo, prepare_photo, read_original
from fieldapp.services.visit_files import DraftPhoto, DraftRef, drop_file
from ui import formats, messages, theme
from ui.camera import CameraView, as_bytes
from ui.collector.files_adding import Dropping
from ui.widgets.buttons import button, icon_button
from ui.widgets.card import Card
from ui.widgets.flow import Flow
from ui.widgets.labels import ElidedLabel, Picture, label
from ui.widgets.states import Banner
from ui.workplace import Workplace

TILE = 104
"""Width of a photo on the card, in px."""
SUFFIXES = (".jpg", ".jpeg", ".png", ".webp")
Source = Callable[[], tuple[bytes, str]]


class PhotosCard(Card):
    """The card of one draft; `over` is the page that photos may be dropped on and pasted into.

    Signals:
        changed: (tuple of DraftPhoto) the photos there are now.
    """

    changed = Signal(tuple)

    def __init__(
        self,
        work: Workplace,
        draft: DraftRef,
        photos: Iterable[DraftPhoto],
        stamp: Callable[[], Stamp],
        over: QWidget,
    ) -> None:
        super().__init__(self.tr("照片"))
        self._work, self._draft, self._stamp = work, draft, stamp
        self.photos: tuple[DraftPhoto, ...] = tuple(photos)
        self._waiting: list[Source] = []
        self._busy = False
        self._refused: list[str] = []
        self._trouble = Banner("", "warn", closable=True)
        self._trouble.hide()
        self._count, self._doing = label("", "faint"), label("", "faint")
        self._tiles = Flow()
        self._lay_out()
        Dropping(over, self.add_files)
        paste = QShortcut(QKeySequence(QKeySequence.StandardKey.Paste), over)
        paste.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        paste.activated.connect(self.paste)
        self._look()

    @property
    def busy(self) -> bool:
        """Whether a photo is being made."""
        return self._busy

    def add_files(self, paths: Iterable[Path]) -> None:
        """Take these photos."""
        self._take([partial(_from_file, path) for path in paths if not path.is_dir()])

    def add_picture(self, picture: QImage) -> None:
        """Take a picture that is in memory: from the camera or the clipboard."""
        name = f"{formats.civil(clock.now()):%Y%m%d-%H%M%S}.png"
        self._take([lambda: (as_bytes(picture), name)])

    def paste(self) -> None:
        """Take what the clipboard holds: a picture, or files."""
        held = QGuiApplication.clipboard().mimeData()
        paths = [Path(url.toLocalFile()) for url in held.urls() if url.isLocalFile()]
        if paths:
            self.add_files(paths)
        elif held.hasImage():
            self.add_picture(QGuiApplication.clipboard().image())

    def open_camera(self) -> None:
        """Show what the camera sees."""
        camera = CameraView(self.window())
        camera.taken.connect(self.add_picture)
        camera.failed.connect(lambda why: self._say(KnownError("visit.camera_failed", {"reason": why})))
        camera.begin()

    def go_to(self, name: str) -> bool:
        """Move here, if photos are meant."""
        if name == "photos":
            self.choose.setFocus(Qt.FocusReason.TabFocusReason)
        return name == "photos"

    def _lay_out(self) -> None:
        self.head.addWidget(self._count)
        self.shoot = button(self.tr("拍照"), "quiet", "camera", keys="Ctrl+Shift+P")
        self.shoot.clicked.connect(self.open_camera)
        self.choose = button(self.tr("添加"), "quiet", "plus", says=self.tr("从文件添加照片"), keys="Ctrl+Shift+A")
        self.choose.clicked.connect(self._choose)
        self.head.addWidget(self.shoot)
        self.head.addWidget(self.choose)
        self._hint = label(self.tr("拍门面和内部；可以把照片拖到页面上，或按 Ctrl+V 粘贴。"), "muted", wrap=True)
        for part in (self._trouble, self._hint, self._tiles, self._doing):
            self.add(part)
        self._doing.hide()

    def _choose(self) -> None:
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation)
        endings = " ".join(f"*{suffix} *{suffix.upper()}" for suffix in SUFFIXES)
        dialog = QFileDialog(self, self.tr("添加照片"), folder, self.tr("照片") + f" ({endings})")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(lambda chosen: self.add_files([Path(one) for one in chosen]))
        dialog.open()

    def _take(self, sources: list[Source]) -> None:
        if sources and not self._busy:
            self._refused = []
            self._trouble.hide()
        self._waiting += sources
        if not self._busy:
            self._next()

    def _next(self) -> None:
        self._busy = bool(self._waiting)
        self._doing.setVisible(self._busy)
        if not self._waiting:
            return
        source = self._waiting.pop(0)
        self._doing.setText(self.tr("正在处理照片，还有 %n 张", "", len(self._waiting) + 1))
        desk, draft, stamp = self._work.desk, self._draft, self._stamp()

        def prepare() -> ReadyPhoto:
            raw, name = source()
            return prepare_photo(desk, draft, raw, name, stamp)

        self._work.tasks.read(prepare, done=self._keep, failed=self._not_taken, owner=self)

    def _keep(self, ready: ReadyPhoto) -> None:
        desk = self._work.desk
        self._work.tasks.write(lambda: keep_photo(desk, ready), done=self._kept, failed=self._not_taken, owner=self)

    def _kept(self, photo: DraftPhoto) -> None:
        self.photos = (*self.photos, photo)
        self._look()
        self.changed.emit(self.photos)
        self._next()

    def _not_taken(self, error: KnownError) -> None:
        self._say(error)
        self._next()

    def _say(self, error: KnownError) -> None:
        self._refused.append(str(messages.sentence(error)))
        self._trouble.say("\n".join(self._refused), "warn")

    def _drop(self, photo: DraftPhoto) -> None:
        desk = self._work.desk
        self._work.tasks.write(
            lambda: drop_file(desk, photo.id), done=lambda _none: self._dropped(photo), failed=self._say, owner=self
        )

    def _dropped(self, photo: DraftPhoto) -> None:
        self.photos = tuple(one for one in self.photos if one.id != photo.id)
        self._look()
        self.changed.emit(self.photos)
        self.choose.setFocus(Qt.FocusReason.TabFocusReason)

    def _look(self) -> None:
        shown = [photo for photo in self.photos if photo.thumb]
        self._count.setText(self.tr("%n 张", "", len(shown)) if shown else "")
        self._hint.setVisible(not shown)
        self._tiles.clear()
        for photo in shown:
            self._tiles.add(PhotoTile(photo, self._drop))
        self._tiles.setVisible(bool(shown))


class PhotoTile(QWidget):
    """One photo: small, with when it was taken, and what is to be known of it."""

    def __init__(self, photo: DraftPhoto, drop: Callable[[DraftPhoto], object]) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        picture = QPixmap()
        picture.loadFromData(photo.thumb)
        side = theme.scaled(TILE)
        shown = QLabel()
        shown.setPixmap(picture.scaled(side, side * 3 // 4, Qt.AspectRatioMode.KeepAspectRatioByExpanding,
            Qt.TransformationMode.SmoothTransformation).copy(0, 0, side, side * 3 // 4))  # fmt: skip
        shown.setToolTip(photo.name)
        told = formats.time_of_day(photo.taken_at or photo.added_at)
        shown.setAccessibleName(self.tr("照片 {name}，{time}").format(name=photo.name, time=told))
        column.addWidget(shown)
        row = QHBoxLayout()
        row.setSpacing(theme.XXS)
        if photo.place is not None:
            row.addWidget(Picture("place", "text_3", 14, self.tr("照片带有位置")))
        row.addWidget(ElidedLabel(told, "faint"), 1)
        away = icon_button("delete", self.tr("移除照片 {name}").format(name=photo.name))
        away.clicked.connect(lambda: drop(photo))
        row.addWidget(away)
        column.addLayout(row)
        if photo.twin:
            twin = label(self.tr("与 {name} 几乎一样，请重拍").format(name=photo.twin), "faint", "warn", wrap=True)
            column.addWidget(twin)
        self.setFixedWidth(side)


def _from_file(path: Path) -> tuple[bytes, str]:
    return read_original(path), path.name
