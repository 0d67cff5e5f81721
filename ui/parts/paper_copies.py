"""Taking a paper out of the program: as a file beside the encrypted store, on real paper, or into somebody's hands. All
leave its protection, so they are only done at the wish of whoever sits here, and it is said where the copy went."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from fieldapp.services.examine_paper import save_copy
from ui.i18n import translate
from ui.widgets.page import PageFrame

if TYPE_CHECKING:
    from ui.workplace import Workplace


def offer_copy(parent: QWidget, work: Workplace, pdf: bytes, name: str, mark: str = "") -> None:  # noqa: ARG001
    """Ask where to, and write a copy there; what came of it is said at the foot of the window. `mark` is of no use
    here: a copy is the file itself, byte for byte."""
    title = translate("PaperCopies", "另存文书副本")
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    dialog = QFileDialog(parent, title, str(Path(folder) / f"{name}.pdf"), "PDF (*.pdf)")
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix("pdf")
    dialog.fileSelected.connect(lambda chosen: _write_copy(work, pdf, Path(chosen), title))
    dialog.open()


def offer_print(parent: QWidget, work: Workplace, pdf: bytes, name: str, mark: str = "") -> None:
    """Open the print sheet over the page of `parent`; `mark` is printed across every page of what is not in force."""
    from ui.parts.paper_print import PrintSheet

    PrintSheet(_page_of(parent), work, pdf, name, mark).open_up()


def offer_hand_over(parent: QWidget, work: Workplace, pdf: bytes, name: str, mark: str = "") -> None:
    """Open the sheet with the ways to hand a copy over."""
    from ui.parts.hand_over import HandOverSheet

    HandOverSheet(_page_of(parent), work, pdf, name, mark).open_up()


def _page_of(part: QWidget) -> QWidget:
    """The page that a part lies on, or the window where it lies on none: a sheet needs their room."""
    one: QWidget | None = part
    while one is not None and not isinstance(one, PageFrame):
        one = one.parentWidget()
    return one or part.window()


def _write_copy(work: Workplace, pdf: bytes, path: Path, title: str) -> None:
    told = translate("PaperCopies", "已另存到 {path}。副本不再加密，请妥善保管。").format(path=path)
    shell = work.shell
    assert shell is not None
    work.tasks.write(lambda: save_copy(pdf, path), done=lambda _done: shell.say(told), words=title)
