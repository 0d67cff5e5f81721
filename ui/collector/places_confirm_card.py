"""The one place that is being confirmed: its address, what is known of it, the sketch to pin it on, and the ways.

A proposal of whatever way is drawn on the sketch and told in numbers; it is kept by the page, when somebody says so.
"""

from __future__ import annotations

from PySide6.QtCore import Signal

from fieldapp.domain.party import Datum, Place
from fieldapp.geo.addresses.typed_place import Typed
from fieldapp.services.ask_geocoder import GeocoderAnswer
from fieldapp.store.laptop.premises_list import PremisesLine
from ui import formats
from ui.collector.places_confirm_ground import PinGround
from ui.collector.places_confirm_ways import Ways
from ui.i18n import translate
from ui.parts.navigate import metres_words, navigate
from ui.viewmodels.places_confirm import COARSEST_M, Around, doubt, key_of, known_words, named, place_words, why_words
from ui.widgets.buttons import button
from ui.widgets.card import Card
from ui.widgets.labels import label, set_tone
from ui.widgets.pin_sketch import Landmark
from ui.workplace import Workplace


class ConfirmCard(Card):
    """The card.

    Signals:
        pinned: a proposal is there, or another one.
        accepted: Return was pressed on it.
        open_wanted: the case is to be opened.
    """

    pinned = Signal()
    accepted = Signal()
    open_wanted = Signal()

    def __init__(self, work: Workplace) -> None:
        super().__init__(says=translate("PlacesPage", "标注位置"))
        self._work = work
        self.line: PremisesLine | None = None
        self.place: Place | None = None
        self._from = ""
        self._landmarks: tuple[Landmark, ...] = ()
        self.title = label("", "h2", wrap=True)
        self.opened = button(self.tr("打开案件"), "quiet", "cases")
        self.navigate = button(self.tr("导航"), "quiet", "route", says=self.tr("导航到这里"))
        self.head.addWidget(self.title, 1)
        self.head.addWidget(self.navigate)
        self.head.addWidget(self.opened)
        self.body.addLayout(self.head)
        self.opened.clicked.connect(self.open_wanted)
        self.navigate.clicked.connect(self._navigate)
        self.address = label("", wrap=True, selectable=True)
        self.known = label("", "muted", wrap=True)
        self.ground = PinGround(work.tasks)
        self.sketch = self.ground.sketch
        self.told = label("", wrap=True)
        self.ways = Ways(work.tasks)
        for part in (self.address, self.known):
            self.add(part)
        self.body.addWidget(self.ground, 1)
        self.add(self.told)
        self.add(self.ways)
        self.ground.pinned.connect(lambda place: self.propose(place, self.tr("在图上标注"), shown=True))
        self.ground.accepted.connect(self.accepted)
        self.ground.turned.connect(self.ways.show_turn)
        self.ways.turned.connect(self.ground.toggle)
        self.ways.proposed.connect(self.propose)
        self.ways.typed.connect(self._convert)
        self.ways.said.connect(self.say)
        self.ways.zoomed.connect(self.ground.zoom)

    def show_line(self, line: PremisesLine) -> None:
        """Begin with a premises; what lies around it follows."""
        same = self.line is not None and key_of(self.line) == key_of(line)
        self.line = line
        self.title.setText(" · ".join(part for part in (named(line), line.borrower_name) if part))
        self.address.setText(line.address or self.tr("没有登记地址"))
        why = why_words(line)
        self.known.setText(formats.clauses([known_words(line), why]) if why else known_words(line))
        if not same:
            self.place = None
            self.ways.reset()
            self.ways.show_offers((), ())
            self.ground.show_around(None, None)
            self.say("")
            self.pinned.emit()

    def show_around(self, around: Around) -> None:
        """What lies around the premises that is shown."""
        if self.line is None or around.key != key_of(self.line):
            return
        self._landmarks = around.landmarks
        self.ground.show_around(around.middle, self.place, around.landmarks, mapped=around.mapped)
        self.ways.show_offers(around.same, around.online)
        if self.place is None:
            self.say(self._hint(around))

    def propose(self, place: Place, where_from: str, *, shown: bool = False) -> None:
        """Show a place that could be kept."""
        if self.line is None:
            return
        self.place, self._from = place, where_from
        if not shown:
            self.ground.show_pin(place)
        doubtful = doubt(place, self.line)
        self.say(formats.clauses(part for part in (formats.headed(where_from, place_words(place)), doubtful) if part))
        set_tone(self.told, "warn" if doubtful else "text")
        self.pinned.emit()

    def show_answer(self, answer: GeocoderAnswer) -> None:
        """What a geocoder says of the address: the sketch goes there, and somebody still has to point at the door."""
        if self.line is None or (answer.case_id, answer.premises_id) != key_of(self.line):
            return
        self.ground.show_around(answer.place, self.place, self._landmarks, mapped=self.ground.on_map)
        told = self.tr("查到“{address}”，约 {far}以内，请对照后标出门口。")
        told = told.format(address=answer.address or self.line.address, far=metres_words(answer.place.radius_m))
        terms = "" if answer.may_keep else self.tr("这家的条款不允许保存结果，只在这里显示。")
        self.say(formats.sentences((told, terms, answer.attribution)))

    def fit(self) -> bool:
        """Whether there is a proposal that says a door."""
        return self.place is not None and self.place.radius_m <= COARSEST_M

    def note(self) -> str:
        """Where the proposal is from, as it is kept with the pin."""
        return self._from

    def say(self, told: str, tone: str = "text_2") -> None:
        """Say something below the sketch."""
        self.told.setText(told)
        set_tone(self.told, tone)  # type: ignore[arg-type]  # a signal carries plain text

    def _hint(self, around: Around) -> str:
        if around.middle is None:
            return self.tr("还没有任何可以参照的位置：请取定位、用照片或输入坐标。")
        if not around.own:
            told = self.tr("地址的位置完全未知，示意图以“{name}”为中心，仅供参照。")
            return told.format(name=around.beside)
        if self.ground.on_map:
            return self.tr("在地图上按一下门口的位置；灰点是附近已确认的地方。")
        return self.tr("点按或用方向键标出门口；灰点是附近已确认的地方。")

    def _navigate(self) -> None:
        if self.line is not None:
            navigate(self._work, self.navigate, *key_of(self.line))

    def _convert(self, typed: Typed, datum: Datum) -> None:
        """Numbers become a place off the window's thread: the conversion brings a large library with it."""
        self._work.tasks.read(lambda: typed.place(datum), done=self._converted, owner=self)

    def _converted(self, place: Place) -> None:
        self.propose(place, self.tr("输入的坐标"))
