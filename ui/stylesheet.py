"""The style rules that Fusion and the palette do not give, written from `ui.tokens` alone.

Two traps shape them. A box rule on a combo box or a date edit makes Qt drop their arrows, so those arrows are painted
by our own widgets (`ui.widgets.select`, `ui.widgets.date_pick`) and nothing here names an image. And a rule that gives
a control another border on focus must take the difference from its padding, or the form trembles.
"""

from __future__ import annotations

from ui import fonts
from ui.tokens import FIELD_RADIUS, POINTS, RADIUS, STRONG_ROLES, Theme


def rules(theme: Theme) -> str:
    """The application's whole style sheet for one set of tokens."""
    parts = (_surfaces, _labels, _buttons, _fields, _lists, _tables, _frame, _scrolling, _small)
    return "\n".join(part(theme) for part in parts)


def _strong() -> str:
    return f'font-family: "{fonts.load().strong}"; font-weight: 600;'


def _points(theme: Theme, points: float) -> str:
    return f"font-size: {points * theme.text_scale:.2f}pt;"


def _surfaces(t: Theme) -> str:
    return f"""
    QMainWindow, QDialog {{ background: {t.canvas}; }}
    QFrame#card, QFrame#popup {{ background: {t.surface}; border: 1px solid {t.line}; border-radius: {RADIUS}px; }}
    QFrame#popup {{ border-color: {t.field_line}; }}
    QFrame#card[chosen="true"] {{ border: 2px solid {t.accent}; }}
    QFrame#card[pressable="true"]:hover {{ border-color: {t.accent}; }}
    QFrame#card[pressable="true"]:focus {{ border: 2px solid {t.focus}; }}
    QFrame#note {{ background: {t.sunken}; border-radius: {RADIUS}px; }}
    QFrame#note[tone="accent"] {{ background: {t.accent_weak}; }}
    QFrame#note[tone="ok"] {{ background: {t.ok_weak}; }}
    QFrame#note[tone="warn"] {{ background: {t.warn_weak}; }}
    QFrame#note[tone="stop"] {{ background: {t.stop_weak}; }}
    QFrame#note[tone="info"] {{ background: {t.info_weak}; }}
    QFrame#rule {{ background: {t.line}; border: none; }}
    """


def _labels(t: Theme) -> str:
    tones = "".join(
        f'QLabel[tone="{tone}"] {{ color: {getattr(t, tone)}; }}'
        for tone in ("text", "text_2", "text_3", "accent", "on_accent", "ok", "warn", "stop", "info")
    )
    sizes = "".join(
        f'QLabel[role="{role}"] {{ {_points(t, points)} {_strong() if role in STRONG_ROLES else ""} }}'
        for role, points in POINTS.items()
    )
    muted = f'QLabel[role="muted"] {{ color: {t.text_2}; }} QLabel[role="faint"] {{ color: {t.text_3}; }}'
    return f"QLabel {{ background: transparent; }} {muted} {sizes} {tones}"


def _buttons(t: Theme) -> str:
    return f"""
    QPushButton {{ min-height: 22px; padding: 5px 14px; border-radius: {FIELD_RADIUS}px;
        border: 1px solid {t.line}; background: {t.surface}; color: {t.text}; {_strong()} }}
    QPushButton:hover {{ border-color: {t.accent}; }}
    QPushButton:pressed {{ background: {t.sunken}; }}
    QPushButton:focus {{ border: 2px solid {t.focus}; padding: 4px 13px; }}
    QPushButton[kind="primary"] {{ background: {t.accent}; border-color: {t.accent}; color: {t.on_accent}; }}
    QPushButton[kind="primary"]:hover, QPushButton[kind="primary"]:pressed {{ background: {t.accent_strong}; }}
    QPushButton[kind="primary"]:focus {{ border: 2px solid {t.text}; }}
    QPushButton[kind="quiet"], QPushButton[kind="plain"] {{ border-color: transparent; background: transparent;
        color: {t.accent}; padding: 5px 8px; font-family: "{fonts.load().normal}"; font-weight: 400; }}
    QPushButton[kind="plain"] {{ color: {t.text_2}; }}
    QPushButton[kind="plain"]:checked {{ background: {t.accent_weak}; border-color: {t.accent}; color: {t.accent}; }}
    QPushButton[kind="quiet"]:hover, QPushButton[kind="plain"]:hover {{ background: {t.accent_weak}; }}
    QPushButton[kind="quiet"]:focus, QPushButton[kind="plain"]:focus {{
        border: 2px solid {t.focus}; padding: 4px 7px; }}
    QPushButton[kind="danger"] {{ color: {t.stop}; border-color: {t.stop}; }}
    QPushButton[kind="danger"]:hover, QPushButton[kind="danger"]:pressed {{ background: {t.stop_weak}; }}
    QPushButton[kind="danger"]:focus {{ border: 2px solid {t.stop}; }}
    QPushButton:disabled, QPushButton[kind="primary"]:disabled, QPushButton[kind="danger"]:disabled {{
        color: {t.text_3}; background: {t.sunken}; border-color: {t.line}; }}
    QPushButton[kind="quiet"]:disabled, QPushButton[kind="plain"]:disabled {{
        background: transparent; border-color: transparent; }}
    QPushButton#person {{ background: transparent; border: 2px solid transparent; padding: 0; }}
    QPushButton#person:hover {{ background: {t.sunken}; }}
    QPushButton#person[chosen="true"] {{ background: {t.accent_weak}; }}
    QPushButton#person:focus {{ border-color: {t.focus}; }}
    QToolButton {{ min-width: 30px; min-height: 30px; border: 1px solid transparent; border-radius: {FIELD_RADIUS}px;
        background: transparent; color: {t.text}; }}
    QToolButton:hover {{ background: {t.accent_weak}; }}
    QToolButton:focus {{ border: 2px solid {t.focus}; }}
    """


