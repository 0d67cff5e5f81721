"""Papers for every kind of plan, for several loans, for two approvers, with co-debtors, consent and a witness."""

from __future__ import annotations

import dataclasses
import io
from dataclasses import replace
from typing import Any, get_args

import pytest
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import fields

from fieldapp.documents.page import awaited_lines, stamp_lines
from fieldapp.documents.paper_check import check_paper
from fieldapp.documents.plan_paper import (
    Borrower,
    Debt,
    LoanContract,
    LoanPart,
    PlanKind,
    PlanPaper,
    Witness,
    read_plan_paper,
)
from fieldapp.documents.print_check import check_print
from fieldapp.documents.render import Renderer
from fieldapp.documents.sealing import prepare_revision, seal
from fieldapp.documents.verify import verify
from fieldapp.errors import KnownError
from fieldapp.security.pki import OfficeCA
from tests.documents.conftest import APPROVED, SIGNED, Person, enrol
from tests.documents.pages import texts
from tests.documents.papers import GUARANTORS, handwriting, paper

SIBLING = Borrower("钱喆", "530627199203040056", "云南省昭通市镇雄县乌峰街道 3 号", "13500000004")
TWO = ("collector", "supervisor", "supervisor2")


def codes(made: PlanPaper) -> list[str]:
    return [problem.code for problem in check_paper(made)]


def half(debt: Debt, *, first: bool) -> Debt:
    """One half of a debt, the odd fen in the second."""
    sums = {}
    for name in ("principal", "interest", "penalty", "compound", "fees", "waived"):
        whole = getattr(debt, name)
        sums[name] = whole // 2 if first else whole - whole // 2
    owed = sum(sums.values()) - 2 * sums["waived"]
    return Debt(debt.as_of, total=owed, **sums)


def over_two_loans(**changes: Any) -> PlanPaper:
    made = paper(**changes)
    second = LoanContract("镇惠贷字〔2025〕第 0088 号", made.loan.signed, 3_000_000)
    parts = (LoanPart(made.loan, half(made.debt, first=True)), LoanPart(second, half(made.debt, first=False)))
    return replace(made, parts=parts)


@pytest.mark.parametrize("lang", ["zh_CN", "en"])
@pytest.mark.parametrize("kind", get_args(PlanKind))
def test_there_are_words_for_every_kind_of_plan(renderer: Renderer, lang: str, kind: str) -> None:
    count = 1 if kind == "settlement" else 6
    made = paper(count, kind=kind, lang=lang, waived=29_612, annual_rate="12", capitalised=1_234, settlement_days=5)
    pdf = renderer.render(made).pdf
    assert check_print(pdf, made) == []
    assert "{" not in "".join(texts(pdf))


def test_each_kind_says_what_is_special_about_it(renderer: Renderer) -> None:
    def said(**changes: Any) -> str:
        return "".join(texts(renderer.render(paper(waived=29_612, **changes)).pdf))

    settled = said(count=1, kind="settlement", settlement_days=5)
    assert "双方以此结清上述债务" in settled
    assert "债权人出具结清证明" in settled
    assert "在上述日期之后5日内付清的" in settled
    assert "以借款人按期付清为条件" in settled
    assert "宽限期" not in settled
    assert "连续两期" not in settled
    aged = said(kind="re_age", capitalised=4_321)
    assert "上列本金中的43.21元，是截至2026年11月20日的逾期利息" in aged
    assert "不再计收利息、罚息和复利" in said(kind="card_style")
    assert "逐步提高的方式" in said(kind="step_up")
    assert "按下列约定的日期" in said(kind="custom")
    assert "按年利率10.8%计息" in said(annual_rate="10.8")


@pytest.mark.parametrize("lang", ["zh_CN", "en"])
def test_a_plan_over_several_loans_names_each_contract_and_its_debt(renderer: Renderer, lang: str) -> None:
    made = over_two_loans(lang=lang, guarantors=GUARANTORS)
    pdf = renderer.render(made).pdf
    assert check_print(pdf, made) == []
    assert "镇惠贷字〔2025〕第0088号" in "".join(texts(pdf))
    assert read_plan_paper(made.canonical()) == made


def test_loans_that_do_not_make_the_debt_are_not_printed() -> None:
    made = over_two_loans()
    first, second = made.parts
    short = replace(first, debt=replace(first.debt, principal=first.debt.principal - 1, total=first.debt.total - 1))
    assert codes(replace(made, parts=(short, second))) == ["documents.loans_do_not_sum"] * 2
    wrong = replace(first, debt=replace(first.debt, total=first.debt.total - 1))
    assert codes(replace(made, parts=(wrong, second)))[0] == "documents.debt_total_wrong"
    assert codes(replace(made, parts=(second, first))) == ["documents.loans_do_not_fit"]
    assert "documents.loans_do_not_fit" in codes(replace(made, parts=(first,)))


