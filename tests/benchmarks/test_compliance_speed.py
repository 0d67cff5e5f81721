"""One answer of the compliance engine costs less than a millisecond, whatever the case has been through."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from fieldapp.domain.compliance.answer import may_i
from fieldapp.domain.compliance.question import Action, Contact, ContactChannel, Person, Question
from fieldapp.domain.compliance.verbs import Role, Verb
from fieldapp.rule_packs import compliance
from tests.benchmarks.conftest import fastest

AT = datetime(2026, 7, 25, 2, tzinfo=UTC)
CONTACTS, RUNS, LONGEST = 200, 20, 0.001
CHANNELS = tuple(ContactChannel)
HISTORY = tuple(
    Contact(AT - timedelta(hours=5 * number), CHANNELS[number % 5], connected=number % 3 == 0, number=str(number % 4))
    for number in range(CONTACTS)
)
TEXT = "您好，这里是云峰小贷。您的贷款已到还款日，请及时安排，如有困难请与我们联系。" * 4


def asked(verb: Verb, role: Role = Role.BORROWER) -> Question:
    action = Action(verb, text=TEXT, template_approved=True)
    return Question(action, AT, party=Person(role, name="李建国"), history=HISTORY)


@pytest.mark.parametrize("jurisdiction", compliance.JURISDICTIONS)
@pytest.mark.parametrize("verb", [Verb.CALL, Verb.VISIT_START, Verb.SEND_TEXT, Verb.SERVE_NOTICE, Verb.PROPOSE_PLAN])
def test_an_answer_takes_less_than_a_millisecond(verb: Verb, jurisdiction: str) -> None:
    """Floor: the civil day of every contact, worked out one by one, which the engine must not need for every rule.

    On a machine on which that alone takes a while, an answer may take a few times as long.
    """
    rules, question = compliance.load(jurisdiction, date(2026, 7, 25)), asked(verb)
    zone = ZoneInfo(question.zone)
    least = fastest(lambda: [contact.at.astimezone(zone).date() for contact in HISTORY], RUNS)
    took = fastest(lambda: may_i(question, rules), RUNS)
    assert took < max(LONGEST, 6 * least), f"{took * 1e6:.0f} µs, floor {least * 1e6:.0f} µs"


def test_a_guarantor_who_is_asked_late_costs_no_more() -> None:
    """The answer that says when it may be done has asked itself again."""
    rules = compliance.load("CN", date(2026, 7, 25))
    late = Question(Action(Verb.CALL), AT + timedelta(hours=13), party=Person(Role.GUARANTOR), history=HISTORY)
    assert may_i(late, rules).next_at is not None
    took = fastest(lambda: may_i(late, rules), RUNS)
    assert took < LONGEST, f"{took * 1e6:.0f} µs"
