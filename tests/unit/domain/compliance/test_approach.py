"""Who may be approached (R05–R08), and when collection stops or softens (R17, R18)."""

from __future__ import annotations

from datetime import date

import pytest

from fieldapp.domain.compliance.answer import Outcome
from fieldapp.domain.compliance.verbs import Purpose, Role, Verb, Vulnerability
from tests.unit.domain.compliance.asking import (
    ALLOWED,
    BOUNDARY,
    KEPT,
    REFUSED,
    TEN,
    Row,
    ask,
    calls,
    check,
    codes,
    local,
    row,
)

GONE = {"unanswered_attempts": 3, "unanswered_days": 2, "failed_visits": 1}
CONTACT = {"role": Role.CONTACT, "name": "李敏"}
RELAY = {"purpose": Purpose.RELAY}
JOINT = {"role": Role.GUARANTOR, "name": "张伟", "contract_ref": "BZ-1"}
FREEZE = {"dispute_on": date(2026, 7, 10)}
ROWS = [
    row("R05", ALLOWED, Outcome.ALLOWED, KEPT, Verb.CALL),
    row("R05", ALLOWED, Outcome.ALLOWED, KEPT, Verb.CALL, party=JOINT, actor={"identified": True}),
    row("R05", BOUNDARY, Outcome.WARN, "may.guarantor_joint", Verb.CALL, party=JOINT),
    row("R05", BOUNDARY, Outcome.WARN, "may.contract_missing", Verb.ASK_PAYMENT, party={"role": Role.CO_DEBTOR}),
    row("R05", REFUSED, Outcome.BLOCK, "may.not_liable", Verb.CALL, party=CONTACT),
    row("R05", REFUSED, Outcome.BLOCK, "may.not_liable", Verb.VISIT_START, party={"role": Role.EMPLOYER}),
    row("R05", REFUSED, Outcome.BLOCK, "may.not_guarantor", Verb.DEMAND_GUARANTOR),
    row("R06", ALLOWED, Outcome.ALLOWED, KEPT, Verb.CONTACT_THIRD_PARTY, party=CONTACT, case=GONE, action=RELAY),
    row("R06", ALLOWED, Outcome.ALLOWED, KEPT, Verb.CALL, party=CONTACT, case={"borrower_dead": True}, action=RELAY),
    row(
        "R06", ALLOWED, Outcome.ALLOWED, KEPT, Verb.SMS, party=CONTACT, case={"borrower_incapable": True}, action=RELAY
    ),
    row(
        *("R06", BOUNDARY, Outcome.BLOCK, "may.contact_locked", Verb.CONTACT_THIRD_PARTY),
        party=CONTACT,
        case=GONE | {"unanswered_attempts": 2},
        action=RELAY,
    ),
    row(
        *("R06", BOUNDARY, Outcome.BLOCK, "may.contact_locked", Verb.CONTACT_THIRD_PARTY),
        party=CONTACT,
        case=GONE | {"unanswered_days": 1},
        action=RELAY,
    ),
    row(
        *("R06", BOUNDARY, Outcome.BLOCK, "may.contact_locked", Verb.CONTACT_THIRD_PARTY),
        party=CONTACT,
        case=GONE | {"failed_visits": 0},
        action=RELAY,
    ),
    row("R06", REFUSED, Outcome.BLOCK, "may.contact_purpose", Verb.CONTACT_THIRD_PARTY, party=CONTACT, case=GONE),
    row(
        *("R06", REFUSED, Outcome.BLOCK, "may.debt_revealed", Verb.CONTACT_THIRD_PARTY),
        party=CONTACT,
        case=GONE,
        action=RELAY | {"reveals_debt": True},
    ),
    row("R07", ALLOWED, Outcome.ALLOWED, KEPT, Verb.CONTACT_THIRD_PARTY, party=CONTACT),
    row(
        *("R07", BOUNDARY, Outcome.ALLOWED, KEPT, Verb.CONTACT_THIRD_PARTY),
        party=CONTACT | {"id": "p-1"},
        history=calls(1, role=Role.CONTACT, party_id="p-2", refused=True),
    ),
    row(
        *("R07", REFUSED, Outcome.BLOCK, "may.contact_refused", Verb.CONTACT_THIRD_PARTY),
        party=CONTACT | {"refused_on": date(2020, 1, 1)},
    ),
    row(
        *("R07", REFUSED, Outcome.BLOCK, "may.contact_refused", Verb.VISIT_START),
        party=CONTACT,
        history=calls(1, role=Role.CONTACT, refused=True),
    ),
    row(
        *("R08", ALLOWED, Outcome.ALLOWED, KEPT, Verb.ACCEPT_PAYMENT),
        party={"role": Role.RELATIVE},
        money={"joining_document": "doc-1"},
    ),
    row("R08", BOUNDARY, Outcome.BLOCK, "may.third_party_unwritten", Verb.TAKE_CASH, party={"role": Role.RELATIVE}),
    row("R08", REFUSED, Outcome.BLOCK, "may.third_party_asked", Verb.ASK_PAYMENT, party={"role": Role.RELATIVE}),
    row("R17", ALLOWED, Outcome.ALLOWED, KEPT, Verb.CALL),
    row("R17", ALLOWED, Outcome.ALLOWED, KEPT, Verb.CALL, case=FREEZE | {"answered": True}),
    row("R17", ALLOWED, Outcome.ALLOWED, KEPT, Verb.CALL, case={"dispute_on": date(2026, 7, 26)}),
    row("R17", ALLOWED, Outcome.RECORD, "may.answer_only", Verb.ANSWER_DISPUTE, case=FREEZE),
    row("R17", ALLOWED, Outcome.RECORD, "may.answer_only", Verb.CALL, case=FREEZE, action={"purpose": Purpose.ANSWER}),
    row("R17", BOUNDARY, Outcome.WARN, "may.answer_owed", Verb.CALL, case=FREEZE),
    row("R17", BOUNDARY, Outcome.BLOCK, "may.frozen", Verb.CALL, case={"complaint_on": date(2026, 7, 11)}),
    row("R17", REFUSED, Outcome.BLOCK, "may.frozen", Verb.VISIT_START, case={"paid_claim_on": date(2026, 7, 25)}),
    row("R18", ALLOWED, Outcome.ALLOWED, KEPT, Verb.CALL, action={"pressure": True}),
    row("R18", BOUNDARY, Outcome.WARN, "may.with_care", Verb.CALL, party={"vulnerable": (Vulnerability.ILLNESS,)}),
    row("R18", BOUNDARY, Outcome.WARN, "may.with_care", Verb.VISIT_INSIDE, place={"minor_present": True}),
    row(
        *("R18", REFUSED, Outcome.BLOCK, "may.no_pressure", Verb.CALL),
        party={"vulnerable": (Vulnerability.BEREAVEMENT,)},
        action={"pressure": True},
    ),
    row("R18", REFUSED, Outcome.BLOCK, "may.minor", Verb.CALL, party={"minor": True}),
    row("R18", REFUSED, Outcome.BLOCK, "may.deceased", Verb.CALL, party={"deceased": True}),
]


