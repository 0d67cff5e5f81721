"""What `server user add` is told about somebody, held against what can be signed in with and printed on a paper."""

from __future__ import annotations

import argparse
import getpass
import sys
import warnings

from fieldapp.domain.ids import new_id
from fieldapp.domain.plans.authority import Level
from fieldapp.domain.staff import Staff, StaffRole
from fieldapp.errors import KnownError
from fieldapp.sentences import say

MOST_CHARACTERS = 60
MOST_OF_A_PLACE = 200


def account(chosen: argparse.Namespace) -> Staff:
    """The new member of staff.

    Raises:
        KnownError: `server.login_unfit`, `server.unfit_word`, `server.level_needed`.
    """
    role = StaffRole(chosen.role)
    if role is StaffRole.SUPERVISOR and chosen.level is None:
        raise KnownError("server.level_needed")
    return Staff(
        id=new_id(),
        login=_login(chosen.login),
        name=fit("--name", chosen.name),
        staff_no=fit("--staff-no", chosen.staff_no),
        role=role,
        level=Level[chosen.level.upper()] if chosen.level else Level.COLLECTOR,
        team=fit("--team", chosen.team, blank=True),
        phone=fit("--phone", chosen.phone, blank=True),
    )


def fit(option: str, written: str, *, blank: bool = False) -> str:
    """Words as a paper can print them, without space around them.

    Raises:
        KnownError: `server.unfit_word`.
    """
    plain = written.strip()
    limit = MOST_OF_A_PLACE if blank else MOST_CHARACTERS
    if (not plain and not blank) or not plain.isprintable() or len(plain) > limit:
        raise KnownError("server.unfit_word", {"option": option, "value": _shown(plain), "limit": limit})
    return plain


def passphrase(language: str, *, piped: bool) -> str:
    """From standard input, or typed twice where it cannot be seen.

    Raises:
        KnownError: `server.passphrase_missing`, `server.passphrases_differ`.
    """
    try:
        written = sys.stdin.readline().rstrip("\r\n") if piped else _typed_twice(language)
        written.encode("utf-8")
    except (EOFError, UnicodeError, getpass.GetPassWarning) as error:
        raise KnownError("server.passphrase_missing") from error
    return written


def _typed_twice(language: str) -> str:
    with warnings.catch_warnings():
        warnings.simplefilter("error", getpass.GetPassWarning)  # it would go on and show what is typed
        written = getpass.getpass(f"{say('server.ask_passphrase', None, language)} ")
        again = getpass.getpass(f"{say('server.ask_passphrase_again', None, language)} ")
    if again != written:
        raise KnownError("server.passphrases_differ")
    return written


def _login(written: str) -> str:
    login = written.strip().lower()
    if not login or not login.isprintable() or " " in login or len(login) > MOST_CHARACTERS:
        raise KnownError("server.login_unfit", {"login": _shown(login), "limit": MOST_CHARACTERS})
    return login


def _shown(plain: str) -> str:
    """What an answer repeats of it: never characters that a console cannot show, never a screenful."""
    return "".join(char if char.isprintable() else "?" for char in plain[:MOST_CHARACTERS])
