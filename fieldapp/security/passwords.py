"""Passwords as the server keeps them: Argon2id hashes, at the cost OWASP names as sufficient (19 MiB, two passes, one
lane), because many people sign in on one server while a vault is opened by one."""

from __future__ import annotations

import unicodedata

from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError

_HASHER = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
_NOBODY = "$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5IGlzIGhlcmUuLg$08lKhad9q4ePX1A+Xdw8vXZXED8foklZ0dlFbT4cahM"


def hash_password(password: str) -> str:
    """The hash to store, with salt and cost inside."""
    return _HASHER.hash(_typed(password))


def password_fits(stored: str, password: str) -> bool:
    """Whether this password made the stored hash.

    Raises:
        argon2.exceptions.InvalidHashError: what is stored is no hash; that is our bug or a damaged database.
    """
    try:
        return _HASHER.verify(stored, _typed(password))
    except VerifyMismatchError:
        return False


def needs_rehash(stored: str) -> bool:
    """Whether the hash was made at another cost than today's; make a new one at the next successful sign-in."""
    return _HASHER.check_needs_rehash(stored)


def spend_as_much_for_nobody(password: str) -> None:
    """Take as long as a real check does, so that the time of an answer does not tell which logins exist."""
    password_fits(_NOBODY, password)


def _typed(password: str) -> str:
    return unicodedata.normalize("NFC", password)
