"""Personal data (R35–R40), signed papers (R41) and cash (R42)."""

from __future__ import annotations

from datetime import date

import pytest

from fieldapp.domain.compliance.answer import Outcome
from fieldapp.domain.compliance.verbs import CaptureKind, CaptureMoment, Job, Lender, Product, Role, Verb
from tests.unit.domain.compliance.asking import (
    ALLOWED,
    BOUNDARY,
    KEPT,
    REFUSED,
    TODAY,
    Row,
    ask,
    check,
    codes,
    local,
    row,
)

OFFICER = {"job": Job.COMPLIANCE_OFFICER}
CONTACT = {"role": Role.CONTACT, "name": "李敏"}
AGENT = {"job": Job.AGENCY_COLLECTOR}
PURPOSE = {"purpose_code": "P-1"}
MASKED = PURPOSE | {"masked": True}
FULL = PURPOSE | {"separate_consent": True, "assessment_id": "PIA-1"}
ID_PHOTO = {"capture": CaptureKind.ID_PHOTO}
CARD = {"product": Product.CARD}
CFC = {"lender": Lender.CONSUMER_FINANCE}
SIGNED = ("hash", "time", "signer_check")


def since(year: int, day: int = 25, **more: object) -> dict[str, object]:
    return {"last_activity_on": date(year, 7, day), **more}


ROWS = [
    row("R35", ALLOWED, Outcome.ALLOWED, KEPT, Verb.DELETE, case=since(2019)),
    row("R35", BOUNDARY, Outcome.ALLOWED, KEPT, Verb.DELETE, case=since(2021)),
    row("R35", REFUSED, Outcome.BLOCK, "may.deleted_too_early", Verb.DELETE, case=since(2021, 26)),
    row("R35", BOUNDARY, Outcome.ALLOWED, KEPT, Verb.DELETE, case=since(2024), debt=CARD),
    row("R35", REFUSED, Outcome.BLOCK, "may.deleted_too_early", Verb.DELETE, case=since(2024, 26), debt=CARD),
    row("R35", REFUSED, Outcome.BLOCK, "may.deleted_too_early", Verb.DELETE, case=since(2021, 26), debt=CFC),
    row("R35", REFUSED, Outcome.BLOCK, "may.legal_hold", Verb.DELETE, case=since(2019, legal_hold=True)),
    row("R35", REFUSED, Outcome.BLOCK, "may.last_activity_unknown", Verb.DELETE),
    row("R35", ALLOWED, Outcome.ALLOWED, KEPT, Verb.RETAIN, case=since(2021, 26)),
    row("R35", ALLOWED, Outcome.ALLOWED, KEPT, Verb.RETAIN, case=since(2019, legal_hold=True)),
    row("R35", REFUSED, Outcome.WARN, "may.kept_too_long", Verb.RETAIN, case=since(2021)),
    row("R36", ALLOWED, Outcome.ALLOWED, KEPT, Verb.EXPORT, actor=OFFICER, records=PURPOSE),
    row("R36", BOUNDARY, Outcome.BLOCK, "may.no_export", Verb.EXPORT, actor=OFFICER),
    row("R36", REFUSED, Outcome.BLOCK, "may.no_export", Verb.EXPORT, records=PURPOSE),
    row("R36", ALLOWED, Outcome.ALLOWED, KEPT, Verb.EXPORT, records=MASKED),
    row("R36", BOUNDARY, Outcome.BLOCK, "may.no_export", Verb.EXPORT, records={"masked": True}),
    row("R36", REFUSED, Outcome.BLOCK, "may.no_export", Verb.EXPORT, actor=AGENT, records=MASKED),
    row("R36", REFUSED, Outcome.BLOCK, "may.address_book", Verb.IMPORT_ADDRESS_BOOK, actor=OFFICER, records=PURPOSE),
    row("R36", ALLOWED, Outcome.ALLOWED, KEPT, Verb.REVEAL_NUMBER),
    row("R36", BOUNDARY, Outcome.ALLOWED, KEPT, Verb.REVEAL_NUMBER, party=CONTACT, records=PURPOSE),
    row("R36", REFUSED, Outcome.BLOCK, "may.number_masked", Verb.REVEAL_NUMBER, party=CONTACT),
    row("R37", ALLOWED, Outcome.ALLOWED, KEPT, Verb.CAPTURE, records={"capture": CaptureKind.PREMISES_PHOTO}),
    row("R37", ALLOWED, Outcome.ALLOWED, KEPT, Verb.CAPTURE),
    row("R37", ALLOWED, Outcome.ALLOWED, KEPT, Verb.CAPTURE, records=ID_PHOTO | FULL),
    row(
        "R37",
        BOUNDARY,
        Outcome.WARN,
        "may.no_assessment",
        Verb.CAPTURE,
        records=ID_PHOTO | FULL | {"assessment_id": ""},
    ),
    row("R37", REFUSED, Outcome.BLOCK, "may.no_purpose", Verb.CAPTURE, records=ID_PHOTO),
    row("R37", REFUSED, Outcome.BLOCK, "may.no_separate_consent", Verb.CAPTURE, records=ID_PHOTO | PURPOSE),
    row(
        *("R37", BOUNDARY, Outcome.ALLOWED, KEPT, Verb.CAPTURE),
        records={"capture": CaptureKind.GPS, "moment": CaptureMoment.VISIT_END},
    ),
    row("R37", REFUSED, Outcome.BLOCK, "may.gps", Verb.CAPTURE, records={"capture": CaptureKind.GPS}),
    row(
        *("R37", REFUSED, Outcome.BLOCK, "may.gps", Verb.CAPTURE),
        records={"capture": CaptureKind.GPS, "moment": CaptureMoment.VISIT_START, "of_collector": False},
    ),
    row("R38", ALLOWED, Outcome.ALLOWED, KEPT, Verb.CALL),
    row("R38", BOUNDARY, Outcome.ALLOWED, KEPT, Verb.CALL, actor={"mandate_from": TODAY, "mandate_to": TODAY}),
    row("R38", BOUNDARY, Outcome.BLOCK, "may.mandate_over", Verb.OPEN_CASE, actor={"mandate_to": date(2026, 7, 24)}),
    row("R38", BOUNDARY, Outcome.BLOCK, "may.mandate_not_begun", Verb.CALL, actor={"mandate_from": date(2026, 7, 26)}),
    row("R38", REFUSED, Outcome.BLOCK, "may.sub_entrusted", Verb.CALL, actor={"sub_entrusted": True}),
    row("R38", REFUSED, Outcome.BLOCK, "may.sub_entrusted", Verb.ENTRUST),
    row("R39", ALLOWED, Outcome.ALLOWED, KEPT, Verb.OPEN_CASE),
    row("R39", BOUNDARY, Outcome.ALLOWED, KEPT, Verb.OPEN_CASE, actor={"days_since_sync": 7}),
    row("R39", REFUSED, Outcome.BLOCK, "may.offline_too_long", Verb.OPEN_CASE, actor={"days_since_sync": 8}),
    row("R39", REFUSED, Outcome.BLOCK, "may.device_unsecured", Verb.OPEN_CASE_LIST, actor={"device_secured": False}),
    row("R40", ALLOWED, Outcome.ALLOWED, KEPT, Verb.DECIDE),
    row("R40", BOUNDARY, Outcome.WARN, "may.unexplained", Verb.DECIDE, records={"explained": False}),
    row("R40", REFUSED, Outcome.BLOCK, "may.machine_decides", Verb.DECIDE, records={"by_machine": True}),
    row("R41", ALLOWED, Outcome.ALLOWED, KEPT, Verb.SIGN_DOCUMENT, records={"signed_parts": SIGNED}),
    row("R41", BOUNDARY, Outcome.BLOCK, "may.signature_part", Verb.SIGN_DOCUMENT, records={"signed_parts": SIGNED[:2]}),
    row("R41", ALLOWED, Outcome.ALLOWED, KEPT, Verb.EDIT_SIGNED_DOCUMENT, records={"signatures": 0}),
    row("R41", REFUSED, Outcome.BLOCK, "may.already_signed", Verb.EDIT_SIGNED_DOCUMENT),
    row("R42", ALLOWED, Outcome.ALLOWED, KEPT, Verb.TAKE_CASH, money={"receipt_no": "S-1"}),
    row("R42", BOUNDARY, Outcome.ALLOWED, KEPT, Verb.TAKE_CASH, money={"receipt_no": "S-1", "cash_held_hours": 24}),
    row(
        *("R42", REFUSED, Outcome.BLOCK, "may.cash_not_deposited", Verb.TAKE_CASH),
        money={"receipt_no": "S-1", "cash_held_hours": 25},
    ),
    row("R42", REFUSED, Outcome.BLOCK, "may.no_receipt", Verb.TAKE_CASH),
    row(
        *("R42", REFUSED, Outcome.BLOCK, "may.personal_account", Verb.TAKE_CASH),
        money={"receipt_no": "S-1", "to_personal_account": True},
    ),
]


