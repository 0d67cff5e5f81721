"""Handing a place over to the navigation: which app, its link as a code for the phone, and the numbers to copy.

The phone drives, the laptop knows the place; so the first thing shown is a code that a phone reads without any
network here. The link says where and nothing else: no name, no address.
"""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from fieldapp.domain.party import Datum
from fieldapp.errors import KnownError
from fieldapp.services.navigate import HandOver, MapApp, WayTo, keep_app, way_to
from ui import formats, messages, theme
from ui.i18n import translate
from ui.parts.code_picture import CodePicture
from ui.widgets.buttons import button
from ui.widgets.choice import Choice
from ui.widgets.flow import Flow
from ui.widgets.labels import label, set_tone
from ui.workplace import Workplace

WIDE = 400
"""Width in px of what stands beside the code."""


def navigate(work: Workplace, near: QWidget, case_id: str, premises_id: str = "", number: int = 0) -> NavigatePanel:
    """Open the panel below `near` for a premises (the first with a place where none is named).

    `number` is that of the stop, for the label in the app; 0: none.
    """
    panel = NavigatePanel(work, near, case_id)
    panel.open_below(near)
    work.tasks.read(
        lambda: way_to(work.desk, case_id, premises_id, number), done=panel.show_way, failed=panel.fail, owner=panel
    )
    return panel


def app_words(app: MapApp) -> str:
    """What an app is called."""
    return {
        MapApp.AMAP: translate("NavigatePanel", "高德地图"),
        MapApp.BAIDU: translate("NavigatePanel", "百度地图"),
        MapApp.TENCENT: translate("NavigatePanel", "腾讯地图"),
        MapApp.GEO: translate("NavigatePanel", "系统地图"),
    }[app]


def datum_words(datum: Datum) -> str:
    """What a datum is called: its name, which is the same everywhere."""
    return {Datum.WGS84: "WGS-84", Datum.GCJ02: "GCJ-02", Datum.BD09: "BD-09"}[datum]