@pytest.mark.parametrize("line", ROWS)
def test_who_may_be_approached(line: Row) -> None:
    check(line)


def test_a_locked_contact_says_what_is_missing_and_whom_to_reach_instead() -> None:
    case = GONE | {"unanswered_attempts": 1, "failed_visits": 0}
    answer = ask(Verb.CONTACT_THIRD_PARTY, party=CONTACT, case=case, action=RELAY)
    (locked,) = [one for one in answer.against if one.code == "may.contact_locked"]
    assert locked.params == {"name": "李敏", "attempts": 2, "days": 0, "visits": 1}
    assert [other.code for other in locked.instead] == ["instead.call_borrower", "instead.visit_borrower"]


def test_a_freeze_says_when_it_ends_and_that_an_answer_may_be_given() -> None:
    answer = ask(Verb.CALL, case={"dispute_on": date(2026, 7, 11)})
    assert answer.valid_until == local(21, 30), "the hours change what is said before the freeze ends"
    assert answer.next_at == local(8, day=26)
    assert [other.code for other in answer.instead] == ["instead.answer_dispute"]


def test_the_newest_of_several_disputes_decides() -> None:
    both = {"dispute_on": date(2026, 6, 1), "complaint_on": date(2026, 7, 20)}
    (frozen,) = [one for one in ask(Verb.CALL, case=both).against if one.rule_id == "R17"]
    assert frozen.params == {"reason": "freeze_complaint", "on": "2026-07-20", "date": "2026-08-04"}


def test_a_contact_is_asked_through_the_rule_for_contacts_and_not_that_for_debtors() -> None:
    assert codes(ask(Verb.SMS, party=CONTACT, action=RELAY)) == {"may.contact_locked"}
    assert codes(ask(Verb.CALL, at=TEN, party=CONTACT)) == {"may.not_liable"}
