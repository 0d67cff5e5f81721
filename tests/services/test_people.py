"""Calls, messages and particulars over a real office: kept together or not at all, and known at both ends."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from fieldapp import clock
from fieldapp.domain.case import Case
from fieldapp.domain.compliance.verbs import Verb
from fieldapp.domain.conduct import OverrideContent
from fieldapp.domain.contact_log import Channel
from fieldapp.domain.facts import FactKind
from fieldapp.domain.particulars import ParticularContent, ParticularKind, Told
from fieldapp.domain.party import Party, PartyRole, PremisesKind
from fieldapp.domain.staff import Staff
from fieldapp.domain.visit import Outcome
from fieldapp.errors import KnownError
from fieldapp.services import write_message
from fieldapp.services.add_particular import NEW_PERSON, add_particulars, depends_on_particulars
from fieldapp.services.ask_help import office_line
from fieldapp.services.desk import Desk
from fieldapp.services.log_contact import (
    ContactDraft,
    contact_desk,
    discard_contact,
    keep_contact,
    save_contact,
)
from fieldapp.services.look_at_case import look_at_case
from fieldapp.services.may_act import may_act
from tests.office import TestOffice, borrower_case, file_of, sync


def called(desk: Desk, case: Case, party: Party | None = None, **changes: object) -> ContactDraft:
    """A call that was answered, as the sheet has it."""
    draft = contact_desk(desk, case.id, party.id if party else "", Channel.CALL).draft
    now = clock.now()
    draft = replace(draft, began_at=now - timedelta(minutes=3), answered_at=now - timedelta(minutes=2), ended_at=now)
    return replace(draft, connected=True, number="13900000412", **changes)  # type: ignore[arg-type]


def test_a_promise_that_is_not_complete_keeps_nothing_of_the_call(desk: Desk, case: Case) -> None:
    draft = called(desk, case, outcome=Outcome.PROMISE)
    keep_contact(desk, draft)
    with pytest.raises(KnownError, match=r"promise\.incomplete"):
        save_contact(desk, draft)
    assert file_of(desk, case).contacts == ()
    assert contact_desk(desk, case.id, "", Channel.CALL).draft == draft


def test_a_promise_of_a_guarantor_on_the_phone_is_theirs(desk: Desk, case: Case) -> None:
    guarantor = case.parties[0]
    draft = called(desk, case, guarantor, outcome=Outcome.PROMISE)
    draft.promise.amount, draft.promise.due = 500_000, clock.today() + timedelta(days=2)
    saved = save_contact(desk, draft)
    [promise] = file_of(desk, case).promises
    assert (promise.id, promise.content.payer_id) == (saved.promise_id, guarantor.id)
    assert file_of(desk, case).contacts[0].content.seconds == 120
    assert sync(desk).error is None
    assert len(file_of(desk, case).promises) == 1


def test_a_draft_that_is_thrown_away_is_gone(desk: Desk, case: Case) -> None:
    draft = called(desk, case, note="x")
    keep_contact(desk, draft)
    discard_contact(desk, draft.ref)
    assert contact_desk(desk, case.id, "", Channel.CALL).draft.note == ""


def test_a_length_without_an_answer_or_an_end_is_nothing(case: Case) -> None:
    now = clock.now()
    draft = ContactDraft(case.id, "p", Channel.CALL, began_at=now)
    assert draft.length == 0
    assert replace(draft, connected=True, answered_at=now).length == 0
    assert replace(draft, connected=True, seconds=7).length == 7
    back = replace(draft, connected=True, answered_at=now, ended_at=now - timedelta(minutes=5))
    assert back.length == 0


def test_who_asked_to_be_left_alone_is_left_alone(desk: Desk, case: Case) -> None:
    sister = case.parties[1]
    save_contact(desk, called(desk, case, sister, refused=True, incoming=True))
    standing = may_act(desk, case.id, Verb.CALL, sister.id)
    assert not standing.free
    assert "R07" in {rule.rule_id for rule in standing.answer.against}
    found = contact_desk(desk, case.id, sister.id, Channel.CALL)
    assert found.stopped is not None


def test_calls_of_today_are_counted_against_the_cap_and_theirs_are_not(desk: Desk, case: Case) -> None:
    for _ in range(3):
        save_contact(desk, called(desk, case, outcome=Outcome.REFUSED))
    save_contact(desk, called(desk, case, outcome=Outcome.REFUSED, incoming=True))
    caps = contact_desk(desk, case.id, "", Channel.CALL).caps
    assert (caps.used.connected, caps.calls) == (3, 3)
    standing = may_act(desk, case.id, Verb.CALL, case.borrower.id)
    assert not standing.free
    assert "R02" in {rule.rule_id for rule in standing.answer.against}


def test_a_person_and_their_number_are_kept_together_or_not_at_all(desk: Desk, case: Case) -> None:
    person = ParticularContent(ParticularKind.PERSON, "王兰", Told.DOCUMENT, role=PartyRole.GUARANTOR)
    number = ParticularContent(ParticularKind.PHONE, "12", Told.DOCUMENT, of=NEW_PERSON)
    with pytest.raises(KnownError, match=r"particular\.bad_phone"):
        add_particulars(desk, case.id, [person, number])
    assert file_of(desk, case).particulars == ()
    saved = add_particulars(desk, case.id, [person, replace(number, value="13911112222")])
    assert file_of(desk, case).particulars[1].content.of == saved.ids[0]
    with desk.store.reading() as unit:
        assert depends_on_particulars(unit, case.id, saved.ids[0], "elsewhere") == (saved.ids[0],)
        rests = {entry.fact.id: entry.depends_on for entry in unit.outbox.of_case(case.id)}
    assert rests[saved.ids[1]] == (saved.ids[0],)
    assert sync(desk).error is None
    with desk.store.reading() as unit:
        assert depends_on_particulars(unit, case.id, saved.ids[0]) == ()
        assert {entry.status for entry in unit.outbox.of_case(case.id)} == {"settled"}


def test_a_call_to_somebody_just_noted_waits_for_them(desk: Desk, case: Case) -> None:
    person = ParticularContent(ParticularKind.PERSON, "王兰", Told.FAMILY, role=PartyRole.CONTACT)
    saved = add_particulars(desk, case.id, [person])
    party = file_of(desk, case).known.party(saved.ids[0])
    made = save_contact(desk, called(desk, case, party, incoming=True, refused=True))
    with desk.store.reading() as unit:
        rests = {entry.fact.id: entry.depends_on for entry in unit.outbox.of_case(case.id)}
    assert rests[made.contact_id] == (saved.ids[0],)
    assert sync(desk).error is None
    assert len(file_of(desk, case).contacts) == 1


def test_both_ends_and_a_colleague_know_the_same_of_an_added_shop(office: TestOffice, desk: Desk, case: Case) -> None:
    shop = ParticularContent(
        ParticularKind.PREMISES, "李记二店", Told.SEEN, premises_kind=PremisesKind.SHOP, address="木渎镇 3 号"
    )
    add_particulars(desk, case.id, [shop])
    sync(desk)
    supervisor = office.desk("chenlan")
    sync(supervisor)
    assert file_of(supervisor, case).known == file_of(desk, case).known
    assert look_at_case(supervisor, case.id).seen.case.premises[-1].name == "李记二店"
    assert file_of(supervisor, case).case.premises == case.premises


def test_an_unknown_person_cannot_be_called(desk: Desk, case: Case) -> None:
    with pytest.raises(KnownError, match=r"contact\.unknown_party"):
        contact_desk(desk, case.id, "p-nobody", Channel.CALL)


def texts(desk: Desk, case: Case, party: Party, channel: Channel = Channel.SMS) -> write_message.Texts:
    found = contact_desk(desk, case.id, party.id, channel)
    return write_message.texts_for(desk, found.seen, found.party, channel, "zh_CN", found.office)


def test_texts_for_a_contact_say_nothing_of_the_debt(desk: Desk, case: Case) -> None:
    [choice] = texts(desk, case, case.parties[1]).choices
    assert (choice.template.id, choice.usable) == ("contact.relay", True)
    assert "李建国" in choice.text
    assert "苏南惠农" not in choice.text


def test_texts_for_a_guarantor_tell_of_the_debt_they_guarantee(desk: Desk, case: Case) -> None:
    found = {one.template.id: one for one in texts(desk, case, case.parties[0]).choices}
    assert set(found) == {"any.call_back", "guarantor.inform"}
    assert "苏惠保2026-0412" in found["guarantor.inform"].text


def test_a_name_that_reads_like_a_debt_is_not_sent_to_a_contact(office: TestOffice) -> None:
    case = borrower_case(office.people["zhouming"], name="欠有福", number=511)
    office.save(case)
    desk = office.desk("zhouming")
    sync(desk)
    [choice] = texts(desk, case, case.parties[1]).choices
    assert (choice.usable, choice.text, choice.missing) == (False, "", ())


def test_what_the_case_does_not_know_is_named(desk: Desk, case: Case) -> None:
    found = contact_desk(desk, case.id, "", Channel.SMS)
    made = write_message.texts_for(desk, found.seen, found.party, Channel.SMS, "zh_CN", None)
    assert all(not one.usable and "office" in one.missing for one in made.choices)


def test_the_office_and_its_supervisors_can_be_called(desk: Desk) -> None:
    line = office_line(desk)
    assert (line.office, line.number) == ("苏南惠农小额贷款有限公司", "0512-60000000")
    assert line.supervisors == ()


def test_supervisors_of_the_own_team_stand_first(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    from fieldapp.store.laptop.shadow import Shadow

    usual = Shadow.staff

    def with_phones(shadow: Shadow) -> dict[str, Staff]:
        every = usual(shadow)
        boss = next(one for one in every.values() if one.login == "chenlan")
        other = replace(boss, id="s-other", name="安宁", team="外访二组", phone="139")
        return every | {boss.id: replace(boss, phone="138"), other.id: other}

    monkeypatch.setattr(Shadow, "staff", with_phones)
    assert office_line(desk).supervisors == (("陈岚", "138"), ("安宁", "139"))


def test_a_reason_given_for_somebody_else_or_another_day_is_not_logged_with_a_call(desk: Desk, case: Case) -> None:
    borrower, guarantor = case.borrower, case.parties[0]
    content = OverrideContent("call", guarantor.id, ("R03",), ("may.last_attempt",), "cn", "约好的", clock.now())
    with desk.store.writing() as unit:
        fact = desk.fact(FactKind.RULE_OVERRIDDEN, case.id, content)
        desk.record(unit, unit.files.get(case.id), fact)
    save_contact(desk, called(desk, case, outcome=Outcome.REFUSED, override_id=fact.id))
    save_contact(desk, called(desk, case, guarantor, outcome=Outcome.REFUSED, override_id=fact.id))
    earlier = called(desk, case, guarantor, outcome=Outcome.REFUSED, override_id=fact.id)
    save_contact(desk, replace(earlier, began_at=clock.now() - timedelta(days=1)))
    logged = [one.content for one in file_of(desk, case).contacts]
    assert [(one.party_id, one.override_id) for one in logged] == [
        (borrower.id, ""),
        (guarantor.id, fact.id),
        (guarantor.id, ""),
    ]
    assert sync(desk).error is None
    assert [one.content for one in file_of(desk, case).contacts] == logged


def test_a_call_to_somebody_who_was_noted_as_gone_meanwhile_can_still_be_logged(desk: Desk, case: Case) -> None:
    sister = case.parties[1]
    draft = called(desk, case, sister)
    keep_contact(desk, draft)
    gone = ParticularContent(ParticularKind.PERSON, "", Told.BORROWER, corrects=sister.id, gone=True)
    add_particulars(desk, case.id, (gone,))
    found = contact_desk(desk, case.id, sister.id, Channel.CALL)
    assert (found.party.id, found.draft) == (sister.id, draft)
    save_contact(desk, found.draft)
    with pytest.raises(KnownError, match=r"contact\.unknown_party"):
        contact_desk(desk, case.id, sister.id, Channel.CALL)
    assert sync(desk).error is None
    assert [one.content.party_id for one in file_of(desk, case).contacts] == [sister.id]
