"""What every geocoder says of itself, and what is asked of it and heard from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from math import isfinite
from typing import Any, Protocol

import msgspec

from fieldapp.domain.party import Datum
from fieldapp.errors import KnownError


class Provider(StrEnum):
    """Who is asked."""

    AMAP = "amap"
    TIANDITU = "tianditu"
    BAIDU = "baidu"
    NOMINATIM = "nominatim"


NAMES = {
    Provider.AMAP: "高德地图 AMap",
    Provider.TIANDITU: "天地图 Tianditu",
    Provider.BAIDU: "百度地图 Baidu",
    Provider.NOMINATIM: "Nominatim (OpenStreetMap)",
}
"""What they call themselves, in every language."""


class Keeping(StrEnum):
    """Whether an answer may be stored.

    `ALLOWED`: its licence says so. `UNKNOWN`: nobody here has found it in the provider's terms, so nothing is stored
    until somebody who has read the office's own contract allows it in the settings.
    """

    ALLOWED = "allowed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Request:
    """A GET to be made. `fields` holds the key as well: it is never logged and never part of an error."""

    url: str
    fields: Mapping[str, str] = field(repr=False)
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Hit:
    """What a provider says: degrees in its own datum, how far off in metres by its own level or confidence.

    Attributes:
        level: the provider's word for what was matched, or a confidence; shown as it is.
        address: how the provider writes what it found; may be empty.
        adcode: six digits of the district it lies in, where the provider says it.
    """

    lon: float
    lat: float
    radius_m: int
    level: str
    address: str = ""
    adcode: str = ""


class Geocoder(Protocol):
    """One provider."""

    provider: Provider
    datum: Datum
    seconds_between: float
    """Between two questions: the provider's limit for one key, or a calmer one where it is not known."""
    keeping: Keeping
    attribution: str

    def request(self, address: str, key: str) -> Request:
        """How to ask; `key` is what the settings hold for this provider."""
        ...

    def hit(self, status: int, body: bytes) -> Hit:
        """What was answered.

        Raises:
            KnownError: `geocoder.…`: the key is refused, the quota is used up, too fast, nothing found, unreadable.
        """
        ...


def told(provider: Provider, code: str, *, retryable: bool = False, **more: object) -> KnownError:
    """A known error that names the provider, and never the question or the key."""
    return KnownError(f"geocoder.{code}", {"provider": NAMES[provider], **more}, retryable=retryable)


def read_json(provider: Provider, body: bytes) -> Any:
    """The JSON of an answer.

    Raises:
        KnownError: `geocoder.unreadable`.
    """
    try:
        return msgspec.json.decode(body)
    except (msgspec.DecodeError, RecursionError) as error:
        raise told(provider, "unreadable") from error


def number(provider: Provider, value: object) -> float:
    """A number that may have come as text; one that is none, or has no end, is no answer.

    Raises:
        KnownError: `geocoder.unreadable`.
    """
    try:
        found = float(value)  # type: ignore[arg-type]
    except (TypeError, ValueError, OverflowError) as error:
        raise told(provider, "unreadable") from error
    if not isfinite(found):
        raise told(provider, "unreadable")
    return found


def by_status(provider: Provider, status: int) -> KnownError | None:
    """What the status of HTTP alone says; None where the body has to be read."""
    if status in {401, 403}:
        return told(provider, "key_refused")
    if status == 429:
        return told(provider, "too_fast", retryable=True)
    return told(provider, "away", retryable=True, status=status) if status >= 500 else None
