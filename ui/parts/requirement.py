"""Who must approve a plan and why, in sentences: the same where a plan is worked out and where it is decided."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fieldapp.domain.plans.authority import Level, Requirement
from ui import formats, theme, words
from ui.i18n import translate
from ui.widgets.labels import Picture, label


def requirement_words(needed: Requirement) -> str:
    """Who must approve: "须支行负责人批准"."""
    if needed.level is Level.COLLECTOR:
        return translate("Requirement", "在你的权限内，签署后即生效")
    if needed.approvers > 1:
        both = translate("Requirement", "须{level}批准（%n 人）", "", needed.approvers)
        return both.format(level=words.level(needed.level))
    return translate("Requirement", "须{level}批准").format(level=words.level(needed.level))


def requirement_reasons(needed: Requirement) -> list[str]:
    """Why the level below is not enough, one sentence a criterion."""
    return [
        translate("Requirement", "超出{level}权限：{criterion}").format(
            level=words.level(reason.level), criterion=words.criterion(reason)
        )
        for reason in needed.reasons
    ]


class RequirementNote(QWidget):
    """The two together with their picture."""

    def __init__(self, needed: Requirement) -> None:
        super().__init__()
        free = needed.level is Level.COLLECTOR
        row = QHBoxLayout(self)
        row.setContentsMargins(0, theme.XXS, 0, theme.XXS)
        row.setSpacing(theme.XS)
        said = QVBoxLayout()
        said.setSpacing(2)
        column = QVBoxLayout()
        column.addWidget(Picture("user_check", "ok" if free else "warn"))
        column.addStretch(1)
        row.addLayout(column)
        row.addLayout(said, 1)
        heading = requirement_words(needed)
        said.addWidget(label(heading, wrap=True))
        reasons = requirement_reasons(needed)
        for reason in reasons:
            said.addWidget(label(reason, "faint", wrap=True))
        self.setAccessibleName(formats.clauses([heading, *reasons]))
