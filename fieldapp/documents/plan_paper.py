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

PlanKind = Literal[
    "equal_instalment", "equal_principal", "deferral", "interest_only", "step_up", "settlement", "re_age", "card_style",
    "custom",
]  # fmt: skip
PaperLanguage = Literal["zh_CN", "en"]
SignerRole = Literal["collector", "supervisor", "supervisor2"]


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
class LoanPart:
    """One of several loans that a plan covers: its contract and its share of the debt."""

    loan: LoanContract
    debt: Debt


@dataclass(frozen=True, slots=True)
class Witness:
    """Who was present when it was signed 见证人; `id_last4` are the last four characters of the identity number."""

    name: str
    id_last4: str
    relation: str = ""


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
        co_debtors: who owes the debt together with the borrower.
        parts: where the plan covers several loans, each with its share of `debt`; `loan` is then the first of them.
        annual_rate: what the plan bears, in percent as written on the page ("12"); empty where it bears none.
        capitalised: of `debt.principal`, what was overdue interest before (re-ageing), in fen.
        settlement_days: a settlement paid within so many days after its date still counts.
        burden_grows: the guarantors owe more or for longer by it, so that each is asked for written consent.
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
    co_debtors: tuple[Borrower, ...] = ()
    parts: tuple[LoanPart, ...] = ()
    annual_rate: str = ""
    capitalised: int = 0
    settlement_days: int = 0
    burden_grows: bool = False
    witness: Witness | None = None
    lang: PaperLanguage = "zh_CN"
    currency: Literal["CNY"] = "CNY"
    schema: Literal["fieldapp.repayment-plan/1"] = "fieldapp.repayment-plan/1"

    def to_canonical(self) -> dict[str, Any]:
        """Plain values (integers, strings, ISO dates, lists) for `fieldapp.protocol.canonical`.

        What a paper does not use of `_LATER` is left out, so that papers of before keep their bytes and digests.
        """
        plain = cast(dict[str, Any], msgspec.to_builtins(self))
        return {name: value for name, value in plain.items() if name not in _LATER or value}

    def canonical(self) -> bytes:
        """The exact bytes that are attached to the PDF as plan.json."""
        return canonical(self.to_canonical())

    def digest(self) -> str:
        """SHA-256 of the canonical form, in hex: what QR code, footer and ledger name."""
        return sha256(self.canonical())

    @property
    def people(self) -> dict[str, str]:
        """Everybody who is asked for ink beside the collector: the name of their box -> their own name, in order."""
        found = {"borrower": self.borrower.name}
        found |= {f"co_debtor{number}": one.name for number, one in enumerate(self.co_debtors, start=1)}
        found |= {f"guarantor{number}": one.name for number, one in enumerate(self.guarantors, start=1)}
        return found | ({"witness": self.witness.name} if self.witness is not None else {})

    @property
    def repaid_principal(self) -> int:
        """What the rows repay of the principal, in fen."""
        return sum(row.principal for row in self.rows)

    @property
    def grand_total(self) -> int:
        """Everything the borrower pays when the plan is kept, in fen."""
        return sum(row.total for row in self.rows)


_LATER = frozenset({"co_debtors", "parts", "annual_rate", "capitalised", "settlement_days", "burden_grows", "witness"})
"""Fields that the first papers did not have."""


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
