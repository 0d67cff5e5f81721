"""The supervisor's part of the day: the plan that waits, what stands behind it, and the decision."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit

from ui.tour.desktop import Desktop


def decide(desk: Desktop, passphrase: str) -> None:
    """Look at the plan and approve it with the second seal."""
    hand = desk.hand
    hand.wait(lambda: hand.sees("李建国"), "the plan in the queue")
    hand.wait(lambda: hand.sees("签名与效力"), "the paper")
    hand.shot("approvals")
    hand.press("批准")
    hand.write("附言", "同意，按期跟进。", QPlainTextEdit)
    hand.write("你的登录口令", passphrase)
    hand.shot("approving")
    hand.press("签章并批准")
    hand.wait(lambda: hand.sees("没有待审批的方案"), "the decision to be kept")
    hand.shot("approved")


def look_at_team_map(desk: Desktop) -> None:
    """Which premises were seen and which not, and how the work lies; nobody's own place."""
    hand = desk.hand
    hand.keys(Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    hand.wait(lambda: hand.sees("按地区"), "the districts")
    hand.shot("team-map")
