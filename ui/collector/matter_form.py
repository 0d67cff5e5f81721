"""The questions of a matter: each kind is asked only what it needs, so that it can be written down standing up."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit

from fieldapp import clock
from fieldapp.domain.matter import MatterKind, MatterRaised
from fieldapp.domain.matter_rules import TOLD_WITHIN
from fieldapp.domain.plans.promise import PayChannel
from fieldapp.services.raise_matter import MatterDesk, MatterDraft
from ui import formats, theme, words
from ui.i18n import translate
from ui.widgets.buttons import Check, Select
from ui.widgets.card import Card
from ui.widgets.checked_edit import FieldError
from ui.widgets.date_pick import DatePick
from ui.widgets.fields import Fields
from ui.widgets.labels import label
from ui.widgets.money_edit import MoneyEdit
from ui.widgets.note_edit import NoteEdit

_CHANNELS = tuple(PayChannel)


class MatterForm(Card):
    """Signals: changed: something was filled in; keep a draft."""

    changed = Signal()

    def __init__(self, kind: MatterKind) -> None:
        super().__init__(translate("MatterForm", "谁说的、怎么说的"))
        self._kind, self._parties, self._loans = kind, [""], [""]
        self._fields = Fields()
        self._fields.setEnabled(False)
        self.add(self._fields)
        claim = kind is MatterKind.PAID_CLAIM
        self.who = Select(self.tr("谁提出的"))
        self._fields.add(self.tr("谁提出的"), self.who, below=True)
        self.loan = Select(self.tr("关于哪笔借款"))
        self.amount = MoneyEdit(self.tr("付了多少") if claim else self.tr("争议金额"), least=1, required=claim)
        self.paid_on: DatePick | None = None
        self.method = Select(self.tr("怎样付的"), [words.pay_channel(one) for one in _CHANNELS])
        self.reference = QLineEdit()
        for select in (self.who, self.loan, self.method):
            select.setSizeAdjustPolicy(Select.SizeAdjustPolicy.AdjustToContents)
        self._ask_sums()
        self.consent = Check(self.tr("本人同意写下涉及健康或家庭的情况"))
        self.said = NoteEdit(self.tr("原话"), hint=_hint(kind), lines=4)
        if kind is MatterKind.HARDSHIP:
            self.add(self.consent)
            told = self.tr("没有本人同意，就只记“需要帮助”，不写详情；冻结同样生效。")
            self.add(label(told, "faint", wrap=True))
        self.add(label(self.tr("原话"), "muted"))
        self.add(self.said)
        self._error = FieldError()
        self.add(self._error)
        for part in (self.loan, self.amount, self.method, self.reference, self.consent):
            if part.parentWidget() is None:  # not asked for this kind: stays here, unseen
                part.setParent(self)
                part.hide()
        self._listen()

    def begin(self, opened: MatterDesk) -> None:
        """Fill in what is known: the case's people and loans, and what was begun."""
        case = opened.file.known
        self._parties = [party.id for party in (case.borrower, *case.parties)]
        names = [formats.aside(one.name, words.party_role(one.role)) for one in (case.borrower, *case.parties)]
        if self._kind is MatterKind.COMPLAINT:
            self._parties.append("")
            names.append(self.tr("其他人"))
        self.who.addItems(names)
        whole = [] if self._kind is MatterKind.PAID_CLAIM else [""]
        self._loans = [*whole, *(loan.id for loan in case.loans)]
        contracts = [loan.contract_no for loan in case.loans]
        self.loan.addItems([*([self.tr("整个案件")] if whole else []), *contracts])
        draft = opened.draft or MatterDraft(raised_by=case.borrower.id)
        self._fill(draft)
        self._fields.setEnabled(True)

    def focus_first(self) -> None:
        """Put the keyboard where one begins to type."""
        (self.amount if self._kind is MatterKind.PAID_CLAIM else self.said).setFocus()

    def draft(self) -> MatterDraft:
        """What is filled in now."""
        return MatterDraft(
            raised_by=self._at(self._parties, self.who),
            said=self.said.text(),
            loan_id=self._at(self._loans, self.loan),
            amount=self.amount.value(),
            paid_on=self.paid_on.value() if self.paid_on is not None else None,
            method=_CHANNELS[max(0, self.method.currentIndex())].value,
            reference=self.reference.text(),
            consent=self.consent.isChecked(),
        )

    def raised(self, opened: MatterDesk) -> MatterRaised:
        """What is to be recorded."""
        told = self.draft()
        claim = self._kind is MatterKind.PAID_CLAIM
        asked = self._kind in {MatterKind.PAID_CLAIM, MatterKind.DISPUTE}
        return MatterRaised(
            kind=self._kind,
            raised_by=told.raised_by,
            said=told.said.strip(),
            on=opened.today,
            loan_id=told.loan_id if asked else "",
            amount=told.amount if asked else None,
            paid_on=told.paid_on if claim else None,
            method=told.method if claim else "",
            reference=told.reference.strip() if claim else "",
            consent=told.consent,
            visit_id=opened.visit_id,
        )

    def check(self) -> bool:
        """Whether it may be handed in; says why not where the answer is."""
        fine = self._kind is not MatterKind.PAID_CLAIM or self.amount.check()
        fine = (self.paid_on is None or self.paid_on.check()) and fine
        said = bool(self.said.text().strip())
        silent = self._kind is MatterKind.HARDSHIP and not self.consent.isChecked()
        if not said and not silent:
            self._error.say(self.tr("请记下对方的原话，一两句即可"))
            self.said.setFocus()
            return False
        if said and silent:
            self._error.say(self.tr("要写下详情，请先勾选本人同意；不同意就清空这里"))
            self.consent.setFocus()
            return False
        self._error.say("")
        return fine

    def _ask_sums(self) -> None:
        """Loan, sum, day and voucher, as far as this kind is about them."""
        if self._kind not in {MatterKind.PAID_CLAIM, MatterKind.DISPUTE}:
            return
        self._fields.add(self.tr("关于哪笔借款"), self.loan, below=True)
        self._fields.add(self.amount.accessibleName(), self.amount, below=True)
        if self._kind is not MatterKind.PAID_CLAIM:
            return
        today = clock.today()
        self.paid_on = DatePick(self.tr("哪天付的"), least=today - 6 * TOLD_WITHIN, most=today, required=True)
        self.reference.setMaxLength(60)
        self.reference.setMinimumHeight(theme.TARGET)
        self.reference.setAccessibleName(self.tr("凭证号"))
        self.reference.setPlaceholderText(self.tr("回单或流水号，有就填"))
        self._fields.add(self.tr("哪天付的"), self.paid_on, below=True)
        self._fields.add(self.tr("怎样付的"), self.method, below=True)
        self._fields.add(self.tr("凭证号"), self.reference, below=True)

    def _fill(self, draft: MatterDraft) -> None:
        self.who.setCurrentIndex(self._parties.index(draft.raised_by) if draft.raised_by in self._parties else 0)
        self.loan.setCurrentIndex(self._loans.index(draft.loan_id) if draft.loan_id in self._loans else 0)
        self.amount.set_value(draft.amount)
        if self.paid_on is not None:
            self.paid_on.set_value(draft.paid_on)
        known = [one.value for one in _CHANNELS]
        self.method.setCurrentIndex(known.index(draft.method or PayChannel.TRANSFER.value))
        self.reference.setText(draft.reference)
        self.consent.setChecked(draft.consent)
        self.said.set_text(draft.said)

    def _listen(self) -> None:
        for select in (self.who, self.loan, self.method):
            select.activated.connect(self.changed)
        self.amount.changed.connect(self.changed)
        if self.paid_on is not None:
            self.paid_on.changed.connect(self.changed)
        self.reference.textEdited.connect(self.changed)
        self.consent.toggled.connect(self.changed)
        self.said.textChanged.connect(self.changed)

    @staticmethod
    def _at(ids: list[str], select: Select) -> str:
        at = select.currentIndex()
        return ids[at] if 0 <= at < len(ids) else ""


def _hint(kind: MatterKind) -> str:
    """What to write down."""
    hints = {
        MatterKind.DISPUTE: translate("MatterForm", "对什么有异议：金额、日期、合同，还是借款本身？照原话记。"),
        MatterKind.COMPLAINT: translate("MatterForm", "投诉什么事、什么人、哪一天？照原话记，不加评论。"),
        MatterKind.HARDSHIP: translate("MatterForm", "遇到了什么困难、从何时起、预计多久？"),
        MatterKind.PAID_CLAIM: translate("MatterForm", "怎样付的、从哪个账户到哪个账户？"),
    }
    return hints[kind]
