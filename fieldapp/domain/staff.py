"""Who works with the cases: collectors and supervisors, and what each may approve."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from fieldapp.domain.plans.authority import Level


class StaffRole(StrEnum):
    """What somebody signs in as."""

    COLLECTOR = "collector"
    SUPERVISOR = "supervisor"


@dataclass(frozen=True, slots=True)
class Staff:
    """A member of staff as everybody may know them; `active` until they have left."""

    id: str
    login: str
    name: str
    staff_no: str
    role: StaffRole
    level: Level
    team: str
    phone: str = ""
    active: bool = True


@dataclass(frozen=True, slots=True)
class Office:
    """The lender's office: what papers say about the creditor, and where borrowers pay."""

    id: str
    name: str
    uscc: str
    legal_representative: str
    address: str
    phone: str
    account_name: str
    account_bank: str
    account_no: str
    court: str
    plan_grace_days: int = 3
