"""The day on paper and in a calendar: what must not stand there does not, and the format is kept to."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldapp.domain.case import Case
from fieldapp.errors import KnownError
from fieldapp.services.day_calendar import Entry, calendar, today_as_calendar
from fieldapp.services.day_sheet import masked_name, masked_shop, today_on_paper
from fieldapp.services.desk import Desk
from fieldapp.services.export_list import exports
from tests.services.planned_day import by_name, planned, planning_desk


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    yield from planning_desk(tmp_path, monkeypatch)


@pytest.fixture
def cases(desk: Desk) -> dict[str, Case]:
    return by_name(desk)


def test_the_sheet_shows_no_name_no_number_and_no_sum_and_that_it_was_made_is_kept(
    desk: Desk, cases: dict[str, Case]
) -> None:
    planned(desk)
    for lang, page in (("zh_CN", "第 1 页，共 1 页"), ("en", "Page 1 of 1")):
        sheet = today_on_paper(desk, lang)  # type: ignore[arg-type]
        with pypdfium2.PdfDocument(sheet.pdf) as read:
            text = read[0].get_textpage().get_text_bounded()
        assert page in text
        assert "四环西路 18 号" in text
        assert "李**" in text
        assert "**养殖场" in text
        for hidden in ("李建国", "国庆", "秀英", cases["李建国"].borrower.phones[0], "21,643", "逾期"):
            assert hidden not in text
    kept = exports(desk)
    assert len(kept) == 2
    assert kept[0].number in text
    assert kept[0].rows == 5
    assert [masked_shop(shop, name) for shop, name in (
        ("建国饭店", "李建国"), ("李建国饭店", "李建国"), ("明明超市", "王明"), ("若兰花店", "欧阳若兰"), ("大海", ""),
        ("大海渔具", "苏州大海渔具有限公司"),
    )] == ["**饭店", "李**饭店", "明明超市", "**花店", "大海", "大海渔具"]  # fmt: skip
    assert (masked_name("苏州大海渔具有限公司"), masked_name("欧"), masked_name("")) == ("苏州***", "欧*", "")


def test_the_calendar_holds_times_and_nothing_about_anybody(desk: Desk, cases: dict[str, Case]) -> None:
    planned(desk)
    text = today_as_calendar(desk, "外出 {number}").decode()
    assert text.count("BEGIN:VEVENT") == 5
    assert "SUMMARY:外出 1" in text
    for name, case in cases.items():
        for hidden in (name, case.id, case.case_no, case.premises[0].address, case.premises[0].name):
            assert hidden not in text


def test_a_day_without_a_stop_is_neither_printed_nor_put_into_a_calendar(desk: Desk) -> None:
    for make in (lambda: today_on_paper(desk), lambda: today_as_calendar(desk, "{number}")):
        with pytest.raises(KnownError, match=r"day\.nothing_to_print"):
            make()


MOMENTS = st.integers(946_684_800, 4_102_444_800).map(lambda second: datetime.fromtimestamp(second, UTC))


@given(st.text(max_size=200), MOMENTS, st.integers(0, 86_400))
def test_every_calendar_line_is_short_and_reads_back_as_it_was_written(
    title: str, begins_at: datetime, long: int
) -> None:
    raw = calendar([Entry("k", begins_at, begins_at + timedelta(seconds=long), title)], begins_at)
    assert raw.endswith(b"END:VCALENDAR\r\n")
    lines = raw.split(b"\r\n")
    assert all(len(line) <= 75 for line in lines)
    assert not any(b"\n" in line or b"\r" in line for line in lines)
    unfolded = raw.replace(b"\r\n ", b"").decode().split("\r\n")
    fields = dict(line.split(":", 1) for line in unfolded if line)
    shown = fields["SUMMARY"].replace("\\n", "\n").replace("\\,", ",").replace("\\;", ";")
    wanted = "".join(sign for sign in title.replace("\r\n", "\n").replace("\r", "\n") if sign in "\t\n" or sign >= " ")
    wanted = wanted.replace("\x7f", "")
    if "\\" not in title:
        assert shown == wanted
    assert datetime.strptime(fields["DTSTART"], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC) == begins_at
