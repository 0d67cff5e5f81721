"""The part of the story that was done or heard in the field besides visits: calls, matters, cash, people, reasons.

Whoever a moment is about and whoever made it are named with it, so that the story can be narrowed to one person.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from fieldapp.domain.attached_file import AttachedFile, FileKind
from fieldapp.domain.case_card import split_name
from fieldapp.domain.cash import Deposit, Receipt
from fieldapp.domain.conduct import RuleOverride
from fieldapp.domain.contact_log import Channel, LoggedContact
from fieldapp.domain.matter import Matter
from fieldapp.domain.particulars import Particular, ParticularKind
from fieldapp.domain.party import masked_phone
from fieldapp.services.look_at_case import CasePage
from ui import formats, words
from ui.i18n import translate
from ui.theme import Tone
from ui.viewmodels.moments import Moment, MomentKind, moment, name_of, party_name, when
from ui.widgets.timeline import Happening
from ui.words.cash import receipt_no
from ui.words.matter import matter_kind, matter_state, matter_tone


def field_moments(page: CasePage) -> Iterator[Moment]:
    """Everything of the field that is not a visit, in no particular order."""
    file = page.seen.file
    for contact in file.contacts:
        yield _contact(page, contact)
    for particular in file.particulars:
        yield _particular(page, particular)
    for matter in file.matters:
        yield from _matter(page, matter)
    for receipt in file.receipts:
        yield _receipt(page, receipt)
    for deposit in file.deposits:
        yield _deposit(page, deposit)
    for override in file.overrides:
        yield _override(page, override)
    yield from _help(page)
    yield from _files(page)
    yield from _card(page)


def channel_words(channel: Channel) -> str:
    """How somebody was contacted."""
    return {
        Channel.CALL: translate("field_happenings", "电话"),
        Channel.SMS: translate("field_happenings", "短信"),
        Channel.MESSAGE: translate("field_happenings", "消息"),
        Channel.LETTER: translate("field_happenings", "信函"),
    }[channel]


def _contact(page: CasePage, contact: LoggedContact) -> Moment:
    told, name = contact.content, party_name(page, contact.content.party_id)
    if told.channel is Channel.CALL:
        reached = translate("field_happenings", "接通") if told.connected else translate("field_happenings", "未接通")
    else:
        reached = translate("field_happenings", "已送达") if told.connected else translate("field_happenings", "已发出")
    parts = [channel_words(told.channel), name, reached]
    if told.outcome is not None:
        parts.append(words.outcome(told.outcome))
    detail = []
    if told.seconds:
        spoken = translate("field_happenings", "通话 {minutes}").format(minutes=_length(told.seconds))
        detail.append(spoken)
    if told.cause is not None:
        detail.append(words.cause(told.cause))
    if told.refused:
        detail.append(translate("field_happenings", "对方表示不愿再被联系"))
    lines = [" · ".join(detail), told.text, told.note]
    tone: Tone = "stop" if told.refused else "info" if told.connected else "text_3"
    happening = Happening(
        when(page, told.at), " · ".join(part for part in parts if part), "\n".join(x for x in lines if x), tone
    )
    return moment(page, MomentKind.CONTACT, told.at, happening, contact.id, contact.made_by, name, late=contact.late)


def _length(seconds: int) -> str:
    return f"{seconds // 60}:{seconds % 60:02d}"


def _particular(page: CasePage, particular: Particular) -> Moment:
    told = particular.content
    kinds = {
        ParticularKind.PERSON: translate("field_happenings", "人"),
        ParticularKind.PHONE: translate("field_happenings", "电话号码"),
        ParticularKind.ADDRESS: translate("field_happenings", "地址"),
        ParticularKind.PREMISES: translate("field_happenings", "经营场所"),
    }
    verb = translate("field_happenings", "新增{kind}：{value}")
    if told.gone:
        verb = translate("field_happenings", "{kind}已不再有效：{value}")
    elif told.corrects:
        verb = translate("field_happenings", "更正{kind}：{value}")
    # somebody else's number stays masked here as it does on their card
    value = masked_phone(told.value) if told.kind is ParticularKind.PHONE else told.value
    name = party_name(page, told.of)
    detail = " · ".join(part for part in (name, told.relation, told.address, told.note) if part)
    happening = Happening(
        when(page, particular.made_at), verb.format(kind=kinds[told.kind], value=value), detail, "text_2"
    )
    return moment(
        page, MomentKind.PERSON, particular.made_at, happening, particular.id, particular.made_by, name,
        late=particular.late,
    )  # fmt: skip


def _matter(page: CasePage, matter: Matter) -> Iterator[Moment]:
    told, name = matter.content, party_name(page, matter.content.raised_by)
    kind, state, tone = matter_kind(told.kind), matter_state(matter.state, told.kind), matter_tone(matter.state)
    sums = [words.spoken_sum(told.amount)] if told.amount is not None else []
    title = " · ".join([kind, *([name] if name else []), *sums])
    happening = Happening(when(page, matter.made_at), title, told.said, "warn", state, tone)
    yield moment(page, MomentKind.MATTER, matter.made_at, happening, matter.id, matter.made_by, name, late=matter.late)
    for step in matter.steps:
        what, step_tone = matter_state(step.to, told.kind), matter_tone(step.to)
        by = name_of(page, step.by)
        detail = formats.clauses(part for part in (by, step.comment) if part)
        happening = Happening(when(page, step.at), f"{kind} · {what}", detail, step_tone)
        yield Moment(MomentKind.MATTER, step.at, happening, (by, name))


def _receipt(page: CasePage, receipt: Receipt) -> Moment:
    told = receipt.content
    name = told.payer_name or party_name(page, told.payer_id)
    title = translate("field_happenings", "收取现金 {sum} · 收据 {number}").format(
        sum=formats.amount(told.amount), number=receipt_no(told.number)
    )
    deposit = page.seen.file.deposit_of(receipt.id)
    tone: Tone = "warn"
    state = translate("field_happenings", "未缴存")
    if receipt.void_reason:
        state, tone = translate("field_happenings", "已作废"), "stop"
    elif deposit is not None:
        state, tone = translate("field_happenings", "已缴存"), "ok"
    detail = " · ".join(part for part in (name, told.note, receipt.void_reason) if part)
    happening = Happening(when(page, told.at), title, detail, "ok", state, tone)
    return moment(page, MomentKind.CASH, told.at, happening, receipt.id, receipt.made_by, name, late=receipt.late)


def _deposit(page: CasePage, deposit: Deposit) -> Moment:
    told = deposit.content
    title = translate("field_happenings", "缴存现金 {sum} · 缴款单 {slip}").format(
        sum=formats.amount(told.amount), slip=told.slip
    )
    happening = Happening(when(page, told.at), title, told.account, "ok")
    return moment(page, MomentKind.CASH, told.at, happening, deposit.id, deposit.made_by, "", late=deposit.late)


def _override(page: CasePage, override: RuleOverride) -> Moment:
    told, name = override.content, party_name(page, override.content.party_id)
    by = name_of(page, override.made_by)
    if told.opened_number:
        title = translate("field_happenings", "查看了{name}的号码").format(name=name)
        happening = Happening(when(page, told.at), title, by, "text_3")
    else:
        title = translate("field_happenings", "说明理由后继续：{verb} · {name}").format(
            verb=words.verb_words(told.verb), name=name
        )
        rules = formats.listed(told.rules)
        reason = translate("field_happenings", "理由：{reason}（{rules}）").format(reason=told.reason, rules=rules)
        happening = Happening(when(page, told.at), title, formats.clauses(x for x in (reason, by) if x), "warn")
    return moment(page, MomentKind.CONDUCT, told.at, happening, override.id, override.made_by, name, late=override.late)


def _help(page: CasePage) -> Iterator[Moment]:
    for call in page.seen.file.help_calls:
        told = call.content
        parts = [name_of(page, call.made_by), told.note]
        if told.visit_ended:
            parts.append(translate("field_happenings", "外访已结束"))
        happening = Happening(
            when(page, told.at),
            translate("field_happenings", "请求支援"),
            " · ".join(part for part in parts if part),
            "stop",
        )
        yield moment(page, MomentKind.CONDUCT, told.at, happening, call.id, call.made_by, "", late=call.late)


def _files(page: CasePage) -> Iterator[Moment]:
    """Files that came together are told together: of one visit, or of one minute."""
    together: dict[tuple[str, str], list[AttachedFile]] = defaultdict(list)
    for file in page.seen.file.files:
        together[(file.made_by, file.content.visit_id or f"{file.made_at:%Y%m%d%H%M}")].append(file)
    for files in together.values():
        counts = [
            (FileKind.PHOTO, translate("field_happenings", "照片 %n 张", "", _count(files, FileKind.PHOTO))),
            (FileKind.RECORDING, translate("field_happenings", "录音 %n 段", "", _count(files, FileKind.RECORDING))),
            (FileKind.DOCUMENT, translate("field_happenings", "文件 %n 份", "", _count(files, FileKind.DOCUMENT))),
            (FileKind.OTHER, translate("field_happenings", "其他附件 %n 个", "", _count(files, FileKind.OTHER))),
        ]
        title = formats.listed(told for kind, told in counts if _count(files, kind))
        first = files[0]
        by = name_of(page, first.made_by)
        happening = Happening(when(page, first.made_at), title, by, "text_3")
        yield Moment(MomentKind.FILE, first.made_at, happening, (by,))


def _count(files: list[AttachedFile], kind: FileKind) -> int:
    return sum(file.content.kind is kind for file in files)


def _card(page: CasePage) -> Iterator[Moment]:
    """What stands on the working card, where it was last changed."""
    for field in page.seen.file.working_card.fields:
        split = split_name(field.field)
        if split is None or not field.value:
            continue
        name = words.card_field_named(field.field)
        value = masked_phone(field.value) if field.field.startswith("phone") else field.value
        by = name_of(page, field.by)
        title = translate("field_happenings", "案件卡片 · {field}").format(field=name)
        happening = Happening(when(page, field.at), title, formats.clauses(x for x in (value, by) if x), "text_3")
        yield Moment(MomentKind.CARD, field.at, happening, (by,))
