"""How sync stands, in words: one line that says what is true. Being offline is normal and says so calmly."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from PySide6.QtCore import QT_TRANSLATE_NOOP

from fieldapp import clock
from fieldapp.domain.attached_file import FileKind
from fieldapp.sync.network import CERTIFICATE_CHANGED, PORTAL, PROXY_SIGN_IN
from fieldapp.sync.status import SyncPhase, SyncStatus, Waiting
from ui import formats
from ui.i18n import translate
from ui.theme import Tone

EXPIRED = "signin.expired"
MOST_KINDS = 3
_FULL_STOPS = ("。", "！", "？", "；")
_FILE_KINDS = frozenset({FileKind.PHOTO.value, FileKind.RECORDING.value, FileKind.OTHER.value})
"""Kinds that are named; the rest is counted together."""
_TROUBLE = {
    EXPIRED: QT_TRANSLATE_NOOP("sync", "登录已过期，请输入口令"),
    PORTAL: QT_TRANSLATE_NOOP("sync", "网络要求先登录"),
    CERTIFICATE_CHANGED: QT_TRANSLATE_NOOP("sync", "服务器证书变了，已停止"),
    "device.revoked": QT_TRANSLATE_NOOP("sync", "这台电脑已停用"),
} | dict.fromkeys(PROXY_SIGN_IN, QT_TRANSLATE_NOOP("sync", "代理要求登录"))


def line(status: SyncStatus) -> tuple[str, Tone, str]:
    """The words of the chip, its tone, and when the server was last in contact."""
    return _state(status), _tone(status), last_contact(status)


def waiting(status: SyncStatus) -> str:
    """What made here waits to be sent: "3 份走访和 14 张照片等待发送"; empty when nothing does."""
    counted = counts(status)
    return translate("sync", "{things}等待发送").format(things=joined(counted)) if counted else ""


def counts(status: SyncStatus) -> list[str]:
    """What waits to be sent, each kind with its number; at most `MOST_KINDS`, and the rest together."""
    kinds = list(status.kinds.items())
    if not kinds:  # only the sum is known
        kinds = [(Waiting.OTHERS, status.waiting), (Waiting.FILES, status.files_up)]
    kinds = [(kind, count) for kind, count in kinds if count]
    told = [_counted(kind, count) for kind, count in kinds[:MOST_KINDS]]
    rest = sum(count for _kind, count in kinds[MOST_KINDS:])
    return [*told, translate("sync", "%n 项其他", "", rest)] if rest else told


def joined(parts: list[str]) -> str:
    """Things of one sentence: "3 份走访、1 份承诺和 14 张照片"."""
    if len(parts) < 2:
        return "".join(parts)
    return translate("sync", "{these}和 {last}").format(these=formats.listed(parts[:-1]), last=parts[-1])


def sentences(parts: Iterable[str]) -> str:
    """Whole sentences one after another; a Chinese full stop brings its own gap."""
    told = ""
    for part in parts:
        gap = " " if told and part and not told.endswith(_FULL_STOPS) else ""
        told += gap + part
    return told


def files(kind: str, what: str, count: int) -> str:
    """Files of one kind: "14 张照片"; one alone says what it is."""
    if count == 1:
        return what
    counted = {FileKind.PHOTO: Waiting.PHOTOS, FileKind.RECORDING: Waiting.RECORDINGS}
    return _counted(counted.get(FileKind(kind)) or Waiting.FILES, count) if kind in _FILE_KINDS else f"{what} × {count}"


def coming(status: SyncStatus) -> str:
    """What is to come from the server; empty when nothing is."""
    return translate("sync", "%n 个文件待取回", "", status.files_down) if status.files_down else ""


def last_contact(status: SyncStatus) -> str:
    """When the server was last in contact: "上次联系 14:05"."""
    if status.last_success is None:
        return translate("sync", "尚未联系过服务器")
    return translate("sync", "上次联系 {when}").format(when=moment(status.last_success))


def next_try(status: SyncStatus) -> str:
    """When sync tries again by itself; empty when it runs, or does not."""
    if status.next_try is None or status.phase is SyncPhase.WORKING:
        return ""
    return translate("sync", "下次 {when}").format(when=moment(status.next_try))


def moment(at: datetime) -> str:
    """A time of today as such, another day with its date."""
    today = formats.civil(at).date() == formats.civil(clock.now()).date()
    return formats.time_of_day(at) if today else formats.short_moment(at)


def _counted(kind: Waiting, n: int) -> str:
    return {
        Waiting.VISITS: translate("sync", "%n 份走访", "", n),
        Waiting.PROMISES: translate("sync", "%n 份承诺", "", n),
        Waiting.PLANS: translate("sync", "%n 份方案", "", n),
        Waiting.DECISIONS: translate("sync", "%n 份审批", "", n),
        Waiting.PAPERS: translate("sync", "%n 份文书", "", n),
        Waiting.PHOTOS: translate("sync", "%n 张照片", "", n),
        Waiting.RECORDINGS: translate("sync", "%n 段录音", "", n),
        Waiting.FILES: translate("sync", "%n 个文件", "", n),
        Waiting.EDITS: translate("sync", "%n 处修改", "", n),
        Waiting.OTHERS: translate("sync", "%n 条记录", "", n),
    }[kind]


def _state(status: SyncStatus) -> str:
    held = waiting(status)
    alarm = _alarm(status)
    if alarm:
        return f"{alarm} · {held}" if held else alarm
    if status.phase is SyncPhase.WORKING:
        return translate("sync", "正在同步…")
    if status.phase is SyncPhase.AWAY:
        base = translate("sync", "离线工作")
        return f"{base} · {held}" if held else base
    if status.last_success is None:
        return held or translate("sync", "等待首次同步")
    return held or coming(status) or translate("sync", "已全部同步")


def _alarm(status: SyncStatus) -> str:
    """What somebody has to look at, most pressing first; empty for nothing."""
    refused = status.refused - status.conflicts + status.files_refused
    if refused:
        return translate("sync", "%n 项未被接收，请查看", "", refused)
    if status.conflicts:
        return translate("sync", "%n 处冲突，请选择", "", status.conflicts)
    if status.phase is SyncPhase.TROUBLE:
        return translate("sync", str(_TROUBLE.get(status.code, QT_TRANSLATE_NOOP("sync", "同步需要处理"))))
    if status.held and status.phase is not SyncPhase.WORKING:
        return translate("sync", "%n 项由办公室暂存", "", status.held)
    return ""


def _tone(status: SyncStatus) -> Tone:
    if status.refused or status.files_refused or status.phase is SyncPhase.TROUBLE:
        return "warn"
    if status.phase is SyncPhase.IDLE and status.last_success is not None and not (status.pending or status.files_down):
        return "text_2" if status.held else "ok"
    return "text_2"
