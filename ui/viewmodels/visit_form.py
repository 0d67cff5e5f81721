"""What the visit form asks, what is still missing, and what it says about the answers as they are given.

Only what fits the premises, who was met and what came of it is asked; but an answer that was given stays in sight
whatever is chosen afterwards, because what is recorded must never be more than what one sees.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from fieldapp import clock
from fieldapp.domain.caseview import CaseView, LoanView, view
from fieldapp.domain.compliance.for_case import whom_at
from fieldapp.domain.observation import FIELDS, RATINGS, Observation
from fieldapp.domain.observation_form import Setting
from fieldapp.domain.party import Premises
from fieldapp.domain.plans.affordability import capacity
from fieldapp.domain.plans.promise import PromiseContent
from fieldapp.domain.plans.promise_limits import objections
from fieldapp.domain.plans.promise_offer import offer
from fieldapp.domain.strategy.answer_checks import CheckRules, Severity, check
from fieldapp.domain.strategy.case_answers import answers_of
from fieldapp.domain.visit import (
    HARDSHIP_CAUSES,
    NOTE_LIMIT,
    Consent,
    Met,
    Outcome,
    cross_checks,
    missing_answers,
)
from fieldapp.errors import KnownError
from fieldapp.rule_packs import scores
from fieldapp.rule_packs.agreements import agreement_rules
from fieldapp.services import record_visit
from fieldapp.services.desk import Desk
from fieldapp.services.look_at_case import look_at_case
from fieldapp.services.may_act import may_act
from fieldapp.services.record_visit import VisitDesk, VisitDraft
from ui import formats, messages, words
from ui.i18n import translate
from ui.theme import Tone

SUMS = frozenset(
    {"sales_day_claimed", "sales_month_claimed", "purchases_month", "costs_month", "household_month"}
    | {"other_debt_month"}
)
CAPACITY = SUMS | {"margin_percent"}
"""What capacity is worked out from."""
NAMED = frozenset({Met.FAMILY, Met.STAFF, Met.GUARANTOR})
"""Those whose name is asked: the borrower's is known."""
_NOBODY_SAID = frozenset(Outcome) - {Outcome.NOT_FOUND, Outcome.MOVED}
_CHECKED_FIELD = {
    "visit.check.open_but_empty": "stock_level",
    "visit.check.staff_high": "staff_now",
    "visit.check.sales_fell": "sales_month_claimed",
}
_FORM_NAMES = {"sales_today": "sales_day_claimed", "sales_month": "sales_month_claimed"} | {
    "power_change_percent": "power_kwh"
}
"""Where the checks of the scores call an answer otherwise than the form."""
LEAST_PHOTOS = 2
"""Front and inside (question 22)."""
CREDIBLE_GAP = 25
"""Percent by which two estimates of sales may differ and still support each other (the cross-check's own limit)."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """What the page begins with: the case today, and the visit's form, or why the visit may not begin as it stands.

    Attributes:
        checks: what is usual in a trade and how far answers may differ, from the pack of the scores.
    """

    seen: CaseView
    visit: VisitDesk | None
    checks: CheckRules
    refusal: KnownError | None = None


@dataclass(frozen=True, slots=True)
class Gap:
    """An answer that is missing (or, as `advice`, would be good to have): the field's name and its words."""

    field: str
    words: str
    detail: str = ""


def arrive(desk: Desk, case_id: str, premises_id: str = "", override_id: str = "") -> Arrival:
    """Begin the visit, or go on with it; that the rules are against it is part of the answer.

    A warning is gone over with a reason before the visit begins: `override_id` then names it.

    Raises:
        KnownError: `case.not_here`.
    """
    seen = look_at_case(desk, case_id).seen
    checks = scores.in_force(seen.as_of).checks
    if not override_id and not record_visit.is_begun(desk, case_id):
        verb, host = whom_at(seen, premises_id)
        asked = may_act(desk, case_id, verb, host.id)
        if not asked.free:
            return Arrival(seen, None, checks, record_visit.refusal_of(asked))
        override_id = asked.override_id
    try:
        visit = record_visit.begin_visit(desk, case_id, premises_id, override_id)
    except KnownError as error:
        if not error.code.startswith("may."):
            raise
        return Arrival(seen, None, checks, error)
    return Arrival(view(visit.file, clock.today(visit.file.case.zone), agreement_rules()), visit, checks)


