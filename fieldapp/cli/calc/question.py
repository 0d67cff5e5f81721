"""Reading questions: what a file says must be exactly what the question knows, or it is refused by field and reason.

Amounts are text in major units ("120000.00"), rates are text in percent ("12"), dates are ISO ("2026-02-10").
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, Generic, NoReturn, TypeVar

import msgspec

from fieldapp.errors import KnownError

PLAIN_NUMBER = re.compile(r"-?\d{1,15}(\.\d{1,12})?")
_PLACE = re.compile(r" - at `\$?\.?(?P<place>[^`]*)`$")
_NAMED = re.compile(r"^Object (?P<what>contains unknown|missing required) field `(?P<name>[^`]+)`")


class Strict(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A part of a question: a field nobody knows is refused, so that no term is passed over in silence."""


class Shown(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=False):
    """A part of an answer."""


Q = TypeVar("Q", bound=Strict)


@dataclass(frozen=True, slots=True)
class Question(Generic[Q]):
    """One kind of question: how it is written, how it is answered, how the answer is written."""

    name: str
    about: str
    asked: type[Q]
    answered: Any
    answer: Callable[[Q], Shown]


def read(text: bytes, kind: type[Q]) -> Q:
    """The question in `text`.

    Raises:
        KnownError: `calc.not_json`, or `calc.field_wrong` naming the field and the reason.
    """
    try:
        return msgspec.json.decode(text, type=kind)
    except msgspec.ValidationError as error:
        raise _field_error(str(error)) from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise KnownError("calc.not_json", {"detail": str(error)}) from error


def wrong(field: str, detail: str) -> NoReturn:
    """Refuse the value of a field, in words of the schema.

    Raises:
        KnownError: `calc.field_wrong`.
    """
    raise KnownError("calc.field_wrong", {"field": field, "detail": detail})


def number(text: str, field: str) -> Decimal:
    """A plain decimal number as it is written.

    Raises:
        KnownError: `calc.field_wrong`.
    """
    try:
        found = Decimal(text) if PLAIN_NUMBER.fullmatch(text) else None
    except InvalidOperation:  # pragma: no cover - the pattern lets nothing of the kind through
        found = None
    if found is None:
        wrong(field, f"not a plain number: {text!r}")
    return found


def percent(text: str, field: str) -> Decimal:
    """A rate in percent as a fraction: "12" is 0.12; never negative."""
    rate = number(text, field)
    if rate < 0:
        wrong(field, f"below zero: {text}")
    return rate / 100


def minor(text: str, field: str, digits: int = 2, *, below_zero: bool = False) -> int:
    """An amount in major units as minor units of a currency with so many digits."""
    scaled = number(text, field).scaleb(digits)
    if scaled != scaled.to_integral_value():
        wrong(field, f"more than {digits} digits after the point: {text}")
    if scaled < 0 and not below_zero:
        wrong(field, f"below zero: {text}")
    return int(scaled)


def major(amount: int, digits: int = 2) -> str:
    """Minor units as an amount is written: "21643.56"."""
    sign, whole = ("-", -amount) if amount < 0 else ("", amount)
    if not digits:
        return f"{sign}{whole}"
    return f"{sign}{whole // 10**digits}.{whole % 10**digits:0{digits}d}"


def day(text: str, field: str) -> date:
    """An ISO date.

    Raises:
        KnownError: `calc.field_wrong`.
    """
    try:
        return date.fromisoformat(text)
    except ValueError:
        wrong(field, f"not a date like 2026-02-10: {text!r}")


def _field_error(message: str) -> KnownError:
    place = _PLACE.search(message)
    path = place["place"] if place else ""
    text = _PLACE.sub("", message)
    named = _NAMED.match(text)
    if named:
        path = f"{path}.{named['name']}" if path else named["name"]
        text = "unknown field" if "unknown" in named["what"] else "missing"
    return KnownError("calc.field_wrong", {"field": path or "(the whole file)", "detail": text})
