"""The right of the decision: who proposed, what is needed and why, what happens next, and the three ways to decide.

Each way opens in place: approving asks for the passphrase, the others for a word to the collector.
"""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QScrollArea, QVBoxLayout, QWidget

from fieldapp.errors import KnownError
from ui import formats, messages, theme
from ui.parts.requirement import RequirementNote
from ui.viewmodels.decision import Decision
from ui.widgets.buttons import button
from ui.widgets.card import Card, Note
from ui.widgets.checked_edit import FieldError
from ui.widgets.emptying import empty
from ui.widgets.labels import label
from ui.widgets.ledger import KeyValues, Reason
from ui.widgets.note_edit import NoteEdit
from ui.widgets.states import Banner


class Way(StrEnum):
    """How a plan is decided on."""

    APPROVE = "approve"
    RETURN = "return"
    REJECT = "reject"


class Comment(NoteEdit):
    """Return hands in, Shift with Return breaks the line.

    Signals:
        submitted: Return was pressed.
    """

    submitted = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        shift = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not shift:
            self.submitted.emit()
        else:
            super().keyPressEvent(event)


class Consequence(Card):
    """Shows a decision's consequence and takes it.

    Signals:
        decided: (Way, str, str) the way, the comment, and for an approval the passphrase.
        left: the open way was closed again.
    """

    decided = Signal(object, str, str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__(self.tr("决定"))
        self._decision: Decision | None = None
        self._file_here = False
        self.way: Way | None = None
        self._about = QVBoxLayout()
        self._about.setSpacing(theme.XS)
        self.trouble = Banner("", "stop")
        self.trouble.hide()
        self.buttons = self._make_buttons()
        self._form = self._make_form()
        self._lay_out()
        self.close_form()

    def show_decision(self, decision: Decision) -> None:
        """Show what follows from deciding on this plan; a way that is open stays so only for the same plan."""
        before, self._decision = self._decision, decision
        if before is None or before.page.plan.id != decision.page.plan.id:
            self.comment.set_text("")
            self.passphrase.clear()
            self.close_form()
        self._file_here = decision.page.pdf is not None
        empty(self._about)
        for part in self._parts(decision):
            self._about.addWidget(part)
        self._afters[Way.APPROVE].setText(self._after(Way.APPROVE))
        self._show_buttons()

    def open_form(self, way: Way) -> None:
        """Ask for what this way needs."""
        if not self.buttons[way].isEnabled():
            return
        self.way = way
        approving = way is Way.APPROVE
        self.trouble.hide()
        self.error.say("")
        self._asked.setText(self._question(way))
        self.comment.setPlaceholderText(
            self.tr("附言（可不填）") if approving else self.tr("写给催收员：为什么，怎么改")
        )
        self.passphrase.setVisible(approving)
        self.submit.setText(self._submit_words(way))
        self.submit.setAccessibleName(self._submit_words(way))
        self._form.show()
        self._choices.hide()
        (self.passphrase if approving else self.comment).setFocus()

    def close_form(self) -> None:
        """Back to the three ways."""
        self.way = None
        self.passphrase.clear()
        self._form.hide()
        self._choices.show()

    def refuse(self, error: KnownError) -> None:
        """It was not decided, and why; what was typed stays, except the passphrase."""
        self.submit.setEnabled(True)
        if error.code.startswith("security.") or error.code == "plan.comment_needed":
            self.error.say(str(messages.sentence(error)))
            field = self.comment if error.code == "plan.comment_needed" else self.passphrase
            field.setFocus()
            self.passphrase.selectAll()
        else:
            self.trouble.say_error(error)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.way is not None:
            self.close_form()
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _parts(self, decision: Decision) -> list[QWidget]:
        page, plan = decision.page, decision.page.plan
        zone = page.seen.case.zone
        facts = KeyValues()
        facts.add(self.tr("提出"), page.proposer.name if page.proposer else "—")
        facts.add(self.tr("时间"), formats.short_moment(plan.proposed_at, zone))
        facts.add(self.tr("有效至"), formats.iso_date(plan.content.expires_on))
        parts: list[QWidget] = [facts]
        if plan.content.reason:
            parts.append(Note(self.tr("提出理由"), plan.content.reason, "info"))
        parts.append(RequirementNote(page.requirement))
        if plan.content.approvers > 1:
            parts.append(Reason(self._approvals(decision), "info"))
        if page.refusal is not None:
            sentence = messages.say(page.refusal.code, dict(page.refusal.params))
            parts.append(Reason(str(sentence), "stop"))
        elif decision.expired:
            day = formats.iso_date(plan.content.expires_on)
            parts.append(Reason(str(messages.say("plan.expired", {"date": day})), "warn"))
        elif page.pdf is None:
            parts.append(Reason(str(messages.say("document.not_arrived")), "info"))
        return parts

    def _approvals(self, decision: Decision) -> str:
        """Where it takes several people: who has approved, and how many are missing."""
        page = decision.page
        missing = page.plan.content.approvers - len(page.approved_by)
        if not page.approved_by:
            return self.tr("要 %n 位审批人先后签章，最后一位签章后生效。", "", missing)
        names = formats.listed(page.approved_by)
        return self.tr("{names} 已签章，还要 %n 位审批人。", "", missing).format(names=names)

    def _make_buttons(self) -> dict[Way, QPushButton]:
        made = {
            Way.APPROVE: button(self.tr("批准  A"), "primary", "approve", says=self.tr("批准")),
            Way.RETURN: button(self.tr("退回修改  R"), "", "return", says=self.tr("退回修改")),
            Way.REJECT: button(self.tr("否决  J"), "danger", "reject", says=self.tr("否决")),
        }
        for way, one in made.items():
            one.clicked.connect(lambda _checked=False, way=way: self.open_form(way))
        return made

    def _make_form(self) -> QWidget:
        form = QWidget()
        column = QVBoxLayout(form)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.XS)
        self._asked = label("", wrap=True)
        self.comment = Comment(self.tr("附言"), lines=3)
        self.comment.submitted.connect(self._hand_in)
        self.passphrase = QLineEdit()
        self.passphrase.setEchoMode(QLineEdit.EchoMode.Password)
        self.passphrase.setAccessibleName(self.tr("你的登录口令"))
        self.passphrase.setPlaceholderText(self.tr("你的登录口令"))
        self.passphrase.setMinimumHeight(theme.TARGET)
        self.passphrase.returnPressed.connect(self._hand_in)
        self.error = FieldError()
        for field in (self.passphrase.textEdited, self.comment.textChanged):
            field.connect(lambda *_text: self.error.say(""))
        self.submit = button("", "primary")
        self.submit.clicked.connect(self._hand_in)
        cancel = button(self.tr("再想想  Esc"), "plain")
        cancel.clicked.connect(self._cancel)
        for part in (self._asked, self.passphrase, self.comment, self.error, self.submit, cancel):
            column.addWidget(part)
        return form

    def _lay_out(self) -> None:
        held = QWidget()
        held.setObjectName("page_body")
        inside = QVBoxLayout(held)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addLayout(self._about)
        inside.addStretch(1)
        scroll = QScrollArea(widgetResizable=True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(held)
        self._afters: dict[Way, QLabel] = {}
        self._choices = QWidget()
        column = QVBoxLayout(self._choices)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.XS)
        for way, one in self.buttons.items():
            column.addWidget(one)
            self._afters[way] = label(self._after(way), "faint", wrap=True)
            column.addWidget(self._afters[way])
        self.add(scroll, 1)
        for part in (self.trouble, self._form, self._choices):
            self.add(part)

    def _after(self, way: Way) -> str:
        return {
            Way.APPROVE: self._after_approval(),
            Way.RETURN: self.tr("连同你的意见回到催收员，改好后重新提出。"),
            Way.REJECT: self.tr("方案就此了结，原合同继续履行。"),
        }[way]

    def _after_approval(self) -> str:
        decision = self._decision
        if decision is not None and decision.page.plan.content.approvers - len(decision.page.approved_by) > 1:
            return self.tr("加盖你的数字签章，再送下一位审批人；在那之前仍是提案。")
        return self.tr("加盖你的数字签章，文书锁定，方案开始履行。")

    def _question(self, way: Way) -> str:
        name = self._decision.page.seen.case.borrower.name if self._decision else ""
        return {
            Way.APPROVE: self.tr("批准 {name} 的方案：输入口令，加盖签章。"),
            Way.RETURN: self.tr("退回 {name} 的方案："),
            Way.REJECT: self.tr("否决 {name} 的方案："),
        }[way].format(name=name)

    def _submit_words(self, way: Way) -> str:
        return {
            Way.APPROVE: self.tr("签章并批准"),
            Way.RETURN: self.tr("退回修改"),
            Way.REJECT: self.tr("确认否决"),
        }[way]

    def _show_buttons(self) -> None:
        decision = self._decision
        may = decision is not None and decision.page.refusal is None
        self.buttons[Way.APPROVE].setEnabled(may and self._file_here and not (decision and decision.expired))
        for way in (Way.RETURN, Way.REJECT):
            self.buttons[way].setEnabled(may)

    def _cancel(self) -> None:
        self.close_form()
        self.left.emit()

    def _hand_in(self) -> None:
        if self.way is None or not self.submit.isEnabled():
            return
        if self.way is Way.APPROVE and not self.passphrase.text():
            self.error.say(self.tr("请输入口令。"))
            self.passphrase.setFocus()
            return
        if self.way is not Way.APPROVE and not self.comment.text().strip():
            self.error.say(str(messages.say("plan.comment_needed")))
            self.comment.setFocus()
            return
        self.submit.setEnabled(False)
        self.decided.emit(self.way, self.comment.text(), self.passphrase.text())

    def finish(self) -> None:
        """It was decided: nothing typed is kept."""
        self.submit.setEnabled(True)
        self.comment.set_text("")
        self.close_form()
