"""The borrower page over its service: read in one look from the left, and made anew whenever the case has changed.

It is put together piece by piece (`pieces`), what answers the first question first: how much, what now, what happened.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from fieldapp.domain.compliance.for_case import Permission
from fieldapp.errors import KnownError
from fieldapp.services.add_particular import place_to_visit
from fieldapp.services.look_at_case import CasePage
from fieldapp.store.laptop.unit import ChangeSet
from ui import formats
from ui.collector.borrower.actions import ActionsRow
from ui.collector.borrower.advice import answer_words
from ui.collector.borrower.curtain import Curtain
from ui.collector.borrower.head import head_chips, place_words
from ui.collector.borrower.layout import pieces_of
from ui.collector.borrower.lines import LinesDrawer
from ui.collector.borrower.pieces import Pieces
from ui.collector.borrower.shown import Shown, read_page
from ui.collector.borrower.story import StoryCard
from ui.collector.borrower.tab_order import chain_tab_order
from ui.collector.help_button import HelpButton
from ui.loader import Loader
from ui.widgets.buttons import rename
from ui.widgets.page import Action, PageFrame
from ui.widgets.states import Banner, EmptyState
from ui.workplace import Workplace

PATIENCE_MS = 150
"""So long an opened page waits for what it shows, to come whole; a slow laptop sees the frame of it before."""
ASK_AGAIN_MS = 30_000
"""How often a page on screen looks at the clock again: what may be done depends on the hour."""
STRETCHES = (4, 7, 4)


class BorrowerPage(PageFrame):
    """The page of a case. Ctrl+Return begins or continues the visit.

    It can be made before anybody knows of which case: `about` says it, before the page is shown.

    Signals:
        filled: everything is on screen.
    """

    filled = Signal()

    def __init__(self, work: Workplace, case_id: str = "") -> None:
        super().__init__("", can_go_back=True)
        self._work, self.case_id = work, case_id
        self._error = Banner("", "warn", action=self.tr("重试"))
        self._gone = EmptyState(
            self.tr("这个案件不在本机上"),
            self.tr("可能已改派给其他同事。已做的记录仍会发送。"),
            icon="cases",
            action=self.tr("返回案件列表"),
        )
        self.story = StoryCard()
        self.story.setParent(self)  # it comes into its column later, or never
        self._more_actions = ActionsRow()
        self._help = HelpButton(work, case_id)
        self._curtain: Curtain | None = None
        self._drawer: LinesDrawer | None = None
        self._hidden = False
        self._buttons: list[QPushButton] = []
        self._lay_out()
        self._loader: Loader[Shown] = Loader(
            self, work.tasks, lambda: read_page(work.desk, self.case_id), self._show, self._say_error
        )
        self._again = QTimer(self, interval=ASK_AGAIN_MS)
        self._patience = QTimer(self, interval=PATIENCE_MS, singleShot=True)
        self._connect()
        self._held_back = True
        self.hold_back()

    def begin(self) -> list[Callable[[], object]]:
        """What of it can be made before it is known of which case it is, step by step."""
        return [self.story.begin, *self._pieces.begin()]

    def about(self, case_id: str) -> None:
        """This case it is, for a page that was made ahead."""
        self.case_id = case_id
        self._help.about(case_id)

    @property
    def is_filled(self) -> bool:
        """Whether what the first look needs is on screen, with the first rows of the story."""
        return self._pieces.is_seen

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to show: it was not read yet, or the case is not here."""
        return self._loader.shown() is None or not self._gone.isHidden()

    @property
    def is_whole(self) -> bool:
        """Whether everything is, down to the end of the page."""
        return self._pieces.is_filled and self.story.is_filled

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._again.start()
        if self._held_back:
            self._patience.start()
        if self.focusWidget() is None:
            self.setFocus()  # else the arrow back would have it, and keys would not scroll

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._again.stop()
        self._patience.stop()

    def come_forth(self) -> None:
        """Once is enough: what comes later is made on screen."""
        self._patience.stop()
        if self._held_back:
            self._held_back = False
            super().come_forth()

    def look_at_lines(self, loan_id: str = "") -> None:
        """Open the sums into their lines, of one loan or of all."""
        shown = self._loader.shown()
        if shown is None:
            return
        if self._drawer is None:
            self._drawer = LinesDrawer(self)
        self._drawer.look_at(shown.page.seen, loan_id)

    def open(self, name: str, *rest: str) -> None:
        """Open a page about this case, or about somebody or something of it."""
        self._work.open(name, "|".join((self.case_id, *rest)))

    def contact(self, party_id: str, channel: str = "call") -> None:
        """Call or write to somebody of the case."""
        self.open("contact", party_id, channel)

    def visit_party(self, party_id: str) -> None:
        """Go to a guarantor or a co-debtor; their address becomes a place of the case."""
        self._work.tasks.write(
            lambda: place_to_visit(self._work.desk, self.case_id, party_id), done=self._go_there, owner=self
        )

    def _go_there(self, found: tuple[str, ChangeSet]) -> None:
        premises_id, changes = found
        if changes:
            self._work.saved(changes)
        self.open("visit", premises_id)

    def hide_sums(self) -> None:
        """Take every sum and everything about other people off the screen, or bring them back."""
        shown = self._loader.shown()
        if shown is None:
            return
        self._hidden = not self._hidden
        staff, curtain = self._work.desk.staff, self._made_curtain()
        curtain.say(shown.page, staff.name, staff.staff_no)
        self._close_drawer()
        for part in (self._columns_held, self._more_actions):
            part.setVisible(not self._hidden)
        curtain.setVisible(self._hidden)
        self._show_head(shown.page)
        self._show_actions(shown.page)
        if self._hidden:
            curtain.take_focus()
        else:
            self._more_actions.hide_sums.setFocus()

    def _made_curtain(self) -> Curtain:
        if self._curtain is None:
            self._curtain = Curtain()
            self._curtain.hide()
            self._curtain.lifted.connect(self.hide_sums)
            self.body.insertWidget(0, self._curtain)
        return self._curtain

    def _close_drawer(self) -> None:
        if self._drawer is not None:
            self._drawer.close_up()

    def _lay_out(self) -> None:
        for part in (self._error, self._gone):
            part.hide()
            self.body.addWidget(part)
        row = QHBoxLayout()
        self._more_actions.hide()
        row.addWidget(self._more_actions, 1)
        row.addStretch(0)
        row.addWidget(self._help, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(row)
        columns = self.columns(*STRETCHES)
        held = self.body.itemAt(self.body.count() - 1)
        columns_held = held.widget() if held is not None else None
        assert columns_held is not None
        self._columns_held: QWidget = columns_held
        self._pieces = Pieces(self._columns_held, columns, pieces_of(self, self._work))

    def _connect(self) -> None:
        self._again.timeout.connect(self._loader.ask)
        self._error.acted.connect(self._loader.ask)
        self._gone.acted.connect(self.back)
        self._work.changed.connect(self._on_changed)
        self._more_actions.wanted.connect(lambda name, rest: self.open(name, *([rest] if rest else [])))
        self._more_actions.hide_wanted.connect(self.hide_sums)
        self._more_actions.message.clicked.connect(self._write)
        self._patience.timeout.connect(self.come_forth)
        self._pieces.seen.connect(self.come_forth)
        self._pieces.filled.connect(self._say_filled)
        self.story.filled.connect(self._say_filled)
        self.story.correct_wanted.connect(lambda visit_id: self.open("correct_visit", visit_id))

    def _say_filled(self) -> None:
        if self.is_whole:
            chain_tab_order([self._more_actions, self._help, *self._pieces.in_order()])
            self.at_rest()
            self.filled.emit()

    def _show(self, shown: Shown) -> None:
        self._error.hide()
        self._gone.hide()
        self._show_head(shown.page)
        self._show_actions(shown.page)
        self._more_actions.setVisible(not self._hidden)
        self._pieces.show(shown)
        if self._drawer is not None and self._drawer.isVisible():
            self._drawer.refresh(shown.page.seen)

    def _show_head(self, page: CasePage) -> None:
        case = page.seen.case
        if self._hidden:
            self.set_title(case.borrower.name, "")
            self.set_chips([])
            return
        facts = [place_words(page), self.tr("案件 {no}").format(no=case.case_no)]
        facts.append(self.tr("按 {moment} 账务").format(moment=_moment(page)))
        self.set_title(case.borrower.name, " · ".join(part for part in facts if part))
        self.set_chips(head_chips(page, self.look_at_lines))

    def _show_actions(self, page: CasePage) -> None:
        """The actions are made once and renamed after, so that they do not lose the focus."""
        if not self._buttons:
            self._buttons = self.set_actions(
                [
                    Action(self.tr("电话联系"), self._call, "phone", "Ctrl+T"),
                    Action(self.tr("还款方案"), lambda: self.open("plan"), "calculator", "Ctrl+P"),
                    Action("", lambda: self.open("visit"), "visit", "Ctrl+Return"),
                ]
            )
        call, plan, visit = self._buttons
        plan.setVisible(not self._hidden)
        begun = page.visit_draft is not None
        blocked = page.visit.permission is Permission.BLOCKED and not begun
        rename(visit, self.tr("继续外访") if begun else self.tr("开始外访"))
        visit.setEnabled(not blocked)
        for button, answer, verb in ((visit, page.visit, self.tr("外访")), (call, page.call, self.tr("电话"))):
            told = answer_words(answer, verb)
            button.setAccessibleDescription(told)
            button.setToolTip(f"{told}\n{button.shortcut().toString()}")

    def _call(self) -> None:
        self._reach("call")

    def _write(self) -> None:
        self._reach("message")

    def _reach(self, channel: str) -> None:
        shown = self._loader.shown()
        if shown is not None:
            self.contact(shown.page.seen.case.borrower.id, channel)

    def _on_changed(self, changes: ChangeSet) -> None:
        if self.case_id in changes.cases or not changes:
            self._loader.ask()

    def _say_error(self, error: KnownError) -> None:
        if error.code != "case.not_here":
            self._error.say_error(error, action=self.tr("重试"))
            self.come_forth()
            return
        self._error.hide()
        self._pieces.leave()
        self._more_actions.hide()
        self._close_drawer()
        self.set_chips([])
        self.set_actions([])
        self._buttons = []
        self._gone.show()
        self.come_forth()
        self.at_rest()


def _moment(page: CasePage) -> str:
    return formats.short_moment(page.seen.case.balance_at, page.seen.case.zone)
