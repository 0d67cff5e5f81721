"""The people of the case: who they are, whether they may be approached, what may be said to them, how to reach them."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fieldapp.domain.compliance.for_case import Permission, Standing
from fieldapp.domain.party import Party, PartyRole, masked_id_no
from fieldapp.services.look_at_case import CasePage
from ui import formats, theme, words
from ui.collector.borrower.clocks import left_words
from ui.i18n import translate
from ui.parts.number_lock import NumberLock
from ui.theme import Tone
from ui.viewmodels.particulars import added_words
from ui.widgets.buttons import button, icon_button
from ui.widgets.card import Card
from ui.widgets.chips import Chip
from ui.widgets.emptying import let_go
from ui.widgets.flow import Flow
from ui.widgets.labels import label, rule
from ui.words import may as may_words
from ui.workplace import Workplace

TONES: dict[Permission, Tone] = {Permission.ALLOWED: "ok", Permission.WARN: "warn", Permission.BLOCKED: "stop"}
USUAL_PEOPLE, USUAL_LINES = 3, 2
"""So many, with so many lines each, are made before anybody knows who they are."""


class PeopleCard(Card):
    """The borrower first, then everybody else.

    Signals:
        contact_wanted: (str) party id of whom somebody wants to call or write to.
        number_wanted: (str) party id of whom a number was found out.
        visit_wanted: (str) party id of a guarantor or co-debtor to go to.
        add_wanted: somebody is to be added.
    """

    contact_wanted = Signal(str)
    number_wanted = Signal(str)
    visit_wanted = Signal(str)
    add_wanted = Signal()

    def __init__(self, work: Workplace) -> None:
        super().__init__(translate("PeopleCard", "相关人"))
        self._work = work
        add = self.add_action(self.tr("添加"), "plus")
        add.setAccessibleName(self.tr("添加联系人"))
        add.clicked.connect(self.add_wanted)
        self._rules, self._rows = [rule() for _ in range(USUAL_PEOPLE - 1)], [self._row() for _ in range(USUAL_PEOPLE)]
        for number, row in enumerate(self._rows):
            if number:
                self.add(self._rules[number - 1])
            self.add(row)

    def show_page(self, page: CasePage) -> None:
        """Show the people of a case; once."""
        everybody = [(page.seen.case.borrower, page.call), *page.parties]
        for row, (party, answer) in zip(self._rows, everybody, strict=False):
            row.show_person(self._work, page, party, answer)
        for party, answer in everybody[len(self._rows) :]:
            more = self._row()
            more.show_person(self._work, page, party, answer)
            self.add(rule())
            self.add(more)
        for gone in (*self._rows[len(everybody) :], *self._rules[len(everybody) - 1 :]):
            let_go(gone)

    def _row(self) -> PersonRow:
        row = PersonRow()
        for mine, its in (
            (self.contact_wanted, row.contact_wanted),
            (self.number_wanted, row.number_wanted),
            (self.visit_wanted, row.visit_wanted),
        ):
            its.connect(mine)
        return row


class PersonRow(QWidget):
    """One person. A number is locked until the rules open it.

    Signals:
        contact_wanted, number_wanted, visit_wanted: (str) party id.
    """

    contact_wanted = Signal(str)
    number_wanted = Signal(str)
    visit_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._party_id = ""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.XXS, 0, theme.XXS)
        column.setSpacing(2)
        self._name, self._role, self._chip = label("", "strong"), label("", "muted"), Chip("")
        self._number = icon_button("plus", "", "accent")
        self._number.clicked.connect(lambda: self.number_wanted.emit(self._party_id))
        head = QHBoxLayout()
        head.setSpacing(theme.XXS)
        head.addWidget(Flow([self._name, self._role, self._chip]), 1)
        head.addWidget(self._number, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        self._lines = [label("", "faint", wrap=True) for _ in range(USUAL_LINES)]
        for line in self._lines:
            column.addWidget(line)
        self._contact = button(self.tr("联系"), "quiet", "phone")
        self._contact.clicked.connect(lambda: self.contact_wanted.emit(self._party_id))
        self._column, self._flow = column, Flow()
        column.addWidget(self._flow)
        self._contact.setParent(self._flow)

    def show_person(self, work: Workplace, page: CasePage, party: Party, answer: Standing) -> None:
        """Show somebody; once."""
        self._party_id = party.id
        self._name.setText(party.name)
        self._role.setText(_role(party))
        self._chip.set(standing_chip(answer), TONES[answer.permission])
        says = self.tr("登记{name}的新号码").format(name=party.name)
        self._number.setAccessibleName(says)
        self._number.setToolTip(says)
        told = _lines(page, party)
        for line, text in zip(self._lines, told, strict=False):
            line.setText(text)
        for text in told[len(self._lines) :]:
            self._column.insertWidget(self._column.count() - 1, label(text, "faint", wrap=True))
        for line in self._lines[len(told) :]:
            let_go(line)
        self._add_ways(work, page, party, answer)
        self.setAccessibleName(f"{party.name} {_role(party)} {standing_chip(answer)}")
        self.setAccessibleDescription(words.may_be_told(party))

    def _add_ways(self, work: Workplace, page: CasePage, party: Party, answer: Standing) -> None:
        # the borrower's own number may be looked at whatever the hour; whoever else's only while they may be reached
        free = party.role is PartyRole.BORROWER or answer.permission is not Permission.BLOCKED
        reason = "" if free else may_words.standing_words(answer)
        for which in range(len(party.phones)):
            self._flow.add(NumberLock(work, page.seen.case.id, party, which, reason))
        self._contact.setAccessibleName(self.tr("联系{name}").format(name=party.name))
        self._contact.setToolTip(may_words.standing_words(answer))
        self._flow.add(self._contact)
        self._contact.raise_()  # Tab comes to the number first
        if party.role in {PartyRole.GUARANTOR, PartyRole.CO_DEBTOR}:
            visit = button(self.tr("外访"), "quiet", "visit", says=self.tr("外访{name}").format(name=party.name))
            visit.clicked.connect(lambda: self.visit_wanted.emit(party.id))
            self._flow.add(visit)


def _lines(page: CasePage, party: Party) -> list[str]:
    """What may be said, the guarantee with what is left of it, and where they live."""
    lines = [words.may_be_told(party), *filter(None, [added_words(page.seen.file, party.id)])]
    if party.guarantee is not None:
        told = translate("PeopleCard", "保证合同 {no}").format(no=party.guarantee.contract_no)
        periods = [one.period for one in page.seen.guarantees if one.party.id == party.id]
        left = [left_words(one.days_left(page.seen.as_of)) for one in periods]
        until = [formats.iso_date(one.ends_on) for one in periods]
        parts = [told, *(translate("PeopleCard", "保证期间至 {day}，{left}").format(day=day, left=rest)
                         for day, rest in zip(until, left, strict=True))]  # fmt: skip
        lines.append(" · ".join(parts))
    own = party.id_no and party.role is PartyRole.BORROWER
    id_no = translate("PeopleCard", "证件 {number}").format(number=masked_id_no(party.id_no)) if own else ""
    where = [party.address, id_no]
    if any(where):
        lines.append(" · ".join(part for part in where if part))
    return lines


def _role(party: Party) -> str:
    parts = [words.party_role(party.role)]
    if party.role is PartyRole.GUARANTOR and party.guarantee is not None:
        parts = [words.guarantee_kind(party.guarantee.kind)]
    if party.relation:
        parts.append(party.relation)
    return " · ".join(parts)


def standing_chip(answer: Standing) -> str:
    """Whether somebody may be approached, in a word or two."""
    return {
        Permission.ALLOWED: translate("PeopleCard", "可联系"),
        Permission.WARN: translate("PeopleCard", "有条件可联系"),
        Permission.BLOCKED: translate("PeopleCard", "未解锁"),
    }[answer.permission]
