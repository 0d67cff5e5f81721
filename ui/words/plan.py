"""Words for repayment plans: kinds, states, how a plan is kept, and who must approve it and why."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP

from fieldapp.domain.plans.authority import Exceeded, Level
from fieldapp.domain.plans.plan import PlanKind
from fieldapp.domain.plans.plan_life import PlanHealth, PlanState
from ui import messages
from ui.i18n import translate
from ui.theme import Tone
from ui.words.sums import spoken_sum

_CONTEXT = "words.plan"
_KINDS = {
    PlanKind.EQUAL_INSTALMENT: QT_TRANSLATE_NOOP("words.plan", "等额分期"),
    PlanKind.EQUAL_PRINCIPAL: QT_TRANSLATE_NOOP("words.plan", "等本分期"),
    PlanKind.DEFERRAL: QT_TRANSLATE_NOOP("words.plan", "展期"),
    PlanKind.INTEREST_ONLY: QT_TRANSLATE_NOOP("words.plan", "先息后本"),
    PlanKind.STEP_UP: QT_TRANSLATE_NOOP("words.plan", "递增还款"),
    PlanKind.SETTLEMENT: QT_TRANSLATE_NOOP("words.plan", "一次结清"),
    PlanKind.RE_AGE: QT_TRANSLATE_NOOP("words.plan", "欠息转本、重新分期"),
    PlanKind.CARD_STYLE: QT_TRANSLATE_NOOP("words.plan", "停息分期"),
    PlanKind.CUSTOM: QT_TRANSLATE_NOOP("words.plan", "按约定日期"),
}
_MEANINGS = {
    PlanKind.EQUAL_INSTALMENT: QT_TRANSLATE_NOOP("words.plan", "每期还款额相同，容易安排。"),
    PlanKind.EQUAL_PRINCIPAL: QT_TRANSLATE_NOOP("words.plan", "每期本金相同，前期多、后期少，利息较省。"),
    PlanKind.DEFERRAL: QT_TRANSLATE_NOOP("words.plan", "按原合同的期次整体顺延几个月，期间照计利息。"),
    PlanKind.INTEREST_ONLY: QT_TRANSLATE_NOOP("words.plan", "每期只付利息，最后一期还清本金。"),
    PlanKind.STEP_UP: QT_TRANSLATE_NOOP("words.plan", "前几期少还，等生意恢复后再多还。"),
    PlanKind.SETTLEMENT: QT_TRANSLATE_NOOP("words.plan", "在约定日前一次付清，按约定减免。"),
    PlanKind.RE_AGE: QT_TRANSLATE_NOOP("words.plan", "欠息并入本金，一起重新分期。"),
    PlanKind.CARD_STYLE: QT_TRANSLATE_NOOP("words.plan", "全部欠款平均分期，期间不再计息。"),
    PlanKind.CUSTOM: QT_TRANSLATE_NOOP("words.plan", "按收入到账的日子还款，如收获季或每周结款日。"),
}
_STATES = {
    PlanState.PROPOSED: QT_TRANSLATE_NOOP("words.plan", "待审批"),
    PlanState.ACTIVE: QT_TRANSLATE_NOOP("words.plan", "履行中"),
    PlanState.RETURNED: QT_TRANSLATE_NOOP("words.plan", "已退回"),
    PlanState.REJECTED: QT_TRANSLATE_NOOP("words.plan", "已否决"),
    PlanState.WITHDRAWN: QT_TRANSLATE_NOOP("words.plan", "已撤回"),
    PlanState.SUPERSEDED: QT_TRANSLATE_NOOP("words.plan", "已被新方案取代"),
}
_HEALTH = {
    PlanHealth.WAITING: QT_TRANSLATE_NOOP("words.plan", "待审批"),
    PlanHealth.EXPIRED: QT_TRANSLATE_NOOP("words.plan", "已失效"),
    PlanHealth.CLOSED: QT_TRANSLATE_NOOP("words.plan", "已了结"),
    PlanHealth.ON_TRACK: QT_TRANSLATE_NOOP("words.plan", "按期履行"),
    PlanHealth.LATE: QT_TRANSLATE_NOOP("words.plan", "履行逾期"),
    PlanHealth.BROKEN: QT_TRANSLATE_NOOP("words.plan", "已违约"),
    PlanHealth.COMPLETED: QT_TRANSLATE_NOOP("words.plan", "已履行完毕"),
}
_HEALTH_TONES: dict[PlanHealth, Tone] = {
    PlanHealth.WAITING: "info",
    PlanHealth.EXPIRED: "text_2",
    PlanHealth.CLOSED: "text_2",
    PlanHealth.ON_TRACK: "ok",
    PlanHealth.LATE: "warn",
    PlanHealth.BROKEN: "stop",
    PlanHealth.COMPLETED: "ok",
}
_STATE_TONES: dict[PlanState, Tone] = {PlanState.RETURNED: "warn", PlanState.REJECTED: "stop"}


def plan_kind(kind: PlanKind) -> str:
    """How a plan repays: "等额分期"."""
    return translate(_CONTEXT, str(_KINDS[kind]))


def plan_kind_meaning(kind: PlanKind) -> str:
    """The kind explained to somebody who has never heard the term."""
    return translate(_CONTEXT, str(_MEANINGS[kind]))


def plan_state(state: PlanState) -> str:
    """What has been decided about a plan: "待审批"."""
    return translate(_CONTEXT, str(_STATES[state]))


def plan_health(health: PlanHealth, state: PlanState = PlanState.ACTIVE) -> str:
    """How a plan stands: "按期履行"; a closed plan is called by what was decided about it."""
    if health is PlanHealth.CLOSED and state is not PlanState.ACTIVE:
        return plan_state(state)
    return translate(_CONTEXT, str(_HEALTH[health]))


def plan_tone(health: PlanHealth, state: PlanState = PlanState.ACTIVE) -> Tone:
    """The tone of a plan's chip."""
    if health is PlanHealth.CLOSED:
        return _STATE_TONES.get(state, "text_2")
    return _HEALTH_TONES[health]


