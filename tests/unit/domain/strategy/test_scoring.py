"""Ability and willingness, exactly by the formulas of the pack, opened to what they are made of."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldapp.domain.observation import Avoidance, Crowd, Lasting, OpenStatus, OwnerPresent, RentStatus, StockLevel
from fieldapp.domain.party import PremisesKind
from fieldapp.domain.strategy.answers import ASKED, QUESTIONS, USUAL_SOURCES, Answers, Kept, Source
from fieldapp.domain.strategy.client import NOT_TRIED, ClientType, Reach, Standing, suggest
from fieldapp.domain.strategy.score_inputs import ABILITY, INPUTS, WILLINGNESS
from fieldapp.domain.strategy.score_parts import Line, Recent, Steps, Words
from fieldapp.domain.strategy.scoring import Asked, Kind, Score, ScoreRules, assess, faults, points, protected_among
from fieldapp.rule_packs import scores
from tests.unit.domain.strategy.forms import CURE, DAY, RULES, assessed, form, forms


def ability(**changes: Any) -> Fraction:
    found = assessed(form(**changes)).ability
    assert found is not None
    return found.value


def willingness(**changes: Any) -> Fraction:
    found = assessed(form(**changes)).willingness
    assert found is not None
    return found.value


def line(score: Score | None, code: str) -> Any:
    assert score is not None
    return next(one for one in score.contributions if one.code == code)


FACTORY: dict[str, Any] = {"premises_type": PremisesKind.FACTORY}
SOON = DAY + timedelta(days=60)
ABILITY_CASES: list[tuple[dict[str, Any], int | Fraction]] = [
    ({"open_status": OpenStatus.OPEN_NORMAL}, 10),
    ({"open_status": OpenStatus.OPEN_REDUCED}, 5),
    ({"open_status": OpenStatus.CLOSED_HOURS}, 0),
    ({"open_status": OpenStatus.CLOSED_LONG}, -15),
    ({"open_status": OpenStatus.MOVED}, -20),
    ({"open_status": OpenStatus.TRANSFERRED}, -25),
    ({"open_status": OpenStatus.DEMOLISHED}, -25),
    ({"crowd": Crowd.MORE}, 6),
    ({"crowd": Crowd.FEWER}, -6),
    ({"crowd": Crowd.NONE}, -12),
    ({"stock_level": StockLevel.FULL}, 5),
    ({"stock_level": StockLevel.THIN}, -5),
    ({"stock_level": StockLevel.EMPTY}, -10),
    ({"staff_now": 0}, -10),
    ({"staff_now": 2, "staff_usual": 3}, Fraction(-10, 3)),
    ({"staff_now": 3}, 5),
    ({"staff_now": 40}, 10),
    (FACTORY | {"machines_running": 2, "machines_total": 5}, -9),
    (FACTORY | {"machines_running": 0, "machines_total": 5}, -15),
    (FACTORY | {"machines_running": 5, "machines_total": 5}, 0),
    ({"power_change_percent": Decimal(-20)}, -5),
    ({"power_change_percent": Decimal(-40)}, -10),
    ({"power_change_percent": Decimal(-90)}, -10),
    ({"power_change_percent": Decimal(10)}, 5),
    ({"power_change_percent": Decimal(20)}, 10),
    ({"power_change_percent": Decimal(300)}, 10),
    ({"rent_status": RentStatus.ARREARS, "rent_arrears_months": 2}, -6),
    ({"rent_status": RentStatus.ARREARS, "rent_arrears_months": 4}, -12),
    ({"rent_status": RentStatus.ARREARS, "rent_arrears_months": 9}, -12),
    ({"receivables_total": CURE, "receivables_due_on": SOON}, 8),
    ({"receivables_total": CURE - 1, "receivables_due_on": SOON}, 0),
    ({"receivables_total": CURE, "receivables_due_on": SOON + timedelta(days=1)}, 0),
    ({"receivables_total": CURE, "receivables_due_on": DAY - timedelta(days=1)}, 0),
    ({"creditors_pressing": True}, -10),
    ({"seizure_notice": True}, -20),
    ({"dscr": Decimal("1.3")}, 10),
    ({"dscr": Decimal("1.29")}, 0),
    ({"dscr": Decimal("0.99")}, -10),
    ({"dscr": Decimal("0.7")}, -10),
    ({"dscr": Decimal("0.69")}, -20),
    ({"household_hardship": True}, -8),
    ({"cause_lasting": Lasting.TEMPORARY}, 5),
    ({"cause_lasting": Lasting.PERMANENT}, -10),
]


@pytest.mark.parametrize(("changes", "more"), ABILITY_CASES)
def test_ability_is_fifty_and_the_points_of_every_answer(changes: dict[str, Any], more: int | Fraction) -> None:
    assert ability(**changes) == 55 + more


WILLINGNESS_CASES: list[tuple[dict[str, Any], int | Fraction]] = [
    ({"reachable": True}, 6),
    ({"owner_present": OwnerPresent.PRESENT}, 6),
    ({"owner_present": OwnerPresent.NOBODY}, 0),
    ({"cooperation": 5}, 10),
    ({"cooperation": 1}, -10),
    ({"explains_openly": 4}, 4),
    ({"shows_books": 1}, -8),
    ({"promises": (Kept.KEPT,)}, 8),
    ({"promises": (Kept.BROKEN,)}, -10),
    ({"promises": (Kept.KEPT, Kept.BROKEN, Kept.PARTIAL)}, 2),
    ({"promises": (Kept.BROKEN, Kept.KEPT, Kept.KEPT)}, Fraction(-28, 10)),
    ({"promises": (Kept.KEPT,) * 3}, Fraction(152, 10)),
    ({"promises": (Kept.BROKEN,) * 4}, -19),
    ({"paid_since_visit": True}, 12),
    ({"proposal_amount": CURE // 2}, 8),
    ({"proposal_amount": CURE // 2 - 1}, 0),
    ({"avoidance": frozenset({Avoidance.HIDES})}, -8),
    ({"avoidance": frozenset(Avoidance)}, -24),
    ({"false_statement_proven": True}, -15),
    ({"dispute_in_good_faith": True}, 0),
]


@pytest.mark.parametrize(("changes", "more"), WILLINGNESS_CASES)
def test_willingness_is_fifty_and_the_points_of_every_answer(changes: dict[str, Any], more: int | Fraction) -> None:
    assert willingness(**changes) == 50 + more


def test_a_score_stays_between_nought_and_a_hundred() -> None:
    worst = {"open_status": OpenStatus.DEMOLISHED, "crowd": Crowd.NONE, "seizure_notice": True, "staff_now": 0}
    found = assessed(form(**worst, dscr=Decimal(0), creditors_pressing=True)).ability
    assert found is not None
    assert found.value == 0
    assert found.unclipped == 50 - 25 - 12 - 20 - 10 - 15 - 10
    best = assessed(
        form(
            reachable=True, owner_present=OwnerPresent.PRESENT, cooperation=5, explains_openly=5, shows_books=5,
            paid_since_visit=True, promises=(Kept.KEPT,) * 3, proposal_amount=CURE,
        )
    ).willingness  # fmt: skip
    assert best is not None
    assert best.value == 100
    assert best.unclipped == 50 + 6 + 6 + 10 + 8 + 8 + 12 + Fraction(152, 10) + 8


def test_nothing_answered_is_fifty_with_no_confidence() -> None:
    found = assessed(Answers())
    for score in (found.ability, found.willingness):
        assert score is not None
        assert score.value == 50
        assert score.confidence == 0
        assert (score.insufficient, score.contributions) == (True, ())
    assert (found.client.type, found.client.standing) == (None, Standing.INSUFFICIENT)


def test_confidence_is_the_weight_of_the_answers_over_all_that_could_be_asked() -> None:
    found = assessed(Answers(open_status=OpenStatus.OPEN_NORMAL))
    assert found.ability is not None
    assert found.ability.answered_weight == 25
    assert found.ability.total_weight == 25 + 12 + 10 + 10 + 15 + 10 + 12 + 8 + 10 + 20 + 15 + 8 + 10
    assert found.ability.confidence == Fraction(25, 165)
    assert found.willingness is not None
    assert found.willingness.total_weight == 6 + 6 + 10 + 8 + 8 + 19 + 12 + 8 + 24 + 15


def test_a_shop_is_not_asked_for_machines_but_its_answer_counts() -> None:
    without = assessed(form()).ability
    with_them = assessed(form(machines_running=1, machines_total=2)).ability
    assert without is not None
    assert with_them is not None
    assert "machines" not in without.missing
    assert with_them.total_weight == without.total_weight + 15
    assert line(with_them, "machines").points == Fraction(-15, 2)
    assert "machines" in (assessed(form(**FACTORY)).ability or without).missing


def test_confidence_below_six_tenths_is_insufficient_and_six_tenths_is_enough() -> None:
    found = assessed(form())
    assert found.willingness is not None
    assert found.willingness.total_weight == 116
    for more, insufficient in ((Fraction(0), False), (Fraction(1, 1000), True)):
        rules = replace(RULES, enough=found.willingness.confidence + more)
        again = assess(Asked(answers=form(), as_of=DAY, cure=CURE), rules).willingness
        assert again is not None
        assert again.insufficient is insufficient
    assert RULES.enough == Fraction(6, 10)


def test_a_contribution_tells_its_sign_source_and_what_it_was_before() -> None:
    before = form(crowd=Crowd.NONE, staff_now=None)
    found = assessed(form(crowd=Crowd.MORE, staff_now=1), before=before).ability
    crowd = line(found, "customers")
    assert (crowd.points, crowd.value, crowd.source) == (6, "more", Source.OBSERVED)
    assert (crowd.previous_value, crowd.previous_points, crowd.delta) == ("none", -12, 18)
    staff = line(found, "staff")
    assert (staff.points, staff.value, staff.source) == (-5, "0.5", Source.CLAIMED)
    assert (staff.previous_value, staff.previous_points, staff.delta) == (None, None, None)


def test_where_an_answer_comes_from_can_be_said() -> None:
    told = form(staff_now=1, sources={"staff_usual": Source.DOCUMENT, "staff_now": Source.COMPUTED})
    assert line(assessed(told).ability, "staff").source is Source.COMPUTED


def test_the_top_are_the_largest_and_bring_something() -> None:
    found = assessed(form(seizure_notice=True, crowd=Crowd.FEWER, household_hardship=True)).ability
    assert found is not None
    assert [one.code for one in found.top(5)] == ["seizure_notice", "household_hardship", "customers", "debt_service"]
    assert [one.code for one in found.top(2)] == ["seizure_notice", "household_hardship"]
    assert RULES.top == 5
    sizes = [abs(one.points) for one in found.contributions]
    assert sizes == sorted(sizes, reverse=True)


def test_the_change_of_power_is_computed_from_two_readings() -> None:
    before = form(power_change_percent=None, power_kwh=1_000)
    found = assessed(form(power_change_percent=None, power_kwh=900), before=before).ability
    assert line(found, "power").points == Fraction(-5, 2)
    assert "power" in (assessed(form(power_change_percent=None, power_kwh=900)).ability or found).missing  # type: ignore[union-attr]


def test_what_the_cure_decides_is_not_answered_without_it() -> None:
    answers = form(receivables_total=CURE, receivables_due_on=SOON, proposal_amount=CURE)
    found = assessed(answers, cure=None)
    assert found.ability is not None
    assert found.willingness is not None
    assert "receivables" in found.ability.missing
    assert "own_proposal" in found.willingness.missing


TYPES = [
    (Fraction(56), Fraction(56), ClientType.NORMAL, Standing.CLEAR, ()),
    (Fraction(55), Fraction(60), ClientType.NORMAL, Standing.BORDERLINE, ("ability",)),
    (Fraction(60), Fraction(44), ClientType.ABLE_UNWILLING, Standing.CLEAR, ()),
    (Fraction(60), Fraction(45), ClientType.ABLE_UNWILLING, Standing.BORDERLINE, ("willingness",)),
    (Fraction(30), Fraction(80), ClientType.UNABLE_WILLING, Standing.CLEAR, ()),
    (Fraction(30), Fraction(20), ClientType.UNABLE_UNWILLING, Standing.CLEAR, ()),
    (Fraction(50), Fraction(50), ClientType.NORMAL, Standing.BORDERLINE, ("ability", "willingness")),
    (Fraction(49), Fraction(49), ClientType.UNABLE_UNWILLING, Standing.BORDERLINE, ("ability", "willingness")),
]


@pytest.mark.parametrize(("able", "willing", "kind", "standing", "near"), TYPES)
def test_the_scores_suggest_a_type_and_say_how_near_the_line_it_is(
    able: Fraction, willing: Fraction, kind: ClientType, standing: Standing, near: tuple[str, ...]
) -> None:
    found = suggest(able, willing, True, NOT_TRIED, RULES.types)
    assert (found.type, found.standing, found.near) == (kind, standing, near)


@pytest.mark.parametrize(
    ("reach", "lost"),
    [(Reach(3, 2, 1), True), (Reach(2, 2, 1), False), (Reach(3, 1, 1), False), (Reach(3, 2, 0), False)],
)
def test_three_attempts_on_two_days_and_a_visit_in_vain_make_a_lost_contact(reach: Reach, lost: bool) -> None:
    found = assessed(form(), reach=reach).client
    assert (found.type is ClientType.LOST_CONTACT) is lost


def test_an_answer_that_cannot_be_true_gives_no_score() -> None:
    found = assessed(form(stock_value=-1))
    assert (found.ability, found.willingness, found.client.standing) == (None, None, Standing.BLOCKED)


def test_each_inconsistency_takes_a_tenth_off_the_confidence_of_ability_alone() -> None:
    plain, odd = assessed(form()), assessed(form(margin_percent=90, sales_today=1_000_00, sales_month=90_000_00))
    assert [each.code for each in odd.findings] == ["score.check.margin", "score.check.sales_differ"]
    assert plain.ability is not None
    assert odd.ability is not None
    assert odd.ability.confidence == plain.ability.confidence - Fraction(2, 10)
    assert odd.ability.value == plain.ability.value
    assert (plain.willingness or odd.ability).confidence == (odd.willingness or plain.ability).confidence


BETTER: dict[str, tuple[Any, ...]] = {
    "open_status": tuple(reversed(OpenStatus)),
    "crowd": tuple(reversed(Crowd)),
    "stock_level": tuple(reversed(StockLevel)),
    "staff_now": tuple(range(10)),
    "machines_running": tuple(range(6)),
    "power_change_percent": tuple(Decimal(n) for n in range(-120, 121, 7)),
    "rent_arrears_months": tuple(range(9, -1, -1)),
    "receivables_total": (0, CURE - 1, CURE, 2 * CURE),
    "creditors_pressing": (True, False),
    "seizure_notice": (True, False),
    "dscr": tuple(Decimal(n) / 10 for n in range(-20, 30)),
    "household_hardship": (True, False),
    "cause_lasting": (Lasting.PERMANENT, Lasting.TEMPORARY),
    "owner_present": (OwnerPresent.NOBODY, OwnerPresent.PRESENT),
    "cooperation": (1, 2, 3, 4, 5),
    "explains_openly": (1, 2, 3, 4, 5),
    "shows_books": (1, 2, 3, 4, 5),
    "paid_since_visit": (False, True),
    "proposal_amount": (0, CURE // 3, CURE),
    "avoidance": tuple(frozenset(tuple(Avoidance)[:n]) for n in range(4, -1, -1)),
    "false_statement_proven": (True, False),
    "reachable": (False, True),
}


@given(forms(), st.sampled_from(sorted(BETTER)), st.integers(0, 99), st.integers(0, 99))
def test_improving_one_answer_never_lowers_a_score(answers: Answers, name: str, one: int, other: int) -> None:
    steps = BETTER[name]
    worse, better = sorted((one % len(steps), other % len(steps)))
    low = assessed(replace(answers, **{name: steps[worse]}))
    high = assessed(replace(answers, **{name: steps[better]}))
    for before, after in ((low.ability, high.ability), (low.willingness, high.willingness)):
        assert before is not None
        assert after is not None
        assert after.value >= before.value


@given(forms(), st.integers(0, 2), st.sampled_from([(Kept.BROKEN, Kept.PARTIAL), (Kept.PARTIAL, Kept.KEPT)]))
def test_a_promise_kept_better_never_lowers_willingness(answers: Answers, at: int, pair: tuple[Kept, Kept]) -> None:
    last = list(answers.promises or (Kept.PARTIAL,))
    scored = []
    for kept in pair:
        last[at % len(last)] = kept
        scored.append(assessed(replace(answers, promises=tuple(last))).willingness)
    assert scored[0] is not None
    assert scored[1] is not None
    assert scored[1].value > scored[0].value or scored[1].value in {0, 100}


@given(forms())
def test_the_contributions_add_up_to_the_score(answers: Answers) -> None:
    found = assessed(answers)
    for score in (found.ability, found.willingness):
        assert score is not None
        assert score.unclipped == 50 + sum(one.points for one in score.contributions)
        assert 0 <= score.value <= 100
        assert 0 <= score.confidence <= 1


def test_no_answer_and_no_input_is_a_protected_attribute() -> None:
    assert protected_among(dict.fromkeys(ASKED)) == ()
    assert protected_among(dict.fromkeys(INPUTS)) == ()
    assert protected_among({"age": 1, "sex": 2, "crowd": 3}) == ("age", "sex")


def changed(kind: Kind, **parts: Any) -> ScoreRules:
    table = {one: dict(RULES.parts[one]) for one in Kind}
    for name, part in parts.items():
        if part is None:
            table[kind].pop(name)
        else:
            table[kind][name] = part
    return replace(RULES, parts=table)


def test_a_pack_that_looks_at_what_it_must_not_or_punishes_an_improvement_is_found_out() -> None:
    flat = Line(((Fraction(0), Fraction(0)), (Fraction(1), Fraction(0))))
    falling = Line(((Fraction(0), Fraction(5)), (Fraction(1), Fraction(0))))
    assert faults(RULES) == ()
    assert faults(changed(Kind.ABILITY, age=flat)) == (
        "ability: age is protected",
        "ability: no input is called age",
    )
    assert faults(changed(Kind.ABILITY, staff=None)) == ("ability: staff has no points",)
    assert faults(changed(Kind.ABILITY, staff=falling)) == ("ability: staff punishes an improvement",)
    assert faults(changed(Kind.ABILITY, customers=flat)) == ("ability: customers punishes an improvement",)
    promises = RULES.parts[Kind.WILLINGNESS]["promises"]
    assert isinstance(promises, Recent)
    assert faults(changed(Kind.WILLINGNESS, promises=promises.points))
    assert faults(changed(Kind.WILLINGNESS, promises=replace(promises, shares=(Fraction(-1),))))
    assert faults(changed(Kind.WILLINGNESS, reachable=Words({"yes": Fraction(0), "no": Fraction(1)})))
    steps = RULES.parts[Kind.ABILITY]["debt_service"]
    assert isinstance(steps, Steps)
    assert faults(changed(Kind.ABILITY, debt_service=replace(steps, below=Fraction(6))))
    assert faults(changed(Kind.ABILITY, debt_service=replace(steps, bounds=steps.bounds[::-1])))


def test_points_of_another_kind_are_a_bug() -> None:
    with pytest.raises(TypeError):
        points(RULES.parts[Kind.ABILITY]["staff"], "more")


def test_the_form_has_twenty_two_questions_and_every_answer_a_usual_source() -> None:
    assert set(QUESTIONS.values()) == set(range(23))
    assert set(USUAL_SOURCES) == set(ASKED) == {name for name in Answers.__dataclass_fields__ if name != "sources"}
    assert {each.code for each in (*ABILITY, *WILLINGNESS)} == set(INPUTS)
    assert all(name in ASKED for each in INPUTS.values() for name in each.reads)


def test_the_day_of_the_pack_decides_which_weights_hold() -> None:
    assert scores.in_force(date(2026, 2, 1)).version == "cn-scores-2026.1"
    with pytest.raises(LookupError):
        scores.in_force(date(2026, 1, 31))
