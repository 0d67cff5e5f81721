"""A desk: somebody who has signed in on this laptop, with their store. Every use case of the laptop takes one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from fieldapp import clock, rule_packs
from fieldapp.domain.case import CaseFile
from fieldapp.domain.compliance.rule import CompliancePack
from fieldapp.domain.facts import Fact, FactKind, Payload
from fieldapp.domain.folding import fold
from fieldapp.domain.ids import new_id
from fieldapp.domain.judgement import judge
from fieldapp.domain.plans.authority import AuthorityMatrix
from fieldapp.domain.refusal import Refusal
from fieldapp.domain.rule_pack import RulePack
from fieldapp.domain.staff import Staff
from fieldapp.errors import KnownError
from fieldapp.rule_packs import compliance
from fieldapp.rule_packs.agreements import agreement_rules
from fieldapp.store.laptop.unit import LaptopStore, LaptopUnit


@dataclass(frozen=True, slots=True)
class Desk:
    """Who works here, and with what.

    Attributes:
        folder: the user's own folder on this laptop.
        server_url: where to sync with.
    """

    store: LaptopStore
    staff: Staff
    device_id: str
    folder: Path
    server_url: str

    @property
    def rules(self) -> RulePack:
        """The rules in force."""
        return rule_packs.load()

    def compliance(self, on: date) -> CompliancePack:
        """The rules of contact in force on a day."""
        return compliance.load(self.rules.jurisdiction, on)

    @property
    def matrix(self) -> AuthorityMatrix:
        """Who may approve what."""
        return self.rules.authority

    def fact(self, kind: FactKind, case_id: str, payload: Payload) -> Fact:
        """A new fact, made now by whoever sits here."""
        return Fact(new_id(), kind, case_id, self.staff.id, clock.now(), payload)

    def record(self, unit: LaptopUnit, file: CaseFile, fact: Fact, depends_on: tuple[str, ...] = ()) -> CaseFile:
        """Judge a fact as the server will, keep it, and return the case file with it.

        Raises:
            KnownError: the refusal's code; nothing is kept.
        """
        verdict = judge(file, fact, self.staff, self.matrix, agreement_rules())
        if verdict.refusal is not None:
            raise refused(verdict.refusal)
        unit.outbox.add(fact, self.device_id, depends_on)
        unit.changes.cases.add(fact.case_id)
        unit.changes.outbox = True
        return fold(file, fact)


def refused(refusal: Refusal) -> KnownError:
    """A refusal as the error a screen shows."""
    return KnownError(refusal.code, refusal.params)
