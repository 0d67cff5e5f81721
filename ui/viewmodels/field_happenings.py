"""The part of the story that was done or heard in the field besides visits: calls, matters, cash, people, reasons.

Whoever a moment is about and whoever made it are named with it, so that the story can be narrowed to one person.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from fieldapp.domain.attached_file import AttachedFile, FileKind
from fieldapp.domain.case_card import CardField
from fieldapp.domain.cash import Deposit, Receipt
from fieldapp.domain.conduct import HelpCall, RuleOverride
from fieldapp.domain.contact_log import Channel, ContactContent, LoggedContact
from fieldapp.domain.matter import Matter, MatterStep
from fieldapp.domain.particulars import Particular, ParticularContent, ParticularKind
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
    for call in file.help_calls:
        yield _help(page, call)
    yield from _files(page)
    for field in file.working_card.fields:
        if field.value:
            yield _card(page, field)


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

    def make() -> Happening:
        parts = [channel_words(told.channel), name, _reached(told)]
        if told.outcome is not None:
            parts.append(words.outcome(told.outcome))
        detail = []
        if told.seconds:
            detail.append(translate("field_happenings", "通话 {minutes}").format(minutes=_length(told.seconds)))
        if told.cause is not None:
            detail.append(words.cause(told.cause))
        if told.refused:
            detail.append(translate("field_happenings", "对方表示不愿再被联系"))
        tone: Tone = "stop" if told.refused else "info" if told.connected else "text_3"
        return Happening(when(page, told.at), _joined(parts), _lines(_joined(detail), told.text, told.note), tone)

    people = (name_of(page, contact.made_by), name)
    return moment(page, MomentKind.CONTACT, told.at, make, contact.id, people, late=contact.late)


def _reached(told: ContactContent) -> str:
    if told.channel is Channel.CALL:
        return translate("field_happenings", "接通") if told.connected else translate("field_happenings", "未接通")
    return translate("field_happenings", "已送达") if told.connected else translate("field_happenings", "已发出")


def _length(seconds: int) -> str:
    return f"{seconds // 60}:{seconds % 60:02d}"


def _joined(parts: Iterable[str]) -> str:
    return " · ".join(part for part in parts if part)


def _lines(*lines: str) -> str:
    return "\n".join(line for line in lines if line)


def _about_the_place(told: ParticularContent) -> str:
    """A pin says where premises are and nothing else of them; one that is taken back not even that."""
    if told.place is not None:
        return translate("field_happenings", "确认了{kind}的位置")
    if told.address or told.trade or told.district:
        return translate("field_happenings", "更正{kind}")
    return translate("field_happenings", "撤回了{kind}的位置")


def _particular(page: CasePage, particular: Particular) -> Moment:
    told, name = particular.content, party_name(page, particular.content.of)

    def make() -> Happening:
        kinds = {
            ParticularKind.PERSON: translate("field_happenings", "人"),
            ParticularKind.PHONE: translate("field_happenings", "电话号码"),
            ParticularKind.ADDRESS: translate("field_happenings", "地址"),
            ParticularKind.PREMISES: translate("field_happenings", "经营场所"),
        }
        verb = translate("field_happenings", "新增{kind}：{value}")
        if told.gone:
            verb = translate("field_happenings", "{kind}已不再有效：{value}")
        elif told.kind is ParticularKind.PREMISES and told.corrects and not told.value:
            verb = _about_the_place(told)
        elif told.corrects:
            verb = translate("field_happenings", "更正{kind}：{value}")
        # somebody's number stays masked here as it does on their card
        value = masked_phone(told.value) if told.kind is ParticularKind.PHONE else told.value
        detail = _joined((name, told.relation, told.address, told.note))
        title = verb.format(kind=kinds[told.kind], value=value)
        return Happening(when(page, particular.made_at), title, detail, "text_2")

    people = (name_of(page, particular.made_by), name)
    return moment(page, MomentKind.PERSON, particular.made_at, make, particular.id, people, late=particular.late)


def _matter(page: CasePage, matter: Matter) -> Iterator[Moment]:
    told, name = matter.content, party_name(page, matter.content.raised_by)

    def make() -> Happening:
        title = _joined((matter_kind(told.kind), name, words.spoken_sum(told.amount) if told.amount else ""))
        state, tone = matter_state(matter.state, told.kind), matter_tone(matter.state)
        return Happening(when(page, matter.made_at), title, told.said, "warn", state, tone)

    people = (name_of(page, matter.made_by), name)
    yield moment(page, MomentKind.MATTER, matter.made_at, make, matter.id, people, late=matter.late)
    for step in matter.steps:
        yield Moment(MomentKind.MATTER, step.at, partial(_step, page, matter, step), (name_of(page, step.by), name))


def _step(page: CasePage, matter: Matter, step: MatterStep) -> Happening:
    kind = matter.content.kind
    detail = formats.clauses(part for part in (name_of(page, step.by), step.comment) if part)
    title = f"{matter_kind(kind)} · {matter_state(step.to, kind)}"
    return Happening(when(page, step.at), title, detail, matter_tone(step.to))


def _receipt(page: CasePage, receipt: Receipt) -> Moment:
    told = receipt.content
    name = told.payer_name or party_name(page, told.payer_id)

    def make() -> Happening:
        title = translate("field_happenings", "收取现金 {sum} · 收据 {number}").format(
            sum=formats.amount(told.amount), number=receipt_no(told.number)
        )
        tone: Tone = "warn"
        state = translate("field_happenings", "未缴存")
        if receipt.void_reason:
            state, tone = translate("field_happenings", "已作废"), "stop"
        elif page.seen.file.deposit_of(receipt.id) is not None:
            state, tone = translate("field_happenings", "已缴存"), "ok"
        detail = _joined((name, told.note, receipt.void_reason))
        return Happening(when(page, told.at), title, detail, "ok", state, tone)

    people = (name_of(page, receipt.made_by), name)
    return moment(page, MomentKind.CASH, told.at, make, receipt.id, people, late=receipt.late)


def _deposit(page: CasePage, deposit: Deposit) -> Moment:
    told = deposit.content

    def make() -> Happening:
        title = translate("field_happenings", "缴存现金 {sum} · 缴款单 {slip}").format(
            sum=formats.amount(told.amount), slip=told.slip
        )
        return Happening(when(page, told.at), title, told.account, "ok")

    people = (name_of(page, deposit.made_by),)
    return moment(page, MomentKind.CASH, told.at, make, deposit.id, people, late=deposit.late)


def _override(page: CasePage, override: RuleOverride) -> Moment:
    told, name = override.content, party_name(page, override.content.party_id)
    by = name_of(page, override.made_by)

    def make() -> Happening:
        if told.opened_number:
            title = translate("field_happenings", "查看了{name}的号码").format(name=name)
            return Happening(when(page, told.at), title, by, "text_3")
        title = translate("field_happenings", "说明理由后继续：{verb} · {name}").format(
            verb=words.verb_words(told.verb), name=name
        )
        reason = translate("field_happenings", "理由：{reason}（{rules}）").format(
            reason=told.reason, rules=formats.listed(told.rules)
        )
        return Happening(when(page, told.at), title, formats.clauses(x for x in (reason, by) if x), "warn")

    return moment(page, MomentKind.CONDUCT, told.at, make, override.id, (by, name), late=override.late)


def _help(page: CasePage, call: HelpCall) -> Moment:
    told, by = call.content, name_of(page, call.made_by)

    def make() -> Happening:
        ended = translate("field_happenings", "外访已结束") if told.visit_ended else ""
        title = translate("field_happenings", "请求支援")
        return Happening(when(page, told.at), title, _joined((by, told.note, ended)), "stop")

    return moment(page, MomentKind.CONDUCT, told.at, make, call.id, (by,), late=call.late)


def _files(page: CasePage) -> Iterator[Moment]:
    """Files that came together are told together: of one visit, or of one minute."""
    together: dict[tuple[str, str], list[AttachedFile]] = defaultdict(list)
    for file in page.seen.file.files:
        together[(file.made_by, file.content.visit_id or f"{file.made_at:%Y%m%d%H%M}")].append(file)
    for files in together.values():
        by = name_of(page, files[0].made_by)
        yield Moment(MomentKind.FILE, files[0].made_at, partial(_attached, page, files, by), (by,))


def _attached(page: CasePage, files: Sequence[AttachedFile], by: str) -> Happening:
    count = Counter(file.content.kind for file in files)
    told = (
        (FileKind.PHOTO, translate("field_happenings", "照片 %n 张", "", count[FileKind.PHOTO])),
        (FileKind.RECORDING, translate("field_happenings", "录音 %n 段", "", count[FileKind.RECORDING])),
        (FileKind.DOCUMENT, translate("field_happenings", "文件 %n 份", "", count[FileKind.DOCUMENT])),
        (FileKind.OTHER, translate("field_happenings", "其他附件 %n 个", "", count[FileKind.OTHER])),
    )
    title = formats.listed(words_ for kind, words_ in told if count[kind])
    return Happening(when(page, files[0].made_at), title, by, "text_3")


def _card(page: CasePage, field: CardField) -> Moment:
    """What stands on the working card, where it was last changed."""
    by = name_of(page, field.by)

    def make() -> Happening:
        title = translate("field_happenings", "案件卡片 · {field}").format(field=words.card_field_named(field.field))
        value = masked_phone(field.value) if field.field.startswith("phone") else field.value
        return Happening(when(page, field.at), title, formats.clauses(x for x in (value, by) if x), "text_3")

    return Moment(MomentKind.CARD, field.at, make, (by,))
