"""Places to confirm: a queue that is worked off before the trip, one address after another, by mouse or by keys alone.

What one drives to today stands first. Return on the sketch keeps the pin and goes on to the next; each pin can be
taken back from the news that tells of it. The bank's own record is not touched: a pin stands beside it.
"""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QStackedLayout, QWidget
from shiboken6 import isValid

from fieldapp.domain.party import PlaceSource
from fieldapp.errors import KnownError
from fieldapp.services.ask_geocoder import GeocoderAnswer, ProviderChoice, keep_answer
from fieldapp.services.desk import Desk
from fieldapp.services.pin_place import MAY_BE_KEPT, Pinned, pin
from fieldapp.services.unpin_place import unpin
from fieldapp.store.laptop.premises_list import PremisesLine
from fieldapp.store.laptop.unit import ChangeSet
from ui import messages, theme
from ui.collector.places_confirm_card import ConfirmCard
from ui.collector.places_confirm_list import PlacesList
from ui.i18n import translate
from ui.loader import Loader
from ui.viewmodels.places_confirm import Key, Queue, key_of, named, read_around, read_queue
from ui.widgets.card import Card
from ui.widgets.page import Action, PageFrame
from ui.widgets.states import Banner, EmptyState
from ui.workplace import Workplace

LIST_WIDTH, LEAST_LIST = 400, 300
NOTHING: Key = ("", "")


