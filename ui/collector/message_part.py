"""Writing to somebody: an approved text, filled and shown as it will be read, and the ways it gets to a phone.

The laptop cannot send. A text is copied, read by the phone's camera, or handed to a program for short messages; then
it is logged as it was handed over. Once handed over it does not change any more, whatever the account does.
"""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from fieldapp import clock
from fieldapp.domain.contact_log import Channel
from fieldapp.domain.outreach import LANGUAGES
from fieldapp.errors import KnownError
from fieldapp.services.log_contact import ContactDesk
from fieldapp.services.may_act import OpenedNumber, open_number
from fieldapp.services.write_message import Choice as TextChoice
from fieldapp.services.write_message import Texts, texts_for
from ui import formats, i18n, messages, theme
from ui.parts.phone_code import PhoneCode
from ui.widgets.buttons import button
from ui.widgets.card import Card, Note
from ui.widgets.choice import Choice
from ui.widgets.emptying import empty
from ui.widgets.flow import Flow
from ui.widgets.labels import label
from ui.widgets.ledger import Reason
from ui.words import contact as contact_words
from ui.workplace import Workplace

ONE_SMS, PART_OF_SMS = 70, 67
"""Characters of a short message in Chinese, and of each part of a longer one (3GPP TS 23.040, UCS-2)."""


