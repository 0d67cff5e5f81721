"""The one line: what waits by kind, what somebody has to look at, when there was contact last; true, and calm."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from fieldapp import clock
from fieldapp.sync.status import SyncPhase, SyncStatus, Waiting
from ui import sync_words
from ui.viewmodels.sync_view import state_sentence

NOW = datetime(2026, 7, 25, 7, 0, tzinfo=UTC)  # 15:00 in China
CALM = SyncStatus(SyncPhase.IDLE, 0, 0, 0, 0, datetime(2026, 7, 25, 6, 5, tzinfo=UTC))
WAITING = replace(CALM, waiting=17, files_up=14, kinds={Waiting.VISITS: 3, Waiting.PHOTOS: 14})


@pytest.fixture(autouse=True)
def _afternoon() -> Iterator[None]:
    before = clock.use(clock.PracticeClock(NOW))
    yield
    clock.use(before)


def test_what_waits_is_told_by_kind_with_the_last_contact() -> None:
    assert sync_words.line(WAITING) == ("3 份走访和 14 张照片等待发送", "text_2", "上次联系 14:05")


def test_the_same_in_english(english: None) -> None:
    assert sync_words.line(WAITING) == ("3 visits and 14 photos waiting to be sent", "text_2", "Last contact 14:05")
    one = replace(WAITING, kinds={Waiting.VISITS: 1, Waiting.PROMISES: 1, Waiting.PHOTOS: 1})
    assert sync_words.line(one)[0] == "1 visit, 1 promise and 1 photo waiting to be sent"


def test_more_kinds_than_fit_are_counted_together() -> None:
    many = replace(WAITING, kinds=dict.fromkeys(Waiting, 2))
    assert sync_words.line(many)[0] == "2 份走访、2 份承诺、2 份方案和 14 项其他等待发送"


def test_all_that_has_arrived_is_green_and_offline_is_grey() -> None:
    assert sync_words.line(CALM)[:2] == ("已全部同步", "ok")
    away = replace(WAITING, phase=SyncPhase.AWAY, code="network.timeout", params={"host": "office.test"})
    assert sync_words.line(away)[:2] == ("离线工作 · 3 份走访和 14 张照片等待发送", "text_2")
    assert "office.test 太久没有应答" in state_sentence(away)


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("signin.expired", "登录已过期，请输入口令"),
        ("network.portal", "网络要求先登录"),
        ("network.proxy_sign_in", "代理要求登录"),
        ("network.certificate_changed", "服务器证书变了，已停止"),
        ("network.certificate_expired", "同步需要处理"),
    ],
)
def test_what_a_person_has_to_do_stands_first(code: str, said: str) -> None:
    words, tone, _ = sync_words.line(replace(WAITING, phase=SyncPhase.TROUBLE, code=code, params={}))
    assert words == f"{said} · 3 份走访和 14 张照片等待发送"
    assert tone == "warn"


def test_refused_clashed_and_held_are_told_apart() -> None:
    assert sync_words.line(replace(CALM, refused=2, conflicts=1))[0] == "1 项未被接收，请查看"
    assert sync_words.line(replace(CALM, refused=1, conflicts=1))[:2] == ("1 处冲突，请选择", "warn")
    assert sync_words.line(replace(CALM, held=1))[:2] == ("1 项由办公室暂存", "text_2")
    assert sync_words.line(replace(CALM, files_refused=1))[:2] == ("1 项未被接收，请查看", "warn")


def test_another_day_is_told_with_its_date_and_the_next_try_with_its_time() -> None:
    yesterday = replace(CALM, last_success=datetime(2026, 7, 24, 6, 5, tzinfo=UTC))
    assert sync_words.last_contact(yesterday) == "上次联系 07-24 14:05"
    assert sync_words.last_contact(replace(CALM, last_success=None)) == "尚未联系过服务器"
    soon = replace(CALM, next_try=datetime(2026, 7, 25, 7, 2, tzinfo=UTC))
    assert sync_words.next_try(soon) == "下次 15:02"
    assert sync_words.next_try(replace(soon, phase=SyncPhase.WORKING)) == ""


def test_a_sentence_names_what_was_refused_and_what_else_is_wrong() -> None:
    both = replace(WAITING, refused=1, phase=SyncPhase.AWAY, code="network.no_route", params={"host": "office.test"})
    assert state_sentence(both).startswith("办公室没有接收 1 项，原因写在下面。其余不受影响。这台电脑现在没有网络")
    assert state_sentence(replace(CALM, held=2)) == "2 项由办公室暂存待核，其余都已送达。"
