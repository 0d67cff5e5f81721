"""Ids made on a laptop: time-ordered, unique, one written form."""

from __future__ import annotations

import re

import pytest

from fieldapp.domain.ids import NIL, is_id, new_id

UUID7 = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")


def test_ids_are_version_seven_in_lower_case() -> None:
    assert all(UUID7.fullmatch(new_id()) for _ in range(100))


def test_ids_sort_by_the_time_they_were_made_and_never_repeat() -> None:
    made = [new_id() for _ in range(5_000)]
    assert made == sorted(made)
    assert len(set(made)) == len(made)


def test_the_nil_id_sorts_before_all_others() -> None:
    assert new_id() > NIL


@pytest.mark.parametrize(
    "text", ["", "x", NIL.upper() + "0", NIL.replace("-", ""), "0190A000-0000-7000-8000-000000000000"]
)
def test_only_our_one_written_form_is_an_id(text: str) -> None:
    assert is_id(new_id())
    assert not is_id(text)
