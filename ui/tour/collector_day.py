"""The collector's day, step by step: what a person would press and write, in the order they would do it."""

from __future__ import annotations

import math

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QPlainTextEdit, QWidget

from ui.collector.map_view import MapView
from ui.collector.today import TodayPage
from ui.i18n import translate
from ui.tour.desktop import Desktop
from ui.widgets.ink_pad import InkPad
from ui.widgets.pdf_view import PdfView
from ui.widgets.search import SearchField

INITIALS = "ljg"


def sign_in(desk: Desktop, person: str) -> None:
    """Choose a person of the practice office and sign in; their window stands in the usual size after it."""
    hand = desk.hand
    hand.press(person, part=True)
    hand.shot("sign-in")
    hand.press("登录")
    hand.wait(desk.signed_in, "the window after signing in")
    desk.fit()


def wait_for_sync(desk: Desktop) -> None:
    """Until everything is at the server and everything from it is here."""
    desk.hand.wait(lambda: _has_tried(desk) and desk.hand.sees("已全部同步"), "sync to be complete")


def _has_tried(desk: Desktop) -> bool:
    """A round has ended since the sign-in; before that the window says how the last one of an earlier time went."""
    work = desk.application.workplace
    return work is not None and work.last_report is not None


def look_at_today(desk: Desktop) -> None:
    """The day in the order of urgency."""
    wait_for_sync(desk)
    desk.hand.wait(lambda: _today(desk).is_filled and desk.hand.sees("孙国庆"), "the first stop of the day")
    desk.hand.shot("today")


def plan_the_day(desk: Desktop) -> None:
    """Windows, ways and what each visit is worth decide who is seen when; the rest says why not."""
    hand = desk.hand
    hand.press("排好今天")
    hand.wait(lambda: hand.sees("重新排程") and _today(desk).is_filled, "the day by the clock")
    hand.put_away_news()
    hand.shot("day-plan")


def _today(desk: Desktop) -> TodayPage:
    page = desk.shell.page()
    assert isinstance(page, TodayPage)
    return page


