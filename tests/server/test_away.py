"""While the database or the file store is away: callers are told when to come again, the log is told why, once."""

from __future__ import annotations

import logging

import pytest

from fieldapp import clock
from fieldapp.errors import KnownError
from fieldapp.server.away import AWAY, LOG_EVERY_SECONDS, Away

DETAIL = {"detail": 'connection to server at "10.1.2.3" failed'}


@pytest.mark.parametrize("code", sorted(AWAY))
def test_a_caller_is_told_when_to_come_again_and_nothing_of_our_insides(code: str) -> None:
    answer = Away().answer(KnownError(code, DETAIL, retryable=True))
    assert answer is not None
    assert (answer.status_code, answer.body, answer.headers["Retry-After"]) == (503, b"", "5")


def test_any_other_error_is_answered_elsewhere() -> None:
    assert Away().answer(KnownError("file.unknown")) is None


def test_an_outage_is_logged_with_its_reason_once_in_ten_seconds_for_each_kind(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    away, start = Away(), clock.monotonic()
    with caplog.at_level(logging.WARNING, "fieldapp.server"):
        for seconds in (0, 1, LOG_EVERY_SECONDS - 0.1, LOG_EVERY_SECONDS):
            monkeypatch.setattr(clock, "monotonic", lambda seconds=seconds: start + seconds)
            away.answer(KnownError("server.database_away", DETAIL, retryable=True))
            away.answer(KnownError("server.files_away", {"place": "office", "reason": "503"}, retryable=True))
    said = [record.getMessage() for record in caplog.records]
    assert len(said) == 4
    assert sum("10.1.2.3" in line for line in said) == 2
