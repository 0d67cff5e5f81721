"""People of a case and where they do business: who they are decides what may be said to them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class PartyRole(StrEnum):
    """A party's role; from it follows what may be asked of and told to that person (民法典; GB/T 45251-2025)."""

    BORROWER = "borrower"
    CO_DEBTOR = "co_debtor"
    GUARANTOR = "guarantor"
    CONTACT = "contact"


class GuaranteeKind(StrEnum):
    """Liability of a guarantor (民法典 686–688); an unclear clause counts as a general guarantee."""

    JOINT = "joint"
    GENERAL = "general"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class Guarantee:
    """A guarantee contract. `period_end` is the agreed last day of the guarantee period, if one was agreed.

    `loan_ids` are the loans it secures; empty: all loans of the case.
    """

    contract_no: str
    kind: GuaranteeKind
    signed_on: date
    period_end: date | None = None
    loan_ids: tuple[str, ...] = ()

    def covers(self, loan_id: str) -> bool:
        """Whether it secures that loan."""
        return not self.loan_ids or loan_id in self.loan_ids


@dataclass(frozen=True, slots=True)
class Party:
    """A person or firm of the case."""

    id: str
    name: str
    role: PartyRole
    id_no: str = ""
    phones: tuple[str, ...] = ()
    address: str = ""
    relation: str = ""
    guarantee: Guarantee | None = None


class PremisesKind(StrEnum):
    """What kind of place the business is run from; the observation form asks accordingly."""

    SHOP = "shop"
    FACTORY = "factory"
    FARM = "farm"
    VEHICLE = "vehicle"
    SERVICE = "service"
    HOME_BUSINESS = "home_business"


class PlaceSource(StrEnum):
    """How a place on the map is known, best first: the less exact, the larger its radius."""

    PINNED = "pinned"
    CHECK_IN = "check_in"
    GEOCODER = "geocoder"
    STREET = "street"
    TOWNSHIP = "township"
    DISTRICT = "district"
    CITY = "city"
    PROVINCE = "province"


CONFIRMED = frozenset({PlaceSource.PINNED, PlaceSource.CHECK_IN})
"""Somebody was there or put the pin there: no search for the address is needed any more."""


class Datum(StrEnum):
    """The reference that the numbers of a place were given in before they were converted.

    WGS-84 is what receivers and OpenStreetMap have (and CGCS2000, which differs from it by centimetres); GCJ-02 is
    prescribed for maps in mainland China; BD-09 is Baidu's.
    """

    WGS84 = "wgs84"
    GCJ02 = "gcj02"
    BD09 = "bd09"


@dataclass(frozen=True, slots=True)
class Place:
    """A WGS-84 point in millionths of a degree (integers: they travel in signed facts), and how far off it may be.

    `datum` is what it was given in; the point itself is converted already.
    """

    lon_e6: int
    lat_e6: int
    radius_m: int
    source: PlaceSource
    datum: Datum = Datum.WGS84


@dataclass(frozen=True, slots=True)
class Premises:
    """A business address; `place` is None while nobody knows where on the map it is."""

    id: str
    name: str
    trade: str
    kind: PremisesKind
    district: str
    address: str
    place: Place | None = None


MOBILE_DIGITS = 11
SHORTEST_PHONE = 7
COUNTRY_PREFIXES = ("0086", "86")
"""Of China; without them a number of its own mobile networks has eleven digits."""


def phone_key(phone: str) -> str:
    """What makes two ways of writing a number the same number: its digits, without the country's own prefix."""
    digits = "".join(character for character in phone if character.isdecimal())
    for prefix in COUNTRY_PREFIXES:
        if digits.startswith(prefix) and len(digits) == len(prefix) + MOBILE_DIGITS:
            return digits.removeprefix(prefix)
    return digits


def masked_phone(phone: str) -> str:
    """A phone number as a list may show it: the first three and last four of a mobile number, less of a shorter one."""
    if len(phone) >= MOBILE_DIGITS:
        return f"{phone[:3]} **** {phone[-4:]}"
    return f"**** {phone[-2:]}" if len(phone) >= SHORTEST_PHONE else "****"


def masked_id_no(id_no: str) -> str:
    """An identity number as a list may show it: the last four characters."""
    return f"**** {id_no[-4:]}" if len(id_no) >= 8 else "****"