class PlacesPage(PageFrame):
    """The page. `about` is empty, or "case|premises" for the one to begin with."""

    def __init__(self, work: Workplace, about: str = "") -> None:
        super().__init__("", scroll=False, can_go_back=True)
        self.set_title(self.tr("待确认位置"))
        self._work = work
        case_id, _, premises_id = about.partition("|")
        self.key: Key = (case_id, premises_id)
        self._skipped: list[Key] = []
        self._saving = False
        self.list = PlacesList(self.tr("待确认的位置"))
        self.card = ConfirmCard(work)
        self._banner = Banner("", "warn", action=self.tr("重试"))
        self._empty = EmptyState(
            self.tr("位置都确认了"), self.tr("还没有人确认过位置的地址会列在这里，今日要去的排在前面。"), icon="place"
        )
        self._faces = QStackedLayout()
        self._skip, self._save = self.set_actions(
            [
                Action(self.tr("跳过"), self.skip, "forward", "Ctrl+Down"),
                Action(self.tr("保存并看下一处"), self.save, "check", "Ctrl+Return"),
            ]
        )
        self.loader: Loader[Queue] = Loader(
            self, work.tasks, lambda: read_queue(work.desk, self.loader.shown()), self._show, self._fail
        )
        self._lay_out()
        self._connect()
        self._say_usable()

    def save(self) -> None:
        """Keep the pin of the chosen premises, and go on to the next."""
        line, place = self.card.line, self.card.place
        if line is None or place is None or self._saving or not self.card.fit():
            return
        self._saving = True
        self._say_usable()
        if place.source not in MAY_BE_KEPT:  # another case's street or township, taken over by hand
            place = replace(place, source=PlaceSource.PINNED)
        desk, key, note = self._work.desk, key_of(line), self.card.note()
        self._work.tasks.write(
            lambda: pin(desk, *key, place, note),
            done=lambda pinned: self._saved(line, pinned),
            failed=self._not_saved,
            owner=self,
        )

    def skip(self) -> None:
        """Leave this one for later, and go on to the next."""
        if self.key != NOTHING and self.key not in self._skipped:
            self._skipped.append(self.key)
        self._go_on()

    def choose(self, key: Key) -> None:
        """Show one premises of the queue."""
        queue = self.loader.shown()
        line = queue.line(key) if queue is not None else None
        if queue is None or line is None:
            return
        self.key = key
        self.list.choose(key)
        self.card.show_line(line)
        desk = self._work.desk
        self._work.tasks.read(
            lambda: read_around(desk, queue, line), done=self.card.show_around, failed=self._fail, owner=self.card
        )
        self._say_usable()

    def look_up(self, choice: ProviderChoice) -> None:
        """Ask a geocoder for the address, because somebody wants it; only the address leaves this laptop."""
        desk, key = self._work.desk, self.key
        self.card.say(self.tr("正在向{name}查询…").format(name=choice.name))
        self._work.tasks.read(
            lambda: _locate_online(desk, choice, key), done=self._answered, failed=self._not_answered, owner=self
        )

    def hideEvent(self, event: QHideEvent) -> None:
        """No receiver runs on for a page that nobody sees."""
        self.card.ways.reset()
        super().hideEvent(event)

    def _lay_out(self) -> None:
        self._banner.hide()
        self.body.addWidget(self._banner)
        frame = Card(pad=1, says=self.tr("待确认的位置"))
        frame.setMinimumWidth(LEAST_LIST)
        frame.setMaximumWidth(theme.scaled(LIST_WIDTH))
        frame.add(self.list, 1)
        desk = QWidget()
        row = QHBoxLayout(desk)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.M)
        row.addWidget(frame, 2)
        row.addWidget(_scrolling(self.card), 3)
        holder, self._waiting = QWidget(), QWidget()
        holder.setLayout(self._faces)
        for face in (self._waiting, desk, self._empty):
            self._faces.addWidget(face)
        self._desk = desk
        self.body.addWidget(holder, 1)

    def _connect(self) -> None:
        self.list.chosen.connect(self.choose)
        self.list.entered.connect(lambda: self.card.sketch.setFocus(Qt.FocusReason.TabFocusReason))
        self.card.pinned.connect(self._say_usable)
        self.card.accepted.connect(self.save)
        self.card.ways.asked.connect(self.look_up)
        self.card.open_wanted.connect(lambda: self._work.open("case", self.key[0]))
        self._banner.acted.connect(self.loader.ask)
        self._work.changed.connect(self._on_change)

    def _answered(self, answer: GeocoderAnswer) -> None:
        self.card.show_answer(answer)
        if answer.may_keep:
            desk = self._work.desk
            self._work.tasks.write(
                lambda: keep_answer(desk, answer), done=self._work.saved, failed=self._not_answered, owner=self
            )

    def _not_answered(self, error: KnownError) -> None:
        self.card.say(str(messages.sentence(error)), "warn")

    def _show(self, queue: Queue) -> None:
        self._banner.hide()
        self._faces.setCurrentWidget(self._desk if queue.lines else self._empty)
        self.set_title(self.tr("待确认位置"), _facts(queue))
        if queue.line(self.key) is None:
            self.key = self._first(queue)
        self.list.show_lines(queue.lines, queue.today, self.key)
        if self.key != NOTHING:
            self.choose(self.key)
        self._say_usable()

    def _first(self, queue: Queue) -> Key:
        """What to go on with: of the case one came for, else the first that was not skipped."""
        keys = [key_of(line) for line in queue.lines]
        here = [key for key in keys if key[0] == self.key[0]]
        fresh = [key for key in keys if key not in self._skipped]
        return next(iter(here if self.key[0] and not self.key[1] else fresh), next(iter(keys), NOTHING))

    def _go_on(self) -> None:
        """To the next one below, else to the first above that is left."""
        queue = self.loader.shown()
        if queue is None or not queue.lines:
            return
        keys = [key_of(line) for line in queue.lines]
        at = keys.index(self.key) + 1 if self.key in keys else 0
        left = [key for key in (*keys[at:], *keys[:at]) if key not in self._skipped]
        if not left:  # all were skipped: begin again
            self._skipped.clear()
            left = keys
        self.choose(left[0])

    def _saved(self, line: PremisesLine, pinned: Pinned) -> None:
        self._saving = False
        self.card.place = None
        if key_of(line) == self.key:
            self._skipped.append(self.key)  # what was kept as a search's answer stays in the queue, and is done for now
            self._go_on()
        self._work.saved(pinned.changes)
        self._say_usable()
        shell = self._work.shell
        if shell is not None:
            told = self.tr("“{name}”的位置已保存").format(name=named(line))
            back = translate("PlacesPage", "撤销")
            shell.toaster.say(told, "ok", action=back, then=lambda: self._take_back(line, pinned))

    def _take_back(self, line: PremisesLine, pinned: Pinned) -> None:
        """From the news, which may outlive this page: so the workplace is who waits for it."""
        work, case_id = self._work, line.case_id

        def taken_back(changes: ChangeSet) -> None:
            if isValid(self):
                self.key = key_of(line)
                self._skipped = [key for key in self._skipped if key != self.key]
            work.saved(changes)
            if work.shell is not None:
                work.shell.say(translate("PlacesPage", "已撤销，原来的位置仍然有效"))

        work.tasks.write(lambda: unpin(work.desk, case_id, pinned.fact_id), done=taken_back, owner=work)

    def _not_saved(self, error: KnownError) -> None:
        self._saving = False
        self._say_usable()
        self._banner.say_error(error)

    def _fail(self, error: KnownError) -> None:
        self._banner.say_error(error, action=self.tr("重试") if error.retryable else "")

    def _say_usable(self) -> None:
        self._save.setEnabled(self.card.fit() and not self._saving)
        queue = self.loader.shown()
        self._skip.setEnabled(queue is not None and len(queue.lines) > 1)

    def _on_change(self, changes: ChangeSet) -> None:
        if changes.cases or not changes:
            self.loader.ask()


def _scrolling(card: ConfirmCard) -> QScrollArea:
    """The card, which scrolls where large text leaves no room for all of it."""
    made = QScrollArea(widgetResizable=True)
    made.setFrameShape(QFrame.Shape.NoFrame)
    made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    made.setAccessibleName(card.accessibleName())
    made.setWidget(card)
    return made


def _locate_online(desk: Desk, choice: ProviderChoice, key: Key) -> GeocoderAnswer:
    from fieldapp.sync.geocoding import locate_online  # with the network's libraries

    return locate_online(desk, choice.provider, *key)


def _facts(queue: Queue) -> str:
    """How many there are, and how many of them are driven to today."""
    today = sum(1 for line in queue.lines if line.case_id in queue.today)
    parts = [translate("PlacesPage", "%n 处还没有人确认", "", queue.total)] if queue.total else []
    if today:
        parts.append(translate("PlacesPage", "今日要去的 %n 处在前", "", today))
    if queue.total > len(queue.lines):
        parts.append(translate("PlacesPage", "先列出最急的 %n 处", "", len(queue.lines)))
    return " · ".join(parts)
