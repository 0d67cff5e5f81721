"""What was done today of what may be done only so often."""

from __future__ import annotations

from datetime import timedelta
from zoneinfo import ZoneInfo

from fieldapp.domain.contact_count import Counted, asked_to_stop, counted
from fieldapp.domain.contact_log import Channel, ContactContent
from tests.unit.domain.builders import BORROWER, NOON, SISTER, TODAY
from tests.unit.domain.talks import call, logged, talk, text

ZONE = ZoneInfo("Asia/Shanghai")


def count(*contents: ContactContent) -> Counted:
    return counted([logged(one) for one in contents], BORROWER.id, TODAY, ZONE)


def test_calls_and_texts_of_the_day_are_counted_apart() -> None:
    letter = text(channel=Channel.LETTER)
    assert count(call(), call(), talk(), text(), text(channel=Channel.MESSAGE), letter) == Counted(1, 2, 2)


def test_other_days_other_people_and_what_they_did_do_not_count() -> None:
    midnight = NOON - timedelta(hours=12)  # 00:00 in Shanghai: of this day
    assert count(call(at=midnight)) == Counted(missed=1)
    assert count(call(at=midnight - timedelta(seconds=1)), call(party_id=SISTER.id), talk(incoming=True)) == Counted()


def test_who_asked_to_be_left_alone_did_so_the_first_time() -> None:
    first = logged(talk(None, refused=True, at=NOON - timedelta(days=3)), "a")
    again = logged(talk(None, refused=True), "b")
    assert asked_to_stop([again, logged(call()), first], BORROWER.id) is first
    assert asked_to_stop([again, first], SISTER.id) is None