def _fields(t: Theme) -> str:
    fields = ("QLineEdit", "QPlainTextEdit", "QTextEdit", "QComboBox", "QAbstractSpinBox")
    return f"""
    {", ".join(fields)} {{ border-radius: {FIELD_RADIUS}px; border: 1px solid {t.field_line};
        background: {t.sunken}; color: {t.text}; selection-background-color: {t.accent};
        selection-color: {t.on_accent}; }}
    QLineEdit, QComboBox, QAbstractSpinBox {{ min-height: 24px; padding: 4px 10px; }}
    QPlainTextEdit, QTextEdit {{ padding: 6px 6px; }}
    {", ".join(f"{field}:focus" for field in fields)} {{ border: 2px solid {t.focus}; background: {t.surface}; }}
    QLineEdit:focus, QComboBox:focus, QAbstractSpinBox:focus {{ padding: 3px 9px; }}
    QPlainTextEdit:focus, QTextEdit:focus {{ padding: 5px 5px; }}
    {", ".join(f'{field}[invalid="true"]' for field in fields)} {{ border-color: {t.stop}; background: {t.stop_weak}; }}
    {", ".join(f"{field}:disabled" for field in fields)} {{ color: {t.text_3}; border-color: {t.line}; }}
    QLineEdit[readOnly="true"] {{ border-color: {t.line}; }}
    QAbstractSpinBox QLineEdit, QComboBox QLineEdit {{ border: none; padding: 0; background: transparent; }}
    QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {{ width: 0; border: none; }}
    QComboBox::drop-down {{ width: 28px; border: none; }}
    QComboBox QAbstractItemView {{ border: 1px solid {t.field_line}; background: {t.surface}; outline: none; }}
    QComboBox QAbstractItemView::item {{ min-height: 32px; padding: 0 8px; }}
    QCheckBox, QRadioButton {{ min-height: 32px; spacing: 8px; background: transparent; }}
    """


def _lists(t: Theme) -> str:
    return f"""
    QListView {{ border: none; background: transparent; outline: none; }}
    QListView::item {{ min-height: 32px; padding: 2px 8px; color: {t.text}; border-radius: {FIELD_RADIUS}px; }}
    QListView::item:hover {{ background: {t.sunken}; }}
    QListView::item:selected {{ background: {t.accent_weak}; color: {t.text}; }}
    QMenu {{ background: {t.surface}; border: 1px solid {t.field_line}; border-radius: {RADIUS}px; padding: 4px; }}
    QMenu::item {{ min-height: 32px; padding: 0 24px 0 12px; border-radius: {FIELD_RADIUS}px; color: {t.text}; }}
    QMenu::item:selected {{ background: {t.accent_weak}; }}
    QMenu::item:disabled {{ color: {t.text_3}; }}
    QMenu::separator {{ height: 1px; background: {t.line}; margin: 4px 8px; }}
    QTabWidget::pane {{ border: none; border-top: 1px solid {t.line}; }}
    QTabBar {{ background: transparent; qproperty-drawBase: 0; }}
    QTabBar::tab {{ min-height: 32px; padding: 0 16px; color: {t.text_2}; background: transparent;
        border: none; border-bottom: 2px solid transparent; }}
    QTabBar::tab:hover {{ color: {t.text}; }}
    QTabBar::tab:selected {{ color: {t.accent}; border-bottom-color: {t.accent}; }}
    QTabBar::tab:focus {{ background: {t.accent_weak}; }}
    """