def test_co_debtors_and_a_witness_have_their_places(renderer: Renderer) -> None:
    made = paper(co_debtors=(SIBLING,), witness=Witness("孙丽", "0021", "村委会"))
    rendered = renderer.render(made)
    assert [box.name for box in rendered.boxes] == [
        "borrower", "co_debtor1", "guarantor1", "witness", "collector", "supervisor",
    ]  # fmt: skip
    said = "".join(texts(rendered.pdf))
    assert "共同债务人钱喆与借款人共同承担上述债务" in said
    assert "见证人孙丽（证件末四位0021）在场" in said
    assert check_print(rendered.pdf, made) == []


def test_a_guarantor_whose_burden_grows_is_asked_for_written_consent(renderer: Renderer) -> None:
    made = paper(guarantors=GUARANTORS, burden_grows=True)
    said = "".join(texts(renderer.render(made).pdf))
    assert "须经保证人书面同意" in said
    assert "保证人（签名即书面同意）：赵㛃" in said
    assert "保证人未签名的，对加重的部分不承担保证责任" in said


def test_what_a_paper_does_not_use_is_not_in_its_data() -> None:
    plain = paper().to_canonical()
    assert not {"co_debtors", "parts", "annual_rate", "capitalised", "settlement_days", "burden_grows"} & set(plain)
    spelled = paper().canonical().replace(b'"agent"', b'"co_debtors":[],"agent"', 1)
    with pytest.raises(KnownError):
        read_plan_paper(spelled)


def test_signers_that_do_not_fit_are_not_printed() -> None:
    assert codes(paper(expected_signers=TWO)) == []
    assert codes(paper(expected_signers=("collector", "supervisor2"))) == ["documents.signers_do_not_fit"]
    assert codes(paper(approval=False, expected_signers=TWO)) == ["documents.signers_do_not_fit"]


@dataclasses.dataclass(frozen=True)
class Sealed:
    """A paper of two approvers after each seal."""

    prepared: bytes
    first: bytes
    second: bytes
    third: bytes


@pytest.fixture(scope="module")
def chief(office: OfficeCA) -> Person:
    return enrol(office, "高岩", "S0009", "supervisor")


@pytest.fixture(scope="module")
def sealed(renderer: Renderer, collector: Person, supervisor: Person, chief: Person) -> Sealed:
    made = paper(expected_signers=TWO)
    rendered = renderer.render(made)
    boxes = {box.name: box for box in rendered.boxes}
    awaited = renderer.stamp(awaited_lines("zh_CN"), boxes["supervisor"])
    prepared = prepare_revision(rendered.pdf, rendered.boxes, {"borrower": handwriting(3)}, {}, SIGNED, awaited)
    steps = [prepared]
    for role, person in zip(TWO, (collector, supervisor, chief), strict=True):
        name, number = person.signer.person.name, person.signer.person.staff_no
        look = renderer.stamp(stamp_lines("zh_CN", role, name, number, APPROVED), boxes[role])
        steps.append(seal(steps[-1], role, person.signer, look, when=APPROVED))
    return Sealed(*steps)


def test_two_approvers_seal_one_after_the_other_and_the_last_locks(sealed: Sealed, root: list[bytes]) -> None:
    assert verify(sealed.first, root, expect=TWO[:1]).sound
    assert verify(sealed.second, root, expect=TWO[:2]).sound
    assert verify(sealed.second, root).unfinished
    report = verify(sealed.third, root)
    assert report.sound, report.problems
    assert [one.field for one in report.signatures] == list(TWO)
    assert "经债权人两名有权人先后批准签章后生效" in "".join(texts(sealed.third))


def test_the_second_approver_cannot_come_first(sealed: Sealed, renderer: Renderer, chief: Person) -> None:
    with pytest.raises(KnownError) as refused:
        seal(sealed.first, "supervisor2", chief.signer, look_of(renderer), when=APPROVED)
    assert refused.value.code == "documents.not_your_turn"


def test_one_person_is_not_two_approvers(
    sealed: Sealed, renderer: Renderer, supervisor: Person, root: list[bytes]
) -> None:
    twice = seal(sealed.second, "supervisor2", supervisor.signer, look_of(renderer), when=APPROVED)
    assert "documents.same_person_twice" in [problem.code for problem in verify(twice, root).problems]


def test_the_mark_of_a_proposal_stands_in_the_approvers_field_until_their_seal(sealed: Sealed) -> None:
    assert [_says_proposal(sealed.first, role) for role in TWO] == [False, True, True]
    assert [_says_proposal(sealed.second, role) for role in TWO] == [False, False, True]
    assert [_says_proposal(sealed.third, role) for role in TWO] == [False, False, False]


def look_of(renderer: Renderer) -> bytes:
    box = next(box for box in renderer.render(paper()).boxes if box.name == "supervisor")
    return renderer.stamp(["数字签名"], box)


def _says_proposal(pdf: bytes, role: str) -> bool:
    """Whether the field's look is a page of ours and no seal: a seal's look is drawn by way of /Stamp."""
    reader = PdfFileReader(io.BytesIO(pdf))
    field = next(ref.get_object() for name, _, ref in fields.enumerate_sig_fields(reader) if name == role)
    return "/AP" in field and "/V" not in field
