"""What is known of a case: the bank's record with what was found out in the field on top."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldapp.domain.case import CaseFile
from fieldapp.domain.caseview import view
from fieldapp.domain.known_case import last_words
from fieldapp.domain.particulars import Particular, ParticularKind
from fieldapp.domain.party import Party, PartyRole, Place, PlaceSource, Premises, PremisesKind
from tests.unit.domain import notes
from tests.unit.domain.builders import BORROWER, GUARANTOR, SHOP, SISTER, TODAY, WIFE, case_file
from tests.unit.domain.notes import file_with

NUMBER = BORROWER.phones[0]
HERE = Place(120_600_000, 31_300_000, 20, PlaceSource.PINNED)
DAY = timedelta(days=1)


def party(file: CaseFile, party_id: str, day: date = TODAY) -> Party:
    found = file.known_on(day).party(party_id)
    assert found is not None
    return found


def places(file: CaseFile, day: date = TODAY) -> list[str]:
    return [premises.id for premises in file.known_on(day).premises]


def test_without_particulars_the_case_is_the_banks_very_own() -> None:
    file = case_file()
    assert file.known is file.case
    assert file.known_on(TODAY) is file.case
    assert file.ever is file.case


def test_an_added_person_is_a_contact_whatever_was_noted_of_them() -> None:
    added = notes.person("n-1", "王兰", role=PartyRole.CO_DEBTOR, relation="合伙人", id_no="110101199003070038")
    file = file_with(added)
    found = party(file, "n-1")
    assert (found.name, found.role, found.relation, found.id_no) == (
        "王兰",
        PartyRole.CONTACT,
        "合伙人",
        "110101199003070038",
    )
    assert not file.known.is_debtor("n-1")
    assert file.case.party("n-1") is None
    assert file.particular("n-1") is added
    assert file.particular("n-2") is None


def test_a_number_is_added_to_its_party_and_to_nobody_else() -> None:
    file = file_with(notes.phone("n-1", "13900001111", BORROWER.id), notes.phone("n-2", "051265001234", SISTER.id))
    assert party(file, BORROWER.id).phones == (NUMBER, "13900001111")
    assert party(file, SISTER.id).phones == ("051265001234",)
    assert party(file, WIFE.id).phones == WIFE.phones


def test_an_added_person_has_the_numbers_and_the_address_noted_for_them() -> None:
    file = file_with(
        notes.person("n-1"),
        notes.phone("n-2", "13900001111", "n-1", at=1),
        notes.address("n-3", "人民路 1 号", "n-1", at=2),
    )
    assert (party(file, "n-1").phones, party(file, "n-1").address) == (("13900001111",), "人民路 1 号")


def test_a_number_of_the_bank_is_corrected_in_its_place() -> None:
    file = file_with(notes.phone("n-1", "13900001111", BORROWER.id, corrects="+86 160 0000 0001"))
    assert party(file, BORROWER.id).phones == ("13900001111",)
    assert file.case.borrower.phones == (NUMBER,)


def test_a_number_that_is_gone_is_offered_no_longer() -> None:
    file = file_with(
        notes.phone("n-1", "13900001111", BORROWER.id),
        notes.phone("n-2", "", BORROWER.id, at=1, corrects=NUMBER, gone=True),
        notes.phone("n-3", "", BORROWER.id, at=2, corrects="n-1", gone=True),
    )
    assert party(file, BORROWER.id).phones == ()


def test_the_same_number_twice_is_one_number() -> None:
    file = file_with(
        notes.phone("n-1", "160-0000-0001", BORROWER.id),
        notes.phone("n-2", "13900001111", BORROWER.id, at=1),
        notes.phone("n-3", "15900002222", BORROWER.id, at=2),
        notes.phone("n-4", "139 0000 1111", BORROWER.id, at=3, corrects="n-3"),
    )
    assert party(file, BORROWER.id).phones == ("160-0000-0001", "13900001111")


def test_a_corrected_address_takes_the_place_of_the_banks_and_an_added_one_stands_beside_it() -> None:
    own = replace(BORROWER, address="干将路 8 号")
    file = replace(file_with(), case=replace(case_file().case, borrower=own))
    other = notes.address("n-1", "人民路 1 号", own.id)
    assert party(replace(file, particulars=(other,)), own.id).address == "干将路 8 号"
    assert replace(file, particulars=(other,)).addresses_on(own.id, TODAY) == ("干将路 8 号", "人民路 1 号")
    moved = notes.address("n-2", "三香路 9 号", own.id, at=1, corrects=own.id)
    file = replace(file, particulars=(other, moved))
    assert party(file, own.id).address == "三香路 9 号"
    assert file.addresses_on(own.id, TODAY) == ("三香路 9 号", "人民路 1 号")
    left = notes.address("n-3", "", own.id, at=2, corrects="n-2", gone=True)
    assert party(replace(file, particulars=(other, moved, left)), own.id).address == "人民路 1 号"
    assert file.addresses_on("nobody", TODAY) == ()


def test_added_premises_stand_behind_the_banks() -> None:
    added = notes.premises(
        "n-1",
        "李记二店",
        trade="面馆",
        premises_kind=PremisesKind.HOME_BUSINESS,
        district="江苏省苏州市吴中区",
        address="木渎镇 3 号",
        place=HERE,
    )
    file = file_with(added)
    assert file.known.premises == (
        SHOP,
        Premises("n-1", "李记二店", "面馆", PremisesKind.HOME_BUSINESS, "江苏省苏州市吴中区", "木渎镇 3 号", HERE),
    )
    assert view(file, TODAY).case.premises == file.known.premises
    assert file.case.premises == (SHOP,)


def test_corrected_premises_keep_their_id_and_what_was_not_corrected() -> None:
    seen = notes.premises("n-1", "李记小炒（新店）", corrects=SHOP.id)
    [found] = file_with(seen).known.premises
    assert found == replace(SHOP, name="李记小炒（新店）")


def test_premises_that_moved_lose_the_place_on_the_map_unless_a_new_one_is_known() -> None:
    pinned = notes.premises("n-1", corrects=SHOP.id, place=HERE)
    moved = notes.premises("n-2", at=1, corrects="n-1", address="干将路 8 号")
    [found] = file_with(pinned, moved).known.premises
    assert (found.id, found.address, found.place) == (SHOP.id, "干将路 8 号", None)
    there = notes.premises("n-2", at=1, corrects="n-1", address="干将路 8 号", place=HERE)
    [found] = file_with(pinned, there).known.premises
    assert found.place == HERE


def test_premises_that_are_gone_are_no_longer_visited_but_what_was_done_there_stands() -> None:
    file = file_with(
        notes.premises("n-1"),
        notes.premises("n-2", "", at=1, corrects=SHOP.id, gone=True),
        notes.premises("n-3", "", at=2, corrects="n-1", gone=True),
    )
    assert file.known.premises == ()
    assert [premises.id for premises in file.ever.premises] == [SHOP.id, "n-1"]


def test_only_a_contact_can_be_gone_who_owes_or_guarantees_stays() -> None:
    gone = [notes.person(f"n-{who.id}", "", corrects=who.id, gone=True) for who in (BORROWER, GUARANTOR, WIFE, SISTER)]
    known = file_with(*gone).known
    ids = [known.borrower.id, *(one.id for one in known.parties)]
    assert ids == [who.id for who in (case_file().case.borrower, *case_file().case.parties) if who.id != SISTER.id]


def test_a_corrected_name_leaves_role_guarantee_and_numbers_as_the_bank_has_them() -> None:
    file = file_with(notes.person("n-1", "张炜", corrects=GUARANTOR.id, role=PartyRole.CONTACT))
    assert party(file, GUARANTOR.id) == replace(GUARANTOR, name="张炜")


def test_a_correction_of_a_correction_is_built_upon_it() -> None:
    file = file_with(
        notes.person("n-1", "王兰", relation="邻居"),
        notes.person("n-2", "", at=1, corrects="n-1", relation="表姐"),
        notes.person("n-3", "王岚", at=2, corrects="n-2"),
    )
    assert (party(file, "n-1").name, party(file, "n-1").relation) == ("王岚", "表姐")
    assert file.known.party("n-2") is None


def test_two_corrections_of_the_same_thing_the_newer_holds() -> None:
    older = notes.premises("n-9", "旧名", corrects=SHOP.id)
    newer = notes.premises("n-1", "新名", at=1, corrects=SHOP.id)
    for file in (file_with(older, newer), file_with(newer, older)):
        assert [one.name for one in file.known.premises] == ["新名"]


def test_who_knew_of_the_other_holds_whatever_the_clocks_said() -> None:
    first = notes.premises("n-1", "一", at=10, corrects=SHOP.id)
    second = notes.premises("n-2", "二", at=0, corrects="n-1")
    assert [one.name for one in file_with(first, second).known.premises] == ["二"]


def test_outside_its_days_a_particular_says_nothing() -> None:
    file = file_with(
        notes.phone("n-1", "13900001111", BORROWER.id, corrects=NUMBER, valid_from=TODAY + DAY),
        notes.premises("n-2", valid_to=TODAY - DAY),
    )
    assert party(file, BORROWER.id).phones == (NUMBER,)
    assert party(file, BORROWER.id, TODAY + DAY).phones == ("13900001111",)
    assert places(file) == [SHOP.id]
    assert places(file, TODAY - DAY) == [SHOP.id, "n-2"]
    assert [one.id for one in file.known.premises] == [SHOP.id, "n-2"]


def test_a_correction_still_holds_when_what_it_corrects_has_run_out() -> None:
    file = file_with(
        notes.premises("n-1", valid_to=TODAY - DAY),
        notes.premises("n-2", "李记三店", at=1, corrects="n-1"),
        notes.person("n-3", valid_to=TODAY - DAY),
        notes.person("n-4", "王岚", at=1, corrects="n-3"),
    )
    assert places(file) == [SHOP.id, "n-1"]
    assert party(file, "n-3").name == "王岚"


def test_what_the_bank_took_out_of_its_record_is_not_brought_back_by_a_correction() -> None:
    file = file_with(
        notes.person("n-1", corrects="p-left"),
        notes.premises("n-2", corrects="m-left"),
        notes.premises("n-3", "", corrects="m-gone", gone=True),
    )
    assert file.known == file.case


def test_a_correction_across_kinds_or_in_a_ring_says_nothing() -> None:
    file = file_with(
        notes.person("n-1"),
        notes.premises("n-2", corrects="n-1"),
        notes.premises("n-3", corrects="n-4"),
        notes.premises("n-4", corrects="n-3"),
        notes.premises("n-5", corrects="n-5"),
    )
    assert places(file) == [SHOP.id]
    assert party(file, "n-1").name == "王兰"


def test_the_last_word_on_each_thing_is_told_with_what_it_is_about() -> None:
    file = file_with(
        notes.phone("n-1", "13900001111", BORROWER.id),
        notes.phone("n-2", "13900002222", BORROWER.id, at=1, corrects="n-1"),
        notes.premises("n-3", "", at=2, corrects=SHOP.id, gone=True),
        notes.person("n-4", at=3, valid_to=TODAY - DAY),
    )
    told = last_words(file.case, file.particulars, TODAY)
    assert {key: one.id for key, one in told.items()} == {
        (ParticularKind.PHONE, BORROWER.id, "13900001111"): "n-2",
        (ParticularKind.PREMISES, "", SHOP.id): "n-3",
    }


TARGETS = ["", BORROWER.id, GUARANTOR.id, SISTER.id, SHOP.id, NUMBER, "n0", "n1", "n2", "n3"]
PARTICULARS = st.lists(
    st.builds(
        notes.noted,
        st.just("?"),
        st.sampled_from(ParticularKind),
        st.sampled_from(["", "甲", "13900001111", NUMBER]),
        at=st.integers(0, 3),
        of=st.sampled_from([BORROWER.id, SISTER.id, "n0"]),
        corrects=st.sampled_from(TARGETS),
        gone=st.booleans(),
        valid_from=st.none() | st.just(TODAY) | st.just(TODAY + DAY),
        valid_to=st.none() | st.just(TODAY) | st.just(TODAY - DAY),
    ),
    max_size=5,
).map(lambda made: tuple(replace(one, id=f"n{place}") for place, one in enumerate(made)))


@given(PARTICULARS)
def test_the_banks_record_is_never_written_over(said: tuple[Particular, ...]) -> None:
    before = case_file().case
    file = file_with(*said)
    for known in (file.known, file.known_on(TODAY), file.ever):
        assert file.case == before
        assert known.loans == before.loans
        debtors = [party for party in (before.borrower, *before.parties) if party.role is not PartyRole.CONTACT]
        for debtor in debtors:
            kept = known.party(debtor.id)
            assert kept is not None
            assert (kept.role, kept.guarantee) == (debtor.role, debtor.guarantee)
        kept_ids = {party.id for party in debtors}
        others = [party for party in (known.borrower, *known.parties) if party.id not in kept_ids]
        assert all(party.role is PartyRole.CONTACT and party.guarantee is None for party in others)


@given(PARTICULARS, st.randoms(use_true_random=False))
def test_both_ends_know_the_same_in_whatever_order_it_came(said: tuple[Particular, ...], dice: object) -> None:
    mixed = list(said)
    dice.shuffle(mixed)  # type: ignore[attr-defined]
    assert file_with(*said).known_on(TODAY) == file_with(*mixed).known_on(TODAY)
    assert file_with(*said).ever == file_with(*mixed).ever


@given(PARTICULARS)
def test_ids_and_numbers_stay_unique_and_everything_known_was_known_ever(said: tuple[Particular, ...]) -> None:
    file = file_with(*said)
    known, ever = file.known_on(TODAY), file.ever
    people = [known.borrower, *known.parties]
    assert len({one.id for one in people}) == len(people)
    assert len({one.id for one in known.premises}) == len(known.premises)
    for one in people:
        assert len(set(one.phones)) == len(one.phones)
        assert ever.party(one.id) is not None
    assert {one.id for one in known.premises} <= {one.id for one in ever.premises} | {SHOP.id}
    assert set(case_file().case.premises) == {SHOP}


@pytest.mark.parametrize("role", [PartyRole.GUARANTOR, PartyRole.CO_DEBTOR, None])
def test_nobody_owes_by_a_note(role: PartyRole | None) -> None:
    file = file_with(notes.person("n-1", role=role))
    assert [one.party.id for one in view(file, TODAY).guarantees] == [GUARANTOR.id]
    assert party(file, "n-1").role is PartyRole.CONTACT
