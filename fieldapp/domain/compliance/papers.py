"""Papers and money in the field: notices (R14, R22), allocation (R28), signed documents (R41), cash (R42)."""

from __future__ import annotations

from collections.abc import Iterator

from fieldapp.domain.compliance.hearing import Hearing
from fieldapp.domain.compliance.rule import Rule
from fieldapp.domain.compliance.said import Against, Check, Instead, Params, Said
from fieldapp.domain.compliance.verbs import LIABLE, Verb


def notices(h: Hearing, rule: Rule) -> Iterator[Said]:
    """R14: nothing is posted where others read it; a notice goes to a party, an adult of the household or an agent."""
    party, place, sealed = h.asked.party, h.asked.place, h.asked.visit.sealed
    serve = (Instead("instead.serve_notice"),)
    if h.asked.action.verb is Verb.POST_NOTICE:
        if place.kind.value in rule.of("no_posting_at", tuple):
            yield Against("may.posted_in_public", instead=serve)
        elif not sealed:
            yield Against("may.envelope_open", instead=(Instead("instead.seal_envelope"),))
        return
    if party.role.value not in rule.of("recipients", tuple) or party.minor:
        yield Against("may.wrong_recipient", {"name": party.name}, instead=serve)
    elif party.role not in LIABLE and not sealed:
        yield Against("may.envelope_open", instead=(Instead("instead.seal_envelope"),))


def proof_of_service(h: Hearing, rule: Rule) -> Iterator[Said]:
    """R22: a demand interrupts limitation only if it can be proved to have arrived."""
    proofs = rule.of("proofs", tuple)
    if h.asked.visit.proof not in proofs:
        yield Against(
            "may.no_proof",
            instead=tuple(Instead("instead.take_proof", {"reason": f"proof_{proof}"}) for proof in proofs),
        )


def allocation(h: Hearing, rule: Rule) -> Iterator[Said]:
    """R28: costs, then interest, then principal, unless agreed; among several debts the payer names one (560, 561)."""
    money, ranks = h.asked.money, rule.of("ranks", dict)
    order = [ranks[component] for component in money.order if component in ranks]
    if order != sorted(order) and not money.order_agreed:
        yield Against("may.allocation_order", instead=(Instead("instead.order_561"),))
    if money.several_debts and not money.designation:
        yield Against("may.no_designation", part="designation", instead=(Instead("instead.ask_designation"),))


def signing(h: Hearing, rule: Rule) -> Iterator[Said]:
    """R41: what was signed stays as it was; a signature needs what makes it reliable (电子签名法 5, 6, 13)."""
    records = h.asked.records
    if h.asked.action.verb is Verb.EDIT_SIGNED_DOCUMENT:
        if records.signatures:
            yield Against("may.already_signed", {"count": records.signatures}, instead=(Instead("instead.new_paper"),))
        return
    for needed in rule.of("parts_needed", tuple):
        if needed not in records.signed_parts:
            yield Against("may.signature_part", {"reason": f"signed_{needed}"})


def cash(h: Hearing, rule: Rule) -> Iterator[Said]:
    """R42: a numbered receipt at once, into the office's account, within hours."""
    money, hours = h.asked.money, rule.of("deposit_hours", int)
    if not money.receipt_no:
        yield Against("may.no_receipt", instead=(Instead("instead.give_receipt"), Instead("instead.transfer")))
    if money.to_personal_account:
        yield Against("may.personal_account", instead=(Instead("instead.transfer"),))
    if money.cash_held_hours > hours:
        told: Params = {"count": money.cash_held_hours, "limit": hours}
        yield Against("may.cash_not_deposited", told, "deposit", (Instead("instead.deposit_first"),))


CHECKS = (
    Check("R14", frozenset({Verb.POST_NOTICE, Verb.SERVE_NOTICE}), notices),
    Check("R22", frozenset({Verb.SERVE_NOTICE}), proof_of_service),
    Check("R28", frozenset({Verb.ALLOCATE_PAYMENT}), allocation),
    Check("R41", frozenset({Verb.SIGN_DOCUMENT, Verb.EDIT_SIGNED_DOCUMENT}), signing),
    Check("R42", frozenset({Verb.TAKE_CASH}), cash),
)
