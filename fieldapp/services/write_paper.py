"""What a repayment plan says on paper, put together from the case file, the plan and the office's particulars.

A plan over several loans is one paper: the plans of all of them, the leading one first.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import cast

from fieldapp.documents import plan_paper as p
from fieldapp.domain.case import CaseFile
from fieldapp.domain.document import expected_signers
from fieldapp.domain.lending.loan import Loan
from fieldapp.domain.lending.quote import quote
from fieldapp.domain.party import GuaranteeKind, Party, PartyRole
from fieldapp.domain.plans.authority import Level
from fieldapp.domain.plans.bundle import merged
from fieldapp.domain.plans.plan import PlanKind, SidePot
from fieldapp.domain.plans.plan_life import PlanContent
from fieldapp.domain.staff import Office, Staff

_WITHOUT_INTEREST = frozenset({PlanKind.SETTLEMENT, PlanKind.CARD_STYLE})


def plan_paper(
    file: CaseFile, contents: Sequence[PlanContent], office: Office, collector: Staff, number: str, issued: date
) -> p.PlanPaper:
    """The content of the paper; its arithmetic is the plans', to the cent."""
    case, lead, whole = file.known_on(issued), contents[0], merged(contents)
    place = case.premises[0].address if case.premises else office.address
    parts = tuple(_part(file, content) for content in contents)
    return p.PlanPaper(
        doc_no=number,
        issued=issued,
        place=place,
        kind=_kind(contents),
        creditor=p.Creditor(office.name, office.uscc, office.address, office.phone),
        agent=p.Agent(collector.name, collector.staff_no, collector.phone),
        borrower=_debtor(case.borrower, place),
        guarantors=tuple(_guarantor(party) for party in guarantors_of(file, contents, issued)),
        loan=parts[0].loan,
        debt=_debt(lead.terms.as_of, whole.base, whole.side_pot, whole.waived),
        rows=tuple(
            p.PlanRow(r.number, r.due, r.principal, r.interest, r.arrears, r.total, r.balance) for r in whole.rows
        ),
        pay_account=p.PayAccount(office.account_name, office.account_bank, office.account_no),
        grace_days=office.plan_grace_days,
        court=office.court,
        needs_approval=lead.level is not Level.COLLECTOR,
        expected_signers=_signers(lead),
        co_debtors=tuple(_debtor(party, place) for party in co_debtors_of(file, issued)),
        parts=parts if len(parts) > 1 else (),
        annual_rate=_rate(contents),
        capitalised=sum(_capitalised(file, content) for content in contents),
        settlement_days=lead.terms.settlement_days,
        burden_grows=any(content.consents for content in contents),
    )


def co_debtors_of(file: CaseFile, on: date) -> tuple[Party, ...]:
    """Who owes the debt together with the borrower, in the order of their boxes."""
    return tuple(party for party in file.known_on(on).parties if party.role is PartyRole.CO_DEBTOR)


def guarantors_of(file: CaseFile, contents: Sequence[PlanContent], on: date) -> tuple[Party, ...]:
    """Who guarantees one of these loans, in the order of their boxes; others have no business on the paper."""
    loans = [content.terms.loan_id for content in contents]
    return tuple(
        party
        for party in file.known_on(on).parties
        if party.role is PartyRole.GUARANTOR and party.guarantee is not None
        if any(party.guarantee.covers(loan_id) for loan_id in loans)
    )


def _kind(contents: Sequence[PlanContent]) -> p.PlanKind:
    """Of plans made differently the paper only says that their dates are as listed."""
    kinds = {content.terms.kind for content in contents}
    return (kinds.pop() if len(kinds) == 1 else PlanKind.CUSTOM).value


def _signers(content: PlanContent) -> tuple[p.SignerRole, ...]:
    roles = tuple(signer.value for signer in expected_signers(content.level, content.approvers))
    return cast(tuple[p.SignerRole, ...], roles)


def _part(file: CaseFile, content: PlanContent) -> p.LoanPart:
    loan = file.case.loan(content.terms.loan_id)
    assert loan is not None
    debt = _debt(content.terms.as_of, content.base, content.side_pot, content.waived)
    return p.LoanPart(_contract(loan), debt)


def _contract(loan: Loan) -> p.LoanContract:
    return p.LoanContract(loan.contract_no, loan.signed_on, loan.terms.principal)


def _capitalised(file: CaseFile, content: PlanContent) -> int:
    """What of the principal was overdue interest before the plan made it principal."""
    loan = file.case.loan(content.terms.loan_id)
    if content.terms.kind is not PlanKind.RE_AGE or loan is None:
        return 0
    return quote(loan, content.terms.as_of).overdue_interest


def _rate(contents: Sequence[PlanContent]) -> str:
    """The one rate that all of them bear, in percent; empty where they bear none, or bear different ones."""
    rates = {Decimal(0) if c.terms.kind in _WITHOUT_INTEREST else c.terms.annual_rate for c in contents}
    rate = rates.pop()
    return f"{(rate * 100).normalize():f}" if rate and not rates else ""


def _debt(as_of: date, base: int, pot: SidePot, waived: int) -> p.Debt:
    return p.Debt(as_of, base, pot.interest, pot.penalty, pot.compound, pot.costs, waived, base + pot.total - waived)


def _debtor(party: Party, place: str) -> p.Borrower:
    phone = party.phones[0] if party.phones else ""
    return p.Borrower(party.name, party.id_no, party.address or place, phone)


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
