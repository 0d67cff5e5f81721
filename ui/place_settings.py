"""Settings of the place: which receiver is asked on arrival, and a try that shows what it says.

The choice is in force at once and kept for this laptop. A try stores nothing.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent

from fieldapp.domain.party import Place
from fieldapp.geo.nmea import Heard
from ui import formats, receivers, theme
from ui.nmea_receiver import NmeaReceiver
from ui.place_source import PlaceSource
from ui.preferences import Preferences
from ui.receivers import Port, ReceiverChoice, Way
from ui.widgets.buttons import Select, button
from ui.widgets.card import Card
from ui.widgets.choice import Choice
from ui.widgets.fields import Fields
from ui.widgets.flow import Flow
from ui.widgets.labels import label, set_tone
from ui.workplace import Workplace


class PlaceCard(Card):
    """The card."""

    def __init__(self, work: Workplace, preferences: Preferences) -> None:
        super().__init__(self.tr("定位"))
        self._work, self._preferences = work, preferences
        self._choice = receivers.read_choice(preferences.receiver)
        self._ports: list[Port] = []
        self._source: PlaceSource | None = None
        ways = [
            (Way.SYSTEM.value, self.tr("系统定位")),
            (Way.SERIAL.value, self.tr("USB 定位器")),
            (Way.NONE.value, self.tr("不用")),
        ]
        self.way = Choice(self.tr("定位来源"), ways, self._choice.way.value)
        self.port = Select(self.tr("串口"))
        speeds = [(str(one), str(one)) for one in receivers.SPEEDS]
        known = str(self._choice.speed) in dict(speeds)
        self.speed = Choice(self.tr("速率"), speeds, str(self._choice.speed) if known else None)
        self.again = button(self.tr("重新查找"), "quiet", "refresh", says=self.tr("重新查找串口"))
        self.test = button(self.tr("试一试"), icon="crosshair", says=self.tr("试一试定位，不保存"))
        self.told = label("", wrap=True)
        self.heard = label("", "faint", wrap=True, selectable=True)
        self._lay_out()
        self._connect()
        self._look_for_ports()
        self._look()

    def hideEvent(self, event: QHideEvent) -> None:
        """A try ends with the page: no receiver runs on unseen."""
        self._stop()
        super().hideEvent(event)

    def _lay_out(self) -> None:
        form = Fields()
        form.add(self.tr("来源"), self.way, wide=True)
        self.port.setMinimumWidth(theme.scaled(220))
        self._rows = (
            form.add(self.tr("串口"), Flow((self.port, self.again)), wide=True),
            form.add(self.tr("速率"), self.speed, wide=True),
        )
        self.add(form)
        told = self.tr("只在到达、离开和你按下按钮时取一次位置，不记录行踪。")
        self.add(label(told, "muted", wrap=True))
        self.body.addWidget(self.test, 0, Qt.AlignmentFlag.AlignLeft)
        self.add(self.told)
        self.add(self.heard)

    def _connect(self) -> None:
        self.way.changed.connect(lambda _value: self._keep())
        self.speed.changed.connect(lambda _value: self._keep())
        self.port.activated.connect(lambda _row: self._keep())
        self.again.clicked.connect(self._look_for_ports)
        self.test.clicked.connect(self._try)

    def _look_for_ports(self) -> None:
        read = receivers.port_reader()
        if read is None:
            self._show_ports(None)
        else:
            self._work.tasks.read(read, done=self._show_ports, owner=self)

    def _show_ports(self, found: list[Port] | None) -> None:
        self._ports = list(found or ())
        kept = self._choice.port
        if kept and kept not in {one.name for one in self._ports}:
            self._ports.append(Port(kept, self.tr("现在没有插上")))
        self.port.clear()
        self.port.addItems([formats.aside(one.name, one.told) if one.told else one.name for one in self._ports])
        if not self._ports:
            self.port.addItem(self.tr("没有找到串口") if found is not None else self.tr("缺少读串口的组件"))
        self.port.setEnabled(bool(self._ports))
        self.port.setCurrentIndex(next((row for row, one in enumerate(self._ports) if one.name == kept), 0))
        if self._choice.way is Way.SERIAL and not kept and self._ports:
            self._keep()

    def _keep(self) -> None:
        row = self.port.currentIndex()
        port = self._ports[row].name if 0 <= row < len(self._ports) else self._choice.port
        speed = int(self.speed.value() or self._choice.speed)
        self._choice = ReceiverChoice(Way(str(self.way.value())), port, speed)
        self._preferences.keep(receiver=self._choice.kept())
        receivers.use(self._choice)
        self._stop()
        self._say("")
        self._look()

    def _look(self) -> None:
        for row in self._rows:
            row.set_shown(self._choice.way is Way.SERIAL)
        self.test.setVisible(self._choice.way is not Way.NONE)

    def _try(self) -> None:
        self._stop()
        receiver = receivers.receiver_for(self._choice)
        if isinstance(receiver, NmeaReceiver):
            receiver.listener = self._hear
        self._source = PlaceSource(self, receiver)
        self._source.found.connect(self._found)
        self._source.failed.connect(lambda why: self._end(why, "warn"))
        self.test.setEnabled(False)
        self._say(self.tr("正在定位，最多二十秒…"))
        self._source.ask()

    def _hear(self, heard: Heard) -> None:
        """What the receiver says, as it says it."""
        if heard.satellites is not None:
            self._say(self.tr("正在定位，收到 %n 颗卫星…", "", heard.satellites))
        self.heard.setText("\n".join(heard.last[-3:]))

    def _found(self, place: Place) -> None:
        told = self.tr("纬度 {lat}，经度 {lon}，误差约 {metres} 米").format(
            lat=f"{place.lat_e6 / 1e6:.6f}", lon=f"{place.lon_e6 / 1e6:.6f}", metres=formats.number(place.radius_m)
        )
        self._end(told, "ok")

    def _end(self, told: str, tone: theme.Tone) -> None:
        self.test.setEnabled(True)
        self._say(told, tone)

    def _say(self, told: str, tone: theme.Tone = "text_2") -> None:
        self.told.setText(told)
        self.told.setVisible(bool(told))
        set_tone(self.told, tone)
        if not told:
            self.heard.clear()
        self.heard.setVisible(bool(told) and bool(self.heard.text()))

    def _stop(self) -> None:
        if self._source is not None:
            source, self._source = self._source, None
            source.stop()
            source.deleteLater()
        self.test.setEnabled(True)