def begin_again(desk: Desk, case_id: str, visit_id: str) -> Arrival:
    """Begin to put a visit right, or go on with it.

    Raises:
        KnownError: `case.not_here`, or why it may not be put right.
    """
    visit = record_visit.begin_correction(desk, case_id, visit_id)
    seen = view(visit.file, clock.today(visit.file.case.zone), agreement_rules())
    return Arrival(seen, visit, scores.in_force(seen.as_of).checks)


def possible_again(refusal: KnownError, zone: str) -> str:
    """When a visit that is forbidden now may begin: "明天 08:00"; empty where time alone does not help."""
    again = str(refusal.params.get("again", ""))
    if not again:
        return ""
    local = datetime.fromisoformat(again).astimezone(ZoneInfo(zone))
    return f"{words.this_day(local.date())} {local:%H:%M}"


def premises_of(seen: CaseView, draft: VisitDraft) -> Premises | None:
    """The premises that are visited; also such as were found gone on this very visit."""
    places = (*seen.case.premises, *seen.file.ever.premises)
    return next((one for one in places if one.id == draft.premises_id), None)


def setting_of(seen: CaseView, draft: VisitDraft) -> Setting:
    """What decides which questions fit."""
    premises = premises_of(seen, draft)
    return Setting(premises.kind if premises else None, draft.met, draft.outcome)


def cause_asked(draft: VisitDraft) -> bool:
    """Whether somebody was there who can say why payment stopped."""
    return draft.outcome not in {Outcome.NOT_FOUND, Outcome.MOVED} and draft.met is not Met.NOBODY


def gaps(draft: VisitDraft, seen: CaseView) -> list[Gap]:
    """What must be answered before the visit can be finished, in the order of the form."""
    found = []
    if draft.corrects and not draft.correction_reason.strip():
        found.append(Gap("correction_reason", translate("visit_form", "更正的原因")))
    if premises_of(seen, draft) is None:
        found.append(Gap("premises", translate("visit_form", "经营场所")))
    for name in missing_answers(draft.met, draft.outcome, draft.observation, draft.cause):
        found.append(Gap(name, messages.say(f"field.{name}").text))
    if len(draft.note.strip()) > NOTE_LIMIT:
        found.append(Gap("note", translate("visit_form", "所见所谈（太长）")))
    if draft.outcome is Outcome.PROMISE and not draft.corrects:
        if not draft.promise.amount:
            found.append(Gap("amount", translate("visit_form", "承诺金额")))
        if draft.promise.due is None:
            found.append(Gap("due", translate("visit_form", "承诺日期")))
    return found


def advice(draft: VisitDraft, photos: int = LEAST_PHOTOS, recordings: int = 1) -> list[Gap]:
    """What a careful collector would add, and the rule behind it."""
    found: list[Gap] = []
    if draft.corrects:
        return found
    if not draft.identified:
        found.append(Gap("identified", translate("visit_form", "出示工作证件与委托授权"), "R10"))
    if not draft.companion.strip():
        found.append(Gap("companion", translate("visit_form", "写明同行人（应两人同行）"), "R09"))
    if draft.met in NAMED and not draft.met_name.strip():
        found.append(Gap("met_name", translate("visit_form", "写明见到的人姓名")))
    if draft.place is None:
        found.append(Gap("place", translate("visit_form", "记下到场位置")))
    if photos < LEAST_PHOTOS:
        found.append(Gap("photos", translate("visit_form", "拍门面和内部（还差 %n 张）", "", LEAST_PHOTOS - photos)))
    if draft.met not in {None, Met.NOBODY} and not recordings and draft.recording is not Consent.REFUSED:
        found.append(Gap("recording", translate("visit_form", "征得同意后录音"), "R11"))
    if draft.outcome is not None and draft.next_step is None:
        found.append(Gap("next_step", translate("visit_form", "写明下一步")))
    return found


def remarks(
    draft: VisitDraft, before: Observation | None, premises: Premises | None, rules: CheckRules
) -> dict[str, tuple[str, Tone]]:
    """What the form says beside its fields: disagreements first, else how an answer compares."""
    said: dict[str, tuple[str, Tone]] = {}
    for name in FIELDS:
        change = _change(getattr(draft.observation, name), getattr(before, name, None))
        if change and name not in RATINGS:
            said[name] = (change, "text_2")
    said |= _purchases(draft.observation)
    said |= _standing(draft)
    for code in cross_checks(draft.observation, before):
        said[_CHECKED_FIELD[code]] = (messages.say(code).text, "warn")
    return said | _findings(draft.observation, before, premises, rules)


