"""Reading a paper: its pages at reading size, and below or beside them what its signatures are worth."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from fieldapp.documents.verify import VerifyReport
from fieldapp.domain.document import Document
from fieldapp.domain.plans.plan_life import Plan
from fieldapp.errors import KnownError
from fieldapp.services.examine_paper import examine
from fieldapp.services.keep_documents import read_paper
from ui import messages, theme, words
from ui.parts.validity import Validity
from ui.widgets.card import HEAD, Card
from ui.widgets.pdf_pane import PdfPane
from ui.widgets.states import EmptyState

if TYPE_CHECKING:
    from ui.workplace import Workplace

PAGE_SHARE, FINDING_SHARE = 5, 2
MOST_SHARE, LEAST_FINDINGS = 0.36, 150
"""Of the height, what the findings may take below the page, and the px they have at least."""
ROOM_FOR_BOTH, FINDINGS = 1180, 360
"""Width in px from which on the findings stand beside the page, and how wide they are then, at normal text size."""
BORDER = 1
"""Of a card, in px."""


class PaperReader(QWidget):
    """Shows the newest revision of a document as it lies on this laptop.

    Signals:
        arrived: (bool) whether the file is here.
        examined: (VerifyReport) what the signatures are worth.
    """

    arrived = Signal(bool)
    examined = Signal(object)

    def __init__(self, work: Workplace) -> None:
        super().__init__()
        self._work = work
        self._document: Document | None = None
        self._plan: Plan | None = None
        self._report: VerifyReport | None = None
        self.pdf: bytes | None = None
        self.pane = PdfPane(work.tasks, self.tr("还款计划书"))
        self.validity = Validity()
        self._absent = EmptyState(
            self.tr("文书文件还没有传到本机"),
            self.tr("联网同步后会自动取回，取回之前看不到页面，也不能签章。"),
            icon="download",
            action=self.tr("立即同步"),
        )
        self._absent.acted.connect(work.sync_now)
        self._lay_out()

    def show_document(self, document: Document, plan: Plan | None = None) -> None:
        """Show this document; the same revision again changes nothing but what was decided about its plan."""
        before, self._document, self._plan = self._document, document, plan
        self.pane.view.set_watermark(self.mark())
        if before is not None and before.current.sha256 == document.current.sha256 and self.pdf is not None:
            if self._report is not None:
                self.validity.show_report(self._report, document, plan)
            return
        self.pdf = self._report = None
        self.pane.show_pdf(b"")
        self.validity.show_waiting()
        self._whole.setCurrentIndex(0)
        desk, sha256 = self._work.desk, document.current.sha256
        self._work.tasks.read(
            lambda: read_paper(desk, sha256),
            done=lambda pdf: self._on_read(sha256, pdf),
            failed=self._on_failed,
            owner=self,
        )

    def mark(self) -> str:
        """What is written across the paper, because it is not in force; empty where it is."""
        return words.paper_mark(self._plan.state) if self._plan is not None else ""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= theme.scaled(ROOM_FOR_BOTH)
        self._split.setOrientation(Qt.Orientation.Horizontal if wide else Qt.Orientation.Vertical)
        self._make_room()

    def _lay_out(self) -> None:
        card = Card(self.tr("签名与效力"))
        scroll = QScrollArea(widgetResizable=True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        held = QWidget()
        held.setObjectName("page_body")
        inside = QVBoxLayout(held)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self.validity)
        inside.addStretch(1)
        scroll.setWidget(held)
        card.add(scroll, 1)
        split = QSplitter(Qt.Orientation.Vertical)
        split.setChildrenCollapsible(False)
        split.addWidget(self.pane)
        split.addWidget(card)
        split.setStretchFactor(0, PAGE_SHARE)
        split.setStretchFactor(1, FINDING_SHARE)
        split.setSizes([PAGE_SHARE * 100, FINDING_SHARE * 100])
        self._split = split
        self._whole = QStackedWidget()
        self._whole.addWidget(split)
        self._whole.addWidget(self._absent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._whole)

    def _is_shown(self, sha256: str) -> bool:
        return self._document is not None and self._document.current.sha256 == sha256

    def _on_read(self, sha256: str, pdf: bytes) -> None:
        document = self._document
        if document is None or not self._is_shown(sha256):
            return
        self.pdf = pdf
        self.pane.show_pdf(pdf)
        self.arrived.emit(True)
        desk = self._work.desk
        self._work.tasks.read(
            lambda: examine(desk, document, pdf), done=lambda report: self._on_report(document, report), owner=self
        )

    def _on_report(self, document: Document, report: VerifyReport) -> None:
        if self._is_shown(document.current.sha256):
            self._report = report
            self.validity.show_report(report, document, self._plan)
            self._make_room()
            self.examined.emit(report)

    def _make_room(self) -> None:
        """Give the findings the height they need, and never more than the page itself; beside it, a column."""
        whole, inside = sum(self._split.sizes()), self.validity.layout()
        if self._split.orientation() == Qt.Orientation.Horizontal:
            self._split.setSizes([whole - theme.scaled(FINDINGS), theme.scaled(FINDINGS)])
            return
        assert inside is not None
        inside.activate()
        needed = inside.totalHeightForWidth(self.validity.width()) + HEAD + 2 * theme.M + 2 * BORDER
        most = max(round(whole * MOST_SHARE), theme.scaled(LEAST_FINDINGS))
        self._split.setSizes([whole - min(needed, most), min(needed, most)])

    def _on_failed(self, error: KnownError) -> None:
        if error.code == "document.not_arrived":
            self._whole.setCurrentIndex(1)
        else:
            self.validity.show_sentence(str(messages.sentence(error)), "stop")
        self.arrived.emit(False)
