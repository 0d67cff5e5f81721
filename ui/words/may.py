"""What the rules answer, in sentences: the answer itself, what stands behind it, what may be done instead."""

from __future__ import annotations

from datetime import datetime

from fieldapp.domain.compliance.answer import Outcome, Spoken
from fieldapp.domain.compliance.for_case import Standing, Way
from fieldapp.domain.compliance.verbs import Verb
from ui import formats, messages
from ui.i18n import translate

LOCKED = "may.contact_locked"
ALWAYS_KEPT = frozenset({"R02", "R03", "R04", "R09", "R10", "R11", "R14", "R22", "R42"})
"""Rules about the doing itself: what they ask for is kept every time."""
BY_ITSELF = frozenset(
    [
        "timestamps",
        "zone",
        "agreement",
        "role",
        "contract",
        "text_hash",
        "channel_id",
        "sync_log",
        "wipe_receipt",
        "access_log",
        "certificate",
        "event_list",
        "media_hash",
        "config_log",
    ]
)
"""Evidence that nobody has to think of."""


def standing_words(standing: Standing) -> str:
    """The answer as one sentence."""
    return formats.opening(messages.say(standing.code, dict(standing.params)).text)


def rule_words(rule: Spoken) -> str:
    """What one rule said, and of a locked contact also what is still missing."""
    told = formats.opening(messages.say(rule.code, dict(rule.params)).text)
    missing = missing_words(rule)
    return formats.aside(told, missing) if missing else told


def missing_words(rule: Spoken) -> str:
    """What is missing until the debtor counts as out of reach; empty for any other rule."""
    if rule.code != LOCKED:
        return ""
    wanted = (
        (translate("May", "联系未果 {count} 次"), rule.params.get("attempts", 0)),
        (translate("May", "分在 {count} 天"), rule.params.get("days", 0)),
        (translate("May", "外访未遇 {count} 次"), rule.params.get("visits", 0)),
    )
    parts = [words.format(count=count) for words, count in wanted if count]
    return translate("May", "还差：{parts}").format(parts=formats.listed(parts)) if parts else ""


def instead_words(standing: Standing) -> list[str]:
    """What may be done instead, each once."""
    return [str(messages.say(other.code, dict(other.params))) for other in standing.answer.instead]


def evidence_words(standing: Standing) -> list[str]:
    """What the collector has to keep if it is done: of the rules that spoke, and what a call or a visit always leaves.

    What the program keeps by itself (times, digests, logs of sync) needs nobody to think of it.
    """
    spoke = {rule.rule_id for rule in standing.answer.rules if rule.outcome is not Outcome.ALLOWED}
    kept = [codes for rule, codes in standing.answer.record if rule in spoke | ALWAYS_KEPT]
    wanted = dict.fromkeys(code for codes in kept for code in codes if code not in BY_ITSELF)
    return [messages.say(f"evidence.{code}").text for code in wanted]


def again_words(standing: Standing, zone: str) -> str:
    """From when on it may be done, where time alone makes it so; empty where it does not."""
    if standing.answer.next_at is None:
        return ""
    return translate("May", "{moment} 起可以").format(moment=formats.short_moment(standing.answer.next_at, zone))


def until_words(until: datetime | None, zone: str) -> str:
    """How long an answer holds; empty where time does not change it."""
    return "" if until is None else translate("May", "有效至 {moment}").format(moment=formats.short_moment(until, zone))


def way_words(way: Way, *, same_person: bool) -> str:
    """Another way, as the words of a button."""
    verb = verb_words(way.verb)
    return verb if same_person else translate("May", "{verb}{name}").format(verb=verb, name=way.name)


def verb_words(verb: str) -> str:
    """What somebody wants to do, in a word; an unknown one as it is."""
    words = {
        Verb.CALL: translate("May", "电话联系"),
        Verb.PLAN_VISIT: translate("May", "外访"),
        Verb.VISIT_START: translate("May", "外访"),
        Verb.SMS: translate("May", "发短信"),
        Verb.MESSAGE: translate("May", "发消息"),
        Verb.SEND_TEXT: translate("May", "寄信函"),
        Verb.CONTACT_THIRD_PARTY: translate("May", "请其转告"),
        Verb.SERVE_NOTICE: translate("May", "送达通知"),
        Verb.DEMAND_GUARANTOR: translate("May", "向保证人主张"),
        Verb.REVEAL_NUMBER: translate("May", "查看号码"),
        Verb.ASK_PAYMENT: translate("May", "请求还款"),
        Verb.TAKE_CASH: translate("May", "收取现金"),
        Verb.PROPOSE_PLAN: translate("May", "提出方案"),
    }
    return words.get(Verb(verb), verb) if verb in {one.value for one in Verb} else verb


def usual_reasons(standing: Standing) -> list[str]:
    """Reasons that are given often for what warns: one press instead of a sentence typed at a door."""
    found: list[str] = []
    for rule in standing.answer.against:
        found += [words for words in _usual(rule.code) if words not in found]
    return found[:3] or [translate("May", "主管已同意")]


def _usual(code: str) -> tuple[str, ...]:
    known = {
        "may.visit_often": (translate("May", "借款人约定此时上门"), translate("May", "主管已同意")),
        "may.with_care": (translate("May", "先了解情况、提供扶助，不催收"),),
        "may.guarantor_joint": (translate("May", "先出示授权再谈"),),
        "may.guarantor_general": (translate("May", "只告知情况，不要求承担责任"),),
        "may.guarantee_ending": (translate("May", "为保全保证责任而主张"),),
        "may.guarantee_end_unknown": (translate("May", "先核对保证合同"),),
        "may.contract_missing": (translate("May", "已核对合同原件"),),
        "may.late_hour": (translate("May", "对方请我此时联系"),),
        "may.last_attempt": (translate("May", "对方约定回拨"),),
        "may.answer_owed": (translate("May", "前去答复"),),
        "may.alone": (translate("May", "同事随后到"),),
        "may.time_barred": (translate("May", "只告知情况，不以起诉相迫"),),
    }
    return known.get(code, ())
