"""Words for the working card: its fields, what they are for, and the ways to settle a clash."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP

from fieldapp.domain.case_card import Choice, FieldKind, split_name
from ui.i18n import translate

_CONTEXT = "words.card"
_FIELDS = {
    FieldKind.NOTE: QT_TRANSLATE_NOOP("words.card", "便签"),
    FieldKind.TAGS: QT_TRANSLATE_NOOP("words.card", "标签"),
    FieldKind.BEST_TIME: QT_TRANSLATE_NOOP("words.card", "何时来好"),
    FieldKind.PHONE: QT_TRANSLATE_NOOP("words.card", "更正的电话"),
    FieldKind.ADDRESS: QT_TRANSLATE_NOOP("words.card", "更正的住址"),
    FieldKind.HOURS: QT_TRANSLATE_NOOP("words.card", "营业时间"),
}
_CHOICES = {
    Choice.MINE: QT_TRANSLATE_NOOP("words.card", "用提议的"),
    Choice.THEIRS: QT_TRANSLATE_NOOP("words.card", "保留现有的"),
    Choice.KEEP_BOTH: QT_TRANSLATE_NOOP("words.card", "都留着，交主管定"),
}


def card_field(kind: FieldKind) -> str:
    """What a field of the working card is called: "便签"."""
    return translate(_CONTEXT, str(_FIELDS[kind]))


def card_field_named(name: str) -> str:
    """The same for a field's name (`phone:<party>`); a field of a newer program by its name."""
    split = split_name(name)
    return card_field(split[0]) if split else name


def card_choice(choice: Choice) -> str:
    """A way to settle a clash."""
    return translate(_CONTEXT, str(_CHOICES[choice]))
