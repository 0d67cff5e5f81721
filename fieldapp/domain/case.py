"""The case file: one borrower's overdue debts and everything that was done about them, as frozen records.

The server keeps these records as its present truth and sends them down; a laptop folds its own unsettled facts over
them (`folding`). Entities are named here once, for store and wire alike.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from fieldapp.domain.attached_file import AttachedFile
from fieldapp.domain.case_card import CaseCard
from fieldapp.domain.cash import Deposit, Receipt
from fieldapp.domain.conduct import HelpCall, RuleOverride
from fieldapp.domain.contact_log import LoggedContact
from fieldapp.domain.document import Document
from fieldapp.domain.known_case import addresses_on, ever_known, known_on
from fieldapp.domain.lending.loan import Loan, Payment
from fieldapp.domain.matter import Matter, MatterKind, found_payments
from fieldapp.domain.particulars import Particular
from fieldapp.domain.party import Party, PartyRole, Premises
from fieldapp.domain.plans.bundle import bundle_of
from fieldapp.domain.plans.plan_life import Plan
from fieldapp.domain.plans.promise import Promise
from fieldapp.domain.survey import Survey
from fieldapp.domain.visit import VisitContent


class Entity(StrEnum):
    """Kinds of record."""

    OFFICE = "office"
    STAFF = "staff"
    CASE = "case"
    VISIT = "visit"
    PROMISE = "promise"
    PLAN = "plan"
    DOCUMENT = "document"
    CARD = "card"
    FILE = "file"
    CONTACT = "contact"
    PARTICULAR = "particular"
    MATTER = "matter"
    RECEIPT = "receipt"
    DEPOSIT = "deposit"
    OVERRIDE = "override"
    HELP = "help"


@dataclass(frozen=True, slots=True)
class Case:
    """The case itself, as the core banking export tells it.

    Attributes:
        assigned_to, assigned_at: the collector it is with, and since when.
        zone: civil time of the debtor, for hours and dates.
        balance_at: how fresh the account is: payments up to this moment are in it.
        survey: what was seen before the loan; None where the bank sends none.
    """

    id: str
    case_no: str
    assigned_to: str
    assigned_at: datetime
    borrower: Party
    parties: tuple[Party, ...]
    premises: tuple[Premises, ...]
    loans: tuple[Loan, ...]
    balance_at: datetime
    opened_on: date
    zone: str = "Asia/Shanghai"
    survey: Survey | None = None

    def loan(self, loan_id: str) -> Loan | None:
        """The loan with this id, if it is of this case."""
        return next((loan for loan in self.loans if loan.id == loan_id), None)

    def party(self, party_id: str) -> Party | None:
        """The borrower or another party with this id."""
        return next((party for party in (self.borrower, *self.parties) if party.id == party_id), None)

    def is_debtor(self, party_id: str) -> bool:
        """Whether that party owes the debt itself: the borrower or a co-debtor, no guarantor and no contact."""
        party = self.party(party_id)
        return party is not None and party.role in {PartyRole.BORROWER, PartyRole.CO_DEBTOR}


@dataclass(frozen=True, slots=True)
class Visit:
    """A visit as the case file holds it; `late` when it reached the server after the case had moved on."""

    id: str
    case_id: str
    made_by: str
    made_at: datetime
    content: VisitContent
    late: bool = False


@dataclass(frozen=True, slots=True)
class CaseFile:
    """A case with all its records; the tuples are in the order in which things happened.

    Attributes:
        card: the working card; None while nobody has written on it.
    """

    case: Case
    visits: tuple[Visit, ...] = ()
    promises: tuple[Promise, ...] = ()
    plans: tuple[Plan, ...] = ()
    documents: tuple[Document, ...] = ()
    card: CaseCard | None = None
    files: tuple[AttachedFile, ...] = ()
    contacts: tuple[LoggedContact, ...] = ()
    particulars: tuple[Particular, ...] = ()
    matters: tuple[Matter, ...] = ()
    receipts: tuple[Receipt, ...] = ()
    deposits: tuple[Deposit, ...] = ()
    overrides: tuple[RuleOverride, ...] = ()
    help_calls: tuple[HelpCall, ...] = ()
    _ever: Case | None = field(default=None, init=False, compare=False, repr=False)

    @property
    def known(self) -> Case:
        """The bank's case with what was found out in the field on top, whatever the days of a particular say."""
        return known_on(self.case, self.particulars, None) if self.particulars else self.case

    def known_on(self, day: date) -> Case:
        """The same with the particulars that hold on a civil day: what screens, lists and rules of the day look at."""
        return known_on(self.case, self.particulars, day) if self.particulars else self.case

    @property
    def ever(self) -> Case:
        """With everybody and every place ever noted, gone or not: what was done there is still theirs."""
        if self._ever is None:  # asked for every entry of a long story
            found = ever_known(self.case, self.particulars) if self.particulars else self.case
            object.__setattr__(self, "_ever", found)
            return found
        return self._ever

    def addresses_on(self, party_id: str, day: date) -> tuple[str, ...]:
        """Every address of a party on a day; `Party.address` is the first of them."""
        return addresses_on(self.case, self.particulars, party_id, day)

    def particular(self, particular_id: str) -> Particular | None:
        """The particular with this id, which is also the id of the person or the premises it added."""
        return next((one for one in self.particulars if one.id == particular_id), None)

    def matter(self, matter_id: str) -> Matter | None:
        """The matter with this id."""
        return next((one for one in self.matters if one.id == matter_id), None)

    @property
    def found_payments(self) -> dict[str, Payment]:
        """The payment that answers each claimed one, by the claim's id, as far as the bank has posted it."""
        return found_payments(self.matters, {loan.id: loan.payments for loan in self.case.loans})

    def resting_matters(self, kind: MatterKind) -> tuple[Matter, ...]:
        """What was raised of this kind and still freezes the case; a claimed payment that came freezes nothing."""
        resting = tuple(one for one in self.matters if one.content.kind is kind and one.resting)
        if kind is not MatterKind.PAID_CLAIM or not resting:
            return resting
        found = self.found_payments
        return tuple(one for one in resting if one.id not in found)

    def receipt(self, receipt_id: str) -> Receipt | None:
        """The receipt with this id."""
        return next((one for one in self.receipts if one.id == receipt_id), None)

    def deposit_of(self, receipt_id: str) -> Deposit | None:
        """The deposit with which the cash of a receipt was paid in."""
        return next((one for one in self.deposits if receipt_id in one.content.receipt_ids), None)

    def plan(self, plan_id: str) -> Plan | None:
        """The plan with this id."""
        return next((plan for plan in self.plans if plan.id == plan_id), None)

    def document(self, document_id: str) -> Document | None:
        """The document with this id."""
        return next((document for document in self.documents if document.id == document_id), None)

    def document_of(self, plan_id: str) -> Document | None:
        """The newest document that puts this plan on paper, alone or with the others of its bundle."""
        plan = self.plan(plan_id)
        on_it = {plan_id} if plan is None else {one.id for one in bundle_of(self.plans, plan)}
        return next((d for d in reversed(self.documents) if d.content.plan_id in on_it), None)

    @property
    def working_card(self) -> CaseCard:
        """The working card, an empty one while nobody has written on it."""
        return self.card or CaseCard(self.case.id, self.case.id)


Record = (
    Case
    | Visit
    | Promise
    | Plan
    | Document
    | CaseCard
    | AttachedFile
    | LoggedContact
    | Particular
    | Matter
    | Receipt
    | Deposit
    | RuleOverride
    | HelpCall
)
