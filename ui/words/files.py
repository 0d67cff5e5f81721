"""Words for files and for who holds what: kinds, the way to the backup, what keeps a laptop from being handed in."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP

from fieldapp.domain.attached_file import FileKind
from fieldapp.services.custody import FileCustody, HandIn, Missing, Step
from ui import formats
from ui.i18n import translate
from ui.theme import Tone

_CONTEXT = "words.files"
_KB, _MB = 1024, 1024 * 1024
_KINDS = {
    FileKind.DOCUMENT.value: QT_TRANSLATE_NOOP("words.files", "文书"),
    FileKind.PHOTO.value: QT_TRANSLATE_NOOP("words.files", "照片"),
    FileKind.RECORDING.value: QT_TRANSLATE_NOOP("words.files", "录音"),
    FileKind.OTHER.value: QT_TRANSLATE_NOOP("words.files", "其他文件"),
    "plan": QT_TRANSLATE_NOOP("words.files", "还款计划书"),
    "ink": QT_TRANSLATE_NOOP("words.files", "签字笔迹"),
}
_ICONS = {
    FileKind.PHOTO.value: "image",
    FileKind.RECORDING.value: "microphone",
    FileKind.OTHER.value: "attachment",
}
_STEPS: dict[Step, tuple[object, Tone]] = {
    Step.HERE: (QT_TRANSLATE_NOOP("words.files", "等待发送"), "info"),
    Step.SENT: (QT_TRANSLATE_NOOP("words.files", "正在发送"), "info"),
    Step.VERIFIED: (QT_TRANSLATE_NOOP("words.files", "办公室已核对"), "ok"),
    Step.BACKED_UP: (QT_TRANSLATE_NOOP("words.files", "已在备份中"), "ok"),
    Step.HELD: (QT_TRANSLATE_NOOP("words.files", "办公室暂存，待处理"), "warn"),
    Step.REFUSED: (QT_TRANSLATE_NOOP("words.files", "未被接收"), "stop"),
}
WAY: dict[Step, object] = {
    Step.HERE: QT_TRANSLATE_NOOP("words.files", "在本机"),
    Step.SENT: QT_TRANSLATE_NOOP("words.files", "已送达"),
    Step.VERIFIED: QT_TRANSLATE_NOOP("words.files", "办公室已核对"),
    Step.BACKED_UP: QT_TRANSLATE_NOOP("words.files", "已在备份中"),
}
"""The way of everything that goes well, with the names of its places."""


def file_kind(kind: str) -> str:
    """What a file is (`Attachment.kind`): "照片"."""
    return translate(_CONTEXT, str(_KINDS.get(kind, _KINDS[FileKind.OTHER.value])))


def file_icon(kind: str) -> str:
    """The picture of such a file."""
    return _ICONS.get(kind, "documents")


def file_size(size: int) -> str:
    """A size: "1.4 MB", "312 KB"."""
    if size >= _MB:
        tenths = (size * 10 + _MB // 2) // _MB
        return translate("words.files", "{size} MB").format(size=f"{formats.number(tenths // 10)}.{tenths % 10}")
    return translate("words.files", "{size} KB").format(size=formats.number(max(1, size // _KB)))


def custody_step(step: Step) -> tuple[str, Tone]:
    """How far something has come, with its tone: "办公室已核对"."""
    said, tone = _STEPS[step]
    return translate(_CONTEXT, str(said)), tone


def place_on_way(step: Step) -> str:
    """The name of a place on the way: "办公室已核对"."""
    return translate(_CONTEXT, str(WAY[step]))


def file_custody(custody: FileCustody) -> tuple[str, Tone]:
    """How far a file has come: "正在发送 42%", with its tone."""
    if custody.fact_refused:
        return translate("words.files", "记录未被接收"), "stop"
    said, tone = custody_step(custody.step)
    if custody.step is Step.SENT and custody.size:
        said = f"{said} {min(99, custody.sent_bytes * 100 // custody.size)}%"
    return said, tone


def elsewhere(*, here: bool, wanted: bool) -> tuple[str, Tone]:
    """Where a colleague's file is, seen from this laptop."""
    if here:
        return translate("words.files", "已取回"), "ok"
    return (translate("words.files", "待取回"), "info") if wanted else (translate("words.files", "在服务器"), "text_2")


def missing(what: Missing, count: int) -> str:
    """What keeps the laptop here, and what to do about it."""
    if what is Missing.FACTS:
        return translate("words.files", "%n 条记录还没有送达。联网后会自动发送。", "", count)
    if what is Missing.FACTS_HELD:
        return translate("words.files", "%n 条记录由办公室暂存，等办公室处理。", "", count)
    if what is Missing.FACTS_UNREAD:
        return translate("words.files", "%n 条记录未被接收或有冲突，请先看一下。", "", count)
    if what is Missing.FILES:
        return translate("words.files", "%n 个文件办公室还没有核对。联网后会自动发送。", "", count)
    if what is Missing.FILES_UNREAD:
        return translate("words.files", "%n 个文件未被接收，请先看原因，需要的话另存副本。", "", count)
    return translate("words.files", "%n 次外访还没有填完。", "", count)


def hand_in(light: HandIn) -> tuple[str, Tone]:
    """The light in words: "可以交回电脑", with its tone."""
    if light.safe:
        return translate("words.files", "可以交回电脑"), "ok"
    return translate("words.files", "还不能交回电脑"), "warn"


def hand_in_detail(light: HandIn) -> str:
    """What stands behind a green light: how much is at the server, and whether its backup has it too."""
    if not light.kept_facts and not light.kept_files:
        told = translate("words.files", "本机没有未送达的记录和文件。")
    else:
        told = translate("words.files", "{facts}和 {files}，办公室都已核对。").format(
            facts=translate("words.files", "%n 条记录", "", light.kept_facts),
            files=translate("words.files", "%n 个文件", "", light.kept_files),
        )
    return f"{told}{backup_words(light)}" if light.kept_facts or light.kept_files else told


def backup_words(light: HandIn) -> str:
    """Up to when the server's backup reaches."""
    if light.backup_at is None:
        return translate("words.files", "办公室还没有报告过备份。")
    moment = formats.short_moment(light.backup_at)
    if light.backed_up:
        return translate("words.files", "全部已在备份中（{moment}）。").format(moment=moment)
    return translate("words.files", "最近一次备份到 {moment}，之后的还不在备份中。").format(moment=moment)
