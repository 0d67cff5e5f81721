"""Several people on one laptop, each with a store of their own, and one who has forgotten the passphrase: chosen from a
list, helped over the telephone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from fieldapp.security.spoken_code import only_figures
from fieldapp.services.desk import Desk
from tests.field_work import visit
from tests.office import CHEAP, PASSPHRASE, TestOffice, some_cases, sync
from tests.server.administrator import Administrator
from ui import app as app_module
from ui.app import Application, Options
from ui.i18n import Language
from ui.shell import Shell
from ui.sign_in import SignIn
from ui.widgets.page import PageFrame
from ui.widgets.rail import RailEntry

NEW = "another-passphrase-2027"
LONG = 20_000


class Program:
    """The program on a laptop that several people use, worked by hand."""

    def __init__(self, qtbot: QtBot, app: QApplication, home: Path) -> None:
        self.bot = qtbot
        self.app = Application(app, Options(home=home))
        self.app.start()

    @property
    def window(self) -> SignIn:
        window = self.app.sign_in
        assert window is not None
        return window

    @property
    def shell(self) -> Shell | None:
        work = self.app.workplace
        return work.shell if work is not None and work.shell is not None and work.shell.isVisible() else None

    def wait(self, until: Callable[[], object]) -> None:
        self.bot.waitUntil(lambda: bool(until()), timeout=LONG)

    def sign_in(self, passphrase: str = PASSPHRASE) -> None:
        self.window.passphrase.setText(passphrase)
        QTest.mouseClick(self.window.enter, Qt.MouseButton.LeftButton)
        self.wait(lambda: self.shell)

    def settle(self) -> None:
        work = self.app.workplace
        assert work is not None
        self.wait(lambda: work.last_report is not None and not work.working and not work.tasks.running())


@pytest.fixture(autouse=True)
def _plain_places(monkeypatch: pytest.MonkeyPatch) -> None:
    """The window of a role with one page; what is on the others is not asked here."""
    from ui.frame import make_shell

    def shell_for(work, preferences):  # type: ignore[no-untyped-def]
        entries = [
            RailEntry("today", "今日", "today", lambda: PageFrame("today")),
            RailEntry("sync", "同步", "sync", lambda: PageFrame("sync")),
        ]
        return make_shell(work, preferences, lambda: entries, opens="case")

    monkeypatch.setattr(app_module, "shell_maker", lambda _role: shell_for)


@pytest.fixture
def home(office: TestOffice) -> Path:
    """A laptop that 周明 and 陈岚 have used, with a visit of 周明 that waits on it."""
    cases = some_cases(office.people["zhouming"])
    office.save(*cases)
    for login in ("zhouming", "chenlan"):
        desk: Desk = office.desk(login, "shared")
        assert sync(desk).complete
        if login == "zhouming":
            with desk.store.writing() as unit:
                unit.outbox.add(visit(cases[0], desk.staff), desk.device_id)
        desk.store.close()
    return office.folder / "laptop-shared"


@pytest.fixture
def program(qtbot: QtBot, look: QApplication, home: Path) -> Iterator[Program]:
    made = Program(qtbot, look, home)
    yield made
    made.app.stop()
    made.app.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def rows(window: SignIn) -> list[str]:
    assert window.people is not None
    return [one.access.login for one in window.people.rows]


def words(window: SignIn) -> str:
    return " ".join(one.text() for one in window.findChildren(QLabel) if one.isVisible())


def test_whoever_was_here_last_comes_first_and_can_be_chosen_by_keyboard(program: Program) -> None:
    assert set(rows(program.window)) == {"zhouming", "chenlan"}
    people = program.window.people
    assert people is not None
    chen = next(one for one in people.rows if one.access.login == "chenlan")
    chen.setFocus()
    QTest.keyClick(chen, Qt.Key.Key_Return)
    assert program.window.login.text() == "chenlan"
    assert program.window.passphrase.hasFocus()
    assert chen.property("chosen") == "true"
    program.sign_in()
    program.settle()
    work = program.app.workplace
    assert work is not None
    work.signed_out.emit()
    program.wait(lambda: program.app.sign_in)
    assert rows(program.window)[0] == "chenlan"
    assert program.window.people is not None
    assert "上次" in program.window.people.rows[0].accessibleName()


def test_one_switches_to_another_without_leaving_and_sees_only_what_is_theirs(program: Program) -> None:
    people = program.window.people
    assert people is not None
    next(one for one in people.rows if one.access.login == "chenlan").click()
    program.sign_in()
    work = program.app.workplace
    assert work is not None
    theirs = work.desk.folder
    program.settle()
    work.signed_out.emit()
    program.wait(lambda: program.app.sign_in)
    people = program.window.people
    assert people is not None
    next(one for one in people.rows if one.access.login == "zhouming").click()
    program.sign_in()
    mine = program.app.workplace
    assert mine is not None
    assert mine.desk.folder != theirs
    assert mine.desk.staff.login == "zhouming"
    program.settle()


def test_people_step_with_the_arrow_keys(program: Program) -> None:
    people = program.window.people
    assert people is not None
    people.rows[0].setFocus()
    QTest.keyClick(people.rows[0], Qt.Key.Key_Down)
    assert people.rows[1].hasFocus()
    QTest.keyClick(people.rows[1], Qt.Key.Key_Down)
    assert people.rows[0].hasFocus()


@pytest.mark.parametrize("network", ["there", "gone"])
def test_a_forgotten_passphrase_is_mended_by_telephone_and_nothing_is_lost(
    program: Program,
    office: TestOffice,
    network: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from fieldapp.sync import recovery

    plain = recovery.recover
    monkeypatch.setattr(recovery, "recover", lambda *given: plain(*given, cost=CHEAP))
    window = program.window
    assert window.people is not None
    next(one for one in window.people.rows if one.access.login == "zhouming").click()
    if network == "gone":
        window.server.setText("http://127.0.0.1:9")
    QTest.mouseClick(window.forgotten, Qt.MouseButton.LeftButton)
    card = window.recovery
    assert card is not None
    program.wait(card.go.isEnabled)
    assert "周明" in words(window)
    administrator = Administrator(office, capsys, monkeypatch)
    code = only_figures(card.code.text())
    said = administrator.types("user", "recover", "zhouming", code, "--checked", "called back")
    answer = only_figures(said.split("): ")[1].split(".")[0])
    wrong = answer[:5] + str((int(answer[5]) + 1) % 10)
    QTest.keyClicks(card.answer, wrong)
    assert "第 1 组不对" in words(window)
    card.answer.clear()
    QTest.keyClicks(card.answer, answer)
    assert "8 / 8 组，都对" in words(window)
    assert card.answer.text() == " ".join(answer[at : at + 6] for at in range(0, 48, 6))
    card.new.setText(NEW)
    card.again.setText("something else")
    QTest.keyClick(card.again, Qt.Key.Key_Return)
    assert "不一样" in words(window)
    card.again.setText(NEW)
    QTest.mouseClick(card.go, Qt.MouseButton.LeftButton)
    program.wait(lambda: program.shell)
    work = program.app.workplace
    assert work is not None
    with work.desk.store.reading() as unit:
        assert sum(unit.outbox.counts().values()) == 1
    program.settle()
    with office.store.reading() as unit:
        assert unit.facts.count() == (1 if network == "there" else 0)


def test_where_there_is_no_such_way_it_says_what_helps_and_leads_back(program: Program, english: Language) -> None:
    window = program.window
    window.login.setText("nobody")
    QTest.mouseClick(window.forgotten, Qt.MouseButton.LeftButton)
    card = window.recovery
    assert card is not None
    program.wait(lambda: "nobody" in words(window))
    assert not card.go.isEnabled()
    QTest.mouseClick(card.back, Qt.MouseButton.LeftButton)
    assert window.recovery is None
    assert window.passphrase.isVisible()


def test_no_list_and_no_way_back_where_nobody_has_signed_in_yet(
    qtbot: QtBot, look: QApplication, tmp_path: Path
) -> None:
    made = Program(qtbot, look, tmp_path)
    assert made.window.people is None
    assert not hasattr(made.window, "forgotten")
    made.app.stop()
    made.app.deleteLater()
