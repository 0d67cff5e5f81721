"""The answer as a whole: the worst wins, nothing gets laxer by more contacts, and what is kept of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from itertools import chain

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fieldapp.domain.compliance import answer as answers
from fieldapp.domain.compliance.answer import Outcome, may_i
from fieldapp.domain.compliance.audit import audit_rows, override, told
from fieldapp.domain.compliance.checks import BY_VERB, CHECKS
from fieldapp.domain.compliance.question import AgreedHours, Contact, ContactChannel, Question
from fieldapp.domain.compliance.verbs import Purpose, Role, Verb
from fieldapp.errors import KnownError
from tests.unit.domain.compliance import (
    test_abroad,
    test_approach,
    test_conduct,
    test_data_and_papers,
    test_debt_and_guarantee,
    test_hours_and_frequency,
    test_price_and_terms,
)
from tests.unit.domain.compliance.asking import (
    ALLOWED,
    BOUNDARY,
    FAMILIES,
    REFUSED,
    TEN,
    ask,
    calls,
    local,
    pack,
    question,
)

TABLES = (
    test_hours_and_frequency,
    test_approach,
    test_conduct,
    test_debt_and_guarantee,
    test_price_and_terms,
    test_data_and_papers,
    test_abroad,
)
RULES = [f"R{number:02}" for number in range(1, 43)] + [f"U0{n}" for n in range(1, 5)] + ["K01", "K02", "K03", "E01"]


def test_every_rule_has_an_allowed_a_boundary_and_a_refused_case() -> None:
    lines = [param.values[0] for table in TABLES for param in table.ROWS]
    kinds = {rule: {line.kind for line in lines if line.rule == rule} for rule in RULES}
    assert {rule: found for rule, found in kinds.items() if found != {ALLOWED, BOUNDARY, REFUSED}} == {}


def test_there_is_code_for_every_rule_and_a_rule_for_all_code() -> None:
    assert sorted(check.rule_id for check in CHECKS) == sorted(RULES)
    packs = [pack(jurisdiction) for jurisdiction in FAMILIES.values()]
    assert sorted(chain.from_iterable(one.rules for one in packs)) == sorted(RULES)


def test_every_verb_is_under_some_rule() -> None:
    assert [verb for verb in Verb if not BY_VERB[verb]] == []


def test_the_worst_wins_and_is_told_first() -> None:
    answer = ask(Verb.VISIT_START, at=local(21, 40))
    assert answer.outcome is Outcome.BLOCK
    ranks = [rule.outcome.rank for rule in answer.rules]
    assert ranks == sorted(ranks, reverse=True)
    assert {rule.rule_id for rule in answer.against} == {"R01", "R09", "R10", "R12"}
    assert ("R01", ("timestamps", "zone", "agreement")) in answer.record


def test_a_verb_no_rule_of_the_place_speaks_of_is_allowed() -> None:
    answer = ask(Verb.TAKE_CASH, "EU")
    assert (answer.outcome, answer.rules, answer.valid_until) == (Outcome.ALLOWED, (), None)


def test_a_rule_speaks_only_while_it_is_in_force() -> None:
    before = ask(Verb.CALL, at=datetime(2026, 1, 29, 3, tzinfo=UTC), history=())
    assert "R03" not in {rule.rule_id for rule in before.rules}
    after = ask(Verb.CALL, at=datetime(2026, 1, 30, 3, tzinfo=UTC))
    assert "R03" in {rule.rule_id for rule in after.rules}
    ended = replace(pack().rules["R03"], effective_to=date(2026, 7, 24))
    shorter = replace(pack(), rules={"R03": ended})
    assert may_i(question(Verb.CALL), shorter).rules == ()


def test_what_may_be_done_instead_is_said_once() -> None:
    answer = ask(Verb.SIGN_DOCUMENT)
    assert len(answer.against) == 3
    assert answer.instead == ()
    twice = ask(Verb.CONTACT_THIRD_PARTY, party={"role": Role.CONTACT}, action={"reveals_debt": True})
    shown = [other.code for other in twice.instead]
    assert len(shown) == len(set(shown))


def test_a_block_that_time_does_not_lift_has_no_next_moment() -> None:
    assert ask(Verb.CALL, at=local(23), party={"minor": True}).next_at is None


def test_a_next_moment_that_is_never_found_is_not_made_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answers, "TRIES", 1)
    assert ask(Verb.CALL, history=calls(3)).next_at is None


# more contacts never make it laxer ----------------------------------------------------------------------------

CONTACTS = st.builds(
    Contact,
    at=st.integers(-40 * 24 * 60, 2 * 24 * 60).map(lambda minutes: TEN + timedelta(minutes=minutes)),
    channel=st.sampled_from(ContactChannel),
    connected=st.booleans(),
    role=st.sampled_from([Role.BORROWER, Role.GUARANTOR, Role.CONTACT, Role.OTHER]),
    party_id=st.sampled_from(["", "p-1", "p-2"]),
    number=st.sampled_from(["", "1", "2"]),
    device_id=st.sampled_from(["", "a", "b"]),
    debt_id=st.sampled_from(["", "d-1", "d-2"]),
    by_collector=st.booleans(),
    refused=st.booleans(),
)


@st.composite
def questions(draw: st.DrawFn) -> Question:
    action = {
        "purpose": draw(st.sampled_from(Purpose)),
        "number": draw(st.sampled_from(["", "1"])),
        "reveals_debt": draw(st.booleans()),
    }
    party = {
        "role": draw(st.sampled_from(Role)),
        "id": draw(st.sampled_from(["", "p-1"])),
        "refused_on": draw(st.sampled_from([None, date(2026, 7, 1)])),
    }
    case = {
        "unanswered_attempts": draw(st.integers(0, 4)),
        "unanswered_days": draw(st.integers(0, 3)),
        "failed_visits": draw(st.integers(0, 2)),
        "validation_notice_on": draw(st.sampled_from([None, date(2026, 7, 24)])),
    }
    quota = draw(st.sampled_from([None, {"device_id": "a", "calls": 1, "attempts": 2}]))
    history = draw(st.lists(CONTACTS, max_size=12).map(tuple))
    at = TEN + timedelta(minutes=draw(st.integers(-36 * 60, 36 * 60)))
    debt_id = draw(st.sampled_from(["", "d-1"]))
    verb = draw(st.sampled_from(Verb))
    asked = question(verb, at, action, party=party, case=case, history=history, debt_id=debt_id)
    return replace(asked, quota=question(verb, quota=quota).quota if quota else None)


@settings(max_examples=400, deadline=None)
@given(questions(), CONTACTS, st.sampled_from(["CN", "US", "UK", "EU"]))
def test_an_answer_never_gets_laxer_by_adding_a_fact_of_contact(
    asked: Question, more: Contact, jurisdiction: str
) -> None:
    rules = pack(jurisdiction)
    before = may_i(asked, rules)
    after = may_i(replace(asked, history=(*asked.history, more)), rules)
    assert after.outcome.rank >= before.outcome.rank
    for rule_id in {rule.rule_id for rule in before.rules}:
        worst = max(rule.outcome.rank for rule in before.rules if rule.rule_id == rule_id)
        assert max(rule.outcome.rank for rule in after.rules if rule.rule_id == rule_id) >= worst


@settings(max_examples=200, deadline=None)
@given(questions(), st.sampled_from(["CN", "US", "UK", "EU"]), st.floats(0, 0.999))
def test_an_answer_holds_as_long_as_it_says(asked: Question, jurisdiction: str, part: float) -> None:
    rules = pack(jurisdiction)
    answer = may_i(asked, rules)
    until = answer.valid_until or answer.at + timedelta(days=400)
    then = answer.at + (until - answer.at) * part
    again = may_i(replace(asked, at=then), rules)
    assert again.outcome is answer.outcome
    assert {(rule.rule_id, rule.outcome, rule.code) for rule in again.rules} == {
        (rule.rule_id, rule.outcome, rule.code) for rule in answer.rules
    }


@settings(max_examples=200, deadline=None)
@given(questions(), st.sampled_from(["CN", "US", "UK", "EU"]))
def test_the_next_moment_is_one_at_which_it_may_be_done(asked: Question, jurisdiction: str) -> None:
    answer = may_i(asked, pack(jurisdiction))
    if answer.next_at is not None:
        assert answer.outcome is Outcome.BLOCK
        assert answer.next_at > answer.at
        assert may_i(replace(asked, at=answer.next_at), pack(jurisdiction)).outcome is not Outcome.BLOCK


# what is kept of it -------------------------------------------------------------------------------------------


def test_every_rule_leaves_a_row_with_everything_it_was_asked() -> None:
    asked = question(
        Verb.SEND_TEXT,
        action={"text": "老赖", "number": "139"},
        actor={"id": "s-zhou", "companions": 1},
        party={"name": "李建国", "id": "p-1"},
        case={"agreed_hours": AgreedHours(time(7), time(22), "doc-1"), "dispute_on": date(2020, 1, 1)},
        debt={"rate": Decimal("0.12")},
        history=calls(2),
        clock_offset_s=-3,
    )
    answer = may_i(asked, pack())
    rows = audit_rows(asked, answer, gps=(120_600_000, 31_300_000))
    assert [row.rule_id for row in rows] == [rule.rule_id for rule in answer.rules]
    assert {row.pack_version for row in rows} == {"cn-compliance-2026.1"}
    assert {(row.actor, row.device_time, row.trusted_time_offset) for row in rows} == {("s-zhou", TEN, -3)}
    assert {row.gps for row in rows} == {(120_600_000, 31_300_000)}
    inputs = dict(rows[0].inputs)
    assert inputs["action.verb"] == "send_text"
    assert inputs["actor.companions"] == "1"
    assert inputs["case.agreed_hours.open_at"] == "07:00:00"
    assert inputs["case.dispute_on"] == "2020-01-01"
    assert inputs["debt.rate"] == "0.12"
    assert inputs["at"] == "2026-07-25T02:00:00+00:00"
    for private in ("李建国", "老赖", "139"):
        assert private not in repr(rows)
    assert len(inputs["action.text_sha256"]) == len(inputs["history_sha256"]) == 64


def test_lists_of_words_are_kept_as_words() -> None:
    assert dict(told(question(Verb.PROPOSE_PLAN, plan={"states": ("base", "rate")})))["plan.states"] == "base,rate"


def test_a_warning_can_be_overridden_with_a_reason() -> None:
    asked = question(Verb.CALL, at=local(21, 40), actor={"id": "s-zhou"})
    made = override(asked, may_i(asked, pack()), "  客户要求现在来电 ")
    assert (made.rules, made.reason, made.actor) == (("R01",), "客户要求现在来电", "s-zhou")
    assert made.at == local(21, 40)


@pytest.mark.parametrize(
    ("at", "reason", "code"),
    [
        (local(22), "急", "override.blocked"),
        (local(10), "急", "override.nothing"),
        (local(21, 40), " ", "override.no_reason"),
    ],
)
def test_a_block_is_nobodys_to_override_and_a_reason_is_needed(at: datetime, reason: str, code: str) -> None:
    asked = question(Verb.CALL, at=at)
    with pytest.raises(KnownError) as refused:
        override(asked, may_i(asked, pack()), reason)
    assert refused.value.code == code
