import os, pytest
from datetime import timedelta
from PySide6.QtCore import Qt, QPoint
from PySide6.QtTest import QTest
from PySide6.QtGui import QPixmap, QPainter
from PySide6.QtWidgets import QApplication, QMenu, QScrollArea
from tests.gui.test_every_screen import *
from tests.gui.test_every_screen import _at_rest, _others
from tests.gui.test_locking import Program, desk as locking_desk, revoked, look_now
LANG=os.environ.get("L","zh_CN"); THEME=os.environ.get("T","light"); W=int(os.environ.get("W","1366")); H=int(os.environ.get("H","768")); S=float(os.environ.get("S","1.0"))
OUT=f"/tmp/shots/states-{LANG}-{THEME}"; os.makedirs(OUT, exist_ok=True)
def snap(window,name):
    for _ in range(5): QApplication.processEvents()
    base=window.grab()
    p=QPainter(base); o=window.mapToGlobal(QPoint(0,0))
    for t in QApplication.topLevelWidgets():
        if t is not window and t.isVisible() and t.width()>20:
            q=t.mapToGlobal(QPoint(0,0))-o
            p.drawPixmap(q,t.grab())
    p.end(); base.save(f"{OUT}/{name}.png")
def tall(work,bot,name):
    shell=work.shell
    shell.resize(W,2600); _at_rest(shell,bot); bot.wait(100); snap(shell,name); shell.resize(W,H); QApplication.processEvents()
def test_a_states(lived_in, looking, qtbot, tmp_path, office):
    i18n.switch(LANG); theme.apply(looking,THEME,S)
    with whole_window(lived_in.desk, qtbot, tmp_path/"p",(W,H)) as work:
        shell=work.shell
        def do(name,f):
            try: f()
            except Exception as e: print("FAIL",name,repr(e))
        work.open("case",lived_in.case.id); _at_rest(shell,qtbot); tall(work,qtbot,"case-tall"); 
        do("menu",lambda:(shell.page().findChildren(QMenu),))
        shell.back()
        work.open("visit",lived_in.case.id); _at_rest(shell,qtbot); tall(work,qtbot,"visit-tall"); shell.back()
        work.open("plan",lived_in.case.id); _at_rest(shell,qtbot); tall(work,qtbot,"plan-tall"); shell.back()
        work.open("plan",_others(lived_in.desk)[1]); _at_rest(shell,qtbot); tall(work,qtbot,"plan-unseen"); shell.back()
        work.open("case",_others(lived_in.desk)[1]); _at_rest(shell,qtbot); snap(shell,"case-fresh"); shell.back()
        shell.settings_wanted.emit(); _at_rest(shell,qtbot); tall(work,qtbot,"settings-tall"); shell.back()
        shell.go("map"); _at_rest(shell,qtbot); qtbot.wait(300); snap(shell,"map")
        shell.go("cases"); page=_at_rest(shell,qtbot)
        view=page.table.view if hasattr(page,"table") else page.findChildren(QScrollArea)[0]
        view.setFocus(); QTest.keyClick(view,Qt.Key.Key_Down); QTest.keyClick(view,Qt.Key.Key_Space); _at_rest(shell,qtbot); qtbot.wait(100); snap(shell,"cases-peek")
        QTest.keyClick(view,Qt.Key.Key_Escape)
        QTest.keyClick(view,Qt.Key.Key_A,Qt.KeyboardModifier.ControlModifier); _at_rest(shell,qtbot); snap(shell,"cases-chosen")
        QTest.keyClick(view,Qt.Key.Key_Menu); qtbot.wait(100); snap(shell,"cases-menu")
        for m in QApplication.topLevelWidgets():
            if isinstance(m,QMenu): m.close()
        page._search.setText("查无此人"); page._search.textEdited.emit("查无此人"); qtbot.wait(500); _at_rest(shell,qtbot); snap(shell,"cases-none")
        shell.go("today"); _at_rest(shell,qtbot)
        field=shell.topbar.search; field.open_up(); qtbot.wait(400); _at_rest(shell,qtbot); snap(shell,"palette-empty")
        field.setText("孙"); field.textEdited.emit("孙"); qtbot.wait(500); _at_rest(shell,qtbot); snap(shell,"palette-sun")
        field.setText("zzqq"); field.textEdited.emit("zzqq"); qtbot.wait(500); _at_rest(shell,qtbot); snap(shell,"palette-none")
        field.setText(""); pop=field.popup(); pop and pop.hide(); shell.page().setFocus()
        shell.frame.show_user_menu(); qtbot.wait(100); snap(shell,"user-menu")
        for m in QApplication.topLevelWidgets():
            if isinstance(m,QMenu): m.close()
        shell.show_shortcuts(); qtbot.wait(200); snap(shell,"f1")
        for m in list(QApplication.topLevelWidgets()):
            if m is not shell and m.isVisible(): m.close()
        shell.show_news(); qtbot.wait(200); snap(shell,"news")
        for m in list(QApplication.topLevelWidgets()):
            if m is not shell and m.isVisible(): m.close()
        shell.say("已保存，联网后自动发送"); qtbot.wait(300); snap(shell,"toast")
