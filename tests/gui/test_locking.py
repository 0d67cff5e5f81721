"""The whole window when this laptop may not be worked with: the lock, the way out of it, and what a wiped one says."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from fieldapp import clock
from fieldapp.server.people import change_passphrase, close, reopen
from fieldapp.services.desk import Desk
from tests.field_work import visit
from tests.office import PASSPHRASE, TestOffice, some_cases, sync
from ui import i18n
from ui.app import Access, Application, Options
from ui.lock_screen import LockScreen
from ui.parts.rescue_dialog import RescueDialog
from ui.preload import Preload
from ui.renew_prompt import RenewPrompt
from ui.shell import Shell
from ui.widgets.states import Banner

NEW = "another-passphrase-2027"
LONG = 15_000


class Program:
    """The program on one laptop, used by hand."""

    def __init__(self, qtbot: QtBot, office: TestOffice, app: QApplication, desk: Desk) -> None:
        self.bot, self.office, self.device_id = qtbot, office, desk.device_id
        home = desk.folder.parent.parent
        self.app = Application(app, Options(home=home, known=(Access("zhouming", "周明", office.url, PASSPHRASE),)))
        self.app.start()

    def sign_in(self, passphrase: str = PASSPHRASE) -> None:
        """Type the passphrase, press the button."""
        window = self.app.sign_in
        assert window is not None
        window.passphrase.setText(passphrase)
        QTest.mouseClick(window.enter, Qt.MouseButton.LeftButton)

    def wait(self, until: Callable[[], object]) -> None:
        self.bot.waitUntil(lambda: bool(until()), timeout=LONG)

    @property
    def shell(self) -> Shell | None:
        """The window of the role, if it can be seen."""
        work = self.app.workplace
        shell = work.shell if work is not None else None
        return shell if shell is not None and shell.isVisible() else None

    @property
    def lock(self) -> LockScreen | None:
        """The lock, if it can be seen."""
        locking = self.app.locking
        return locking.screen if locking is not None else None

    def words(self, within: QWidget | None) -> str:
        """All that can be read there."""
        assert within is not None
        return " ".join(one.text() for one in within.findChildren(QLabel) if one.isVisible())

    def settle(self) -> None:
        """Wait for the first round and what follows from it."""
        work = self.app.workplace
        assert work is not None
        self.wait(lambda: work.last_report is not None and not work.working and not work.tasks.running())


@pytest.fixture
def desk(office: TestOffice) -> Desk:
    """A laptop with cases that has synced, and a visit that waits on it."""
    cases = some_cases(office.people["zhouming"])
    office.save(*cases)
    one = office.desk("zhouming")
    assert sync(one).complete
    with one.store.writing() as unit:
        unit.outbox.add(visit(cases[0], one.staff), one.device_id)
    one.store.close()
    return one


@pytest.fixture
def program(qtbot: QtBot, office: TestOffice, look: QApplication, desk: Desk) -> Iterator[Program]:
    made = Program(qtbot, office, look, desk)
    yield made
    made.app.stop()
    made.app.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def days() -> Iterator[Callable[[int], None]]:
    """Days go by."""
    before = clock.use(clock.PracticeClock(clock.now()))

    def pass_by(count: int) -> None:
        clock.use(clock.PracticeClock(clock.now() + timedelta(days=count)))

    yield pass_by
    clock.use(before)


def revoked(office: TestOffice, program: Program, *, again: bool = True) -> None:
    with office.store.writing() as unit:
        if again:
            unit.devices.revoke(program.device_id, clock.now())
        else:
            unit.devices.allow(program.device_id)


def look_now(program: Program) -> None:
    """What the guard does every minute."""
    assert program.app.locking is not None
    program.app.locking.guard.look()


def test_the_sign_in_window_closed_while_the_other_is_being_made_ends_the_program(
    program: Program, look: QApplication
) -> None:
    def close_it() -> None:
        window = program.app.sign_in
        if window is not None and program.app.workplace is not None:
            window.close()

    often, at_last = QTimer(interval=0), QTimer(interval=LONG, singleShot=True)
    often.timeout.connect(close_it)
    at_last.timeout.connect(lambda: look.exit(1))
    for timer in (often, at_last):
        timer.start()
    program.sign_in()
    assert look.exec() == 0, "the program does not end by itself"
    for timer in (often, at_last):
        timer.stop()


def test_after_a_sign_in_within_the_lease_the_window_comes(program: Program) -> None:
    program.sign_in()
    program.wait(lambda: program.shell)
    program.settle()
    assert program.lock is None


def test_signing_in_after_the_lease_shows_the_lock_and_a_sync_opens_it(
    program: Program, days: Callable[[int], None]
) -> None:
    days(20)
    program.sign_in()
    program.wait(lambda: program.shell)
    program.settle()
    assert program.lock is None
    with program.office.store.reading() as unit:
        assert unit.facts.count() == 1, "what waited has arrived"


def test_without_a_network_the_lock_stays_says_why_and_what_is_safe_here(
    program: Program, days: Callable[[int], None]
) -> None:
    days(20)
    window = program.app.sign_in
    assert window is not None
    window.server.setText("http://127.0.0.1:9")
    program.sign_in()
    program.wait(lambda: program.lock)
    program.settle()
    assert program.shell is None
    said = program.words(program.lock)
    assert "20 天" in said
    assert "14 天" in said
    assert "1 份走访等待发送，都加密保存在本机。" in said
    assert "李建国" not in said


def test_a_lock_that_comes_while_working_keeps_the_page_and_asks_for_the_passphrase(
    program: Program, days: Callable[[int], None]
) -> None:
    program.sign_in()
    program.wait(lambda: program.shell)
    program.settle()
    shell = program.shell
    assert shell is not None
    shell.go("plans")
    dialog = QDialog(shell)
    dialog.show()
    days(15)
    look_now(program)
    program.wait(lambda: program.lock)
    assert not shell.isVisible()
    assert not dialog.isVisible()
    work, lock = program.app.workplace, program.lock
    assert work is not None
    assert lock is not None
    work.sync_now()  # a contact by itself does not open it: who sits here?
    program.wait(lambda: not work.working and not work.tasks.running())
    assert not shell.isVisible()
    lock.passphrase.setText("not the passphrase")
    QTest.keyClick(lock.passphrase, Qt.Key.Key_Return)
    program.wait(lambda: "口令不对" in program.words(lock))
    lock.passphrase.setText(PASSPHRASE)
    QTest.keyClick(lock.passphrase, Qt.Key.Key_Return)
    program.wait(lambda: program.shell)
    assert program.shell is shell
    assert shell.page_key() == "plans"
    assert dialog.isVisible()
    program.settle()


def test_a_revoked_laptop_locks_keeps_its_work_and_opens_when_the_office_allows_it_again(
    program: Program, office: TestOffice
) -> None:
    revoked(office, program)
    program.sign_in()
    program.wait(lambda: program.lock)
    program.settle()
    assert "停用" in program.words(program.lock)
    assert "1 份走访等待发送" in program.words(program.lock)
    lock = program.lock
    assert lock is not None
    QTest.mouseClick(lock.rescue, Qt.MouseButton.LeftButton)
    rescue = lock.findChild(RescueDialog)
    assert rescue is not None
    program.wait(rescue.choose.isEnabled)
    rescue.close()
    lock.passphrase.setText(PASSPHRASE)
    QTest.mouseClick(lock.enter, Qt.MouseButton.LeftButton)
    program.wait(lambda: any(one.isVisible() for one in lock.findChildren(Banner)) and lock.enter.isEnabled())
    assert program.lock is lock
    revoked(office, program, again=False)
    QTest.mouseClick(lock.enter, Qt.MouseButton.LeftButton)
    program.wait(lambda: program.shell)
    program.settle()


def test_a_closed_account_locks_and_stays_locked_offline(program: Program, office: TestOffice) -> None:
    close(office.store, "zhouming")
    program.sign_in()
    program.wait(lambda: program.lock)
    program.settle()
    assert "账号已被机构停用" in program.words(program.lock)
    lock = program.lock
    assert lock is not None
    QTest.mouseClick(lock.sign_out, Qt.MouseButton.LeftButton)
    program.wait(lambda: program.app.sign_in)
    window = program.app.sign_in
    assert window is not None
    window.server.setText("http://127.0.0.1:9")
    program.sign_in()
    program.wait(lambda: program.lock)
    assert "账号已被机构停用" in program.words(program.lock)
    program.settle()
    reopen(office.store, "zhouming")


def test_a_wiped_laptop_comes_back_to_the_sign_in_window_which_says_so_until_it_was_read(
    program: Program, office: TestOffice, desk: Desk
) -> None:
    program.sign_in()
    program.wait(lambda: program.shell)
    program.settle()
    with office.store.writing() as unit:
        unit.devices.tell_to_wipe(desk.device_id, clock.now())
    work = program.app.workplace
    assert work is not None
    work.sync_now()
    program.wait(lambda: program.app.sign_in)
    window = program.app.sign_in
    assert window is not None
    program.wait(lambda: "已按机构要求清除" in program.words(window))
    assert not desk.folder.exists()
    with office.store.reading() as unit:
        assert unit.devices.lines()[0].wiped is not None
    notice = next(one for one in window.findChildren(Banner) if one.isVisible())
    notice.closed.emit()
    program.app._close_sign_in()
    assert program.app._tasks is not None
    program.app._tasks.close()
    program.app.start()
    assert "已按机构要求清除" not in program.words(program.app.sign_in)


def test_a_worn_out_sign_in_asks_for_the_passphrase_where_one_is(program: Program, office: TestOffice) -> None:
    program.sign_in()
    program.wait(lambda: program.shell)
    program.settle()
    shell, work = program.shell, program.app.workplace
    assert shell is not None
    assert work is not None
    shell.go("cases")
    change_passphrase(office.store, "zhouming", NEW, clock.now())
    work.sync_now()
    program.wait(lambda: shell.findChild(RenewPrompt))
    prompt = shell.findChild(RenewPrompt)
    assert prompt is not None
    program.wait(prompt.isVisible)
    assert shell.page_key() == "cases"
    assert QApplication.focusWidget() is not prompt.passphrase, "typing goes on where it was"
    prompt.passphrase.setText(PASSPHRASE)
    QTest.mouseClick(prompt.go, Qt.MouseButton.LeftButton)
    program.wait(lambda: "机构已更改你的口令" in program.words(prompt))
    prompt.passphrase.setText(NEW)
    QTest.keyClick(prompt.passphrase, Qt.Key.Key_Return)
    program.wait(lambda: not prompt.isVisible())
    program.wait(lambda: work.last_report is not None and work.last_report.complete and not work.working)
    assert shell.page_key() == "cases"
    program.settle()


def test_the_prompt_put_away_comes_again_and_never_beside_the_card_of_the_sync_page(
    program: Program, office: TestOffice
) -> None:
    program.sign_in()
    program.wait(lambda: program.shell)
    program.settle()
    shell, work = program.shell, program.app.workplace
    assert shell is not None
    assert work is not None
    change_passphrase(office.store, "zhouming", NEW, clock.now())
    work.sync_now()
    program.wait(lambda: shell.findChild(RenewPrompt))
    prompt = shell.findChild(RenewPrompt)
    assert prompt is not None
    program.wait(prompt.isVisible)
    QTest.keyClick(prompt.passphrase, Qt.Key.Key_Escape)
    assert not prompt.isVisible()
    work.sync_now()
    program.wait(prompt.isVisible)
    i18n.switch("en")
    other = shell.findChildren(RenewPrompt)[-1]
    assert other.isVisible()
    assert other.go.text() == "Sign in again"
    i18n.switch("zh_CN")
    shell.go("sync")
    assert not any(one.isVisible() for one in shell.findChildren(RenewPrompt))
    program.settle()


def test_the_sign_in_window_takes_a_passphrase_that_the_office_changed(program: Program, office: TestOffice) -> None:
    change_passphrase(office.store, "zhouming", NEW, clock.now())
    program.sign_in(NEW)
    program.wait(lambda: program.shell)
    program.settle()
    with office.store.reading() as unit:
        assert unit.facts.count() == 1


def test_three_days_before_the_lease_is_over_the_window_says_so(program: Program, days: Callable[[int], None]) -> None:
    days(12)
    program.sign_in()
    program.wait(lambda: program.shell)
    assert program.shell is not None
    assert any("还有 2 天" in words for words in program.shell.toaster.shown())
    program.settle()


@pytest.mark.skipif(sys.platform != "linux", reason="open files are listed elsewhere")
def test_a_program_ended_before_its_window_came_lets_go_of_the_store(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    waiting: list[Callable[[], object]] = []
    monkeypatch.setattr(Preload, "when_finished", lambda _self, do: waiting.append(do))

    def held() -> bool:
        home = program.app.options.home
        return any(one.resolve().is_relative_to(home) for one in Path("/proc/self/fd").iterdir())

    program.sign_in()
    program.wait(lambda: waiting)
    assert held()
    assert program.app.workplace is None
    program.app.stop()
    assert not held()
