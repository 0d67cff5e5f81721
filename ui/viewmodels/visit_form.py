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
from fieldapp.domain.observation import Observation, OpenStatus
from fieldapp.domain.party import Premises, PremisesKind
from fieldapp.domain.plans.affordability import capacity
from fieldapp.domain.visit import HARDSHIP_CAUSES, NOTE_LIMIT, Met, Outcome, cross_checks, missing_answers
from fieldapp.errors import KnownError
from fieldapp.rule_packs.agreements import agreement_rules
from fieldapp.services import record_visit
from fieldapp.services.desk import Desk
from fieldapp.services.look_at_case import look_at_case
from fieldapp.services.record_visit import VisitDesk, VisitDraft
from ui import formats, messages, words
from ui.i18n import translate
from ui.theme import Tone

SEEN = ("open_status", "customers_10min", "crowd", "stock_level", "staff_now", "staff_usual")
TOLD = (
    "sales_day_claimed",
    "sales_month_claimed",
    "purchases_month",
    "margin_percent",
    "costs_month",
    "household_month",
    "other_debt_month",
)
SUMS = frozenset(TOLD) - {"margin_percent"}
NAMED = frozenset({Met.FAMILY, Met.STAFF, Met.GUARANTOR})
"""Those whose name is asked: the borrower's is known."""
_NOT_THERE: dict[PremisesKind, frozenset[str]] = {
    PremisesKind.SERVICE: frozenset({"stock_level"}),
    PremisesKind.FACTORY: frozenset({"customers_10min", "crowd", "sales_day_claimed"}),
    PremisesKind.FARM: frozenset({"customers_10min", "crowd", "sales_day_claimed"}),
    PremisesKind.VEHICLE: frozenset({"customers_10min", "crowd", "stock_level", "staff_now", "staff_usual"}),
    PremisesKind.HOME_BUSINESS: frozenset({"customers_10min", "crowd", "staff_now", "staff_usual"}),
}
_CLOSED = frozenset({OpenStatus.CLOSED_LONG, OpenStatus.MOVED, OpenStatus.TRANSFERRED, OpenStatus.DEMOLISHED})
_NO_TALK = frozenset({Outcome.REFUSED, Outcome.DISPUTE, Outcome.PAID_CLAIM, Outcome.NOT_FOUND, Outcome.MOVED})
_NOBODY_SAID = frozenset(Outcome) - {Outcome.NOT_FOUND, Outcome.MOVED}
_CHECKED_FIELD = {
    "visit.check.sales_disagree": "sales_day_claimed",
    "visit.check.open_but_empty": "stock_level",
    "visit.check.staff_high": "staff_now",
    "visit.check.sales_fell": "sales_month_claimed",
}
CREDIBLE_GAP = 25
"""Percent by which two estimates of sales may differ and still support each other (the cross-check's own limit)."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """What the page begins with: the case today, and the visit's form, or why the visit may not begin."""

    seen: CaseView
    visit: VisitDesk | None
    refusal: KnownError | None = None


@dataclass(frozen=True, slots=True)
class Gap:
    """An answer that is missing (or, as `advice`, would be good to have): the field's name and its words."""

    field: str
    words: str
    detail: str = ""


def arrive(desk: Desk, case_id: str) -> Arrival:
    """Begin the visit, or go on with it; a refusal by the hours is part of the answer.

    Raises:
        KnownError: `case.not_here`.
    """
    page = look_at_case(desk, case_id)
    try:
        visit = record_visit.begin_visit(desk, case_id)
    except KnownError as error:
        if not error.code.startswith("may."):
            raise
        return Arrival(page.seen, None, error)
    return Arrival(view(visit.file, clock.today(visit.file.case.zone), agreement_rules()), visit)


