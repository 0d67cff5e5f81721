"""Words for what was found out about people and places: its kind, where it is known from, what became of it."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP

from fieldapp.domain.particulars import ParticularContent, ParticularKind, Told
from ui import formats
from ui.i18n import translate

_CONTEXT = "words.particular"
_KINDS = {
    ParticularKind.PERSON: QT_TRANSLATE_NOOP("words.particular", "相关人"),
    ParticularKind.PHONE: QT_TRANSLATE_NOOP("words.particular", "电话"),
    ParticularKind.ADDRESS: QT_TRANSLATE_NOOP("words.particular", "住址"),
    ParticularKind.PREMISES: QT_TRANSLATE_NOOP("words.particular", "经营场所"),
}
_TOLD = {
    Told.BORROWER: QT_TRANSLATE_NOOP("words.particular", "借款人告知"),
    Told.GUARANTOR: QT_TRANSLATE_NOOP("words.particular", "保证人告知"),
    Told.FAMILY: QT_TRANSLATE_NOOP("words.particular", "家属告知"),
    Told.STAFF: QT_TRANSLATE_NOOP("words.particular", "店员告知"),
    Told.SEEN: QT_TRANSLATE_NOOP("words.particular", "现场看到"),
    Told.DOCUMENT: QT_TRANSLATE_NOOP("words.particular", "合同等文件"),
    Told.REGISTER: QT_TRANSLATE_NOOP("words.particular", "工商等公示"),
    Told.BANK: QT_TRANSLATE_NOOP("words.particular", "银行告知"),
}


def particular_kind(kind: ParticularKind) -> str:
    """What was found out: "经营场所"."""
    return translate(_CONTEXT, str(_KINDS[kind]))


def told(source: Told) -> str:
    """Where it is known from: "借款人告知"."""
    return translate(_CONTEXT, str(_TOLD[source]))


def valid_days(said: ParticularContent) -> str:
    """The days on which it holds: "07-20 起", "至 08-31", "07-20 至 08-31"; empty where none were said."""
    if said.valid_from is not None and said.valid_to is not None:
        first, last = formats.short_date(said.valid_from), formats.short_date(said.valid_to)
        return translate("words.particular", "{first} 至 {last}").format(first=first, last=last)
    if said.valid_from is not None:
        return translate("words.particular", "{day} 起").format(day=formats.short_date(said.valid_from))
    if said.valid_to is not None:
        return translate("words.particular", "至 {day}").format(day=formats.short_date(said.valid_to))
    return ""


def noted(said: ParticularContent) -> str:
    """What was said of it in a line of the timeline: "新增电话 · 借款人告知"."""
    kind = particular_kind(said.kind)
    if said.gone:
        words = translate("words.particular", "{kind}已失效").format(kind=kind)
    elif said.kind is ParticularKind.PREMISES and said.corrects and not (said.value or said.address or said.trade):
        place = translate("words.particular", "确认位置") if said.place else translate("words.particular", "撤回位置")
        words = f"{kind} · {place}"
    elif said.corrects:
        words = translate("words.particular", "更正{kind}").format(kind=kind)
    else:
        words = translate("words.particular", "新增{kind}").format(kind=kind)
    return f"{words} · {told(said.source)}"
