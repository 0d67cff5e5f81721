"""How sync stands, in words: one line that says what is true. Being offline is normal and says so calmly."""

from __future__ import annotations

from fieldapp.sync.status import SyncPhase, SyncStatus
from ui import formats
from ui.i18n import translate
from ui.theme import Tone


def line(status: SyncStatus) -> tuple[str, Tone, str]:
    """The words of the chip, its tone, and when sync last worked."""
    return _state(status), _tone(status), _last(status)


def waiting(status: SyncStatus) -> str:
    """What waits on this laptop, in words; empty when nothing does."""
    parts = []
    if status.waiting:
        parts.append(translate("sync", "%n 项待上传", "", status.waiting))
    if status.files_up:
        parts.append(translate("sync", "%n 个文件待上传", "", status.files_up))
    if status.files_down:
        parts.append(translate("sync", "%n 个文件待取回", "", status.files_down))
    return " · ".join(parts)


def _state(status: SyncStatus) -> str:
    held = waiting(status)
    if status.refused:
        return translate("sync", "%n 项未被接收，请查看", "", status.refused)
    if status.phase is SyncPhase.WORKING:
        return translate("sync", "正在同步…")
    if status.phase is SyncPhase.TROUBLE:
        return translate("sync", "同步需要处理")
    if status.phase is SyncPhase.AWAY:
        base = translate("sync", "离线工作")
        return f"{base} · {held}" if held else base
    if status.last_success is None:
        return held or translate("sync", "等待首次同步")
    return held or translate("sync", "已全部同步")


def _tone(status: SyncStatus) -> Tone:
    if status.refused or status.phase is SyncPhase.TROUBLE:
        return "warn"
    if status.phase is SyncPhase.IDLE and status.last_success is not None and not waiting(status):
        return "ok"
    return "text_2"


def _last(status: SyncStatus) -> str:
    if status.last_success is None:
        return translate("sync", "尚未同步")
    return translate("sync", "上次同步 {when}").format(when=formats.relative(status.last_success))
