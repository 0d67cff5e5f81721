"""The custody receipt as plain text, to be kept or printed: what is where, by whose clock, and what is missing."""

from __future__ import annotations

from datetime import datetime

from fieldapp.services.custody import CustodySheet, FactCustody, FileCustody
from ui import formats, messages, words
from ui.i18n import translate
from ui.words import files as file_words


def receipt_text(sheet: CustodySheet) -> str:
    """The receipt, in the language on screen."""
    light = sheet.hand_in
    lines = [
        translate("custody_text", "保管回执"),
        "",
        translate("custody_text", "使用人：{name}（{no}）").format(name=sheet.staff_name, no=sheet.staff_no),
        translate("custody_text", "电脑：{device}").format(device=sheet.device_id),
        translate("custody_text", "时间：{moment}").format(moment=_moment(sheet.made_at)),
        "",
        file_words.hand_in(light)[0],
    ]
    lines += [f"- {file_words.missing(what, count)}" for what, count in light.missing.items()]
    lines += [file_words.hand_in_detail(light)] if light.safe else [file_words.backup_words(light)]
    lines += ["", translate("custody_text", "文件（%n 个）", "", len(sheet.files)), *map(_file, sheet.files)]
    lines += ["", translate("custody_text", "记录（%n 条）", "", len(sheet.facts)), *map(_fact, sheet.facts)]
    told = translate("custody_text", "“办公室已核对”和“已在备份中”以服务器的时钟为准。这份回执没有签名，只供核对。")
    return "\n".join([*lines, "", told, ""])


def _file(one: FileCustody) -> str:
    parts = [file_words.file_kind(one.kind), one.name, one.borrower, file_words.file_size(one.size)]
    parts += [file_words.file_custody(one)[0], _moment(one.kept_at) if one.kept_at else "", _why(one.code, one.params)]
    parts.append(one.sha256)
    return "- " + " | ".join(part for part in parts if part)


def _fact(one: FactCustody) -> str:
    parts = [words.fact_kind(one.kind), one.borrower, _moment(one.made_at), file_words.custody_step(one.step)[0]]
    parts += [_moment(one.kept_at) if one.kept_at else "", _why(one.code, one.params), one.fact_id]
    return "- " + " | ".join(part for part in parts if part)


def _why(code: str, params: dict[str, str | int]) -> str:
    return messages.say(code, dict(params)).text if code else ""


def _moment(moment: datetime) -> str:
    return f"{formats.civil(moment):%Y-%m-%d %H:%M}"
