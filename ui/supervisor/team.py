"""What a supervisor must see of the team on one page: calls for help first, then what waits for an answer, and where a
rule was gone over with a reason."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout

from fieldapp.errors import KnownError
from fieldapp.sentences import catalogue
from fieldapp.services.watch_team import SeenOverride, TeamWatch, watch_team
from fieldapp.store.laptop.unit import ChangeSet
from ui import formats, i18n, messages, theme
from ui.parts.open_matters import OpenMatters
from ui.supervisor.help_card import HelpCard
from ui.widgets.card import Card
from ui.widgets.choice import Choice
from ui.widgets.columns import Columns
from ui.widgets.emptying import empty
from ui.widgets.labels import label
from ui.widgets.page import PageFrame
from ui.widgets.paged_model import Column, Source
from ui.widgets.paged_table import PagedTable
from ui.widgets.states import Banner, EmptyState
from ui.words.may import verb_words

if TYPE_CHECKING:
    from ui.workplace import Workplace

OVERRIDES, OPENED = "overrides", "opened"
CALLS_SHOWN = 6
TABLE_HEIGHT = 420
_FIGURE = re.compile(r"\{\w+\}")


class TeamPage(PageFrame):
    """The page."""

    def __init__(self, work: Workplace) -> None:
        super().__init__(self.tr("督导"))
        self._work = work
        self._watch = TeamWatch()
        self._trouble = Banner("", "stop", action=self.tr("重试"))
        self._trouble.acted.connect(self._load)
        self._trouble.hide()
        self.calls = Columns((1, 1))
        self.matters = OpenMatters(work)
        self.matters.counted.connect(self._on_counted)
        self._matters_open = 0
        self.which = Choice(
            self.tr("看哪一类"), [(OVERRIDES, self.tr("越过规则")), (OPENED, self.tr("查看号码"))], OVERRIDES
        )
        self.which.changed.connect(lambda _value: self.table.refresh())
        self.table: PagedTable[SeenOverride] = PagedTable(
            self.tr("越过规则的记录"), work.tasks, self._columns(), key=lambda one: one.override.id,
            empty=EmptyState(self.tr("没有记录"), self.tr("催收员越过提醒继续时写下的理由，会列在这里。"), icon="ok"),
        )  # fmt: skip
        self.table.selected.connect(self._show)
        self.table.opened.connect(lambda one: work.open("case", one.override.case_id))
        self.detail = QVBoxLayout()
        self.detail.setSpacing(theme.XXS)
        self._lay_out()
        work.changed.connect(self._on_changed)
        self.table.load(Source(self._count, self._fetch))
        self._load()

    def _columns(self) -> list[Column[SeenOverride]]:
        return [
            Column(self.tr("做了什么"), lambda one: verb_words(one.override.content.verb), 0, "lines",
                   second=_reason),
            Column(self.tr("谁"), _by, 150, "lines",
                   second=lambda one: formats.short_moment(one.override.content.at)),
            Column(self.tr("案件"), lambda one: one.borrower, 120, "lines", second=lambda one: one.party),
        ]  # fmt: skip

    def _lay_out(self) -> None:
        self.body.addWidget(self._trouble)
        self.body.addWidget(self.calls)
        sides = Columns((1, 1))
        left, right = sides.column(0), sides.column(1)
        left.addWidget(label(self.tr("等待答复"), "h2"))
        left.addWidget(self.matters)
        left.addStretch(1)
        listed = Card(self.tr("规则之外"))
        listed.add(self.which)
        self.table.setMinimumHeight(theme.scaled(TABLE_HEIGHT))
        listed.add(self.table, 1)
        listed.body.addLayout(self.detail)
        right.addWidget(listed)
        right.addStretch(1)
        self.body.addWidget(sides, 1)
        self.setFocusProxy(self.which)

    def _count(self) -> int:
        self._watch = watch_team(self._work.desk)
        return len(self._listed())

    def _fetch(self, offset: int, limit: int) -> list[SeenOverride]:
        return list(self._listed()[offset : offset + limit])

    def _listed(self) -> tuple[SeenOverride, ...]:
        return self._watch.opened if self.which.value() == OPENED else self._watch.overrides

    def _load(self) -> None:
        desk = self._work.desk
        self._work.tasks.read(lambda: watch_team(desk), done=self._show_calls, failed=self._on_failed, owner=self)

    def _show_calls(self, watch: TeamWatch) -> None:
        self._trouble.hide()
        self._watch = watch
        sides = [self.calls.column(0), self.calls.column(1)]
        for side in sides:
            empty(side)
        for number, seen in enumerate(watch.calls[:CALLS_SHOWN]):
            card = HelpCard(seen)
            card.opened.connect(lambda case_id: self._work.open("case", case_id))
            sides[number % 2].addWidget(card)
        self.calls.setVisible(bool(watch.calls))
        self.calls.arrange_again()
        self._say_title()

    def _say_title(self) -> None:
        urgent = len(self._watch.urgent)
        facts = [
            self.tr("%n 个求助", "", urgent) if urgent else "",
            self.tr("%n 件等待答复", "", self._matters_open) if self._matters_open else "",
            self.tr("%n 次越过规则", "", len(self._watch.overrides)) if self._watch.overrides else "",
        ]
        self.set_title(self.tr("督导"), " · ".join(fact for fact in facts if fact) or self.tr("没有要处理的事"))

    def _on_counted(self, count: int) -> None:
        self._matters_open = count
        self._say_title()

    def _show(self, one: SeenOverride | None) -> None:
        """What exactly was gone over, as sentences, under the table: a narrow row cannot hold it."""
        empty(self.detail)
        if one is None:
            return
        content = one.override.content
        told = self.tr("{who} {moment}：{verb}").format(
            who=_by(one), moment=formats.short_moment(content.at), verb=verb_words(content.verb)
        )
        self.detail.addWidget(label(told, "strong", wrap=True))
        for code in content.codes:
            self.detail.addWidget(label(_rule_words(code), "body", wrap=True))
        if content.reason and not content.opened_number:
            self.detail.addWidget(label(self.tr("理由：{reason}").format(reason=content.reason), "body", wrap=True))
        rules = formats.listed(content.rules)
        faint = label(self.tr("规则 {rules} · 规则包 {pack}").format(rules=rules, pack=content.pack_version), "faint")
        faint.setWordWrap(True)
        self.detail.addWidget(faint)

    def _on_changed(self, changes: ChangeSet) -> None:
        if changes.cases or not changes:
            self._load()
            self.table.refresh()

    def _on_failed(self, error: KnownError) -> None:
        self._trouble.say_error(error, action=self.tr("重试"))
        self._trouble.show()


def _rule_words(code: str) -> str:
    """What the rule had said; its figures were those of that day and are not kept."""
    if code not in catalogue(i18n.language()):
        return code
    return _FIGURE.sub("…", messages.say(code).text)


def _reason(one: SeenOverride) -> str:
    return one.party if one.override.content.opened_number else one.override.content.reason


def _by(one: SeenOverride) -> str:
    return one.by.name if one.by is not None else "—"