def row_health(stored: str | None) -> tuple[str, Tone] | None:
    """The plan of a line of the case list (`CaseLine.plan_health`) as words and tone; None without a plan."""
    if stored is None:
        return None
    if stored == PlanState.RETURNED:
        return plan_state(PlanState.RETURNED), "warn"
    health = PlanHealth(stored)
    return plan_health(health), plan_tone(health)


def level(needed: Level) -> str:
    """A level of authority: "组长". The words are those of the sentences, so that both always agree."""
    return messages.say(f"level.{needed.name.lower()}").text


def criterion(exceeded: Exceeded) -> str:
    """Why a level of authority was not enough, with the figures compared.

    Raises:
        KeyError: a criterion that the authority matrix does not know.
    """
    of_sums = {
        "balance": translate("words.plan", "本金 {value}，上限 {limit}"),
        "principal_waiver": translate("words.plan", "减免本金 {value}，上限 {limit}"),
        "interest_waiver": translate("words.plan", "减免利息 {value}，上限 {limit}"),
        "penalty_waiver": translate("words.plan", "减免罚息复利 {value}，上限 {limit}"),
    }
    others = {
        "term": translate("words.plan", "期限 {value} 个月，上限 {limit} 个月"),
        "deferral": translate("words.plan", "展期 {value} 天，上限 {limit} 天"),
        "restructures": translate("words.plan", "一年内已重组 {value} 次，须提高一级审批"),
        "consent": translate("words.plan", "保证人的负担加重，还有 {value} 人没有书面同意"),
    }
    if exceeded.criterion in of_sums:
        words = of_sums[exceeded.criterion]
        return words.format(value=spoken_sum(exceeded.value), limit=spoken_sum(exceeded.limit))
    return others[exceeded.criterion].format(value=exceeded.value, limit=exceeded.limit)
