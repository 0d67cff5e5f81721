"""Identity numbers of people (GB 11643-1999) and of firms (GB 32100-2015), checked by their check digits."""

from __future__ import annotations

from datetime import date

LENGTH = 18
_PERSON_WEIGHTS = tuple(2 ** (17 - position) % 11 for position in range(17))
_PERSON_CHECKS = "10X98765432"
_FIRM_DIGITS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_FIRM_WEIGHTS = tuple(pow(3, position, 31) for position in range(17))


def is_person(number: str) -> bool:
    """Whether 18 characters, in capitals, are the identity number of a person: birthday and check digit fit."""
    if len(number) != LENGTH or not number.isascii() or not number[:17].isdecimal():
        return False
    total = sum(int(digit) * weight for digit, weight in zip(number, _PERSON_WEIGHTS, strict=False))
    if _PERSON_CHECKS[total % 11] != number[17]:
        return False
    try:
        date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return False
    return True


def is_firm(number: str) -> bool:
    """Whether 18 characters, in capitals, are the credit code of a firm: the check digit fits."""
    if len(number) != LENGTH or any(char not in _FIRM_DIGITS for char in number):
        return False
    total = sum(_FIRM_DIGITS.index(char) * weight for char, weight in zip(number, _FIRM_WEIGHTS, strict=False))
    return _FIRM_DIGITS[-total % 31] == number[17]
