"""The story of the case, newest first, narrowed by kind, by person and by words; a long one opens further on request.

Rows are made a few at a time, so that a story of hundreds never holds the window up.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit

from ui import theme
from ui.collector.borrower.shown import Shown
from ui.i18n import translate
from ui.viewmodels.moments import Moment, MomentKind, kind_words
from ui.widgets.buttons import Select, button
from ui.widgets.card import Card
from ui.widgets.filter_chips import Filter, FilterChips
from ui.widgets.labels import label
from ui.widgets.timeline import Timeline

FIRST = 12
"""So many are shown at first."""
MORE = 40
"""So many more with each press."""
A_TURN = 4
"""Rows made in one event."""


class StoryCard(Card):
    """Stays while the page is refreshed, so that filters and what was opened are kept.

    Signals:
        filled: everything that is to be shown is on screen.
        correct_wanted: (str) the visit with this id is to be put right.
    """

    filled = Signal()
    correct_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__(translate("StoryCard", "经过"))
        self._moments: Sequence[Moment] = ()
        self._people: tuple[str, ...] = ()
        self._limit = FIRST
        self._building = False
        self._filters = FilterChips(
            self.tr("按类别筛选经过"),
            self.tr("全部"),
            [Filter(kind.value, kind_words(kind)) for kind in MomentKind],
            hide_empty=True,
        )
        self._search = QLineEdit()
        self._search.setClearButtonEnabled(True)
        self._search.setAccessibleName(self.tr("在经过中查找"))
        self._search.setPlaceholderText(self.tr("在经过中查找"))
        self._person = Select(self.tr("按人筛选经过"))
        self._timeline = Timeline()
        self._none = label(self.tr("还没有记录。"), "muted", wrap=True)
        self._more = button("", "quiet", "chevron_down")
        self._turn = QTimer(self, interval=0)
        self._lay_out()
        self._connect()

    @property
    def is_filled(self) -> bool:
        """Whether everything that is to be shown is on screen."""
        return not self._building

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._building:
            self._turn.start()

    def begin(self) -> None:
        """Make the first rows before anything is known of them."""
        self._timeline.make_ready(A_TURN)

    def show_story(self, shown: Shown) -> None:
        """Show this story; filters stay as they are."""
        self._moments = shown.moments
        self._filters.set_counts(Counter(moment.kind.value for moment in shown.moments))
        self._offer_people(shown.people)
        several = len(shown.moments) > 1
        for part in (self._filters, self._search):
            part.setVisible(several)
        self._person.setVisible(several and len(shown.people) > 1)
        self._fill()

    def _lay_out(self) -> None:
        finding = QHBoxLayout()
        finding.setSpacing(theme.XS)
        finding.addWidget(self._search, 1)
        finding.addWidget(self._person)
        self.body.addLayout(finding)
        self.add(self._filters)
        self.body.addSpacing(theme.XXS)
        for part in (self._timeline, self._none, self._more):
            self.add(part)

    def _connect(self) -> None:
        self._more.clicked.connect(self._show_more)
        self._filters.changed.connect(lambda _values: self._anew())
        self._search.textChanged.connect(lambda _text: self._anew())
        self._person.activated.connect(lambda _index: self._anew())
        self._turn.timeout.connect(self._build_some)
        self._timeline.acted.connect(self.correct_wanted)

    def _offer_people(self, people: tuple[str, ...]) -> None:
        if people == self._people:
            return
        chosen = self._person.currentText() if self._person.currentIndex() > 0 else ""
        self._people = people
        self._person.clear()
        self._person.addItems([self.tr("所有人"), *people])
        self._person.setCurrentIndex(people.index(chosen) + 1 if chosen in people else 0)

    def _anew(self) -> None:
        """Other filters: from the newest again."""
        self._limit = FIRST
        self._fill()

    def _wanted(self) -> list[Moment]:
        kinds, text = self._filters.chosen(), self._search.text().strip().casefold()
        person = self._person.currentText() if self._person.currentIndex() > 0 else ""
        return [
            moment
            for moment in self._moments
            if (not kinds or moment.kind.value in kinds)
            and (not person or person in moment.people)
            and (not text or all(word in moment.text for word in text.split()))
        ]

    def _fill(self) -> None:
        wanted = self._wanted()
        self._timeline.begin([moment.happening for moment in wanted[: self._limit]])
        self._none.setText(self.tr("没有符合筛选的记录。") if self._moments else self.tr("还没有记录。"))
        self._none.setVisible(not wanted)
        left = len(wanted) - min(self._limit, len(wanted))
        self._more.setText(self.tr("显示更早的 %n 条", "", min(left, MORE)))
        self._more.setAccessibleName(self._more.text())
        self._more.setVisible(left > 0)
        self._building = True
        if self.isVisible():
            self._turn.start()
        self._build_some()

    def _build_some(self) -> None:
        if not self._timeline.build(A_TURN):
            self._turn.stop()
            self._building = False
            self.filled.emit()

    def _show_more(self) -> None:
        self._limit += MORE
        self._fill()
        self._search.setFocus()
