"""The people of the case: who they are, whether they may be approached, and what may be said to them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fieldapp.domain.compliance.for_case import Permission, Standing
from fieldapp.domain.party import Party, PartyRole, masked_phone
from fieldapp.services.look_at_case import CasePage
from ui import theme, words
from ui.i18n import translate
from ui.parts.phone import PhoneReveal
from ui.theme import Tone
from ui.widgets.card import Card
from ui.widgets.chips import Chip
from ui.widgets.labels import Picture, label, rule

ROLE_WIDTH = 92
"""Least width in px of a role, so that a narrow column goes below the others instead of breaking every word."""
TONES: dict[Permission, Tone] = {Permission.ALLOWED: "ok", Permission.WARN: "warn", Permission.BLOCKED: "stop"}


class PeopleCard(Card):
    """Everybody but the borrower, who stands in the head of the page."""

    def __init__(self, page: CasePage) -> None:
        super().__init__(translate("PeopleCard", "相关人"))
        for number, (party, answer) in enumerate(page.parties):
            if number:
                self.add(rule())
            self.add(PersonRow(party, answer))
        if not page.parties:
            self.add(label(self.tr("没有登记保证人、共同债务人或联系人。"), "muted", wrap=True))


class PersonRow(QWidget):
    """One person; a number that may not be called is masked and has a lock instead of the offer to show it."""

    def __init__(self, party: Party, answer: Standing) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.XXS, 0, theme.XXS)
        column.setSpacing(2)
        top = QHBoxLayout()
        top.setSpacing(theme.XS)
        name, role = label(party.name, "strong"), label(_role(party), "muted", wrap=True)
        role.setMinimumWidth(theme.scaled(ROLE_WIDTH))
        for part in (name, role):
            part.setContentsMargins(0, 3, 0, 0)  # on the line of the chip, which is taller
        top.addWidget(name, 0, Qt.AlignmentFlag.AlignTop)
        top.addWidget(role, 1, Qt.AlignmentFlag.AlignTop)
        top.addWidget(Chip(_standing(answer), TONES[answer.permission]), 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(top)
        column.addWidget(label(words.may_be_told(party), "faint", wrap=True))
        for phone in party.phones:
            column.addLayout(_phone(phone, locked=answer.permission is Permission.BLOCKED))
        self.setAccessibleName(f"{party.name} {_role(party)} {_standing(answer)}")
        self.setAccessibleDescription(words.may_be_told(party))


def _phone(phone: str, *, locked: bool) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(theme.XXS)
    if locked:
        row.addWidget(Picture("lock", "text_3", 14, translate("PeopleCard", "号码未解锁")))
        row.addWidget(label(masked_phone(phone), "faint"))
    else:
        row.addWidget(PhoneReveal(phone))
    row.addStretch(1)
    return row


def _role(party: Party) -> str:
    parts = [words.party_role(party.role)]
    if party.role is PartyRole.GUARANTOR and party.guarantee is not None:
        parts = [words.guarantee_kind(party.guarantee.kind)]
    if party.relation:
        parts.append(party.relation)
    return " · ".join(parts)


def _standing(answer: Standing) -> str:
    return {
        Permission.ALLOWED: translate("PeopleCard", "可联系"),
        Permission.WARN: translate("PeopleCard", "有条件可联系"),
        Permission.BLOCKED: translate("PeopleCard", "未解锁"),
    }[answer.permission]
