"""Ways to say where a premises is, other than pointing: numbers typed or pasted, a photo, the receiver, another case,
an online search. Each ends in a proposal on the sketch; nothing is kept before somebody says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QLineEdit, QVBoxLayout, QWidget

from fieldapp.documents.photo import place_in
from fieldapp.domain.party import Datum, Place
from fieldapp.errors import KnownError
from fieldapp.geo.addresses.typed_place import Typed, read_typed
from fieldapp.services.ask_geocoder import ProviderChoice
from fieldapp.services.best_places import place_of
from fieldapp.services.take_photo import read_original
from fieldapp.store.laptop.premises_list import PremisesLine
from ui import formats, messages, theme
from ui.i18n import translate
from ui.parts.navigate import datum_words, metres_words
from ui.place_source import PlaceSource
from ui.tasks import Tasks
from ui.viewmodels.places_confirm import named
from ui.widgets.buttons import button, icon_button, rename
from ui.widgets.choice import Choice
from ui.widgets.flow import Flow
from ui.widgets.labels import label, set_tone

PICTURES = "*.jpg *.jpeg *.png *.webp"
SAME_OFFERED = 3


class TypedPlace(QWidget):
    """Numbers typed or pasted, in a datum.

    Signals:
        proposed: (Typed, Datum) what was read, as it was given.
    """

    proposed = Signal(object, object)

    def __init__(self) -> None:
        super().__init__()
        self.edit = QLineEdit()
        self.edit.setAccessibleName(self.tr("经纬度"))
        self.edit.setPlaceholderText(self.tr("粘贴坐标或地图链接，例如 120.585300, 31.298900"))
        self.edit.setMinimumHeight(theme.TARGET)
        datums = [
            (Datum.WGS84.value, translate("TypedPlace", "GPS（WGS-84）")),
            (Datum.GCJ02.value, translate("TypedPlace", "高德、腾讯（GCJ-02）")),
            (Datum.BD09.value, translate("TypedPlace", "百度（BD-09）")),
        ]
        self.datum = Choice(self.tr("坐标从哪里来"), datums, Datum.WGS84.value)
        self.told = label("", "faint", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.XXS)
        for part in (self.edit, self.datum, self.told):
            column.addWidget(part)
        self.told.hide()
        self.edit.textChanged.connect(lambda _text: self._read())
        self.datum.changed.connect(lambda _value: self._read())

    def begin(self) -> None:
        """An empty field with the keyboard in it."""
        self.edit.clear()
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _read(self) -> None:
        text = self.edit.text().strip()
        if not text:
            self._say("")
            return
        try:
            typed = read_typed(text)
        except KnownError as error:
            self._say(str(messages.sentence(error)), "warn")
            return
        if typed.datum is not None:
            self.datum.set_value(typed.datum.value)
        self._say(self._remark(typed), "text_2" if typed.in_china else "warn")
        self.proposed.emit(typed, typed.datum or Datum(str(self.datum.value())))

    def _remark(self, typed: Typed) -> str:
        said = []
        if typed.swapped:
            said.append(self.tr("先写的是纬度，已按“纬度, 经度”读。"))
        if typed.datum is not None:
            said.append(self.tr("链接里的坐标是 {datum}。").format(datum=datum_words(typed.datum)))
        if not typed.in_china:
            said.append(self.tr("这个位置不在中国境内，请再看一遍。"))
        if typed.radius_m >= 100:
            told = self.tr("小数位数少，只准到约 {far}。")
            said.append(told.format(far=metres_words(typed.radius_m)))
        return formats.sentences(said)

    def _say(self, told: str, tone: theme.Tone = "text_2") -> None:
        self.told.setText(told)
        self.told.setVisible(bool(told))
        set_tone(self.told, tone)


class Ways(QWidget):
    """The row of ways, and what each needs below it.

    Signals:
        proposed: (Place, str) a place, and where it is from in words.
        asked: (ProviderChoice) this geocoder is to be asked for the address.
        typed: (Typed, Datum) numbers that are still to be converted.
        said: (str, str) something to know, and its tone.
        turned: the map is wanted instead of the sketch, or the other way round.
        zoomed: (int) the sketch is to show less ground (1) or more (-1).
    """

    proposed = Signal(object, str)
    asked = Signal(object)
    typed = Signal(object, object)
    said = Signal(str, str)
    turned = Signal()
    zoomed = Signal(int)

    def __init__(self, tasks: Tasks) -> None:
        super().__init__()
        self._tasks = tasks
        self._dialog: QFileDialog | None = None
        self.source = PlaceSource(self)
        self.here = button(self.tr("我就在这里"), "quiet", "crosshair", says=self.tr("取定位，我就在这里"))
        self.photo = button(self.tr("从照片"), "quiet", "image", says=self.tr("用照片记录的位置"))
        self.numbers = button(self.tr("输入坐标"), "quiet", "keyboard")
        self.closer = icon_button("zoom_in", self.tr("放大"))
        self.wider = icon_button("zoom_out", self.tr("缩小"))
        self.turn = button("", "plain", "map")
        self.form = TypedPlace()
        self.form.hide()
        self.same = Flow()
        self.row = Flow((self.here, self.photo, self.numbers, self.closer, self.wider, self.turn))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.XS)
        for part in (self.row, self.same, self.form):
            column.addWidget(part)
        self._connect()
        self.show_turn(on_map=False)

    def show_turn(self, on_map: bool) -> None:
        """Offer the other ground; the map zooms by itself."""
        rename(self.turn, self.tr("用示意图") if on_map else self.tr("用地图"))
        for one in (self.closer, self.wider):
            one.setVisible(not on_map)

    def show_offers(self, lines: Sequence[PremisesLine], online: Sequence[ProviderChoice]) -> None:
        """Offer what another case knows of the same address, and who can be asked for it."""
        self.same.clear()
        for line in lines[:SAME_OFFERED]:
            place = place_of(line)
            if place is not None:
                self.same.add(self._offer(line, place))
        for choice in online:
            made = button(self.tr("在线查询（{name}）").format(name=choice.name), "quiet", "search")
            made.setToolTip(self.tr("只发送这个地址，不发送姓名和案件"))
            made.clicked.connect(lambda _on=False, choice=choice: self.asked.emit(choice))
            self.same.add(made)
        self.same.setVisible(bool(lines) or bool(online))

    def reset(self) -> None:
        """Another premises: nothing of the one before is left."""
        self.source.stop()
        self.here.setEnabled(True)
        self.form.hide()
        self.form.edit.clear()

    def read_photo(self, path: Path) -> None:
        """Take the place that a photo tells."""
        self._tasks.read(
            lambda: place_in(read_original(path), path.name),
            done=lambda place: self.proposed.emit(place, self.tr("照片记录的位置")),
            failed=self._fail,
            owner=self,
        )

    def _connect(self) -> None:
        self.here.clicked.connect(self._ask)
        self.source.found.connect(self._found)
        self.source.failed.connect(self._not_found)
        self.photo.clicked.connect(self._ask_for_photo)
        self.numbers.clicked.connect(self._unfold)
        self.form.proposed.connect(self.typed)
        self.closer.clicked.connect(lambda: self.zoomed.emit(1))
        self.turn.clicked.connect(self.turned)
        self.wider.clicked.connect(lambda: self.zoomed.emit(-1))

    def _offer(self, line: PremisesLine, place: Place) -> QWidget:
        told = self.tr("用“{name}”的位置（{case}）").format(name=named(line), case=line.case_no)
        made = button(told, "quiet", "copy")
        said = self.tr("同一地址的案件 {case} 的位置").format(case=line.case_no)
        made.clicked.connect(lambda: self.proposed.emit(place, said))
        return made

    def _ask(self) -> None:
        self.here.setEnabled(False)
        self.said.emit(self.tr("正在定位，最多二十秒…"), "text_2")
        self.source.ask()

    def _found(self, place: Place) -> None:
        self.here.setEnabled(True)
        self.proposed.emit(place, self.tr("本机定位"))

    def _not_found(self, why: str) -> None:
        self.here.setEnabled(True)
        self.said.emit(self.tr("{why}。可以用别的办法标注。").format(why=why), "warn")

    def _ask_for_photo(self) -> None:
        self._dialog = QFileDialog(self, self.tr("选一张在门口拍的照片"))
        self._dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        self._dialog.setNameFilter(self.tr("照片 ({patterns})").format(patterns=PICTURES))
        self._dialog.fileSelected.connect(lambda path: self.read_photo(Path(path)))
        self._dialog.open()

    def _unfold(self) -> None:
        self.form.setVisible(not self.form.isVisible())
        if self.form.isVisible():
            self.form.begin()

    def _fail(self, error: KnownError) -> None:
        self.said.emit(str(messages.sentence(error)), "warn")
