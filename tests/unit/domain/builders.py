"""Valid-by-default values of the domain for its tests; every part of them replaceable by keyword."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from fieldapp import rule_packs
from fieldapp.domain.calendar import add_months
from fieldapp.domain.case import Case, CaseFile
from fieldapp.domain.document import DocumentContent, DocumentKind, Revision, Signer
from fieldapp.domain.facts import Fact, FactKind, Payload
from fieldapp.domain.judgement import judge
from fieldapp.domain.lending.loan import AllocationOrder, Loan, LoanTerms, Payment, RepaymentMethod
from fieldapp.domain.lending.schedule import contract_schedule
from fieldapp.domain.money import Rounding
from fieldapp.domain.party import Guarantee, GuaranteeKind, Party, PartyRole, Premises, PremisesKind
from fieldapp.domain.plans.authority import Level, required
from fieldapp.domain.plans.plan import PlanKind, PlanTerms
from fieldapp.domain.plans.plan_life import PlanContent, content_of, figures
from fieldapp.domain.plans.plan_schedule import build
from fieldapp.domain.plans.promise import PayChannel, Promise, PromiseContent
from fieldapp.domain.staff import Staff, StaffRole
from fieldapp.domain.visit import Met, Outcome, VisitContent

TODAY = date(2026, 7, 25)  # a Saturday; the practice day of the worked loan
NOON = datetime(2026, 7, 25, 4, 0, tzinfo=UTC)  # 12:00 in Shanghai
MATRIX = rule_packs.load().authority

COLLECTOR = Staff("s-zhou", "zhouming", "周明", "0117", StaffRole.COLLECTOR, Level.COLLECTOR, "外访一组")
COLLEAGUE = Staff("s-wu", "wudi", "吴迪", "0121", StaffRole.COLLECTOR, Level.COLLECTOR, "外访一组")
SUPERVISOR = Staff("s-chen", "chenlan", "陈岚", "0032", StaffRole.SUPERVISOR, Level.BRANCH_MANAGER, "外访一组")


def terms(**changes: Any) -> LoanTerms:
    """The worked loan: 120,000 yuan at 12 %, twelve level instalments from 10 February 2026."""
    plain = LoanTerms(
        principal=120_000_00,
        annual_rate=Decimal("0.12"),
        method=RepaymentMethod.EQUAL_INSTALMENT,
        instalments=12,
        disbursed_on=date(2026, 1, 10),
        first_due=date(2026, 2, 10),
    )
    return replace(plain, **changes)


def worked_loan(*extra: Payment, paid: int = 4, **changes: Any) -> Loan:
    """The worked loan with its first `paid` instalments paid when due, then `extra` payments."""
    own = terms(**changes)
    on_time = tuple(Payment(f"T{row.number:02}", row.due, row.total) for row in contract_schedule(own)[:paid])
    return Loan("loan-1", "JK-2026-0001", "经营贷", date(2026, 1, 8), own, on_time + extra)


def payment(amount: int, on: date = TODAY, reference: str = "X1", reversed_on: date | None = None) -> Payment:
    return Payment(reference, on, amount, "转账", reversed_on)


def guarantee(period_end: date | None = None, kind: GuaranteeKind = GuaranteeKind.JOINT) -> Guarantee:
    return Guarantee("BZ-2026-0001", kind, date(2026, 1, 8), period_end)


BORROWER = Party("p-li", "李建国", PartyRole.BORROWER, phones=("16000000001",))
GUARANTOR = Party("p-zhang", "张伟", PartyRole.GUARANTOR, guarantee=guarantee())
SISTER = Party("p-sister", "李建英", PartyRole.CONTACT, relation="姐姐")
WIFE = Party("p-wife", "周秀兰", PartyRole.CO_DEBTOR, relation="配偶")
SHOP = Premises("m-shop", "李记小炒", "餐馆", PremisesKind.SHOP, "江苏省苏州市姑苏区", "三香路 218 号")


def case(*loans: Loan, **changes: Any) -> Case:
    plain = Case(
        id="case-1",
        case_no="HK-2026-0412",
        assigned_to=COLLECTOR.id,
        assigned_at=datetime(2026, 7, 1, tzinfo=UTC),
        borrower=BORROWER,
        parties=(GUARANTOR, SISTER, WIFE),
        premises=(SHOP,),
        loans=loans or (worked_loan(),),
        balance_at=datetime(2026, 7, 24, 10, 0, tzinfo=UTC),
        opened_on=date(2026, 6, 20),
    )
    return replace(plain, **changes)


def case_file(*loans: Loan, **changes: Any) -> CaseFile:
    return CaseFile(case(*loans, **changes))


def plan_terms(**changes: Any) -> PlanTerms:
    """Twelve level rows on the worked loan, the first a month from today."""
    plain = PlanTerms(PlanKind.EQUAL_INSTALMENT, "loan-1", TODAY, 12, add_months(TODAY, 1), Decimal("0.12"))
    return replace(plain, **changes)


def plan_content(loan: Loan | None = None, **changes: Any) -> PlanContent:
    """What the plan desk would propose for these terms."""
    own = plan_terms(**changes)
    schedule = build(loan or worked_loan(), own)
    return content_of(own, schedule, required(figures(own, schedule), MATRIX), MATRIX.proposal_days)


def visit_content(**changes: Any) -> VisitContent:
    plain = VisitContent(SHOP.id, NOON, NOON + timedelta(minutes=25), Met.BORROWER, Outcome.PLAN_TALKS)
    return replace(plain, **changes)


def promise_content(amount: int = 8_000_00, due: date = date(2026, 7, 28), **changes: Any) -> PromiseContent:
    return replace(PromiseContent("loan-1", BORROWER.id, amount, due, PayChannel.TRANSFER), **changes)


def promise(amount: int, due: date, made_on: date = TODAY, number: str = "a", **changes: Any) -> Promise:
    made_at = datetime(made_on.year, made_on.month, made_on.day, 4, 0, tzinfo=UTC)
    content = promise_content(amount, due, **changes)
    return Promise(f"promise-{number}", "case-1", COLLECTOR.id, made_at, made_on, content)


def revision(
    signer: Signer = Signer.COLLECTOR, size: int = 50_000, sha256: str = "aa", by: str = COLLECTOR.id
) -> Revision:
    return Revision(sha256, size, signer, by, NOON)


def document_content(plan_id: str, **changes: Any) -> DocumentContent:
    signers = (Signer.COLLECTOR, Signer.SUPERVISOR)
    plain = DocumentContent(DocumentKind.PLAN, "HKJH-2026-0001", plan_id, "paper", "shown", signers, revision())
    return replace(plain, **changes)


def fact(kind: FactKind, payload: Payload, number: str = "f1", by: Staff = COLLECTOR, at: datetime = NOON) -> Fact:
    return Fact(number, kind, "case-1", by.id, at, payload)


# strategies ---------------------------------------------------------------------------------------------------

SIMPLE_METHODS = (RepaymentMethod.EQUAL_INSTALMENT, RepaymentMethod.EQUAL_PRINCIPAL, RepaymentMethod.INTEREST_ONLY)
"""Methods that need no more terms than every loan has."""
RATES = st.integers(0, 3600).map(lambda basis_points: Decimal(basis_points) / 10_000)
DAYS = st.dates(date(2024, 1, 1), date(2027, 12, 31))


@st.composite
def any_terms(draw: st.DrawFn, min_principal: int = 1_000_00) -> LoanTerms:
    """Terms as small lenders write them: up to a million yuan, up to 36 % a year, up to 60 months."""
    disbursed = draw(DAYS)
    months = draw(st.integers(1, 2))
    stub = draw(st.integers(0, 20))
    return LoanTerms(
        principal=draw(st.integers(min_principal, 1_000_000_00)),
        annual_rate=draw(RATES),
        method=draw(st.sampled_from(SIMPLE_METHODS)),
        instalments=draw(st.integers(1, 60)),
        disbursed_on=disbursed,
        first_due=add_months(disbursed, months) + timedelta(days=stub),
        penalty_uplift=draw(st.sampled_from([Decimal(0), Decimal("0.3"), Decimal("0.5")])),
        grace_days=draw(st.sampled_from([0, 3])),
        rounding=draw(st.sampled_from(Rounding)),
        allocation=draw(st.sampled_from(AllocationOrder)),
    )


@st.composite
def any_loan(draw: st.DrawFn, max_payments: int = 6) -> Loan:
    """A short loan with arbitrary payments, some of them reversed."""
    own = draw(any_terms().map(lambda t: replace(t, instalments=min(t.instalments, 12))))
    payments = []
    for number in range(draw(st.integers(0, max_payments))):
        on = own.first_due + timedelta(days=draw(st.integers(-40, 400)))
        back = draw(st.one_of(st.none(), st.integers(0, 30)))
        amount = draw(st.integers(1, own.principal // 3))
        payments.append(Payment(f"R{number}", on, amount, "", None if back is None else on + timedelta(days=back)))
    return Loan("loan-1", "JK-1", "经营贷", own.disbursed_on, own, tuple(payments))


def day_of(loan: Loan) -> st.SearchStrategy[date]:
    """Any day from the first due date to a year after."""
    return st.integers(0, 400).map(lambda days: loan.terms.first_due + timedelta(days=days))


def verdict(file: CaseFile, one: Fact, actor: Staff = COLLECTOR) -> str | None:
    """The code of the refusal, or None where the fact may stand."""
    refusal = judge(file, one, actor, MATRIX).refusal
    return refusal.code if refusal else None