class NavigatePanel(QFrame):
    """The panel; it goes when something else is pressed, or with Escape."""

    def __init__(self, work: Workplace, near: QWidget, case_id: str) -> None:
        super().__init__(near, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("popup")
        self.setAccessibleName(self.tr("导航到这里"))
        self._work, self._case_id = work, case_id
        self._premises_id = ""
        self._ways: dict[str, HandOver] = {}
        apps = [(app.value, app_words(app)) for app in MapApp]
        self.app = Choice(self.tr("用哪个地图"), apps)
        self._title = label(self.tr("导航到这里"), "strong", wrap=True)
        self._warning = label("", "muted", "warn", wrap=True)
        self.numbers = label(self.tr("正在读取位置…"), "muted", wrap=True, selectable=True)
        self.code = CodePicture(self.tr("用手机扫描的导航链接"))
        self.open_button = button(self.tr("在浏览器打开"), "primary", "map")
        self.copy_button = button(self.tr("复制坐标"), "", "copy")
        self.link_button = button(self.tr("复制链接"), "quiet", "link")
        self.confirm_button = button(self.tr("去确认位置"), "quiet", "place_unsure")
        self.told = label("", "faint", wrap=True)
        self._lay_out()
        self._connect()
        self._show_parts(known=False)

    def open_below(self, near: QWidget) -> None:
        """Show it below `near`, within the screen."""
        self._near = near
        self._put()
        self.show()
        self.app.setFocus(Qt.FocusReason.PopupFocusReason)

    def show_way(self, way: WayTo) -> None:
        """What was read."""
        self._ways = {one.app.value: one for one in way.ways}
        if way.premises is not None:
            self._premises_id = way.premises.id
            self._title.setText(way.premises.name or way.premises.address)
            if way.vague and way.premises.place is not None:
                told = self.tr("位置只知道到约 {far}以内，导航到不了门口，请先确认位置。")
                self._warning.setText(told.format(far=metres_words(way.premises.place.radius_m)))
        self.confirm_button.setVisible((way.vague or not way.ways) and self._work.can("places"))
        self._show_parts(known=bool(way.ways))
        if way.ways:
            self.app.set_value(way.app.value)
            self._show_app()
        else:
            self.numbers.setText(self.tr("还不知道这个地址在地图上的位置。"))
        self._put()
        (self.app if way.ways else self.confirm_button).setFocus(Qt.FocusReason.PopupFocusReason)

    def fail(self, error: KnownError) -> None:
        """It could not be read."""
        self.numbers.setText(str(messages.sentence(error)))
        set_tone(self.numbers, "warn")
        self._put()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.M, theme.M, theme.M, theme.M)
        row.setSpacing(theme.M)
        held = QWidget()
        held.setFixedWidth(theme.scaled(WIDE))
        column = QVBoxLayout(held)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.XS)
        self._hint = label(self.tr("用手机扫码，在手机上导航。链接里只有坐标，没有姓名和地址。"), "faint", wrap=True)
        self._keys = Flow((self.open_button, self.copy_button, self.link_button))
        for part in (self._title, self._warning, self.app, self.numbers, self._keys):
            column.addWidget(part)
        column.addWidget(self.confirm_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.told)
        column.addWidget(self._hint)
        column.addStretch(1)
        self.confirm_button.hide()
        row.addWidget(held)
        row.addWidget(self.code, 0, Qt.AlignmentFlag.AlignTop)

    def _connect(self) -> None:
        self.app.changed.connect(self._chose)
        self.open_button.clicked.connect(self._open)
        self.copy_button.clicked.connect(lambda: self._copy(self._way().copied, self.tr("坐标已复制")))
        self.link_button.clicked.connect(lambda: self._copy(self._way().driven, self.tr("链接已复制")))
        self.confirm_button.clicked.connect(self._confirm)

    def _show_parts(self, *, known: bool) -> None:
        for part in (self.app, self._keys, self._hint, self.code):
            part.setVisible(known)
        self._warning.setVisible(bool(self._warning.text()))
        self.told.setVisible(bool(self.told.text()))

    def _way(self) -> HandOver:
        return self._ways[str(self.app.value())]

    def _chose(self, _value: object) -> None:
        self._show_app()
        desk, app = self._work.desk, self._way().app
        self._work.tasks.write(lambda: keep_app(desk, app), owner=self)

    def _show_app(self) -> None:
        way = self._way()
        told = self.tr("纬度 {lat}，经度 {lon}（{datum}）")
        self.numbers.setText(told.format(lat=f"{way.lat:.6f}", lon=f"{way.lon:.6f}", datum=datum_words(way.datum)))
        self.code.show_text(way.driven)
        self._say("")

    def _open(self) -> None:
        """Open it here; where nothing on this laptop takes it, the numbers are what is left."""
        way = self._way()
        if QDesktopServices.openUrl(QUrl(way.shown)):
            self._say(self.tr("已交给浏览器打开；没有网络时请用手机扫码或复制坐标。"))
        else:
            self._copy(way.copied, self.tr("这台电脑没有能打开它的程序，坐标已复制"))

    def _copy(self, text: str, told: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self._say(f"{told}：{text}" if len(text) < 40 else told)

    def _say(self, told: str) -> None:
        self.told.setText(told)
        self.told.setVisible(bool(told))
        self._put()

    def _confirm(self) -> None:
        self.close()
        self._work.open("places", f"{self._case_id}|{self._premises_id}")

    def _put(self) -> None:
        """Below what was pressed, above it where there is no room, and never off the screen."""
        self.layout().activate()  # type: ignore[union-attr]  # it has one
        self.adjustSize()
        near = self._near
        room = near.screen().availableGeometry()
        below = near.mapToGlobal(QPoint(0, near.height() + theme.XXS))
        if self.isRightToLeft():
            below = near.mapToGlobal(QPoint(near.width() - self.width(), near.height() + theme.XXS))
        top = below.y()
        if top + self.height() > room.bottom():
            top = max(room.top(), near.mapToGlobal(QPoint(0, 0)).y() - self.height() - theme.XXS)
        left = min(max(below.x(), room.left()), max(room.left(), room.right() - self.width()))
        self.move(left, top)


def metres_words(metres: int) -> str:
    """Metres as said aloud: "300 米", "5.2 公里"."""
    if metres < 1000:
        return translate("NavigatePanel", "{metres} 米").format(metres=formats.number(metres))
    return translate("NavigatePanel", "{km} 公里").format(km=f"{metres / 1000:.1f}")
