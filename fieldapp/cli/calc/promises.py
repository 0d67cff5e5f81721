"""`calc promises`: how promises to pay stand at a date, and whether another may be taken."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Literal

from fieldapp.cli.calc.question import Question, Shown, Strict, major, minor, wrong
from fieldapp.domain.lending.ageing import bucket_of
from fieldapp.domain.lending.loan import Payment
from fieldapp.domain.plans.promise import (
    PayChannel,
    Promise,
    PromiseContent,
    PromiseStanding,
    PromiseState,
    moves,
    standings,
)
from fieldapp.domain.plans.promise_limits import Offer, PromiseRules, broken_lately, objections
from fieldapp.rule_packs.promises import promise_rules
from fieldapp.sentences import say

Payer = Literal["borrower", "co_debtor", "guarantor", "contact", "third_party"]
LIABLE = frozenset({"borrower", "co_debtor", "guarantor"})


class PromiseAsked(Strict, frozen=True):
    """A promise of `amount` until the end of `due`; `replaces` is the id of the one it takes the place of."""

    id: str
    made_on: date
    due: date
    amount: str
    payer: Payer = "borrower"
    channel: PayChannel = PayChannel.TRANSFER
    loan: str = ""
    replaces: str | None = None


class PaymentAsked(Strict, frozen=True):
    """Money received on a loan; `reversed_on` when the bank took it back."""

    on: date
    amount: str
    loan: str = ""
    reference: str = ""
    reversed_on: date | None = None


class NextAsked(Strict, frozen=True):
    """A promise somebody wants to make on the day asked for.

    `days_past_due` of the debt that day; `cure`: what puts it right on the promised day.
    """

    due: date
    amount: str
    days_past_due: int
    cure: str
    payer: Payer = "borrower"
    replaces: str | None = None


class PromisesQuestion(Strict, frozen=True):
    """Promises, the money that arrived, and the day asked for."""

    as_of: date
    promises: tuple[PromiseAsked, ...] = ()
    payments: tuple[PaymentAsked, ...] = ()
    next: NextAsked | None = None
    language: Literal["zh_CN", "en"] = "zh_CN"


class CountedShown(Shown, frozen=True):
    """What of a payment counted."""

    reference: str
    amount: str


class PromiseShown(Shown, frozen=True):
    """A promise with its state, what counted for it, and the last day on which money counts."""

    id: str
    due: date
    amount: str
    state: PromiseState
    counted: str
    closes_on: date
    confirmed_calendar: bool
    payments: list[CountedShown]


class ObjectionShown(Shown, frozen=True):
    """Why a promise may not be taken."""

    code: str
    text: str
    action: str


class NextShown(Shown, frozen=True):
    """Whether the promise may be taken; `furthest_due` is the last day it could be for."""

    allowed: bool
    objections: list[ObjectionShown]
    bucket: str
    furthest_due: date
    broken_lately: int
    window_closes_on: date


class PromisesAnswer(Shown, frozen=True):
    """All promises, the earliest date first, and the pack they were judged by."""

    as_of: date
    pack: str
    promises: list[PromiseShown]
    next: NextShown | None


def answer(asked: PromisesQuestion) -> PromisesAnswer:
    """Judge the promises."""
    rules = promise_rules()
    known = _promises(asked)
    payments: dict[str, list[Payment]] = {}
    for place, one in enumerate(asked.payments):
        payments.setdefault(one.loan, []).append(_payment(one, place))
    found = standings(list(known.values()), payments, asked.as_of, rules, LIABLE)
    return PromisesAnswer(
        as_of=asked.as_of,
        pack=rules.version,
        promises=[_shown(one, rules) for one in found],
        next=_next(asked, asked.next, known, found, rules) if asked.next else None,
    )


def _promises(asked: PromisesQuestion) -> dict[str, Promise]:
    known: dict[str, Promise] = {}
    for place, one in enumerate(asked.promises):
        field = f"promises[{place}]"
        if not one.id or one.id in known:
            wrong(f"{field}.id", "needs an id of its own")
        if one.due < one.made_on:
            wrong(f"{field}.due", "lies before made_on")
        if one.made_on > asked.as_of:
            wrong(f"{field}.made_on", "lies after as_of")
        if one.replaces is not None and all(one.replaces != other.id for other in asked.promises):
            wrong(f"{field}.replaces", f"no promise of this id: {one.replaces!r}")
        amount = minor(one.amount, f"{field}.amount")
        if not amount:
            wrong(f"{field}.amount", "nothing is promised")
        content = PromiseContent(one.loan, one.payer, amount, one.due, one.channel, replaces=one.replaces)
        made_at = datetime.combine(one.made_on, time(), UTC)
        known[one.id] = Promise(one.id, "", "", made_at, one.made_on, content)
    return known


def _payment(one: PaymentAsked, place: int) -> Payment:
    if one.reversed_on is not None and one.reversed_on < one.on:
        wrong(f"payments[{place}].reversed_on", "lies before on")
    amount = minor(one.amount, f"payments[{place}].amount")
    return Payment(one.reference or f"payment {place + 1}", one.on, amount, "", one.reversed_on)


def _shown(one: PromiseStanding, rules: PromiseRules) -> PromiseShown:
    return PromiseShown(
        id=one.promise.id,
        due=one.promise.content.due,
        amount=major(one.promise.content.amount),
        state=one.state,
        counted=major(one.counted),
        closes_on=one.closes_on,
        confirmed_calendar=not rules.work.unconfirmed_years(one.promise.content.due, one.closes_on),
        payments=[CountedShown(reference=reference, amount=major(amount)) for reference, amount in one.payments],
    )


def _next(
    asked: PromisesQuestion,
    wanted: NextAsked,
    known: dict[str, Promise],
    found: tuple[PromiseStanding, ...],
    rules: PromiseRules,
) -> NextShown:
    if wanted.replaces is not None and wanted.replaces not in known:
        wrong("next.replaces", f"no promise of this id: {wanted.replaces!r}")
    if wanted.days_past_due < 0:
        wrong("next.days_past_due", "below zero")
    replaced = known.get(wanted.replaces or "")
    offer = Offer(
        made_on=asked.as_of,
        due=wanted.due,
        amount=minor(wanted.amount, "next.amount"),
        bucket=bucket_of(wanted.days_past_due),
        cure=minor(wanted.cure, "next.cure"),
        broken_ends=tuple(one.closes_on for one in found if one.state is PromiseState.BROKEN),
        moves=moves(replaced, known) if replaced else None,
        replaced_due=replaced.content.due if replaced else None,
        liable=wanted.payer in LIABLE,
    )
    against = objections(offer, rules)
    said = [(refusal.code, say(refusal.code, refusal.params, asked.language)) for refusal in against]
    return NextShown(
        allowed=not against,
        objections=[ObjectionShown(code=code, text=text.text, action=text.action) for code, text in said],
        bucket=offer.bucket.value,
        furthest_due=asked.as_of + timedelta(days=rules.furthest(offer.bucket)),
        broken_lately=broken_lately(offer.broken_ends, asked.as_of, rules),
        window_closes_on=rules.window_end(wanted.due),
    )


QUESTION = Question("promises", "how promises to pay stand", PromisesQuestion, PromisesAnswer, answer)