def find_case(desk: Desktop) -> None:
    """Find the borrower by pinyin initials and open the page."""
    hand = desk.hand
    hand.keys(Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    table = hand.find("", QAbstractItemView)
    hand.wait(lambda: _rows(table) > 1, "the list of cases")
    hand.write("姓名、拼音首字母、电话、地址、案件号", INITIALS)
    hand.wait(lambda: _rows(table) == 1, "the one case found")
    hand.shot("cases")
    hand.press_on(table.viewport(), "the first row", QPoint(60, 20))
    hand.keys(Qt.Key.Key_Return)
    hand.wait(lambda: hand.sees("逐笔核对"), "the borrower's page")
    hand.shot("borrower")


def open_the_sum(desk: Desktop) -> None:
    """Every sum opens into its lines."""
    desk.hand.press("逐笔核对")
    desk.hand.shot("sum-and-its-lines")
    desk.hand.keys(Qt.Key.Key_Escape)


def visit(desk: Desktop) -> None:
    """A visit, from arrival to leaving: who was met, what was seen, why payment stopped, what was promised."""
    hand = desk.hand
    hand.press("开始外访")
    hand.write("同行人", "吴迪")
    hand.press("已出示工作证件和委托授权")
    for answer in ("见到本人", "承诺还款", "货款未收回", "正常营业", "比平时少", "备货正常"):
        hand.press(answer)
    for name, figure in (
        ("十分钟客流", "7"), ("在岗人数", "4"), ("平时人数", "5"), ("月销售（自述）", "52000"), ("月进货", "34400"),
        ("毛利率", "28"), ("月经营费用", "3800"), ("月家庭开支", "2500"), ("月其他还款", "800"),
    ):  # fmt: skip
        hand.write(name, figure)
    hand.write("所见所谈", "中午备菜充足，后厨三人。平台结算每月 28 日到账，愿把扣款日改到 30 日。", QPlainTextEdit)
    hand.write("承诺金额", "8000")
    hand.write("承诺日期", "2026-07-28")
    hand.shot("visit")
    hand.press("离开并完成")
    hand.wait(lambda: hand.sees("经过"), "the borrower's page after the visit")
    hand.wait(lambda: hand.sees("8,000") and hand.sees("未到期"), "the promise in the history", 6)
    hand.shot("after-the-visit")


def plan(desk: Desktop) -> None:
    """A plan within what the borrower can pay, with half the penalty waived, put on paper."""
    hand = desk.hand
    hand.press("还款方案")
    hand.wait(lambda: hand.sees("以此方案出具文书"), "the plan desk")
    hand.shot("plan-desk")
    hand.press("自行设定条款")
    hand.write("期数", "24")
    hand.press("免半")
    hand.write("往期欠息费分摊", "6")
    hand.write("提出理由", "生意在恢复，借款人愿意分两年还清。", QPlainTextEdit)
    hand.shot("plan-own-terms")
    hand.press("以此方案出具文书")
    hand.wait(lambda: hand.sees("请逐条读给在场的人听"), "the paper to be read")


def sign(desk: Desktop, passphrase: str) -> None:
    """Borrower and collector sign with ink; the collector seals."""
    hand = desk.hand
    hand.press("全部已宣读")
    hand.shot("reading-aloud")
    hand.press("宣读完毕，开始签名")
    for person in ("borrower", "co_debtor", "guarantor", "collector"):
        if person in {"co_debtor", "guarantor"}:
            hand.press("不在场，本次不签")
            continue
        if person == "borrower":
            hand.press("核对证件原件")
        pad = hand.find("", InkPad)
        hand.draw(pad, handwriting(pad, person))
        if person == "borrower":
            hand.shot("signing")
        hand.press("签好了，下一步" if person == "borrower" else "签好了，去封存")
    hand.write("你的登录口令", passphrase)
    hand.press("签署并封存")
    wait_for_paper(desk)
    hand.put_away_news()
    hand.shot("document")


def look_at_map(desk: Desktop) -> None:
    """The premises on the map with the way of the day, then one of them chosen from the list."""
    hand = desk.hand
    hand.keys(Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    hand.wait(lambda: hand.sees("案件地图"), "the map")
    drawn: list[int] = []
    for view in desk.shell.findChildren(MapView):
        view.drawn.connect(drawn.append)
    rows = hand.find("地图上的案件", QAbstractItemView)
    hand.wait(lambda: any(count > 1 for count in drawn), "the map to be drawn")
    hand.shot("map")
    drawn.clear()
    hand.write("在地图上查找", INITIALS)
    hand.wait(lambda: _rows(rows) == 1, "the one case on the map")
    hand.press_on(rows.viewport(), "the first row", QPoint(60, 20))
    hand.wait(lambda: hand.sees("打开案件"), "the chosen case")
    hand.wait(lambda: bool(drawn), "the map to be drawn")
    hand.shot("map-chosen")


def look_at_places(desk: Desktop) -> None:
    """The addresses that nobody has stood at yet, and the pin that is asked for."""
    hand = desk.hand
    hand.press("待确认位置")
    hand.wait(lambda: hand.sees("从照片"), "the first address of the queue")
    hand.shot("places-to-confirm")
    hand.press("返回")


def open_from_map(desk: Desktop) -> None:
    """From the chosen place to the borrower's page."""
    desk.hand.press("打开案件")
    desk.hand.wait(lambda: desk.hand.sees("逐笔核对"), "the borrower's page")


def look_at_sync(desk: Desktop) -> None:
    """What waits, what went through."""
    hand = desk.hand
    hand.keys(Qt.Key.Key_6, Qt.KeyboardModifier.ControlModifier)
    hand.press("立即同步")
    wait_for_sync(desk)
    hand.wait(lambda: not hand.sees("停止"), "the round to be over")
    hand.wait(lambda: hand.sees("可以交回电脑"), "the light that tells what the office has")
    hand.press("文件明细")
    hand.wait(lambda: hand.sees("收起明细"), "the files with their way to the backup")
    hand.shot("sync")


def look_at_conflicts(desk: Desktop) -> None:
    """The conflict desk, gone to by its name; nothing clashed on this day."""
    hand = desk.hand
    hand.keys(Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    hand.write("查找案件、姓名、拼音首字母、电话、地址、命令…", translate("frame", "冲突台"))
    hand.wait(lambda: _found(desk.shell.topbar.search) > 0, "the command found")
    hand.keys(Qt.Key.Key_Return)
    hand.wait(lambda: hand.sees("没有要处理的"), "the conflict desk")
    hand.shot("conflicts")
    hand.press("返回")


def sync_in_vain(desk: Desktop) -> None:
    """Try to sync where the line does not hold: work goes on, and what waits is still here."""
    hand = desk.hand
    hand.keys(Qt.Key.Key_6, Qt.KeyboardModifier.ControlModifier)
    hand.wait(lambda: _has_tried(desk) and hand.sees("离线工作"), "sync to give up for now")
    hand.shot("offline")


def sign_out(desk: Desktop) -> None:
    """Leave; the sign-in window is there again."""
    hand = desk.hand
    hand.press("设置")
    hand.press("退出登录")
    hand.wait(lambda: hand.sees("忘记口令？"), "the sign-in window")


def keep_the_paper(desk: Desktop, path: str) -> None:
    """The decision has come: the paper with both seals, saved as a file."""
    hand = desk.hand
    hand.keys(Qt.Key.Key_5, Qt.KeyboardModifier.ControlModifier)
    hand.wait(lambda: hand.sees("已生效"), "the decision")
    wait_for_paper(desk)
    hand.shot("paper-in-force")
    hand.press("另存副本")
    hand.wait(lambda: hand.window() is not desk.shell, "the dialog that asks where to")
    hand.write("", path, QLineEdit)
    hand.keys(Qt.Key.Key_Return)


def wait_for_paper(desk: Desktop) -> None:
    """Until a sealed paper lies there, painted, and its signatures were verified."""
    hand = desk.hand
    hand.wait(lambda: hand.sees("另存副本"), "the sealed paper")
    hand.wait(lambda: _is_painted(desk.shell), "the paper to be painted")
    hand.wait(lambda: hand.sees("签名与效力") and not hand.sees("正在核验签名…"), "the signatures to be verified")


def handwriting(pad: QWidget, person: str) -> list[list[QPoint]]:
    """Strokes that look like somebody's signature, in the coordinates of the pad."""
    width, height = pad.width(), pad.height()
    swing, lean = (5.0, 0.6) if person == "borrower" else (7.0, -0.4)
    strokes = []
    for number in range(3):
        points = []
        for step in range(36):
            along, turn = step / 35, swing * math.pi * step / 35 + number
            x = 0.14 + 0.25 * number + 0.2 * along + 0.035 * math.cos(turn)
            y = 0.5 + 0.17 * math.sin(turn) * (1 - 0.55 * along) + 0.06 * lean * (along - 0.5)
            points.append(QPoint(round(width * x), round(height * y)))
        strokes.append(points)
    return strokes


def _is_painted(window: QWidget) -> bool:
    return any(view.isVisible() and view.picture(1) is not None for view in window.findChildren(PdfView))


def _found(field: SearchField) -> int:
    popup = field.popup()
    return popup.count() if popup is not None and popup.isVisible() else 0


def _rows(view: QAbstractItemView) -> int:
    model = view.model()
    return model.rowCount() if model is not None else 0
