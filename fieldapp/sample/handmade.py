"""Five cases made by hand at the head of the first collector's list, so that a practice day has something to tell.

The first is the worked loan of the rules: 120,000 yuan over twelve months, four instalments paid, 45 days late.
Due dates are kept off the 29th to 31st, so that on some days the lateness is up to three days more.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from fieldapp.sample.arithmetic import step
from fieldapp.sample.dice import Dice
from fieldapp.sample.lending import YUAN, Counter, paid_when_due, told
from fieldapp.sample.model import (
    SampleCase,
    SampleCharge,
    SampleLoan,
    SampleParty,
    SamplePayment,
    SamplePlace,
    SamplePremises,
    SampleTerms,
)
from fieldapp.sample.people import Register
from fieldapp.sample.surveys import surveyed

LI, WANG, ZHAO, CHEN, SUN = "李建国", "王秀英", "赵德顺", "陈晓梅", "孙国庆"
NAMES = (LI, WANG, ZHAO, CHEN, SUN, "张伟", "李建英", "周秀兰", "赵德平", "钱卫民", "孙国华")
FIRST_NUMBER = 412
_GUSU = "苏州市姑苏区"


@dataclass(frozen=True, slots=True)
class Workshop:
    """What the five cases are made with."""

    as_of: date
    collector: str
    register: Register
    counter: Counter

    @property
    def yesterday(self) -> date:
        """The statement date."""
        return self.as_of - timedelta(days=1)

    def party(self, role: str, name: str, *, man: bool, address: str = "", relation: str = "") -> SampleParty:
        """A person with made-up numbers; of a contact nobody needs to know the identity number."""
        person = self.register.known(Dice("handmade", name), name, man=man, born=(1968, 1988))
        id_no = "" if role == "联系人" else person.id_no
        return SampleParty(role, name, id_no, person.phone, address, relation)

    def guarantor(self, name: str, no: str, kind: str, signed_on: date, end: date | None) -> SampleParty:
        """A guarantor, a man."""
        person = self.register.known(Dice("handmade", name), name, man=True, born=(1968, 1988))
        return SampleParty(
            "保证人",
            name,
            person.id_no,
            person.phone,
            "苏州市姑苏区桂花新村 21 幢 304 室",
            "朋友",
            no,
            kind,
            signed_on,
            end,
        )

    def open_due(self, days_late: int) -> date:
        """The due date of the first open instalment."""
        due = self.as_of - timedelta(days=days_late)
        return due - timedelta(days=max(0, due.day - 28))

    def loan(self, code: str, product: str, terms: SampleTerms, paid: int, *extra: SamplePayment) -> SampleLoan:
        """A loan whose first `paid` instalments were paid when due."""
        signed_on = terms.disbursed_on - timedelta(days=2)
        payments = [*paid_when_due(self.counter, terms, paid), *extra]
        return told(self.counter.contract_no(code, signed_on), product, signed_on, terms, payments, (), self.yesterday)

    def case(
        self,
        place_in_list: int,
        opened_after: date,
        borrower: SampleParty,
        parties: tuple[SampleParty, ...],
        premises: SamplePremises,
        *loans: SampleLoan,
    ) -> SampleCase:
        """A case opened a week after the debt fell due."""
        opened_on = min(opened_after + timedelta(days=7), self.yesterday)
        return SampleCase(
            case_no=f"HK-{opened_on.year}-{FIRST_NUMBER + place_in_list:04}",
            collector=self.collector,
            opened_on=opened_on,
            assigned_at=datetime(opened_on.year, opened_on.month, opened_on.day, 9, 0),  # noqa: DTZ001 - civil time
            borrower=borrower,
            parties=parties,
            premises=(premises,),
            loans=loans,
            survey=surveyed(Dice("handmade", "survey", borrower.name), premises, loans[0]),
        )


def handmade_cases(shop: Workshop) -> list[SampleCase]:
    """The five, in the order of a good day."""
    return [make(shop) for make in (_li, _wang, _zhao, _chen, _sun)]


def _terms(shop: Workshop, principal: int, rate: int, method: str, count: int, late: int, paid: int) -> SampleTerms:
    first_due = step(shop.open_due(late), -paid)
    return SampleTerms(principal * YUAN, rate, method, count, step(first_due, -1), first_due)


def _place(lon: str, lat: str, radius_m: int, source: str) -> SamplePlace:
    return SamplePlace(Decimal(lon), Decimal(lat), radius_m, source)


def _li(shop: Workshop) -> SampleCase:
    terms = _terms(shop, 120_000, 1200, "等额本息", 12, 45, 4)
    loan = shop.loan("JY", "小微经营贷", terms, 4)
    maturity = step(terms.first_due, terms.count - 1)
    parties = (
        shop.guarantor("张伟", f"BZ-{loan.contract_no}", "连带责任", loan.signed_on, step(maturity, 24)),
        shop.party("联系人", "李建英", man=False, relation="姐姐"),
        shop.party("共同债务人", "周秀兰", man=False, address=f"{_GUSU}彩香新村 8 幢 502 室", relation="配偶"),
    )
    premises = SamplePremises(
        "李记小炒", "餐馆", "门店", _GUSU, "三香路 218 号", _place("120.598420", "31.302160", 30, "现场标定")
    )
    borrower = shop.party("借款人", LI, man=True, address=f"{_GUSU}彩香新村 8 幢 502 室")
    return shop.case(0, shop.open_due(45), borrower, parties, premises, loan)


def _wang(shop: Workshop) -> SampleCase:
    loan = shop.loan("ZZ", "商户周转贷", _terms(shop, 36_000, 1200, "等额本息", 12, 12, 3), 3)
    premises = SamplePremises(
        "秀英水果超市",
        "水果",
        "门店",
        _GUSU,
        "劳动路 76 号农贸市场 B12",
        _place("120.594310", "31.296240", 80, "地图检索"),
    )
    borrower = shop.party("借款人", WANG, man=False, address=f"{_GUSU}桂花新村 3 幢 201 室")
    return shop.case(1, shop.open_due(12), borrower, (), premises, loan)


def _zhao(shop: Workshop) -> SampleCase:
    """Two loans: one 76 days late, and one repaid long ago but for its costs, whose limitation ends in 41 days."""
    running = shop.loan("SB", "装修设备贷", _terms(shop, 180_000, 1080, "等额本金", 24, 76, 11), 11)
    last_due = step(shop.as_of + timedelta(days=41), -36)
    old_terms = SampleTerms(50_000 * YUAN, 1320, "等额本息", 12, step(last_due, -12), step(last_due, -11), grace_days=3)
    signed_on = old_terms.disbursed_on - timedelta(days=1)
    paid = paid_when_due(shop.counter, old_terms, 12)
    # the anchor may clip the last date, so the last payment is made on the very day that starts the three years
    paid[-1] = SamplePayment(paid[-1].reference, last_due, paid[-1].amount, "柜面")
    cost_on = last_due + timedelta(days=20)
    cost = SampleCharge(f"FY{shop.counter.reference(cost_on)}", cost_on, 3_680 * YUAN, "公证及评估费")
    contract_no = shop.counter.contract_no("ZZ", signed_on)
    old = told(contract_no, "商户周转贷", signed_on, old_terms, paid, (cost,), shop.yesterday)
    parties = (shop.party("联系人", "赵德平", man=True, relation="哥哥"),)
    premises = SamplePremises(
        "德顺五金加工部",
        "五金加工",
        "工厂作坊",
        "苏州市相城区",
        "黄埭镇春申路 207 号",
        _place("120.556130", "31.436320", 50, "现场标定"),
    )
    borrower = shop.party("借款人", ZHAO, man=True, address="苏州市相城区和润家园 12 幢 101 室")
    return shop.case(2, shop.open_due(76), borrower, parties, premises, running, old)


def _chen(shop: Workshop) -> SampleCase:
    loan = shop.loan("ZZ", "商户周转贷", _terms(shop, 60_000, 1440, "等额本金", 12, 38, 5), 5)
    premises = SamplePremises(
        "晓梅服装店", "服装", "门店", _GUSU, "人民路步行街 3 区 21 号", _place("120.617610", "31.311840", 200, "道路")
    )
    borrower = shop.party("借款人", CHEN, man=False, address=f"{_GUSU}东港新村 40 幢 303 室")
    parties = (shop.party("共同债务人", "钱卫民", man=True, relation="配偶"),)
    return shop.case(3, shop.open_due(38), borrower, parties, premises, loan)


def _sun(shop: Workshop) -> SampleCase:
    """Matured and unpaid; the guarantee period that was agreed ends in nineteen days."""
    terms = _terms(shop, 100_000, 1200, "先息后本", 12, 128, 11)
    loan = shop.loan("HN", "惠农贷", terms, 11)
    end = shop.as_of + timedelta(days=19)
    parties = (shop.guarantor("孙国华", f"BZ-{loan.contract_no}", "连带责任", loan.signed_on, end),)
    premises = SamplePremises(
        "国庆养殖场",
        "水产养殖",
        "种养殖场",
        "苏州市相城区",
        "阳澄湖镇消泾村 3 组",
        _place("120.723500", "31.493600", 4000, "乡镇街道"),
    )
    borrower = shop.party("借款人", SUN, man=True, address="苏州市相城区阳澄湖镇消泾村 3 组")
    return shop.case(4, shop.open_due(128), borrower, parties, premises, loan)