def possible_again(refusal: KnownError, zone: str) -> str:
    """When a visit that is forbidden now may begin: "明天 08:00"; empty where time alone does not help."""
    again = str(refusal.params.get("again", ""))
    if not again:
        return ""
    local = datetime.fromisoformat(again).astimezone(ZoneInfo(zone))
    return f"{words.this_day(local.date())} {local:%H:%M}"


def premises_of(seen: CaseView, draft: VisitDraft) -> Premises | None:
    """The premises that are visited."""
    return next((one for one in seen.case.premises if one.id == draft.premises_id), None)


def asked(kind: PremisesKind | None, draft: VisitDraft) -> tuple[str, ...]:
    """Names of the fields of the observation that are asked, in order."""
    given = {name for name in (*SEEN, *TOLD) if getattr(draft.observation, name) is not None}
    fits = _asked_by_answers(draft) - (_NOT_THERE.get(kind, frozenset()) if kind is not None else frozenset())
    return tuple(name for name in (*SEEN, *TOLD) if name in fits or name in given)


def _asked_by_answers(draft: VisitDraft) -> set[str]:
    status = draft.observation.open_status
    if draft.outcome is Outcome.MOVED:
        return {"open_status"}
    fits = {*SEEN, *TOLD}
    if status in _CLOSED:
        fits = {"open_status", "household_month", "other_debt_month"}
    elif status is OpenStatus.CLOSED_HOURS:
        fits -= {"customers_10min", "crowd", "staff_now"}
    if draft.outcome in _NO_TALK or draft.met is Met.NOBODY:
        fits -= {*TOLD, "staff_usual"}
    return fits


def cause_asked(draft: VisitDraft) -> bool:
    """Whether somebody was there who can say why payment stopped."""
    return draft.outcome not in {Outcome.NOT_FOUND, Outcome.MOVED} and draft.met is not Met.NOBODY


def gaps(draft: VisitDraft, seen: CaseView) -> list[Gap]:
    """What must be answered before the visit can be finished, in the order of the form."""
    found = []
    if premises_of(seen, draft) is None:
        found.append(Gap("premises", translate("visit_form", "经营场所")))
    for name in missing_answers(draft.met, draft.outcome, draft.observation, draft.cause):
        found.append(Gap(name, messages.say(f"field.{name}").text))
    if len(draft.note.strip()) > NOTE_LIMIT:
        found.append(Gap("note", translate("visit_form", "所见所谈（太长）")))
    if draft.outcome is Outcome.PROMISE:
        if not draft.promise.amount:
            found.append(Gap("amount", translate("visit_form", "承诺金额")))
        if draft.promise.due is None:
            found.append(Gap("due", translate("visit_form", "承诺日期")))
    return found


def advice(draft: VisitDraft) -> list[Gap]:
    """What a careful collector would add, and the rule behind it."""
    found = []
    if not draft.identified:
        found.append(Gap("identified", translate("visit_form", "出示工作证件与委托授权"), "R10"))
    if not draft.companion.strip():
        found.append(Gap("companion", translate("visit_form", "写明同行人（应两人同行）"), "R09"))
    if draft.met in NAMED and not draft.met_name.strip():
        found.append(Gap("met_name", translate("visit_form", "写明见到的人姓名")))
    return found


def remarks(draft: VisitDraft, before: Observation | None) -> dict[str, tuple[str, Tone]]:
    """What the form says beside its fields: disagreements first, else how an answer compares."""
    said: dict[str, tuple[str, Tone]] = {}
    for name in (*SEEN, *TOLD):
        change = _change(getattr(draft.observation, name), getattr(before, name, None))
        if change:
            said[name] = (change, "text_2")
    said |= _purchases(draft.observation)
    said |= _standing(draft)
    for code in cross_checks(draft.observation, before):
        said[_CHECKED_FIELD[code]] = (messages.say(code).text, "warn")
    return said


def _change(now: object, before: object) -> str:
    """By how much a figure differs from last time; nothing for words."""
    if type(now) is not int or type(before) is not int or before == 0:
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
