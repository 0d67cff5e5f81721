"""The sign-in window: name, passphrase, office. The first thing painted, so it imports nothing but Qt's widgets, and
makes what is rarely seen (sentences, the fields of the network, recovery) only when it comes to that.

What is heavy (database, cryptography) loads in a thread while somebody types. Offline it says what is possible.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from fieldapp.errors import KnownError
from ui import i18n, theme
from ui.access import Access, Ways
from ui.i18n import LANGUAGES, Language
from ui.preferences import Preferences
from ui.sign_in_network import CODES, FirstNetwork
from ui.sign_in_parts import field, mark, notices, role_of
from ui.tasks import Tasks
from ui.widgets.buttons import button, rename
from ui.widgets.card import Card
from ui.widgets.centred import Centred
from ui.widgets.flow import Flow
from ui.widgets.focus_frame import KeyboardFocus
from ui.widgets.labels import label

if TYPE_CHECKING:
    from ui.parts.destroyed import Destroyed
    from ui.sign_in_people import People
    from ui.sign_in_recovery import Recovery
    from ui.widgets.states import Banner

SIZE = (960, 720)
WIDTH = 400
BAD_ADDRESS = "sync.address_wrong"
OLD_NEEDED = "signin.old_passphrase_needed"
COPY_OFFERED = "store.copy_offered"


class SignIn(QWidget):
    """The window.

    `sign_in(server_url, login, passphrase)` runs off the GUI thread; its result goes out with `done`. With a fourth
    word, the old passphrase, where it said that this is needed; with `way=`, where one to the server was typed; with
    `put_back=True`, where the person chose to go on with the copy of a damaged store.

    Signals:
        done: (object) the desk of whoever signed in.
        painted: the window has been on screen once.
        practice_wanted: the person has no account and wants to try with practice data.
    """

    done = Signal(object)
    painted = Signal()
    practice_wanted = Signal()

    def __init__(
        self,
        tasks: Tasks,
        preferences: Preferences,
        known: Sequence[Access],
        sign_in: Callable[..., Any],
        *,
        practice: bool = False,
        can_practise: bool = False,
        destroyed: Sequence[Destroyed] = (),
        ways: Ways | None = None,
    ) -> None:
        super().__init__()
        self._destroyed, self._ways = list(destroyed), ways
        self.people: People | None = None
        self.recovery: Recovery | None = None
        self._tasks, self._preferences, self._known, self._sign_in = tasks, preferences, list(known), sign_in
        self._practice, self._can_practise = practice, can_practise
        self._focus = KeyboardFocus(self)
        self._banner: Banner | None = None
        self._whole = QVBoxLayout(self)
        self._whole.setContentsMargins(0, 0, 0, 0)
        self._content: Centred | None = None
        self._others: list[QPushButton] = []
        self._shown = False
        self.setObjectName("sign_in")
        self.resize(*SIZE)
        self._build()
        self._grow()
        i18n.changes.changed.connect(self._build_again)

    def set_known(self, known: Sequence[Access], *, practice: bool) -> None:
        """Offer other people to sign in as: the practice office was made."""
        self._known, self._practice = list(known), practice
        self._build()

    def say_error(self, error: KnownError) -> None:
        """Say why it did not work, and let the person try again."""
        self._working(working=False)
        offered = error.code == COPY_OFFERED
        self._sentences().say_error(error)
        self._continue.setVisible(offered)
        if offered:
            rename(self._continue, self.tr("用 {time} 的副本继续").format(time=error.params["at"]))
            self._continue.setFocus()
            return
        self._lead_to_field(error)
        if error.code.startswith(CODES):
            self._fold(folded=False)
            self.network.open_up()

    def say_progress(self, words: str) -> None:
        """Say what is being done meanwhile."""
        self._sentences().say(words, "info")

    def _sentences(self) -> Banner:
        """Where it is said why something did not work, or what is being done."""
        if self._banner is None:
            from ui.widgets.states import Banner

            self._banner = Banner("")
            self._banner.hide()
            self._said_above.addWidget(self._banner)
        return self._banner

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._focus.attach()

    def paintEvent(self, event: Any) -> None:
        super().paintEvent(event)
        if not self._shown:
            self._shown = True
            self.painted.emit()

    def submit(self) -> None:
        """Sign in with what stands in the fields."""
        self._submit()

    def _submit(self, **more: Any) -> None:
        server_url, login, passphrase = self.server.text(), self.login.text(), self.passphrase.text()
        old = (self.old.text(),) if self._old_wanted else ()
        way = self.network.chosen()
        more |= {} if way is None else {"way": way}
        if not login.strip() or not passphrase:  # known here, and at once
            self.say_error(KnownError("signin.incomplete"))
            return
        self._working(working=True)
        self._tasks.read(
            lambda: self._sign_in(server_url, login, passphrase, *old, **more),
            done=self._signed_in,
            failed=self.say_error,
            owner=self,
            words=self.tr("正在登录…"),
        )

    def _lead_to_field(self, error: KnownError) -> None:
        """Put the keyboard where there is something to mend."""
        self._want_old(wanted=error.code == OLD_NEEDED)
        if self._old_wanted:
            self.old.setFocus()
            self.old.selectAll()
        elif not self.login.text().strip():
            self._fold(folded=False)
            self.login.setFocus()
        elif error.code == BAD_ADDRESS:
            self._fold(folded=False)
            self.server.setFocus()
            self.server.selectAll()
        else:
            self.passphrase.setFocus()
            self.passphrase.selectAll()

    def _signed_in(self, desk: Any) -> None:
        self._preferences.keep(last_login=self.login.text().strip())
        self.done.emit(desk)

    def _build(self) -> None:
        """Everything anew, in the language in force."""
        if self._content is not None:
            self._whole.removeWidget(self._content)
            self._content.hide()
            self._content.deleteLater()
        self._others = []
        self._names: dict[QLineEdit, QWidget] = {}
        self.setWindowTitle(self.tr("催收外访 · 登录"))
        self._content = content = Centred(self.tr("登录"))
        content.add_layout(self._languages())
        content.stretch(2)
        destroyed = notices(self._destroyed, self._was_read)
        head, below, card = mark(), self._people(), self._card()
        self.network.opened.connect(lambda opened: self._make_room(head, opened=opened))
        self._parts, self.recovery = (head, below, card), None
        for part in (*destroyed, head, below, card):
            content.add(part)
        content.stretch(3)
        self._whole.addWidget(content)
        self._fill_in()

    def _build_again(self) -> None:
        """In another language, with what was typed so far."""
        fields = ("login", "passphrase", "server")
        typed = [getattr(self, name).text() for name in fields]
        self._build()
        for name, text in zip(fields, typed, strict=True):
            getattr(self, name).setText(text)

    def _was_read(self, destroyed: Destroyed) -> None:
        self._destroyed.remove(destroyed)
        destroyed.read()

    def _languages(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addStretch(1)
        for language, words in LANGUAGES.items():
            one = button(words, "quiet" if language == i18n.language() else "plain")
            one.clicked.connect(lambda _checked=False, to=language: self._speak(to))
            self._others.append(one)
            row.addWidget(one)
        return row

    def _card(self) -> Card:
        card = Card(says=self.tr("登录"), pad=theme.L)
        card.setFixedWidth(round(WIDTH * theme.current().text_scale))
        if self._practice:
            from ui.widgets.chips import Chip

            chips = QHBoxLayout()
            chips.addWidget(Chip(self.tr("练习数据"), "info"))
            chips.addStretch(1)
            card.body.addLayout(chips)
        self._banner = None
        self._said_above = QVBoxLayout()
        card.body.addLayout(self._said_above)
        self._continue = button("")
        self._continue.clicked.connect(lambda: self._submit(put_back=True))
        self._continue.hide()
        card.add(self._continue)
        self.login = self._field(card, self.tr("账号"))
        self.other = button(self.tr("其他账号或服务器…"), "plain", "user")
        self.passphrase = self._field(card, self.tr("口令"), secret=True)
        self.old = self._field(card, self.tr("旧口令"), secret=True)
        self._want_old(wanted=False)
        self.server = self._field(card, self.tr("机构服务器地址"))
        self.network = FirstNetwork()
        card.add(self.network)
        self.other.clicked.connect(lambda: self._fold(folded=False))
        self.enter: QPushButton = button(self.tr("登录"), "primary")
        self.enter.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.enter.clicked.connect(self.submit)
        card.body.addSpacing(theme.XS)
        card.add(self.enter)
        card.add(label(self.tr("首次登录需要联网；之后没有网络也能登录和工作。"), "faint", wrap=True))
        self._below(card)
        self._fold(folded=self.people is not None)
        return card

    def _fold(self, *, folded: bool) -> None:
        """Whoever was chosen from the list has an account and a server already: neither need be seen."""
        for one in (self.login, self.server):
            for part in (one, self._names[one]):
                part.setVisible(not folded)
        self.network.setVisible(not folded)
        self.other.setVisible(folded)
        if not folded:
            self.login.setFocus()
            self.login.selectAll()
            self._grow()

    def _make_room(self, mark: QWidget, *, opened: bool) -> None:
        """The fields of the network take the place of the name above them, and what more height the screen has."""
        mark.setVisible(not opened)
        self._grow()

    def _grow(self) -> None:
        """As high as its parts need, as far as the screen allows; beyond that they scroll."""
        needed = self._content.needed(self.width()) if self._content is not None else 0
        if needed > self.height():
            self.resize(self.width(), min(needed, self.screen().availableGeometry().height()))

    def _field(self, card: Card, words: str, *, secret: bool = False) -> QLineEdit:
        name = label(words, "muted")
        made = field(words, secret=secret)
        name.setBuddy(made)
        self._names[made] = name
        made.returnPressed.connect(self.submit)
        card.add(name)
        card.add(made)
        return made

    def _want_old(self, *, wanted: bool) -> None:
        """The field for the passphrase before, with its name: only where the vault cannot do without."""
        self._old_wanted = wanted
        for part in (self._names[self.old], self.old):
            part.setVisible(wanted)

    def _people(self) -> QWidget:
        """Those who have signed in here, to choose from; nothing where nobody has."""
        self.people = None
        if not self._known:
            return QWidget()
        from ui.sign_in_people import People

        first = self._first()
        self.people = People(self._known, role_of, "" if first is None else first.login)
        self.people.setFixedWidth(round(WIDTH * theme.current().text_scale))
        self.people.chosen.connect(self._choose)
        return self.people

    def _below(self, card: Card) -> None:
        """Ways for those who cannot sign in: a forgotten passphrase, no account yet."""
        ways = Flow([self.other])
        if self._ways is not None and self._known:
            self.forgotten = button(self.tr("忘记口令？"), "quiet", "key")
            self.forgotten.clicked.connect(self._recover)
            self._others.append(self.forgotten)
            ways.add(self.forgotten)
        if self._can_practise and not self._practice:
            trial = button(self.tr("没有账号？用练习数据试试"), "quiet")
            trial.clicked.connect(self.practice_wanted)
            ways.add(trial)
        card.add(ways)

    def _recover(self) -> None:
        """The passphrase was forgotten: the office helps, over the telephone."""
        assert self._ways is not None
        from ui.sign_in_recovery import Recovery

        for part in self._parts:
            part.hide()
        self.recovery = card = Recovery(self._tasks, self.login.text(), self._ways)
        card.left.connect(self._end_recovery)
        card.recovered.connect(self._recovered)
        assert self._content is not None
        self._content.add(card, at=2)
        self._grow()

    def _recovered(self, passphrase: str) -> None:
        """It opened: sign in with the new one at once."""
        self._end_recovery()
        self.passphrase.setText(passphrase)
        self.submit()

    def _end_recovery(self) -> None:
        if self.recovery is not None:
            gone, self.recovery = self.recovery, None
            gone.hide()
            gone.deleteLater()
        for part in self._parts:
            part.show()
        self.passphrase.setFocus()

    def _first(self) -> Access | None:
        """Whoever signed in last; in practice, and where nobody did, the first of the list."""
        last = next((a for a in self._known if a.login == self._preferences.last_login), None)
        return (self._known[0] if self._known else None) if self._practice or last is None else last

    def _fill_in(self) -> None:
        first = self._first()
        if first is not None:
            self._choose(first)
        else:
            self.login.setFocus()

    def _choose(self, access: Access) -> None:
        self.login.setText(access.login)
        self.server.setText(access.server_url)
        self.passphrase.setText(access.passphrase)
        if self.people is not None:
            self.people.mark(access.login)
        (self.enter if access.passphrase else self.passphrase).setFocus()

    def _working(self, *, working: bool) -> None:
        for part in (self.login, self.passphrase, self.old, self.server, self.enter, self._continue, *self._others):
            part.setEnabled(not working)
        if self.people is not None:
            self.people.setEnabled(not working)
        self.enter.setText(self.tr("正在登录…") if working else self.tr("登录"))
        if working:
            self._continue.hide()
            if self._banner is not None:
                self._banner.hide()

    def _speak(self, to: Language) -> None:
        try:
            i18n.switch(to)
        except KnownError as error:
            from ui import messages

            self._sentences().say(str(messages.sentence(error)), "warn")
            return
        self._preferences.keep(language=to)


__all__ = ["Access", "SignIn", "Ways"]
