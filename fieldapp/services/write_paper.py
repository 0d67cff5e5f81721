"""What a repayment plan says on paper, put together from the case file, the plan and the office's particulars."""

from __future__ import annotations

from datetime import date

from fieldapp.documents import plan_paper as p
from fieldapp.domain.case import CaseFile
from fieldapp.domain.party import GuaranteeKind, Party, PartyRole
from fieldapp.domain.plans.authority import Level
from fieldapp.domain.plans.plan import PlanKind
from fieldapp.domain.plans.plan_life import PlanContent
from fieldapp.domain.staff import Office, Staff
from fieldapp.errors import KnownError

_KINDS: dict[PlanKind, p.PlanKind] = {
    PlanKind.EQUAL_INSTALMENT: "equal_instalment",
    PlanKind.EQUAL_PRINCIPAL: "equal_principal",
    PlanKind.DEFERRAL: "deferral",
    PlanKind.INTEREST_ONLY: "interest_only",
}
"""Kinds that our papers have words for."""


def plan_paper(
    file: CaseFile, content: PlanContent, office: Office, collector: Staff, number: str, issued: date
) -> p.PlanPaper:
    """The content of the paper; its arithmetic is the plan's, to the cent.

    Raises:
        KnownError: `document.plan_kind_unwritten`, for a kind of plan that no template has words for.
    """
    kind = _KINDS.get(content.terms.kind)
    if kind is None:
        raise KnownError("document.plan_kind_unwritten")
    loan = file.case.loan(content.terms.loan_id)
    assert loan is not None
    place = file.case.premises[0].address if file.case.premises else office.address
    needs_approval = content.level is not Level.COLLECTOR
    return p.PlanPaper(
        doc_no=number,
        issued=issued,
        place=place,
        kind=kind,
        creditor=p.Creditor(office.name, office.uscc, office.address, office.phone),
        agent=p.Agent(collector.name, collector.staff_no, collector.phone),
        borrower=_borrower(file.case.borrower, place),
        guarantors=tuple(_guarantor(party) for party in file.case.parties if _answers(party)),
        loan=p.LoanContract(loan.contract_no, loan.signed_on, loan.terms.principal),
        debt=_debt(content),
        rows=tuple(
            p.PlanRow(r.number, r.due, r.principal, r.interest, r.arrears, r.total, r.balance) for r in content.rows
        ),
        pay_account=p.PayAccount(office.account_name, office.account_bank, office.account_no),
        grace_days=office.plan_grace_days,
        court=office.court,
        needs_approval=needs_approval,
        expected_signers=("collector", "supervisor") if needs_approval else ("collector",),
    )


def _debt(content: PlanContent) -> p.Debt:
    pot = content.side_pot
    interest = pot.overdue_interest + pot.current_interest
    total = content.base + pot.total - content.waived
    return p.Debt(
        content.terms.as_of, content.base, interest, pot.penalty, pot.compound, pot.costs, content.waived, total
    )


def _borrower(borrower: Party, place: str) -> p.Borrower:
    phone = borrower.phones[0] if borrower.phones else ""
    return p.Borrower(borrower.name, borrower.id_no, borrower.address or place, phone)


def _answers(party: Party) -> bool:
    return party.role is PartyRole.GUARANTOR and party.guarantee is not None


def _guarantor(party: Party) -> p.Guarantor:
    assert party.guarantee is not None
    return p.Guarantor(
        party.name,
        party.id_no,
        party.address,
        party.phones[0] if party.phones else "",
        party.guarantee.contract_no,
        joint=party.guarantee.kind is GuaranteeKind.JOINT,
    )
