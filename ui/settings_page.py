"""Settings: how the screen looks, who is signed in, verifying a paper that somebody brings, and what this program is.

Every choice is in force at once and kept. A change of language or of text size makes all pages anew, this one too;
the keyboard is put back on the choice that was made.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from PySide6.QtCore import Qt, QTimer, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QRadioButton, QSystemTrayIcon, QWidget

import fieldapp
from fieldapp.errors import KnownError
from ui import attribution, i18n, looks, theme
from ui.geocoder_settings import GeocoderCard
from ui.i18n import LANGUAGES, Language
from ui.idle_watch import CHOICES
from ui.parts.leave_card import LeaveCard
from ui.parts.maps_card import MapsCard
from ui.parts.verify_paper import VerifyPaper
from ui.place_settings import PlaceCard
from ui.preferences import Preferences
from ui.sync_settings import NetworkCard, ScheduleCard
from ui.widgets.buttons import Check, button
from ui.widgets.card import Card
from ui.widgets.choice import Choice
from ui.widgets.fields import Fields
from ui.widgets.labels import label
from ui.widgets.ledger import KeyValues
from ui.widgets.page import PageFrame
from ui.widgets.states import Banner
from ui.workplace import Workplace

MADE_LAST = "settings_choice"
"""A property of the window: the choice that made all pages anew, so that the keyboard can go back to it."""


class SettingsPage(PageFrame):
    """The page."""

    def __init__(self, work: Workplace, preferences: Preferences) -> None:
        super().__init__("", can_go_back=True)
        self.set_title(self.tr("设置"), self.tr("所有选择立即生效"))
        self._work, self._preferences = work, preferences
        self.banner = Banner("", "warn")
        self.banner.hide()
        self.body.addWidget(self.banner)
        self.language = Choice(self.tr("语言"), list(LANGUAGES.items()), i18n.language())
        self.look = Choice(self.tr("外观"), self._looks(), preferences.theme)
        self.text_size = Choice(self.tr("字号"), self._sizes(), str(theme.current().text_scale))
        left, right = self.columns(1, 1)
        self.idle = Choice(self.tr("无人操作后锁定"), self._minutes(), str(preferences.idle_minutes))
        self.tray = Check(self.tr("在系统托盘显示等待处理的事项"))
        left.addWidget(self._screen())
        left.addWidget(self._safety())
        self.schedule, self.network = ScheduleCard(work), NetworkCard(work)
        left.addWidget(self.schedule)
        self.place = PlaceCard(work, preferences)
        left.addWidget(self.place)
        left.addWidget(self._about())
        self.verify = VerifyPaper(work)
        right.addWidget(LeaveCard(work))
        right.addWidget(self.network)
        right.addWidget(MapsCard(work))
        self.geocoders = GeocoderCard(work)
        right.addWidget(self.geocoders)
        right.addWidget(self.verify)
        self.language.changed.connect(lambda value: self._set_language(cast("Language", value)))
        self.look.changed.connect(lambda value: looks.set_look(preferences, cast("theme.Choice", value)))
        self.text_size.changed.connect(lambda value: self._set_size(float(value)))
        self.idle.changed.connect(lambda value: self._set_idle(int(value)))
        self.tray.toggled.connect(self._set_tray)
        QTimer.singleShot(0, self, self._go_back_to_choice)

    def _screen(self) -> Card:
        card, form = Card(self.tr("显示")), Fields()
        form.add(self.tr("语言"), self.language, wide=True)
        form.add(self.tr("外观"), self.look, wide=True)
        form.add(self.tr("字号"), self.text_size, wide=True)
        card.add(form)
        return card

    def _safety(self) -> Card:
        """Who may look at this screen, and what it shows without being opened."""
        card, form = Card(self.tr("安全与提醒")), Fields()
        form.add(self.tr("自动锁定"), self.idle, wide=True)
        card.add(form)
        card.add(label(self.tr("锁定后页面和草稿都保持原样，凭口令解锁；电脑睡眠时也会锁定。"), "faint", wrap=True))
        row = QHBoxLayout()
        row.setSpacing(theme.XS)
        self.lock = button(self.tr("现在锁定"), icon="lock", says=self.tr("现在锁定 Ctrl+L"))
        self.lock.clicked.connect(self._work.lock_wanted)
        self.switch = button(self.tr("换人登录"), icon="users")
        self.switch.clicked.connect(self._work.signed_out)
        row.addWidget(self.lock)
        row.addWidget(self.switch)
        row.addStretch(1)
        card.body.addLayout(row)
        there = QSystemTrayIcon.isSystemTrayAvailable()
        self.tray.setChecked(self._preferences.tray)
        self.tray.setVisible(there)
        card.body.addWidget(self.tray)
        if not there:
            card.add(label(self.tr("这台电脑的桌面没有系统托盘，等待处理的事项只在窗口底部显示。"), "faint", wrap=True))
        return card

    def _about(self) -> Card:
        card = Card(self.tr("关于催收外访"))
        home = str(self._preferences.path.parent)
        card.add(
            KeyValues(
                [
                    (self.tr("版本"), fieldapp.__version__),
                    (self.tr("数据目录"), home),
                    (self.tr("本机编号"), self._work.desk.device_id),
                ]
            )
        )
        folder = button(self.tr("打开数据目录"), icon="folder")
        folder.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(home)))
        card.body.addWidget(folder, 0, Qt.AlignmentFlag.AlignLeft)
        card.add(label(self.tr("本程序以 Apache-2.0 许可发布，并使用了以下组件："), "muted", wrap=True))
        card.add(KeyValues([*attribution.BUILT_ON, *attribution.places_from()]))
        card.body.addWidget(self._licences(card), 0, Qt.AlignmentFlag.AlignLeft)
        return card

    def _licences(self, card: Card) -> QWidget:
        shown = button(self.tr("查看许可全文"), "quiet")

        def show() -> None:
            text = QPlainTextEdit(attribution.licence_texts())
            text.setReadOnly(True)
            text.setAccessibleName(self.tr("许可全文"))
            text.setMinimumHeight(280)
            card.add(text)
            shown.hide()
            text.setFocus()

        shown.clicked.connect(self._trying(show))
        return shown

    def _looks(self) -> list[tuple[str, str]]:
        return [("system", self.tr("跟随系统")), ("light", self.tr("浅色")), ("dark", self.tr("深色"))]

    def _sizes(self) -> list[tuple[str, str]]:
        names = (self.tr("小"), self.tr("标准"), self.tr("大"), self.tr("较大"), self.tr("最大"))
        return [(str(scale), name) for scale, name in zip(theme.TEXT_SCALES, names, strict=True)]

    def _set_language(self, wanted: Language) -> None:
        def switch() -> None:
            self._remember("language")
            i18n.switch(wanted)
            self._preferences.keep(language=wanted)

        self._trying(switch)()
        self.language.set_value(i18n.language())

    def _minutes(self) -> list[tuple[str, str]]:
        return [(str(minutes), self.tr("%n 分钟", "", minutes)) for minutes in CHOICES]

    def _set_size(self, wanted: float) -> None:
        self._remember("size")
        looks.set_scale(self._preferences, wanted)

    def _set_idle(self, minutes: int) -> None:
        self._preferences.keep(idle_minutes=minutes)
        self._work.idle_minutes_changed.emit(minutes)

    def _set_tray(self, shown: bool) -> None:
        self._preferences.keep(tray="true" if shown else "false")
        self._work.tray_changed.emit(shown)

    def _trying(self, act: Callable[[], None]) -> Callable[[], None]:
        """The act, with its known error said on the page."""

        def tried() -> None:
            try:
                act()
            except KnownError as error:
                self.banner.say_error(error)

        return tried

    def _remember(self, which: str) -> None:
        if self._work.shell is not None:
            self._work.shell.setProperty(MADE_LAST, which)

    def _go_back_to_choice(self) -> None:
        shell = self._work.shell
        which = shell.property(MADE_LAST) if shell is not None else None
        if shell is None or not which:
            return
        shell.setProperty(MADE_LAST, None)
        choice = self.language if which == "language" else self.text_size
        for one in choice.findChildren(QRadioButton):
            if one.isChecked():
                one.setFocus(Qt.FocusReason.OtherFocusReason)
