"""Which particulars may stand."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from fieldapp.domain.case import CaseFile
from fieldapp.domain.facts import FactKind
from fieldapp.domain.judgement import judge
from fieldapp.domain.particular_rules import against_particular, same_number_of
from fieldapp.domain.particulars import ParticularContent, ParticularKind, Told
from fieldapp.domain.party import PartyRole, Place, PlaceSource, PremisesKind
from fieldapp.domain.visit import NOTE_LIMIT
from tests.unit.domain import notes
from tests.unit.domain.builders import (
    BORROWER,
    COLLECTOR,
    GUARANTOR,
    MATRIX,
    SHOP,
    SISTER,
    TODAY,
    WIFE,
    case_file,
    fact,
)
from tests.unit.domain.notes import file_with

PERSON, PHONE = ParticularKind.PERSON, ParticularKind.PHONE
ADDRESS, PREMISES = ParticularKind.ADDRESS, ParticularKind.PREMISES
NUMBER = BORROWER.phones[0]
GOOD: dict[ParticularKind, dict[str, Any]] = {
    PERSON: {"value": "王兰", "role": PartyRole.CONTACT},
    PHONE: {"value": "139 0000-1111", "of": BORROWER.id},
    ADDRESS: {"value": "人民路 1 号", "of": BORROWER.id},
    PREMISES: {"value": "李记二店", "premises_kind": PremisesKind.SHOP, "address": "木渎镇 3 号"},
}
PLACE = Place(120_600_000, 31_300_000, 20, PlaceSource.PINNED)


def said(kind: ParticularKind, **changes: Any) -> ParticularContent:
    """One that is fit, with these changes."""
    return ParticularContent(**({"kind": kind, "source": Told.BORROWER} | GOOD[kind] | changes))


def code(content: ParticularContent, file: CaseFile | None = None) -> str:
    refusal = against_particular(file or case_file(), content)
    return refusal.code if refusal else ""


@pytest.mark.parametrize("kind", list(ParticularKind))
def test_what_is_fit_for_its_kind_stands(kind: ParticularKind) -> None:
    assert code(said(kind)) == ""


@pytest.mark.parametrize(
    "content",
    [
        said(PERSON, role=PartyRole.GUARANTOR),
        said(PERSON, role=PartyRole.CO_DEBTOR, id_no="11010519491231002X"),
        said(PERSON, role=PartyRole.CONTACT, id_no="91350100M000100Y43"),
        said(PERSON, corrects=BORROWER.id, role=PartyRole.BORROWER, value="李建囯"),
        said(PERSON, corrects=SISTER.id, role=None, value="", gone=True),
        said(PHONE, value="13900001111", corrects=NUMBER),
        said(PHONE, value="", corrects=NUMBER, gone=True),
        said(PHONE, value=NUMBER, corrects=NUMBER, note="本人确认仍在用"),
        said(PHONE, of=SISTER.id, consent=True),
        said(PHONE, of=SISTER.id, source=Told.DOCUMENT),
        said(PHONE, of=GUARANTOR.id),
        said(ADDRESS, of=SISTER.id, source=Told.BANK),
        said(PREMISES, corrects=SHOP.id, value="", premises_kind=None, address=""),
        said(PREMISES, corrects=SHOP.id, value="", gone=True),
        said(PREMISES, address="", place=PLACE),
        said(PREMISES, of=GUARANTOR.id),
        said(PREMISES, valid_from=TODAY, valid_to=TODAY),
        said(PREMISES, valid_to=TODAY),
        said(PREMISES, note="两行\n备注"),
    ],
)
def test_these_stand_too(content: ParticularContent) -> None:
    assert code(content) == ""


@pytest.mark.parametrize(
    ("content", "refused"),
    [
        (said(PHONE, of=""), "particular.unknown_party"),
        (said(ADDRESS, of="p-nobody"), "particular.unknown_party"),
        (said(PREMISES, of="p-nobody"), "particular.unknown_party"),
        (said(PERSON, of=BORROWER.id), "particular.unknown_party"),
        (said(PHONE, gone=True), "particular.gone_of_nothing"),
        (said(PHONE, corrects="15900000000"), "particular.nothing_to_correct"),
        (said(PHONE, of=WIFE.id, corrects=NUMBER), "particular.nothing_to_correct"),
        (said(ADDRESS, corrects=BORROWER.id), "particular.nothing_to_correct"),
        (said(PERSON, corrects="p-nobody"), "particular.nothing_to_correct"),
        (said(PREMISES, corrects="m-nowhere"), "particular.nothing_to_correct"),
        (said(PERSON, corrects=GUARANTOR.id, value="", gone=True), "particular.obligor_stays"),
        (said(PERSON, corrects=WIFE.id, value="", gone=True), "particular.obligor_stays"),
        (said(PERSON, corrects=SISTER.id, role=PartyRole.GUARANTOR), "particular.role_is_the_banks"),
        (said(PREMISES, valid_from=TODAY, valid_to=TODAY.replace(day=1)), "particular.days_reversed"),
        (said(PERSON, value="长" * 41), "particular.text_too_long"),
        (said(PREMISES, trade="长" * 61), "particular.text_too_long"),
        (said(PREMISES, note="长" * (NOTE_LIMIT + 1)), "particular.text_too_long"),
        (said(PERSON, value="王兰 "), "particular.text_unfit"),
        (said(PERSON, value="王\u200b兰"), "particular.text_unfit"),
        (said(ADDRESS, value="人民路\n1 号"), "particular.text_unfit"),
        (said(PERSON, value=""), "particular.no_name"),
        (said(PERSON, role=None), "particular.no_role"),
        (said(PERSON, role=PartyRole.BORROWER), "particular.one_borrower"),
        (said(PERSON, id_no="110105194912310021"), "particular.bad_identity"),
        (said(PERSON, id_no="1101"), "particular.bad_identity"),
        (said(PHONE, value="12345"), "particular.bad_phone"),
        (said(PHONE, value="1" * 16), "particular.bad_phone"),
        (said(PHONE, value="微信 13900001111"), "particular.bad_phone"),
        (said(PHONE, value="+86 160 0000 0001"), "particular.known_already"),
        (said(ADDRESS, value=""), "particular.no_address"),
        (said(PREMISES, value=""), "particular.no_name"),
        (said(PREMISES, premises_kind=None), "particular.no_kind"),
        (said(PREMISES, address=""), "particular.no_address"),
        (said(PREMISES, place=replace(PLACE, lon_e6=181_000_000)), "particular.bad_place"),
        (said(PREMISES, place=replace(PLACE, lat_e6=-91_000_000)), "particular.bad_place"),
        (said(PHONE, of=SISTER.id), "particular.consent_needed"),
        (said(ADDRESS, of=SISTER.id, source=Told.FAMILY), "particular.consent_needed"),
    ],
)
def test_what_is_not_fit_is_refused(content: ParticularContent, refused: str) -> None:
    assert code(content) == refused


def test_a_particular_is_corrected_by_its_id_within_its_kind_and_party() -> None:
    file = file_with(notes.phone("n-1", "13900001111", BORROWER.id), notes.premises("n-2"))
    assert code(said(PHONE, value="13900002222", corrects="n-1"), file) == ""
    assert code(said(PHONE, value="13900002222", of=WIFE.id, corrects="n-1"), file) == "particular.nothing_to_correct"
    assert code(said(PHONE, value="13900002222", corrects="n-2"), file) == "particular.nothing_to_correct"


def test_a_number_or_address_of_an_added_person_is_corrected_by_id_alone() -> None:
    file = file_with(notes.person("n-1"), notes.phone("n-2", "13900001111", "n-1", at=1))
    fit = said(PHONE, of="n-1", value="13900002222", consent=True)
    assert code(replace(fit, corrects="n-2"), file) == ""
    assert code(replace(fit, corrects="13900001111"), file) == "particular.nothing_to_correct"
    assert code(said(PHONE, of="n-1", value="13900003333"), file) == "particular.consent_needed"


def test_the_banks_address_is_corrected_by_its_party() -> None:
    own = replace(BORROWER, address="干将路 8 号")
    file = replace(case_file(), case=replace(case_file().case, borrower=own))
    assert code(said(ADDRESS, corrects=own.id), file) == ""
    assert code(said(ADDRESS, corrects=own.id, value="", gone=True), file) == ""
    assert code(said(ADDRESS, corrects="elsewhere"), file) == "particular.nothing_to_correct"
    assert code(said(ADDRESS, value="干将路 8 号"), file) == "particular.known_already"


def test_nobody_who_owes_is_written_out_by_way_of_an_earlier_correction() -> None:
    file = file_with(notes.person("n-1", "张炜", corrects=GUARANTOR.id))
    gone = said(PERSON, corrects="n-1", value="", role=None, gone=True)
    refusal = against_particular(file, gone)
    assert refusal is not None
    assert (refusal.code, refusal.params) == ("particular.obligor_stays", {"name": GUARANTOR.name})
    assert code(said(PERSON, corrects="n-1", role=PartyRole.CONTACT), file) == "particular.role_is_the_banks"


def test_an_added_person_may_be_another_after_all_or_go() -> None:
    file = file_with(notes.person("n-1"), notes.person("n-2", corrects="n-2"))
    assert code(said(PERSON, corrects="n-1", role=PartyRole.GUARANTOR), file) == ""
    assert code(said(PERSON, corrects="n-1", value="", role=None, gone=True), file) == ""
    assert code(said(PERSON, corrects="n-2", role=PartyRole.GUARANTOR), file) == ""


def test_who_has_the_same_number_already_is_known_before_it_is_noted() -> None:
    case = case_file().case
    assert same_number_of(case, "+86 160-0000-0001") == (BORROWER,)
    assert same_number_of(case, NUMBER, besides=BORROWER.id) == ()
    assert same_number_of(case, "13900001111") == ()


@pytest.mark.parametrize(("value", "accepted"), [("王兰", True), ("", False)])
def test_judgement_asks_these_rules(value: str, accepted: bool) -> None:
    content = said(PERSON, value=value)
    verdict = judge(case_file(), fact(FactKind.PARTICULAR_ADDED, content), COLLECTOR, MATRIX)
    assert (verdict.refusal is None) is accepted
