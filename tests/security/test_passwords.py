from __future__ import annotations

import time

import pytest
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError

from fieldapp.security import passwords
from fieldapp.security.passwords import hash_password, needs_rehash, password_fits, spend_as_much_for_nobody


def test_the_password_that_made_the_hash_fits_and_no_other() -> None:
    stored = hash_password("春风 十里")
    assert password_fits(stored, "春风 十里")
    assert not password_fits(stored, "春风 十里 ")
    assert not password_fits(stored, "")


def test_the_same_password_is_never_stored_alike() -> None:
    assert hash_password("a") != hash_password("a")


def test_the_cost_is_the_one_owasp_names() -> None:
    assert hash_password("a").startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert not needs_rehash(hash_password("a"))


def test_a_hash_of_another_cost_is_to_be_made_anew() -> None:
    old = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1).hash("a")
    assert password_fits(old, "a")
    assert needs_rehash(old)


def test_an_accent_typed_in_two_ways_is_one_password() -> None:
    assert password_fits(hash_password("caf\u00e9"), "cafe\u0301")


def test_what_is_no_hash_is_a_mistake_and_not_a_wrong_password() -> None:
    with pytest.raises(InvalidHashError):
        password_fits("nonsense", "a")


def test_an_unknown_login_costs_as_much_as_a_known_one() -> None:
    assert not needs_rehash(passwords._NOBODY)

    def spent(work: object, *args: str) -> float:
        start = time.perf_counter()
        work(*args)  # type: ignore[operator]
        return time.perf_counter() - start

    stored = hash_password("a")
    known = min(spent(password_fits, stored, "b") for _ in range(5))
    unknown = min(spent(spend_as_much_for_nobody, "b") for _ in range(5))
    assert unknown > known / 3