def test_b_empty(office, looking, qtbot, tmp_path):
    i18n.switch(LANG); theme.apply(looking,THEME,S)
    desk=office.desk("zhouming")
    with whole_window(desk, qtbot, tmp_path/"p",(W,H)) as work:
        for k in ("today","cases","map"): work.shell.go(k); _at_rest(work.shell,qtbot); snap(work.shell,f"before-sync-{k}")
    sync(desk)
    with whole_window(desk, qtbot, tmp_path/"p2",(W,H)) as work:
        for k in PLACES+("map",): work.shell.go(k); _at_rest(work.shell,qtbot); snap(work.shell,f"empty-{k}")
        work.open("cash",""); _at_rest(work.shell,qtbot); snap(work.shell,"empty-cash")
def test_c_supervisor(lived_in, office, looking, qtbot, tmp_path):
    i18n.switch(LANG); theme.apply(looking,THEME,S)
    from fieldapp.services.ask_help import ask_help
    try:
        ask_help(lived_in.desk, lived_in.case.id)
        sync(lived_in.desk)
    except Exception as e: print("HELP",repr(e))
    desk=office.desk("chenlan"); sync(desk)
    with whole_window(desk, qtbot, tmp_path/"p",(W,H)) as work:
        for k in ("approvals","team","sync"): work.shell.go(k); _at_rest(work.shell,qtbot); qtbot.wait(100); snap(work.shell,f"sup-{k}")
        work.shell.go("approvals"); _at_rest(work.shell,qtbot); tall(work,qtbot,"sup-approvals-tall")
def test_d_refused(office, looking, qtbot, tmp_path):
    i18n.switch(LANG); theme.apply(looking,THEME,S)
    from tests.gui.test_sync_page import desk_with_cases, moved_away
    desk=desk_with_cases(office); moved_away(office,desk,"赵德顺"); sync(desk)
    with whole_window(desk, qtbot, tmp_path/"p",(W,H)) as work:
        for k in ("today","sync"): work.shell.go(k); _at_rest(work.shell,qtbot); snap(work.shell,f"refused-{k}")
@pytest.fixture
def ldesk(office):
    from tests.gui.test_locking import visit as v
    cases=some_cases(office.people["zhouming"]); office.save(*cases); one=office.desk("zhouming"); sync(one)
    with one.store.writing() as unit: unit.outbox.add(v(cases[0],one.staff),one.device_id)
    one.store.close(); return one
def test_e_program(qtbot, office, looking, ldesk):
    import threading
    from PySide6.QtCore import QEvent
    i18n.switch(LANG); theme.apply(looking,THEME,S)
    prog=Program(qtbot,office,looking,ldesk)
    i18n.switch(LANG); theme.apply(looking,THEME,S)
    try:
        w=prog.app.sign_in; qtbot.wait(200); snap(w,"signin")
        if getattr(w,"forgotten",None) is not None: w.forgotten.click(); qtbot.wait(300); snap(w,"forgotten"); w._end_recovery()
        w.passphrase.setText("wrong"); w.submit(); qtbot.waitUntil(w.enter.isEnabled,timeout=20000); snap(w,"signin-wrong")
        prog.sign_in(); prog.wait(lambda: prog.shell); prog.settle(); i18n.switch(LANG); theme.apply(looking,THEME,S); prog.shell.resize(W,H); _at_rest(prog.shell,qtbot); snap(prog.shell,"running")
        office.stop() if hasattr(office,"stop") else None
        revoked(office,prog); look_now(prog); qtbot.wait(1500); 
        if prog.lock: snap(prog.lock.window(),"locked-revoked")
    finally:
        prog.app.stop(); prog.app.deleteLater()
        for t in threading.enumerate():
            if t.name=="preload": t.join()
        QCoreApplication.sendPostedEvents(None,QEvent.Type.DeferredDelete)
