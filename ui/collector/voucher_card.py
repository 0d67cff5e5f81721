"""Photos and papers that go with a matter: chosen, dropped, taken away again; kept encrypted when it is recorded."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from fieldapp.domain.matter import MatterKind
from ui import theme
from ui.i18n import translate
from ui.widgets.buttons import icon_button
from ui.widgets.card import Card
from ui.widgets.emptying import empty
from ui.widgets.labels import ElidedLabel, Picture, label

MOST = 10


class VoucherCard(Card):
    """Signals: changed: another file, or one less."""

    changed = Signal()

    def __init__(self, kind: MatterKind) -> None:
        claim = kind is MatterKind.PAID_CLAIM
        told = translate("VoucherCard", "付款凭证") if claim else translate("VoucherCard", "有关材料")
        super().__init__(told)
        self._paths: list[Path] = []
        self.choose = self.add_action(self.tr("添加照片"), "camera")
        self.choose.clicked.connect(self._choose)
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self.body.addLayout(self._list)
        hint = self.tr("回单、转账截图或收据的照片。也可以把文件拖到这一页上。原件留在原处，这里另存一份加密的。")
        self.add(label(hint, "faint", wrap=True))

    def paths(self) -> tuple[Path, ...]:
        """The files chosen."""
        return tuple(self._paths)

    def set_paths(self, paths: Sequence[Path]) -> None:
        """Show these, as far as they are still there."""
        self._paths = [path for path in paths if path.is_file()][:MOST]
        self._show()

    def add_paths(self, paths: Sequence[Path]) -> None:
        """These too."""
        new = [path for path in paths if path.is_file() and path not in self._paths]
        if new:
            self._paths = [*self._paths, *new][:MOST]
            self._show()
            self.changed.emit()

    def _choose(self) -> None:
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation)
        kinds = self.tr("照片和文件 (*.jpg *.jpeg *.png *.webp *.heic *.pdf)")
        dialog = QFileDialog(self, self.tr("添加照片"), folder, kinds)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(lambda names: self.add_paths([Path(name) for name in names]))
        dialog.open()

    def _show(self) -> None:
        empty(self._list)
        for path in self._paths:
            self._list.addWidget(self._row(path))

    def _row(self, path: Path) -> QWidget:
        held = QWidget()
        row = QHBoxLayout(held)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.XS)
        row.addWidget(Picture("image", "text_2"))
        name = ElidedLabel(path.name)
        name.setProperty("anyLength", True)  # as long as whoever named the file made it
        row.addWidget(name, 1)
        drop = icon_button("close", self.tr("不附 {name}").format(name=path.name))
        drop.clicked.connect(lambda: self._drop(path))
        row.addWidget(drop)
        held.setAccessibleName(path.name)
        return held

    def _drop(self, path: Path) -> None:
        self._paths.remove(path)
        self._show()
        self.changed.emit()
