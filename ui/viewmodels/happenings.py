"""Everything that happened in a case, as one story, newest first: what was done here and what the bank told.

Each moment keeps its kind, so that the story can be narrowed; a fact that only this laptop has says so, and one that
was refused stays in the story with the reason.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time
from functools import partial
from zoneinfo import ZoneInfo

from fieldapp.domain.case import Visit
from fieldapp.domain.caseview import LoanView
from fieldapp.domain.document import Document
from fieldapp.domain.lending.allocation import Component
from fieldapp.domain.lending.ledger import AppliedPayment
from fieldapp.domain.lending.loan import Payment
from fieldapp.domain.plans.plan_life import Plan, PlanStanding, PlanState
from fieldapp.domain.plans.promise import PromiseStanding, PromiseState
from fieldapp.domain.visit_rules import against_correction
from fieldapp.services.look_at_case import CasePage
from fieldapp.store.laptop.outbox import OutboxEntry
from ui import formats, messages, words
from ui.i18n import translate
from ui.viewmodels.field_happenings import field_moments
from ui.viewmodels.moments import Moment, MomentKind, custody_words, kind_words, moment, name_of, party_name, when
from ui.viewmodels.observed import visit_summary
from ui.widgets.timeline import Happening

__all__ = ["REFUSED", "Moment", "MomentKind", "allocation_words", "kind_words", "refusal_words", "rows_words", "story"]
REFUSED = frozenset({"rejected", "conflict"})


def story(page: CasePage) -> list[Moment]:
    """All moments of a case, newest first."""
    bank = [*_promises(page), *_payments(page), *_plans(page), *_papers(page)]
    found = [*_visits(page), *field_moments(page), *bank, *_refused(page)]
    return sorted(found, key=lambda one: one.at, reverse=True)


def _visits(page: CasePage) -> Iterator[Moment]:
    """Every visit; one that was put right later stays, marked so, with the better one beside it."""
    better = {one.content.corrects: one for one in page.seen.file.visits if one.content.corrects}
    for visit in reversed(page.seen.file.visits):  # of two that began together the better one comes first
        people = (name_of(page, visit.made_by), visit.content.companion, visit.content.met_name)
        make = partial(_visit, page, visit, better.get(visit.id))
        yield moment(page, MomentKind.VISIT, visit.content.arrived_at, make, visit.id, people, late=visit.late)


def _visit(page: CasePage, visit: Visit, better: Visit | None) -> Happening:
    content = visit.content
    title = translate("happenings", "外访 · {met} · {outcome}").format(
        met=words.met(content.met), outcome=words.outcome(content.outcome)
    )
    told = Happening(when(page, content.arrived_at), title, _visit_detail(page, visit), "accent")
    if against_correction(page.seen.file, visit.id, "-", page.me) is None:
        told = replace(told, act=translate("happenings", "更正这次外访"), about=visit.id)
    if better is not None:
        state = translate("happenings", "已于 {when} 更正").format(when=when(page, better.made_at))
        return replace(told, tone="text_3", state=state, state_tone="text_2")
    if content.corrects:
        return replace(told, state=translate("happenings", "更正后的记录"), state_tone="info")
    return told


def _visit_detail(page: CasePage, visit: Visit) -> str:
    content = visit.content
    went = [name_of(page, visit.made_by), content.companion]
    people = translate("happenings", "{names}前往").format(names=formats.listed(name for name in went if name))
    why = translate("happenings", "更正原因：{reason}").format(reason=content.correction_reason)
    lines = [visit_summary(content), content.note, people if any(went) else "", why if content.corrects else ""]
    return "\n".join(line for line in lines if line)


def _promises(page: CasePage) -> Iterator[Moment]:
    for standing in page.seen.promises:
        promise = standing.promise
        people = (name_of(page, promise.made_by), party_name(page, promise.content.payer_id))
        yield Moment(MomentKind.PROMISE, promise.made_at, partial(_promise, page, standing), people)


def _promise(page: CasePage, standing: PromiseStanding) -> Happening:
    content = standing.promise.content
    title = translate("happenings", "承诺 {day} 还 {sum}").format(
        day=formats.short_date(content.due), sum=words.spoken_sum(content.amount)
    )
    state, tone = words.promise_state(standing.state), words.promise_tone(standing.state)
    detail = _promise_detail(page, standing)
    return Happening(when(page, standing.promise.made_at), title, detail, "info", state, tone)


def _promise_detail(page: CasePage, standing: PromiseStanding) -> str:
    content = standing.promise.content
    payer = page.seen.file.ever.party(content.payer_id)
    channel = translate("happenings", "渠道：{channel}").format(channel=words.pay_channel(content.channel))
    parts = [payer.name if payer is not None else "", channel]
    if standing.counted or standing.state is not PromiseState.OPEN:
        parts.append(translate("happenings", "已到账 {sum}").format(sum=words.spoken_sum(standing.counted)))
    parts.append(custody_words(page, standing.promise.id))
    return " · ".join(part for part in parts if part)


def _payments(page: CasePage) -> Iterator[Moment]:
    several = len(page.seen.loans) > 1
    for loan in page.seen.loans:
        applied = {one.payment.reference: one for one in loan.ledger.applied}
        for payment in loan.loan.payments:
            make = partial(_payment, loan, payment, applied.get(payment.reference), several=several)
            yield Moment(MomentKind.PAYMENT, _day_start(page, payment.received_on), make)


def _payment(loan: LoanView, payment: Payment, applied: AppliedPayment | None, *, several: bool) -> Happening:
    detail = _payment_detail(loan, payment, applied, several=several)
    title = translate("happenings", "还款 {sum}").format(sum=formats.amount(payment.amount))
    told = Happening(formats.short_date(payment.received_on), title, detail, "ok")
    if payment.reversed_on is None:
        return told
    back = translate("happenings", "{day} 已冲回").format(day=formats.short_date(payment.reversed_on))
    return replace(told, tone="stop", state=back, state_tone="stop")


def _payment_detail(loan: LoanView, payment: Payment, applied: AppliedPayment | None, *, several: bool) -> str:
    parts = [loan.loan.contract_no] if several else []
    if payment.channel:
        parts.append(words.payment_channel(payment.channel))
    if applied is not None:
        parts.append(allocation_words(applied))
    return " · ".join(parts)


def allocation_words(applied: AppliedPayment) -> str:
    """Where a payment went: "第 4 期：利息 913.29、本金 9,748.56"."""
    sums: dict[Component, int] = {}
    for line in applied.lines:
        sums[line.component] = sums.get(line.component, 0) + line.amount
    went = [f"{words.component(part)} {formats.amount(sums[part])}" for part in Component if part in sums]
    if applied.excess:
        went.append(translate("happenings", "多付 {sum}").format(sum=formats.amount(applied.excess)))
    rows = sorted({line.instalment for line in applied.lines if line.instalment})
    return formats.headed(rows_words(rows), formats.listed(went)) if rows else formats.listed(went)


def rows_words(rows: list[int]) -> str:
    """Instalments as one reads them: "第 4 期", "第 4–6 期", "第 2、4 期"."""
    if len(rows) > 1 and rows == list(range(rows[0], rows[-1] + 1)):
        said = f"{rows[0]}–{rows[-1]}"
    else:
        said = formats.listed(str(row) for row in rows)
    return translate("happenings", "第 {rows} 期").format(rows=said)


def _plans(page: CasePage) -> Iterator[Moment]:
    for standing in page.seen.plans:
        plan = standing.plan
        people = (name_of(page, plan.proposed_by),)
        yield Moment(MomentKind.PLAN, plan.proposed_at, partial(_plan, page, standing), people)
        yield from _decisions(page, plan)


def _plan(page: CasePage, standing: PlanStanding) -> Happening:
    plan = standing.plan
    title = translate("happenings", "提出方案 · {kind} {rows} 期").format(
        kind=words.plan_kind(plan.content.terms.kind), rows=len(plan.content.rows)
    )
    state, tone = words.plan_health(standing.health, plan.state), words.plan_tone(standing.health, plan.state)
    return Happening(when(page, plan.proposed_at), title, _plan_detail(page, standing), "warn", state, tone)


def _plan_detail(page: CasePage, standing: PlanStanding) -> str:
    content = standing.plan.content
    first = content.rows[0]
    parts = [
        translate("happenings", "首期 {day} 还 {sum}").format(
            day=formats.short_date(first.due), sum=words.spoken_sum(first.total)
        ),
        translate("happenings", "合计 {sum}").format(sum=words.spoken_sum(content.schedule.total)),
    ]
    if content.waived:
        parts.append(translate("happenings", "减免 {sum}").format(sum=words.spoken_sum(content.waived)))
    parts.append(translate("happenings", "须{level}批准").format(level=words.level(content.level)))
    parts.append(custody_words(page, standing.plan.id))
    line = " · ".join(part for part in parts if part)
    return f"{line}\n{content.reason}" if content.reason else line


def _decisions(page: CasePage, plan: Plan) -> Iterator[Moment]:
    """What was decided last is what the state says; every decision before it was an approval."""
    last = {
        PlanState.RETURNED: translate("happenings", "{name}退回了方案"),
        PlanState.REJECTED: translate("happenings", "{name}否决了方案"),
    }.get(plan.state)
    for number, decision in enumerate(plan.decisions, start=1):
        ended = last if number == len(plan.decisions) else None
        title = (ended or translate("happenings", "{name}批准了方案")).format(
            name=name_of(page, decision.by) or translate("happenings", "主管")
        )
        told = Happening(when(page, decision.at), title, decision.comment, "stop" if ended else "ok")
        yield Moment(MomentKind.PLAN, decision.at, partial(_as_it_is, told), (name_of(page, decision.by),))


def _as_it_is(told: Happening) -> Happening:
    return told


def _papers(page: CasePage) -> Iterator[Moment]:
    for document in page.seen.file.documents:
        signers = [name_of(page, one.signed_by) for one in document.revisions]
        yield Moment(MomentKind.PAPER, document.sealed_at, partial(_paper, page, document), signers)


def _paper(page: CasePage, document: Document) -> Happening:
    title = f"{words.document_kind(document.content.kind)} {document.content.number}"
    done = document.complete
    state = translate("happenings", "已全部签署") if done else _missing_signer(document)
    detail = _paper_detail(page, document)
    return Happening(when(page, document.sealed_at), title, detail, "accent", state, "ok" if done else "info")


def _missing_signer(document: Document) -> str:
    done = {revision.signer for revision in document.revisions}
    missing = [words.signer(one) for one in document.content.expected_signers if one not in done]
    return translate("happenings", "待{who}签章").format(who=formats.listed(missing))


def _paper_detail(page: CasePage, document: Document) -> str:
    signed = [
        f"{words.signer(one.signer)} {name_of(page, one.signed_by)} {when(page, one.signed_at)}"
        for one in document.revisions
    ]
    return " · ".join(part for part in (formats.clauses(signed), custody_words(page, document.id)) if part)


def _refused(page: CasePage) -> Iterator[Moment]:
    for entry in page.entries:
        if entry.status in REFUSED:
            by = (name_of(page, entry.fact.made_by),)
            yield Moment(MomentKind.REFUSED, entry.fact.made_at, partial(_not_taken, page, entry), by)


def _not_taken(page: CasePage, entry: OutboxEntry) -> Happening:
    title = f"{words.fact_kind(entry.fact.kind)} · {words.custody(entry.status)}"
    return Happening(when(page, entry.fact.made_at), title, refusal_words(entry), "stop")


def refusal_words(entry: OutboxEntry) -> str:
    """Why a fact was not accepted, and what to do."""
    return str(messages.say(entry.code, dict(entry.params))) if entry.code else ""


def _day_start(page: CasePage, day: date) -> datetime:
    return datetime.combine(day, time(), ZoneInfo(page.seen.case.zone))