def _findings(
    observation: Observation, before: Observation | None, premises: Premises | None, rules: CheckRules
) -> dict[str, tuple[str, Tone]]:
    """What the pack of the scores finds odd or impossible, at the last of the answers it is about."""
    kind, trade = (premises.kind, premises.trade) if premises else (None, "")
    earlier = answers_of(before, kind) if before is not None else None
    said: dict[str, tuple[str, Tone]] = {}
    for finding in check(answers_of(observation, kind), earlier, trade, rules):
        fields = [_FORM_NAMES.get(name, name) for name in finding.names]
        given = [name for name in fields if getattr(observation, name) is not None]
        params: dict[str, object] = dict(finding.params)
        if "names" in params:
            params["names"] = formats.listed(words.observed(name) for name in fields)
        tone: Tone = "stop" if finding.severity is Severity.BLOCK else "warn"
        said[(given or fields)[-1]] = (messages.say(finding.code, params).text, tone)
    return said


def _change(now: object, before: object) -> str:
    """By how much a figure differs from last time; nothing for words."""
    if type(now) is not int or type(before) is not int or before <= 0:
        return ""
    percent = round((now - before) * 100 / before)
    if percent == 0:
        return ""
    more, less = translate("visit_form", "比上次多 {percent}%"), translate("visit_form", "比上次少 {percent}%")
    return (more if percent > 0 else less).format(percent=formats.number(abs(percent)))


def _purchases(observation: Observation) -> dict[str, tuple[str, Tone]]:
    """Whether the claimed sales of a month fit what purchases and margin make of them."""
    found = capacity(observation)
    estimates = dict(found.estimates) if found is not None else {}
    claimed, bought = estimates.get("month_claimed"), estimates.get("purchases")
    if claimed is None or bought is None or not max(claimed, bought):
        return {}
    gap = abs(claimed - bought) * 100 // max(claimed, bought)
    if gap <= CREDIBLE_GAP:
        fits = translate("visit_form", "与进货倒推 {sum} 相差 {gap}%，可信")
        return {"sales_month_claimed": (fits.format(sum=formats.amount(bought), gap=gap), "ok")}
    odd = translate("visit_form", "与进货倒推 {sum} 相差 {gap}%，请再问一问")
    return {"sales_month_claimed": (odd.format(sum=formats.amount(bought), gap=gap), "warn")}


def _standing(draft: VisitDraft) -> dict[str, tuple[str, Tone]]:
    """Answers about the person that do not fit each other, or that ask for help instead of pressure."""
    said: dict[str, tuple[str, Tone]] = {}
    if draft.met is Met.NOBODY and draft.outcome in _NOBODY_SAID:
        said["outcome"] = (translate("visit_form", "没有见到人，请核对结果"), "warn")
    if draft.met is Met.BORROWER and draft.outcome is Outcome.NOT_FOUND:
        said["outcome"] = (translate("visit_form", "见到了本人，请核对结果"), "warn")
    if draft.cause in HARDSHIP_CAUSES and draft.outcome is not Outcome.HARDSHIP:
        said["cause"] = (translate("visit_form", "疾病、事故或受灾时先停止催促，按需要扶助处理（R18）"), "warn")
    return said


def loan_of(seen: CaseView, draft: VisitDraft) -> LoanView | None:
    """The loan that is promised on: the one chosen, or the first."""
    chosen = next((loan for loan in seen.loans if loan.loan.id == draft.promise.loan_id), None)
    return chosen or (seen.loans[0] if seen.loans else None)


def promised(amount: int | None, loan: LoanView | None) -> tuple[str, Tone]:
    """How a promised sum stands to what is owed today."""
    if not amount or loan is None:
        return "", "text_2"
    if amount > loan.quote.payoff:
        return translate("visit_form", "超过结清金额 {sum}，请核对").format(
            sum=formats.amount(loan.quote.payoff)
        ), "warn"
    if amount >= loan.owed:
        return translate("visit_form", "够还今日应还"), "ok"
    return translate("visit_form", "比今日应还少 {sum}").format(sum=formats.amount(loan.owed - amount)), "text_2"


def objection(seen: CaseView, draft: VisitDraft) -> str:
    """Why the promise would not be taken as it stands; said at once, not when one leaves. Nothing if it would."""
    loan, promise = loan_of(seen, draft), draft.promise
    if loan is None or not promise.amount or promise.due is None:
        return ""
    content = PromiseContent(loan.loan.id, seen.case.borrower.id, promise.amount, promise.due, promise.channel)
    rules = agreement_rules().promises
    found = objections(offer(seen.file, content, clock.today(seen.case.zone), rules), rules)
    return str(messages.say(found[0].code, dict(found[0].params)).text) if found else ""