@pytest.mark.parametrize("line", ROWS)
def test_data_and_papers(line: Row) -> None:
    check(line)


def test_an_ended_mandate_wipes_the_case_and_still_lets_a_visit_be_closed() -> None:
    over = {"mandate_to": date(2026, 7, 1)}
    assert [other.code for other in ask(Verb.OPEN_CASE, actor=over).instead] == ["instead.wipe_case"]
    assert (
        ask(Verb.VISIT_CLOSE, actor=over, visit={"media": True, "recording_announced": True}).outcome is Outcome.ALLOWED
    )


def test_a_mandate_says_when_it_begins_and_ends() -> None:
    assert ask(Verb.OPEN_CASE, actor={"mandate_from": date(2026, 7, 28)}).next_at == local(0, day=28)
    assert ask(Verb.OPEN_CASE, actor={"mandate_to": TODAY}).valid_until == local(0, day=26)


def test_days_without_sync_are_asked_again_every_day() -> None:
    assert ask(Verb.OPEN_CASE, actor={"days_since_sync": 3}).valid_until == local(0, day=26)


def test_deletion_says_from_when_on() -> None:
    assert ask(Verb.DELETE, case=since(2024)).next_at == local(0, day=25).replace(year=2029)


def test_a_sensitive_capture_says_all_that_is_missing() -> None:
    answer = ask(Verb.CAPTURE, records={"capture": CaptureKind.HEALTH})
    assert codes(answer) == {"may.no_purpose", "may.no_separate_consent", "may.no_assessment"}
