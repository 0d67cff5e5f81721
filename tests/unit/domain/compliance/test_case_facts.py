"""What a case tells the rules: tries by visit and by call, what rests, what this laptop took of its share."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from fieldapp.domain.case import CaseFile, Visit
from fieldapp.domain.caseview import view
from fieldapp.domain.compliance.case_facts import CaseFacts, Laptop, facts_of
from fieldapp.domain.compliance.for_case import (
    Manner,
    Permission,
    Standing,
    may,
    may_approach,
    may_call,
    may_open_number,
    may_visit,
)
from fieldapp.domain.compliance.verbs import Verb
from fieldapp.domain.conduct import OverrideContent, RuleOverride
from fieldapp.domain.contact_log import Channel, ContactContent, LoggedContact
from fieldapp.domain.matter import Matter, MatterKind, MatterRaised, MatterState
from fieldapp.domain.party import GuaranteeKind, Party, PartyRole
from fieldapp.domain.visit import Cause, Met, Outcome
from tests.unit.domain.builders import BORROWER, SISTER, TODAY, WIFE, case, case_file, guarantee, visit_content
from tests.unit.domain.compliance.asking import local, pack

HERE = Laptop("d-1", "s-zhou")


def visited(days_ago: int, **changes: Any) -> Visit:
    at = local(10) - timedelta(days=days_ago)
    content = visit_content(arrived_at=at, left_at=at + timedelta(minutes=20), **changes)
    return Visit(f"v-{days_ago}", "case-1", "s-zhou", at, content)


def call(at: datetime, party: str = BORROWER.id, *, by: str = "s-zhou", **changes: Any) -> LoggedContact:
    plain: dict[str, Any] = {"at": at, "channel": Channel.CALL, "party_id": party, "number": "139"}
    return LoggedContact(f"c-{at:%d%H%M}", "case-1", by, at, ContactContent(**plain | changes))


def raised(kind: MatterKind, on: date = TODAY, state: MatterState = MatterState.OPEN) -> Matter:
    return Matter(f"m-{kind}-{on}", "case-1", "s-zhou", local(9), MatterRaised(kind, BORROWER.id, "说的", on), state)


def told(laptop: Laptop | None = None, **parts: Any) -> CaseFacts:
    return facts_of(view(replace(case_file(), **parts), TODAY), laptop)


# attempts ----------------------------------------------------------------------------------------------------


def test_calls_nobody_answered_open_the_contacts_together_with_a_visit() -> None:
    missed = tuple(call(local(9) - timedelta(days=ago)) for ago in (3, 2))
    facts = told(contacts=missed, visits=(visited(1, met=Met.NOBODY, outcome=Outcome.NOT_FOUND),))
    assert (facts.situation.unanswered_attempts, facts.situation.unanswered_days) == (3, 3)
    assert facts.situation.failed_visits == 1
    file = CaseFile(case(parties=(SISTER,)), contacts=missed, visits=facts.seen.file.visits)
    standing = may_approach(facts_of(view(file, TODAY)), SISTER, local(10), pack())
    assert (standing.permission, standing.code) == (Permission.ALLOWED, "may.contact_open")


def test_a_call_that_is_answered_begins_the_count_anew() -> None:
    missed, answered = call(local(9) - timedelta(days=2)), call(local(9) - timedelta(days=1), connected=True)
    assert told(contacts=(missed, answered)).situation.unanswered_attempts == 0


def test_who_calls_us_is_neither_sought_in_vain_nor_called() -> None:
    missed, theirs = call(local(9)), call(local(9, 5), incoming=True, connected=True)
    assert told(contacts=(missed, theirs)).situation.unanswered_attempts == 0
    unheard = call(local(9, 5), incoming=True)
    assert told(contacts=(missed, unheard)).situation.unanswered_attempts == 1
    calls = tuple(call(local(8, minute), connected=True, incoming=True) for minute in (1, 2, 3))
    assert may_call(told(contacts=calls), local(10), pack()).permission is Permission.ALLOWED


def test_somebody_else_who_says_that_the_borrower_has_moved_is_an_attempt_in_vain() -> None:
    moved = call(local(9), connected=True, outcome=Outcome.MOVED)
    assert told(contacts=(moved,)).situation.unanswered_attempts == 1


def test_calls_to_others_and_messages_are_no_attempts_to_reach_the_borrower() -> None:
    others = (call(local(9), WIFE.id), call(local(8), channel=Channel.SMS))
    assert told(contacts=others).situation.unanswered_attempts == 0


# what was raised ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", [MatterKind.DISPUTE, MatterKind.COMPLAINT, MatterKind.PAID_CLAIM])
def test_what_rests_leaves_only_the_answer(kind: MatterKind) -> None:
    standing = may_visit(told(matters=(raised(kind),)), local(10), pack())
    assert (standing.permission, standing.code, standing.needs_reason) == (Permission.WARN, "may.answer_only", False)
    assert standing.free, "an answer may be brought without a reason of its own"
    over = may_visit(told(matters=(raised(kind, state=MatterState.ANSWERED),)), local(10), pack())
    assert over.permission is Permission.ALLOWED


def test_a_matter_takes_over_what_the_visit_only_noted() -> None:
    dispute = visited(1, outcome=Outcome.DISPUTE)
    assert told(visits=(dispute,)).situation.dispute_on == TODAY - timedelta(days=1)
    answered = raised(MatterKind.DISPUTE, state=MatterState.ANSWERED)
    assert told(visits=(dispute,), matters=(answered,)).situation.dispute_on is None
    older = raised(MatterKind.DISPUTE, TODAY - timedelta(days=9), MatterState.ANSWERED)
    assert told(visits=(dispute,), matters=(older,)).situation.dispute_on == TODAY - timedelta(days=1)


def test_what_a_call_was_told_is_heard_like_a_visit() -> None:
    claimed = call(local(9), connected=True, outcome=Outcome.PAID_CLAIM)
    facts = told(visits=(visited(1),), contacts=(claimed,))
    assert facts.situation.paid_claim_on == TODAY
    silent = call(local(9, 30), connected=True)
    assert told(visits=(visited(1),), contacts=(claimed, silent)).situation.paid_claim_on == TODAY


def test_hardship_that_is_looked_into_is_met_with_care() -> None:
    standing = may_call(told(matters=(raised(MatterKind.HARDSHIP),)), local(10), pack())
    assert (standing.code, standing.params["reason"], standing.needs_reason) == ("may.with_care", "care_other", True)
    ill = may_call(told(contacts=(call(local(9), connected=True, cause=Cause.ILLNESS),)), local(10), pack())
    assert ill.params["reason"] == "care_illness"


# caps and shares ---------------------------------------------------------------------------------------------


def test_three_connected_calls_use_the_day_up() -> None:
    calls = tuple(call(local(8, minute), connected=True) for minute in (1, 2, 3))
    standing = may_call(told(contacts=calls), local(10), pack())
    assert (standing.permission, standing.code, standing.rule) == (Permission.BLOCKED, "may.calls_used_up", "R02")
    assert standing.answer.next_at is not None
    assert standing.others == ()


def test_a_laptop_alone_keeps_to_its_share() -> None:
    alone = replace(HERE, synced_at=local(8), alone=True)
    once = call(local(9), connected=True)
    assert may_call(told(alone), local(10), pack()).permission is Permission.ALLOWED
    standing = may_call(told(alone, contacts=(once,)), local(10), pack())
    assert (standing.permission, standing.code) == (Permission.BLOCKED, "may.reserve_used_up")
    for other in (replace(alone, alone=False), replace(alone, synced_at=local(9, 30)), replace(alone, staff_id="s-x")):
        assert may_call(told(other, contacts=(once,)), local(10), pack()).permission is Permission.ALLOWED
    never = replace(alone, synced_at=None)
    assert may_call(told(never, contacts=(once,)), local(10), pack()).code == "may.reserve_used_up"


def test_without_the_rules_there_are_no_shares() -> None:
    bare = replace(pack(), rules={})
    quota = told(replace(HERE, alone=True)).quota(bare)
    assert quota is not None
    assert (quota.calls, quota.attempts) == (None, None)


# other people ------------------------------------------------------------------------------------------------


def test_who_asked_to_be_left_alone_is_left_alone() -> None:
    visits = tuple(visited(days, met=Met.NOBODY, outcome=Outcome.NOT_FOUND) for days in (9, 6, 3))
    refused = call(local(9), SISTER.id, connected=True, refused=True)
    file = CaseFile(case(parties=(SISTER,)), contacts=(refused,), visits=visits)
    standing = may_approach(facts_of(view(file, TODAY)), SISTER, local(10), pack())
    assert (standing.permission, standing.rule) == (Permission.BLOCKED, "R07")


def test_a_call_to_somebody_who_is_not_noted_any_more_still_counts() -> None:
    facts = told(contacts=(call(local(9), "p-gone"),))
    assert facts.history[-1].party_id == "p-gone"


def asked(verb: Verb, party: Party, manner: Manner | None = None, **parts: Any) -> Standing:
    file = replace(CaseFile(case(parties=(party,))), **parts)
    return may(facts_of(view(file, TODAY), HERE), verb, party, local(10), pack(), manner)


def test_a_contact_is_called_and_written_to_only_to_pass_word_on() -> None:
    for verb in (Verb.CALL, Verb.MESSAGE, Verb.CONTACT_THIRD_PARTY):
        standing = asked(verb, SISTER)
        assert (standing.permission, standing.code) == (Permission.BLOCKED, "may.contact_locked")
    vain = tuple(visited(days, met=Met.NOBODY, outcome=Outcome.NOT_FOUND) for days in (9, 6, 3))
    assert asked(Verb.MESSAGE, SISTER, visits=vain).code == "may.contact_open"


def test_a_guarantor_to_whom_the_authorisation_is_shown_needs_no_reason() -> None:
    zhang = Party("p-g", "张伟", PartyRole.GUARANTOR, guarantee=guarantee(None, GuaranteeKind.JOINT))
    assert asked(Verb.CALL, zhang).needs_reason
    shown = asked(Verb.CALL, zhang, Manner(identified=True))
    assert (shown.permission, shown.code, shown.rule) == (Permission.ALLOWED, "may.guarantor", "R05")
    assert asked(Verb.VISIT_START, zhang).permission is Permission.ALLOWED, "the card is shown at the door"


def test_messages_and_other_verbs_are_answered_plainly() -> None:
    assert may(told(), Verb.MESSAGE, BORROWER, local(10), pack()).code == "may.write"
    assert may(told(), Verb.TAKE_CASH, BORROWER, local(10), pack()).permission is Permission.BLOCKED
    assert may(told(), Verb.OPEN_CASE, BORROWER, local(10), pack()).code == "may.free"


def test_a_number_is_opened_only_of_whom_one_may_reach() -> None:
    facts = told()
    assert may_open_number(facts, BORROWER, local(23), pack()).code == "may.number"
    file = facts_of(view(CaseFile(case(parties=(SISTER, WIFE))), TODAY))
    assert may_open_number(file, SISTER, local(10), pack()).code == "may.contact_locked"
    assert may_open_number(file, WIFE, local(10), pack()).code == "may.number"
    assert may_open_number(file, WIFE, local(23), pack()).permission is Permission.BLOCKED


# reasons given -----------------------------------------------------------------------------------------------


def override(verb: str, rules: tuple[str, ...], at: datetime, by: str = "s-zhou") -> RuleOverride:
    content = OverrideContent(verb, BORROWER.id, rules, ("may.visit_often",), "v1", "约好的", at)
    return RuleOverride(f"o-{at:%d%H%M}", "case-1", by, at, content)


def test_a_reason_given_today_is_enough_for_the_same_and_what_is_like_it() -> None:
    visits = (visited(6), visited(1))
    given = override("plan_visit", ("R02",), local(9))

    def ask(verb: Verb, *overrides: RuleOverride) -> Standing:
        return may(told(HERE, visits=visits, overrides=overrides), verb, BORROWER, local(10), pack())

    assert ask(Verb.PLAN_VISIT).needs_reason
    for verb in (Verb.PLAN_VISIT, Verb.VISIT_START):
        standing = ask(verb, given)
        assert (standing.override_id, standing.needs_reason, standing.free) == (given.id, False, True)
        assert standing.permission is Permission.WARN, "it is still told"
    others = (
        override("call", ("R02",), local(9)),
        override("plan_visit", ("R18",), local(9)),
        override("plan_visit", ("R02",), local(9) - timedelta(days=1)),
        override("plan_visit", ("R02",), local(9), by="s-else"),
    )
    for other in others:
        assert ask(Verb.PLAN_VISIT, other).needs_reason
    night = may(told(HERE, visits=visits, overrides=(given,)), Verb.PLAN_VISIT, BORROWER, local(23), pack())
    assert not night.free, "what is forbidden stays forbidden"
    assert night.override_id == ""
