"""A window with every part in every state, to look at, and to have looked at by tests and by the camera.

`python -m fieldapp gallery` opens it; with a folder it writes its pages as pictures instead: light and dark, at the
two usual sizes.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from ui import i18n, theme
from ui.gallery_pages import basics, controls, figures, forms, frame_parts, lists, states
from ui.gallery_pages.words import w
from ui.i18n import Language
from ui.shell import Shell
from ui.tasks import Tasks
from ui.widgets.rail import RailEntry
from ui.widgets.search import Hit

SIZES = ((1366, 768), (1920, 1080))
THEMES: tuple[theme.Choice, ...] = ("light", "dark")


class Gallery(Shell):
    """The gallery, in the frame it belongs into; whoever makes it shows it and closes `tasks`."""

    def __init__(self, tasks: Tasks) -> None:
        super().__init__(lambda: w("催收\n外访"), self._places, tasks)
        self.set_sync(w("离线工作 · 3 项待上传"), "text_2", w("上次同步 08:12"))
        self.set_user(w("周明 · 外访一组"))
        self.set_badge("states", 3)
        self._fill_foot()
        self.rebuilt.connect(self._fill_foot)
        self.set_provider(find)

    def _fill_foot(self) -> None:
        self.foot.practice.show()
        self.foot.cash.say(w("现金 ¥ 3,000.00"))
        self.foot.unsent.say(w("待发送 3 项"))

    def _places(self) -> list[RailEntry]:
        tasks, toaster = self.tasks, self.toaster
        return [
            RailEntry("basics", w("基础"), "today", lambda: basics.basics_page(toaster)),
            RailEntry("controls", w("控件"), "tune", controls.controls_page),
            RailEntry("form", w("表单"), "clipboard", forms.form_page),
            RailEntry("figures", w("图形"), "chart", figures.figures_page),
            RailEntry("lists", w("列表"), "table", lambda: lists.lists_page(tasks)),
            RailEntry("frame", w("框架"), "overview", lambda: frame_parts.frame_page(tasks)),
            RailEntry("states", w("提示"), "bell", lambda: states.states_page(tasks, toaster)),
        ]


PAGES = ("basics", "controls", "form", "figures", "lists", "frame", "states")


def gallery_window(tasks: Tasks) -> Gallery:
    """The window with every part."""
    return Gallery(tasks)


def find(text: str) -> Sequence[Hit]:
    """Made-up answers for the search field."""
    command, case = w("命令"), w("案件")
    hits = [Hit(command, w("重新排程"), "Ctrl+R", "replan")]
    for name, shop in zip(lists.NAMES, lists.SHOPS, strict=True):
        hits.append(Hit(case, name, w(shop), name))
    return [hit for hit in hits if text in hit.title or text in hit.subtitle]


def save_pictures(
    window: QWidget, folder: Path, name: str, sizes: Sequence[tuple[int, int]] = SIZES, settle_ms: int = 60
) -> list[Path]:
    """Pictures of a window at several sizes in the theme in force, as PNG files; works without a screen."""
    folder.mkdir(parents=True, exist_ok=True)
    saved = []
    for width, height in sizes:
        window.resize(width, height)
        window.show()
        settle(settle_ms)
        path = folder / f"{name}-{width}.png"
        window.grab().save(str(path))
        saved.append(path)
    return saved


def settle(milliseconds: int) -> None:
    """Let the event loop run for a while, so that layouts and answers arrive."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def save_gallery(app: QApplication, folder: Path, languages: Sequence[Language] = ("zh_CN", "en")) -> list[Path]:
    """Every page of the gallery in both themes and the given languages."""
    saved = []
    for language in languages:
        i18n.switch(language)
        for chosen in THEMES:
            theme.apply(app, chosen)
            tasks = Tasks()
            window = gallery_window(tasks)
            window.show()
            for page in PAGES:
                window.go(page)
                saved += save_pictures(window, folder, f"{page}-{chosen}-{language}")
            window.close()
            tasks.close()
            window.deleteLater()
    return saved


def main(arguments: Sequence[str] = ()) -> int:
    """Open the gallery, or with a folder save its pictures there; returns the exit code."""
    app = QApplication.instance() or QApplication(list(arguments))
    assert isinstance(app, QApplication)
    i18n.switch("zh_CN")
    if arguments:
        saved = save_gallery(app, Path(arguments[0]))
        return 0 if saved else 1
    theme.apply(app, "system")
    tasks = Tasks()
    window = gallery_window(tasks)
    window.closed.connect(tasks.close)
    window.show()
    return app.exec()
