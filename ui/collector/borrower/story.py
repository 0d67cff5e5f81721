"""The story of the case, newest first, with filters; a long one opens further on request."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from ui import theme
from ui.i18n import translate
from ui.viewmodels.happenings import Moment, MomentKind, kind_words
from ui.widgets.buttons import button
from ui.widgets.card import Card
from ui.widgets.filter_chips import Filter, FilterChips
from ui.widgets.labels import label
from ui.widgets.timeline import Timeline

FIRST = 12


class StoryCard(Card):
    """Stays while the page is refreshed, so that filters and what was opened are kept."""

    def __init__(self) -> None:
        super().__init__(translate("StoryCard", "经过"))
        self._moments: list[Moment] = []
        self._all = False
        self._filters = FilterChips(
            self.tr("按类别筛选经过"),
            self.tr("全部"),
            [Filter(kind.value, kind_words(kind)) for kind in MomentKind],
            hide_empty=True,
        )
        self._timeline = Timeline()
        self._none = label(self.tr("还没有记录。"), "muted")
        self._more = button("", "quiet", "chevron_down")
        self._more.clicked.connect(self._show_all)
        self._filters.changed.connect(lambda _values: self._fill())
        self.add(self._filters)
        self.body.addSpacing(theme.XS)
        for part in (self._timeline, self._none, self._more):
            self.add(part)

    def show_story(self, moments: Sequence[Moment]) -> None:
        """Show this story; filters stay as they are."""
        self._moments = list(moments)
        self._filters.set_counts(Counter(moment.kind.value for moment in moments))
        self._filters.setVisible(len(moments) > 1)
        self._fill()

    def _fill(self) -> None:
        chosen = self._filters.chosen()
        wanted = [moment for moment in self._moments if not chosen or moment.kind.value in chosen]
        shown = wanted if self._all else wanted[:FIRST]
        self._timeline.show_happenings(moment.happening for moment in shown)
        self._none.setVisible(not wanted)
        left = len(wanted) - len(shown)
        self._more.setText(self.tr("显示更早的 %n 条", "", left))
        self._more.setAccessibleName(self._more.text())
        self._more.setVisible(left > 0)

    def _show_all(self) -> None:
        self._all = True
        self._fill()
        self._filters.setFocus()