def _tables(t: Theme) -> str:
    return f"""
    QTableView {{ border: none; background: transparent; alternate-background-color: {t.sunken}; outline: none;
        gridline-color: {t.line}; selection-background-color: {t.accent_weak}; selection-color: {t.text}; }}
    QTableView:focus {{ border: none; }}
    QHeaderView {{ background: transparent; border: none; }}
    QHeaderView::section {{ border: none; border-bottom: 1px solid {t.line}; background: transparent;
        color: {t.text_2}; padding: 0 12px; min-height: 34px; {_points(t, POINTS["faint"])} }}
    QHeaderView::section:hover {{ color: {t.accent}; }}
    QTableCornerButton::section {{ border: none; background: transparent; }}
    QCalendarWidget QWidget#qt_calendar_navigationbar {{ background: {t.surface}; }}
    QCalendarWidget QToolButton {{ min-height: 30px; padding: 0 8px; color: {t.text}; }}
    QCalendarWidget QToolButton::menu-indicator {{ image: none; }}
    QCalendarWidget QTableView {{ background: {t.surface}; selection-background-color: {t.accent};
        selection-color: {t.on_accent}; }}
    """


def _frame(t: Theme) -> str:
    rail = POINTS["faint"] * min(t.text_scale, 1.1)  # the rail keeps its width, so its words hardly grow
    return f"""
    QWidget#rail, QWidget#topbar, QWidget#page_head {{ background: {t.surface}; }}
    QWidget#topbar, QWidget#page_head {{ border-bottom: 1px solid {t.line}; }}
    QWidget#foot {{ background: {t.surface}; border-top: 1px solid {t.line}; }}
    QWidget#foot QPushButton {{ {_points(t, POINTS["faint"])} font-weight: 400;
        font-family: "{fonts.load().normal}"; }}
    QLabel#keycap {{ background: {t.sunken}; border: 1px solid {t.field_line}; border-radius: 4px;
        padding: 1px 6px; min-width: 14px; }}
    QLabel#code {{ background: {t.sunken}; border: 1px solid {t.line}; border-radius: {FIELD_RADIUS}px;
        padding: 4px 8px; }}
    QToolButton#rail_button {{ border: 2px solid transparent; border-radius: {RADIUS}px; color: {t.text_2};
        padding: 4px 0 2px 0; font-size: {rail:.2f}pt; }}
    QToolButton#rail_button[narrow="true"] {{ font-size: {rail - 0.75:.2f}pt; padding-left: 0; padding-right: 0; }}
    QLabel#rail_mark {{ font-size: {rail + 1:.2f}pt; }}
    QToolButton#rail_button:hover {{ background: {t.canvas}; }}
    QToolButton#rail_button:checked {{ background: {t.accent_weak}; color: {t.accent}; {_strong()} }}
    QToolButton#rail_button:focus {{ border-color: {t.focus}; }}
    """


def _scrolling(t: Theme) -> str:
    return f"""
    QScrollArea, QScrollArea > QWidget > QWidget#page_body {{ background: transparent; border: none; }}
    QScrollBar {{ background: transparent; }}
    QScrollBar:vertical {{ width: 12px; margin: 2px; }}
    QScrollBar:horizontal {{ height: 12px; margin: 2px; }}
    QScrollBar::handle {{ background: {t.line}; border-radius: 4px; }}
    QScrollBar::handle:vertical {{ min-height: 32px; }}
    QScrollBar::handle:horizontal {{ min-width: 32px; }}
    QScrollBar::handle:hover, QScrollBar::handle:pressed {{ background: {t.text_3}; }}
    QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {{
        background: none; border: none; width: 0; height: 0; }}
    """


def _small(t: Theme) -> str:
    return f"""
    QToolTip {{ background: {t.surface}; color: {t.text}; border: 1px solid {t.field_line}; padding: 6px 8px; }}
    QProgressBar {{ border: none; border-radius: 3px; background: {t.track}; min-height: 6px; max-height: 6px; }}
    QProgressBar::chunk {{ border-radius: 3px; background: {t.accent}; }}
    QSplitter::handle {{ background: transparent; }}
    QSplitter::handle:horizontal {{ width: 16px; }}
    QSplitter::handle:vertical {{ height: 16px; }}
    QSplitter::handle:hover {{ background: {t.line}; }}
    """
