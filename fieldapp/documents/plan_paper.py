"""What a repayment plan paper (还款计划书) says, as frozen values: the one thing that is printed, attached to the PDF
in canonical form, named by the QR code and re-computed by whoever verifies.

Amounts are integer fen, dates are civil dates of the case. Reading is strict: what does not have exactly this shape is
refused, because the verifier must never guess what a paper says.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, cast

import msgspec

from fieldapp.errors import KnownError
from fieldapp.protocol.canonical import canonical, sha256

PlanKind = Literal["equal_instalment", "equal_principal", "deferral", "interest_only"]
PaperLanguage = Literal["zh_CN", "en"]
SignerRole = Literal["collector", "supervisor"]


@dataclass(frozen=True, slots=True)
class Creditor:
    """The lender 债权人. `credit_code` is its unified social credit code (USCC)."""

    name: str
    credit_code: str
    address: str
    phone: str


@dataclass(frozen=True, slots=True)
class Agent:
    """The collector who negotiated and signs for the creditor 经办人."""

    name: str
    staff_no: str
    phone: str


@dataclass(frozen=True, slots=True)
class Borrower:
    """The person or business that owes 借款人. `id_no` is the number of the identity document or the USCC."""

    name: str
    id_no: str
    address: str
    phone: str


@dataclass(frozen=True, slots=True)
class Guarantor:
    """Who answers for the debt 保证人, under which guarantee contract; `joint` is 连带责任保证, else 一般保证."""

    name: str
    id_no: str
    address: str
    phone: str
    guarantee_no: str
    joint: bool = True


@dataclass(frozen=True, slots=True)
class LoanContract:
    """The contract the plan supplements; `principal` is the sum lent, in fen."""

    contract_no: str
    signed: date
    principal: int


@dataclass(frozen=True, slots=True)
class Debt:
    """What is owed on `as_of`, in fen: `total` is the sum of the five components less `waived`."""

    as_of: date
    principal: int
    interest: int
    penalty: int
    compound: int
    fees: int
    waived: int
    total: int


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One instalment, in fen: `arrears` is what of past interest, penalty, compound interest and fees is paid with it;
    `total` is principal + interest + arrears; `balance` is the principal still owed afterwards."""

    no: int
    due: date
    principal: int
    interest: int
    arrears: int
    total: int
    balance: int


@dataclass(frozen=True, slots=True)
class PayAccount:
    """Where the borrower pays to."""

    name: str
    bank: str
    number: str


@dataclass(frozen=True, slots=True)
class PlanPaper:
    """The whole content of one repayment plan paper.

    Attributes:
        needs_approval: the paper is a proposal until somebody with authority has signed it.
        expected_signers: who must seal the file, in this order; the last one locks it. Part of the data, so that a
            file cut back to an earlier revision betrays itself without any server.
        grace_days: days after a due date within which payment in full is no default.
    """

    doc_no: str
    issued: date
    place: str
    kind: PlanKind
    creditor: Creditor
    agent: Agent
    borrower: Borrower
    guarantors: tuple[Guarantor, ...]
    loan: LoanContract
    debt: Debt
    rows: tuple[PlanRow, ...]
    pay_account: PayAccount
    grace_days: int
    court: str
    needs_approval: bool
    expected_signers: tuple[SignerRole, ...]
    lang: PaperLanguage = "zh_CN"
    currency: Literal["CNY"] = "CNY"
    schema: Literal["fieldapp.repayment-plan/1"] = "fieldapp.repayment-plan/1"

    def to_canonical(self) -> dict[str, Any]:
        """Plain values (integers, strings, ISO dates, lists) for `fieldapp.protocol.canonical`."""
        return cast(dict[str, Any], msgspec.to_builtins(self))

    def canonical(self) -> bytes:
        """The exact bytes that are attached to the PDF as plan.json."""
        return canonical(self.to_canonical())

    def digest(self) -> str:
        """SHA-256 of the canonical form, in hex: what QR code, footer and ledger name."""
        return sha256(self.canonical())

    @property
    def repaid_principal(self) -> int:
        """What the rows repay of the principal, in fen."""
        return sum(row.principal for row in self.rows)

    @property
    def grand_total(self) -> int:
        """Everything the borrower pays when the plan is kept, in fen."""
        return sum(row.total for row in self.rows)


def plan_paper_from(plain: object) -> PlanPaper:
    """The paper that `to_canonical` wrote.

    Raises:
        KnownError: `documents.data_unreadable` when a field is missing or of another type.
    """
    try:
        return msgspec.convert(plain, PlanPaper)
    except (msgspec.ValidationError, RecursionError) as error:
        raise KnownError("documents.data_unreadable", {"detail": str(error)}) from error


def read_plan_paper(content: bytes) -> PlanPaper:
    """The paper of an attached plan.json.

    Raises:
        KnownError: `documents.data_unreadable` when it is no JSON or has another shape, `documents.data_not_canonical`
            when the same content would be written with other bytes.
    """
    try:
        paper = msgspec.json.decode(content, type=PlanPaper)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise KnownError("documents.data_unreadable", {"detail": str(error)}) from error
    if paper.canonical() != content:
        raise KnownError("documents.data_not_canonical")
    return paper
