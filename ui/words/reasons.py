"""Why a case needs somebody, as a sentence, and what to do about it: advice, calm and without threat.

The figures come with the reason (`urgency.WeighedReason.params`): sums end in `_minor`, dates are ISO text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from PySide6.QtCore import QT_TRANSLATE_NOOP

from fieldapp import clock
from fieldapp.domain.matter import MatterKind
from fieldapp.domain.strategy.urgency import Reason
from ui.i18n import translate
from ui.words.matter import matter_kind
from ui.words.sums import spoken_sum, this_day

Params = Mapping[str, str | int]

_CONTEXT = "words.reasons"
_HEADINGS = {
    Reason.PROMISE_DUE: QT_TRANSLATE_NOOP("words.reasons", "承诺到期"),
    Reason.PROMISE_BROKEN: QT_TRANSLATE_NOOP("words.reasons", "承诺未兑现"),
    Reason.PLAN_RETURNED: QT_TRANSLATE_NOOP("words.reasons", "方案被退回"),
    Reason.PLAN_LATE: QT_TRANSLATE_NOOP("words.reasons", "还款计划逾期"),
    Reason.PLAN_ROW_DUE: QT_TRANSLATE_NOOP("words.reasons", "还款计划到期"),
    Reason.PLAN_UNSIGNED: QT_TRANSLATE_NOOP("words.reasons", "方案待签署"),
    Reason.GUARANTEE_ENDING: QT_TRANSLATE_NOOP("words.reasons", "保证期间将届满"),
    Reason.NOTICE_TO_SERVE: QT_TRANSLATE_NOOP("words.reasons", "须送达催收通知书"),
    Reason.LIMITATION_ENDING: QT_TRANSLATE_NOOP("words.reasons", "诉讼时效将届满"),
    Reason.NEVER_VISITED: QT_TRANSLATE_NOOP("words.reasons", "从未走访"),
    Reason.LONG_SINCE_VISIT: QT_TRANSLATE_NOOP("words.reasons", "久未走访"),
    Reason.MATTER_OPEN: QT_TRANSLATE_NOOP("words.reasons", "有事项待查清"),
    Reason.OVERDUE: QT_TRANSLATE_NOOP("words.reasons", "逾期"),
}
_ADVICE = {
    Reason.PROMISE_DUE: QT_TRANSLATE_NOOP("words.reasons", "当面确认款项与还款渠道；如有困难，商谈分期方案。"),
    Reason.PROMISE_BROKEN: QT_TRANSLATE_NOOP("words.reasons", "先了解未兑现的原因，再按实际能力重新约定或商谈方案。"),
    Reason.PLAN_RETURNED: QT_TRANSLATE_NOOP("words.reasons", "按主管意见修改方案，与借款人重新确认后再提交。"),
    Reason.PLAN_LATE: QT_TRANSLATE_NOOP("words.reasons", "提醒本期应还金额，了解经营变化，避免方案被打破。"),
    Reason.PLAN_ROW_DUE: QT_TRANSLATE_NOOP("words.reasons", "提醒今日还款，确认账户余额和渠道。"),
    Reason.PLAN_UNSIGNED: QT_TRANSLATE_NOOP("words.reasons", "请借款人阅读并签署还款计划书，签署后才能审批。"),
    Reason.GUARANTEE_ENDING: QT_TRANSLATE_NOOP("words.reasons", "在期间届满前向{name}主张，并留存送达凭证。"),
    Reason.NOTICE_TO_SERVE: QT_TRANSLATE_NOOP(
        "words.reasons", "当面送达催收通知书并留存送达回证，时效从送达之日重新起算。"
    ),
    Reason.LIMITATION_ENDING: QT_TRANSLATE_NOOP("words.reasons", "取得还款、书面承诺或签署方案，使时效重新起算。"),
    Reason.NEVER_VISITED: QT_TRANSLATE_NOOP("words.reasons", "首次走访：核实经营场所，了解逾期原因。"),
    Reason.LONG_SINCE_VISIT: QT_TRANSLATE_NOOP("words.reasons", "回访：看经营有无变化，确认下一步安排。"),
    Reason.MATTER_OPEN: QT_TRANSLATE_NOOP("words.reasons", "查清之前不催收；补齐材料，等办公室答复。"),
    Reason.OVERDUE: QT_TRANSLATE_NOOP("words.reasons", "说明今日应还金额，了解还款安排。"),
}


def reason_heading(why: Reason) -> str:
    """The reason in two or three words, for a chip or a filter: "承诺到期"."""
    return translate(_CONTEXT, str(_HEADINGS[why]))


def reason(why: Reason, params: Params) -> str:
    """The reason as a sentence with its figures: "承诺今日还款 8,000 元，须当面确认"."""
    return _SENTENCES[why](params)


def reasons_told(found: Iterable[tuple[Reason, Params]]) -> list[str]:
    """Reasons as sentences in their order; what one of them has said already is not said again."""
    kept = list(found)
    said = {why for why, _ in kept}
    told_by_others = {Reason.OVERDUE} if Reason.NEVER_VISITED in said else set()
    return [reason(why, params) for why, params in kept if why not in told_by_others]


def reason_advice(why: Reason, params: Params) -> str:
    """What to do about it, in one calm sentence."""
    return translate(_CONTEXT, str(_ADVICE[why])).format(**params)


def _promise_due(params: Params) -> str:
    due = date.fromisoformat(str(params["date"]))
    words = (
        translate("words.reasons", "承诺今日还款 {amount}，须当面确认")
        if due == clock.today()
        else translate("words.reasons", "承诺 {day} 还款 {amount}，尚未到账，须当面确认")
    )
    return words.format(amount=_sum(params), day=this_day(due))


def _promise_broken(params: Params) -> str:
    due = date.fromisoformat(str(params["date"]))
    words = translate("words.reasons", "承诺 {day} 还款 {amount}，未足额到账")
    return words.format(amount=_sum(params), day=this_day(due))


def _plan_returned(params: Params) -> str:
    comment = str(params["comment"]).strip()
    if not comment:
        return translate("words.reasons", "方案被退回，须修改后重新提交")
    return translate("words.reasons", "方案被退回：{comment}").format(comment=comment)


def _plan_late(params: Params) -> str:
    days = int(params["days"])
    words = translate("words.reasons", "还款计划第 {row} 期逾期 %n 天，应还 {amount}", "", days)
    return words.format(row=params["row"], amount=_sum(params))


def _plan_row_due(params: Params) -> str:
    words = translate("words.reasons", "还款计划第 {row} 期今日到期，应还 {amount}")
    return words.format(row=params["row"], amount=_sum(params))


def _plan_unsigned(_params: Params) -> str:
    return translate("words.reasons", "方案已提出，还没有签署文书")


def _guarantee_ending(params: Params) -> str:
    words = translate("words.reasons", "{name}的保证期间剩 %n 天，须向保证人主张", "", int(params["days"]))
    return words.format(name=params["name"])


def _limitation_ending(params: Params) -> str:
    return translate("words.reasons", "诉讼时效剩 %n 天", "", int(params["days"]))


def _notice_to_serve(params: Params) -> str:
    return translate("words.reasons", "送达催收通知书；诉讼时效剩 %n 天", "", int(params["days"]))


def _matter_open(params: Params) -> str:
    kind = matter_kind(MatterKind(str(params["kind"])))
    return translate("words.reasons", "{matter}待查清，暂缓催收").format(matter=kind)


def _never_visited(params: Params) -> str:
    return translate("words.reasons", "逾期 %n 天，从未走访", "", int(params["days"]))


def _long_since_visit(params: Params) -> str:
    return translate("words.reasons", "已 %n 天未走访", "", int(params["days"]))


def _overdue(params: Params) -> str:
    return translate("words.reasons", "逾期 %n 天", "", int(params["days"]))


def _sum(params: Params) -> str:
    return spoken_sum(int(params["amount_minor"]))


_SENTENCES: dict[Reason, Callable[[Params], str]] = {
    Reason.PROMISE_DUE: _promise_due,
    Reason.PROMISE_BROKEN: _promise_broken,
    Reason.PLAN_RETURNED: _plan_returned,
    Reason.PLAN_LATE: _plan_late,
    Reason.PLAN_ROW_DUE: _plan_row_due,
    Reason.PLAN_UNSIGNED: _plan_unsigned,
    Reason.GUARANTEE_ENDING: _guarantee_ending,
    Reason.NOTICE_TO_SERVE: _notice_to_serve,
    Reason.LIMITATION_ENDING: _limitation_ending,
    Reason.NEVER_VISITED: _never_visited,
    Reason.LONG_SINCE_VISIT: _long_since_visit,
    Reason.MATTER_OPEN: _matter_open,
    Reason.OVERDUE: _overdue,
}
