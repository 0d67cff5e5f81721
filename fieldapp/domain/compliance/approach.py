"""Who may be approached: who owes, who is only a contact, who has asked to be left alone (R05–R08)."""

from __future__ import annotations

from collections.abc import Iterator

from fieldapp.domain.compliance.hearing import Hearing
from fieldapp.domain.compliance.question import Situation
from fieldapp.domain.compliance.rule import Rule
from fieldapp.domain.compliance.said import Against, Check, Instead, Said
from fieldapp.domain.compliance.verbs import (
    ADDRESSING,
    CHANNELS,
    LIABLE,
    OUTSIDERS,
    REACHING,
    STAYING,
    Purpose,
    Role,
    Verb,
)

RELAYING = frozenset({Purpose.OBTAIN_CONTACT, Purpose.RELAY})
DEBT_JOINING = Instead("instead.debt_joining_form")


def through_others(h: Hearing) -> bool:
    """Whether somebody who owes nothing is only to say where the debtor is, or to pass word on."""
    action = h.asked.action
    by_purpose = action.verb in CHANNELS and action.purpose in RELAYING
    return action.verb is Verb.CONTACT_THIRD_PARTY or (by_purpose and outsider(h))


def outsider(h: Hearing) -> bool:
    """Whether the party owes nothing."""
    return h.asked.party.role in OUTSIDERS


def liable_only(h: Hearing, rule: Rule) -> Iterator[Said]:
    """R05: only who owes is addressed about the debt; guarantors and joint debtors within their contract."""
    party = h.asked.party
    if h.asked.action.verb is Verb.DEMAND_GUARANTOR and party.role is not Role.GUARANTOR:
        yield Against("may.not_guarantor", {"name": party.name})
    if party.role.value not in rule.of("roles", tuple):
        code = "may.not_liable"
        yield Against(code, {"name": party.name}, instead=(Instead("instead.contact_third_party"),))
        return
    if party.role.value in rule.of("contract_roles", tuple) and not party.contract_ref:
        yield Against("may.contract_missing", {"name": party.name}, "contract", (Instead("instead.enter_contract"),))
    if party.role is Role.GUARANTOR and not h.asked.actor.identified:
        yield Against(
            "may.guarantor_joint", {"name": party.name}, "guarantor", (Instead("instead.show_authorisation"),)
        )


def contacts(h: Hearing, rule: Rule) -> Iterator[Said]:
    """R06: a contact only where the debtor cannot be reached, is dead or incapable; never a word of the debt."""
    action, name = h.asked.action, h.asked.party.name
    if not unlocked(h.asked.case, rule):
        yield Against("may.contact_locked", {"name": name, **_missing(h.asked.case, rule)}, instead=_to_unlock())
    if action.purpose not in RELAYING:
        yield Against("may.contact_purpose", {"name": name}, instead=(Instead("instead.fixed_script"),))
    if action.reveals_debt:
        yield Against("may.debt_revealed", {"name": name}, instead=(Instead("instead.fixed_script"),))


def unlocked(case: Situation, rule: Rule) -> bool:
    """Whether contacts may be asked about the debtor."""
    if case.borrower_dead or case.borrower_incapable:
        return True
    return (
        case.unanswered_attempts >= rule.of("attempts", int)
        and case.unanswered_days >= rule.of("days", int)
        and case.failed_visits >= rule.of("visits", int)
    )


def _missing(case: Situation, rule: Rule) -> dict[str, str | int]:
    """What is still missing until the debtor counts as not to be reached."""
    return {
        "attempts": max(0, rule.of("attempts", int) - case.unanswered_attempts),
        "days": max(0, rule.of("days", int) - case.unanswered_days),
        "visits": max(0, rule.of("visits", int) - case.failed_visits),
    }


def _to_unlock() -> tuple[Instead, ...]:
    return Instead("instead.call_borrower"), Instead("instead.visit_borrower")


def refusals(h: Hearing, _rule: Rule) -> Iterator[Said]:
    """R07: who owes nothing and has asked to be left alone is left alone, by everybody and for good."""
    party = h.asked.party
    if party.refused_on is not None or any(contact.refused and h.same(contact) for contact in h.asked.history):
        yield Against("may.contact_refused", {"name": party.name})


def asking_others(h: Hearing, _rule: Rule) -> Iterator[Said]:
    """R08: nobody who owes nothing is asked to pay; who pays of their own will does so in writing (民法典 552)."""
    name = h.asked.party.name
    if h.asked.action.verb is Verb.ASK_PAYMENT:
        yield Against("may.third_party_asked", {"name": name}, instead=(DEBT_JOINING,))
    elif not h.asked.money.joining_document:
        yield Against("may.third_party_unwritten", {"name": name}, instead=(DEBT_JOINING,))


def addressed(h: Hearing) -> bool:
    """Whether the party is turned to about the debt, not through others."""
    return not through_others(h)


CHECKS = (
    Check("R05", ADDRESSING, liable_only, addressed),
    Check("R06", CHANNELS | {Verb.CONTACT_THIRD_PARTY}, contacts, through_others),
    Check("R07", REACHING | STAYING, refusals, lambda h: h.asked.party.role not in LIABLE),
    Check("R08", frozenset({Verb.ASK_PAYMENT, Verb.TAKE_CASH, Verb.ACCEPT_PAYMENT}), asking_others, outsider),
)