class MessageCard(Card):
    """The text: which, in which language, and how it reads.

    Signals:
        edited: another text was chosen, or it was handed over.
        code_shown: the square code is there to be read.
    """

    edited = Signal()
    code_shown = Signal()

    def __init__(self, work: Workplace, desk: ContactDesk) -> None:
        super().__init__(self.tr("内容"))
        self._work, self._desk, self._draft = work, desk, desk.draft
        self._texts: Texts | None = None
        self._free = False
        self._list = QVBoxLayout()
        self._list.setSpacing(theme.XS)
        self._shown = QVBoxLayout()
        self._shown.setSpacing(theme.S)
        self.body.addLayout(self._list)
        self.body.addLayout(self._shown)
        self.code = PhoneCode(self.tr("二维码，用手机扫描后发送"))
        self.body.addWidget(self.code, 0, Qt.AlignmentFlag.AlignHCenter)
        self.code.hide()
        self._list.addWidget(label(self.tr("正在填写模板…"), "muted"))
        self._load()

    def chosen(self) -> TextChoice | None:
        """The text that is chosen, if it fits still."""
        every = self._texts.choices if self._texts else ()
        return next((one for one in every if one.template.id == self._draft.template), None)

    def set_free(self, *, free: bool) -> None:
        """Whether one may write now."""
        if self._free is not free:
            self._free = free
            self._show_text()

    def take_desk(self, desk: ContactDesk) -> None:
        """The account is another now: what was not handed over yet says its figures."""
        if self._draft.handed_at is None:
            self._desk = desk
            self._load()

    def _load(self) -> None:
        desk, draft, work = self._desk, self._draft, self._work
        language = draft.language
        work.tasks.read(
            lambda: texts_for(work.desk, desk.seen, desk.party, draft.channel, language, desk.office),
            done=self._take,
            failed=self._say_error,
            owner=self,
        )

    def _take(self, texts: Texts) -> None:
        self._texts = texts
        empty(self._list)
        usable = [one for one in texts.choices if one.usable]
        stages = formats.listed(contact_words.stage(stage) for stage in texts.stages)
        self._list.addWidget(label(self.tr("案件阶段：{stages}").format(stages=stages), "faint", wrap=True))
        if self._draft.handed_at is None and all(one.template.id != self._draft.template for one in usable):
            self._draft.template = ""
        if usable:
            answers = [(one.template.id, one.template.title(i18n.language())) for one in usable]
            chosen = self._draft.template or None
            known = {value for value, _ in answers}
            which = Choice(self.tr("选择模板"), answers, chosen if chosen in known else None)
            which.changed.connect(self._choose)
            which.setEnabled(self._draft.handed_at is None)
            self._list.addWidget(which)
        else:
            self._list.addWidget(label(self.tr("此人在这个阶段没有可用的模板。"), "muted", wrap=True))
        self._show_unusable([one for one in texts.choices if not one.usable])
        names = {"zh_CN": "简体中文", "zh_TW": "繁體中文", "en": "English"}
        language = Choice(self.tr("语言"), [(one, names[one]) for one in LANGUAGES], self._draft.language)
        language.changed.connect(self._speak)
        language.setEnabled(self._draft.handed_at is None)
        self._list.addWidget(language)
        self._show_text()

    def _show_unusable(self, choices: list[TextChoice]) -> None:
        for one in choices:
            title = one.template.title(i18n.language())
            if one.missing:
                why = self.tr("缺少{figures}").format(figures=contact_words.listed_figures(one.missing))
            elif one.against:
                why = messages.say(one.against[0].code, dict(one.against[0].params)).text
            else:
                why = messages.say("outreach.debt_told").text
            self._list.addWidget(label(formats.aside(title, why), "faint", wrap=True))

    def _choose(self, template_id: str) -> None:
        self._draft.template = template_id
        self._show_text()
        self.edited.emit()

    def _speak(self, language: str) -> None:
        self._draft.language = language
        self._load()
        self.edited.emit()

    def _show_text(self) -> None:
        """How it reads, and the ways to a phone."""
        self.code.hide()
        empty(self._shown)
        choice, draft = self.chosen(), self._draft
        if draft.handed_at is None:
            draft.text = choice.text if choice is not None else ""
            draft.template_version = self._texts.version if choice is not None and self._texts else ""
        if not draft.text:
            return
        read = label(draft.text, wrap=True, selectable=True)
        read.setAccessibleName(draft.text)
        shown = Note(self.tr("发出时的样子"))
        shown.body.addWidget(read)
        self._shown.addWidget(shown)
        self._shown.addWidget(label(self._facts(choice), "faint", wrap=True))
        self._shown.addWidget(self._ways())
        if draft.handed_at is not None:
            when = formats.time_of_day(draft.handed_at, self._desk.seen.case.zone)
            told = self.tr("{time} 已交给手机，内容不再变化。发出后请存入记录。").format(time=when)
            self._shown.addWidget(Reason(told, "info"))

    def _facts(self, choice: TextChoice | None) -> str:
        count = len(self._draft.text)
        parts = [self.tr("%n 个字", "", count)]
        if self._draft.channel is Channel.SMS:
            split = 1 if count <= ONE_SMS else -(-count // PART_OF_SMS)
            parts.append(self.tr("按 %n 条短信计", "", split))
        if choice is not None:
            approved = choice.template
            parts.append(
                self.tr("{by} {day} 批准").format(by=approved.approved_by, day=formats.iso_date(approved.approved_on))
            )
        parts.append(self._draft.template_version)
        return " · ".join(parts)

    def _ways(self) -> QWidget:
        ways = [(self.tr("复制内容"), "copy", self._copy)]
        if self._draft.channel is not Channel.LETTER:
            ways.append((self.tr("二维码发到手机"), "qr", self._show_code))
        if self._draft.channel is Channel.SMS:
            ways.append((self.tr("用短信程序打开"), "message", self._open_program))
        row = Flow()
        for words, icon, act in ways:
            way = button(words, "", icon)
            way.setEnabled(self._free)
            way.clicked.connect(lambda _checked=False, act=act: act())
            row.add(way)
        return row

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._draft.text)
        self._hand_over()

    def _show_code(self) -> None:
        if self._draft.channel is Channel.SMS:
            self._with_number(lambda number: self._show_code_of(f"SMSTO:{number}:{self._draft.text}"))
        else:
            self._show_code_of(self._draft.text)

    def _show_code_of(self, text: str) -> None:
        self._hand_over()
        self.code.set_text(text)
        self.code.show()
        self.code_shown.emit()

    def _open_program(self) -> None:
        self._with_number(self._open_with)

    def _open_with(self, number: str) -> None:
        QDesktopServices.openUrl(QUrl(f"sms:{number}?body={quote(self._draft.text)}"))
        self._hand_over()

    def _with_number(self, then: Callable[[str], object]) -> None:
        """Ask for the number as the call does: it is handed out where the rules let it be, and that is kept."""
        desk, draft, phones = self._work.desk, self._draft, self._desk.party.phones
        which = phones.index(draft.number) if draft.number in phones else 0

        def opened(found: OpenedNumber) -> None:
            draft.number = found.number
            if found.changes:
                self._work.saved(found.changes)
            then(found.number)

        self._work.tasks.write(
            lambda: open_number(desk, draft.case_id, draft.party_id, which),
            done=opened,
            failed=self._say_error,
            owner=self,
        )

    def _hand_over(self) -> None:
        if self._draft.handed_at is None:
            self._draft.handed_at = clock.now()
            if not self._draft.number and self._desk.party.phones:
                self._draft.number = self._desk.party.phones[0]
            if self._texts is not None:
                self._take(self._texts)
            self.edited.emit()

    def _say_error(self, error: KnownError) -> None:
        self._shown.addWidget(Reason(messages.sentence(error).text, "stop"))
