"""A case is found by whatever is known of it: the bank's record in every way, and what was learnt in the field."""

from __future__ import annotations

from datetime import timedelta

import pytest

from fieldapp import clock
from fieldapp.domain.case import Case, Entity
from fieldapp.domain.facts import FactKind
from fieldapp.domain.particulars import ParticularContent, ParticularKind, Told
from fieldapp.domain.party import PartyRole, PremisesKind
from fieldapp.domain.staff import Staff
from fieldapp.services.desk import Desk
from fieldapp.services.edit_card import edit_card
from fieldapp.services.plan_day import bring_up_to_date
from fieldapp.store.laptop.case_list import CaseFilter
from tests.laptops import bring, bring_cases, put, scope_of
from tests.office import borrower_case, some_cases


@pytest.fixture
def li(desk: Desk, collector: Staff) -> Case:
    cases = some_cases(collector)
    bring_cases(desk.store, collector, cases)
    return cases[0]


def found(desk: Desk, text: str) -> set[str]:
    with desk.store.reading() as unit:
        return {line.borrower_name for line in unit.cases.page(CaseFilter(text), 0, 100)}


def learn(desk: Desk, case: Case, content: ParticularContent) -> str:
    with desk.store.writing() as unit:
        fact = desk.fact(FactKind.PARTICULAR_ADDED, case.id, content)
        desk.record(unit, unit.files.get(case.id), fact)
    return fact.id


@pytest.mark.parametrize(
    "typed",
    ["李建国", "建国", "李", "lijianguo", "li jian guo", "ljg", "jg", "13900000412", "0000412", "139 0000 0412",
     "HK-2026-0412", "20260412", "0412", "四环西路", "四环西路 18", "平江路", "姑苏区四环西路18号", "苏惠贷2026-0412",
     "李记小炒", "lijixiaochao", "餐馆"],
)  # fmt: skip
def test_a_case_is_found_by_everything_the_bank_says_of_it(desk: Desk, li: Case, typed: str) -> None:
    assert "李建国" in found(desk, typed)


@pytest.mark.parametrize("typed", ["320502198803150012", "8803150012", "0315", "张伟", "13900000011"])
def test_by_identity_numbers_and_by_guarantors_too(desk: Desk, li: Case, typed: str) -> None:
    assert "李建国" in found(desk, typed)


def test_a_number_added_in_the_field_is_found_and_so_is_the_one_it_took_the_place_of(desk: Desk, li: Case) -> None:
    assert found(desk, "18811112222") == set()
    old = li.borrower.phones[0]
    learn(desk, li, ParticularContent(ParticularKind.PHONE, "18811112222", Told.BORROWER, li.borrower.id, corrects=old))
    assert found(desk, "18811112222") == found(desk, "1111222") == {"李建国"}
    assert found(desk, old) == {"李建国"}, "it stands on somebody's old list"


def test_a_shop_added_in_the_field_is_found_by_name_pinyin_and_address(desk: Desk, li: Case) -> None:
    shop = ParticularContent(
        ParticularKind.PREMISES, "阿福面庄", Told.SEEN, trade="面馆", premises_kind=PremisesKind.SHOP,
        district="吴中区", address="苏州市吴中区石湖东路 77 号",
    )  # fmt: skip
    learn(desk, li, shop)
    for typed in ("阿福面庄", "afumianzhuang", "afmz", "石湖东路", "石湖东路 77", "面馆"):
        assert found(desk, typed) == {"李建国"}, typed


def test_a_person_added_in_the_field_is_found(desk: Desk, li: Case) -> None:
    person = ParticularContent(ParticularKind.PERSON, "欧阳小满", Told.FAMILY, role=PartyRole.CONTACT, relation="表弟")
    learn(desk, li, person)
    assert found(desk, "欧阳小满") == found(desk, "小满") == {"李建国"}


def test_what_was_learnt_is_still_found_when_the_bank_sends_the_case_again(
    desk: Desk, li: Case, collector: Staff
) -> None:
    learn(desk, li, ParticularContent(ParticularKind.PHONE, "18811112222", Told.BORROWER, li.borrower.id))
    again = [put(50 + n, Entity.CASE, borrower_case(collector, f"新{n}", "新店", 900 + n)) for n in range(60)]
    bring(desk.store, scope_of(collector), put(49, Entity.CASE, li, 2), *again)
    while bring_up_to_date(desk):
        pass
    assert found(desk, "18811112222") == {"李建国"}


def test_tags_find_a_case_and_one_taken_back_does_not(desk: Desk, li: Case) -> None:
    assert found(desk, "本周必访") == set()
    saved = edit_card(desk, li.id, None, "tags", "本周必访，有车")
    assert found(desk, "本周必访") == found(desk, "有车") == {"李建国"}
    with desk.store.reading() as unit:
        card = unit.files.get(li.id).card
    edit_card(desk, li.id, card, "tags", "有车")
    assert saved.fact_id
    assert found(desk, "本周必访") == set()
    assert found(desk, "有车") == {"李建国"}


def test_the_row_shows_the_shop_that_holds_today(desk: Desk, li: Case) -> None:
    moved = ParticularContent(
        ParticularKind.PREMISES, "李记新店", Told.SEEN, corrects=li.premises[0].id, district="姑苏区",
        address="苏州市姑苏区人民路 1 号", valid_to=clock.today() + timedelta(days=3),
    )  # fmt: skip
    learn(desk, li, moved)
    with desk.store.reading() as unit:
        line = unit.cases.line(li.id)
    assert line is not None
    assert (line.premises_name, line.address) == ("李记新店", "苏州市姑苏区人民路 1 号")
    clock.use(clock.PracticeClock(clock.now() + timedelta(days=4)))
    while bring_up_to_date(desk):
        pass
    with desk.store.reading() as unit:
        line = unit.cases.line(li.id)
    assert line is not None
    assert line.premises_name == "李记小炒"
    assert found(desk, "李记新店") == {"李建国"}
