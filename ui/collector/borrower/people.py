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
from ui.widgets.flow import Flow
from ui.widgets.labels import label, rule
from ui.words import may as may_words
from ui.workplace import Workplace

TONES: dict[Permission, Tone] = {Permission.ALLOWED: "ok", Permission.WARN: "warn", Permission.BLOCKED: "stop"}


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

    def __init__(self, work: Workplace, page: CasePage) -> None:
        super().__init__(translate("PeopleCard", "相关人"))
        add = self.add_action(self.tr("添加"), "plus")
        add.setAccessibleName(self.tr("添加联系人"))
        add.clicked.connect(self.add_wanted)
        everybody = [(page.seen.case.borrower, page.call), *page.parties]
        for number, (party, answer) in enumerate(everybody):
            if number:
                self.add(rule())
            row = PersonRow(work, page, party, answer)
            for mine, its in (
                (self.contact_wanted, row.contact_wanted),
                (self.number_wanted, row.number_wanted),
                (self.visit_wanted, row.visit_wanted),
            ):
                its.connect(mine)
            self.add(row)


class PersonRow(QWidget):
    """One person. A number is locked until the rules open it.

    Signals:
        contact_wanted, number_wanted, visit_wanted: (str) party id.
    """

    contact_wanted = Signal(str)
    number_wanted = Signal(str)
    visit_wanted = Signal(str)

    def __init__(self, work: Workplace, page: CasePage, party: Party, answer: Standing) -> None:
        super().__init__()
        self._party = party
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.XXS, 0, theme.XXS)
        column.setSpacing(2)
        top = Flow()
        top.add(label(party.name, "strong"))
        top.add(label(_role(party), "muted"))
        top.add(Chip(standing_chip(answer), TONES[answer.permission]))
        number = icon_button("plus", self.tr("登记{name}的新号码").format(name=party.name), "accent")
        number.clicked.connect(lambda: self.number_wanted.emit(party.id))
        head = QHBoxLayout()
        head.setSpacing(theme.XXS)
        head.addWidget(top, 1)
        head.addWidget(number, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        for line in _lines(page, party):
            column.addWidget(label(line, "faint", wrap=True))
        column.addWidget(self._ways(work, page, answer))
        self.setAccessibleName(f"{party.name} {_role(party)} {standing_chip(answer)}")
        self.setAccessibleDescription(words.may_be_told(party))

    def _ways(self, work: Workplace, page: CasePage, answer: Standing) -> Flow:
        party, flow = self._party, Flow()
        # the borrower's own number may be looked at whatever the hour; whoever else's only while they may be reached
        free = party.role is PartyRole.BORROWER or answer.permission is not Permission.BLOCKED
        reason = "" if free else may_words.standing_words(answer)
        for which in range(len(party.phones)):
            flow.add(NumberLock(work, page.seen.case.id, party, which, reason))
        contact = button(self.tr("联系"), "quiet", "phone", says=self.tr("联系{name}").format(name=party.name))
        contact.setToolTip(may_words.standing_words(answer))
        contact.clicked.connect(lambda: self.contact_wanted.emit(party.id))
        flow.add(contact)
        if party.role in {PartyRole.GUARANTOR, PartyRole.CO_DEBTOR}:
            visit = button(self.tr("外访"), "quiet", "visit", says=self.tr("外访{name}").format(name=party.name))
            visit.clicked.connect(lambda: self.visit_wanted.emit(party.id))
            flow.add(visit)
        return flow


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
