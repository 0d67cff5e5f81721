"""A text before it goes out, as the rules see its words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from fieldapp.domain.caseview import view
from fieldapp.domain.compliance.case_facts import CaseFacts, facts_of
from fieldapp.domain.outreach_check import Draft, against_text
from fieldapp.domain.party import Party
from fieldapp.rule_packs import compliance
from tests.unit.domain.builders import BORROWER, NOON, SISTER, TODAY, case_file

PACK = compliance.load("CN", TODAY)


def facts() -> CaseFacts:
    return facts_of(view(case_file(), TODAY))


def codes(text: str, party: Party = BORROWER, *, approved: bool = True, known: CaseFacts | None = None) -> list[str]:
    return [one.code for one in against_text(known or facts(), Draft(party, text, approved), NOON, PACK)]


def test_plain_words_out_of_a_template_are_fine() -> None:
    assert codes("您好，应还 8,123.45 元，请与我联系。") == []


def test_words_of_the_lexicon_are_found_even_when_broken_up() -> None:
    assert codes("再不还就是老 · 赖") == ["may.forbidden_word"]


def test_what_no_template_gave_is_not_sent() -> None:
    assert codes("您好", approved=False) == ["may.no_template"]


def test_a_debt_is_not_told_to_somebody_who_owes_nothing() -> None:
    assert "may.debt_revealed" in codes("请转告他还款", SISTER)
    assert codes("请转告李建国方便时回电 0512-60000000", SISTER) == []


def test_hours_and_locks_are_another_question() -> None:
    assert codes("您好", SISTER) == []


def test_a_suit_is_not_told_of_when_the_claim_is_barred() -> None:
    known = facts()
    barred = replace(known, situation=replace(known.situation, limitation_ends_on=date(2026, 1, 1)))
    assert codes("法院必判您还款", known=barred) == ["may.barred_wording"]
    assert codes("法院必判您还款") == []
