"""The whole practice portfolio: 240 borrowers of three collectors with 300 loans; one seed and day, one portfolio."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta

from fieldapp.sample import places, trades
from fieldapp.sample.arithmetic import step
from fieldapp.sample.dice import Dice
from fieldapp.sample.handmade import FIRST_NUMBER, NAMES, Workshop, handmade_cases
from fieldapp.sample.lending import Counter, a_loan
from fieldapp.sample.model import (
    SampleCase,
    SampleLoan,
    SampleOffice,
    SampleParty,
    SamplePortfolio,
    SamplePremises,
    SampleStaff,
)
from fieldapp.sample.people import Person, Register
from fieldapp.sample.surveys import SURVEYORS, maybe_surveyed

CASES_EACH = 80
SECOND_LOANS = 59  # the handmade cases have one of their own: 300 in all
TEAM = "外访一组"
OFFICE = SampleOffice(
    name="江南惠农小额贷款有限公司（演示）",
    uscc="91329901MA0YANXH0F",
    legal_representative="顾明远",
    address="江苏省苏州市姑苏区人民路 1000 号（演示地址）",
    phone="0512-00000000",
    account_name="江南惠农小额贷款有限公司（演示）",
    account_bank="演示银行苏州分行",
    account_no="0000 0000 0000 0000",
    court="苏州市姑苏区人民法院",
)
STAFF = (
    SampleStaff("zhouming", "周明", "0117", "collector", TEAM, "15499990117"),
    SampleStaff("wudi", "吴迪", "0121", "collector", TEAM, "15499990121"),
    SampleStaff("linxiao", "林晓", "0126", "collector", TEAM, "15499990126"),
    SampleStaff("chenlan", "陈岚", "0032", "supervisor", TEAM, "15499990032"),
)
TERRITORIES = (("zhouming", places.NORTH), ("wudi", places.SOUTH), ("linxiao", places.WUXI))
_BUCKETS = (("M0", 4), ("M1", 36), ("M2", 25), ("M3", 15), ("M4+", 20))
_RELATIONS = (
    ("姐姐", False),
    ("妹妹", False),
    ("哥哥", True),
    ("弟弟", True),
    ("邻居", None),
    ("店员", None),
    ("房东", None),
)
_KIN = frozenset({"姐姐", "妹妹", "哥哥", "弟弟"})
_ENDING_SOON_PERCENT = 50


def make_portfolio(as_of: date, seed: int = 2026) -> SamplePortfolio:
    """The portfolio for the practice day `as_of`, stated on the evening before."""
    yesterday = as_of - timedelta(days=1)
    register, counter = Register(taken=NAMES + SURVEYORS + tuple(member.name for member in STAFF)), Counter()
    cases = handmade_cases(Workshop(as_of, STAFF[0].login, register, counter))
    maker = _CaseMaker(as_of, seed, register, counter)
    for login, streets in TERRITORIES:
        count = CASES_EACH - sum(case.collector == login for case in cases)
        cases += [maker.case(login, streets) for _ in range(count)]
    return SamplePortfolio(as_of, seed, datetime.combine(yesterday, time(18)), OFFICE, STAFF, tuple(cases))


class _CaseMaker:
    """Makes one case after the other, each from dice of its own."""

    def __init__(self, as_of: date, seed: int, register: Register, counter: Counter) -> None:
        self.as_of, self.seed, self.register, self.counter = as_of, seed, register, counter
        self.number = FIRST_NUMBER + 4
        self.with_second = _spread(3 * CASES_EACH - 5, SECOND_LOANS)

    def case(self, collector: str, streets: tuple[places.Street, ...]) -> SampleCase:
        self.number += 1
        dice = Dice(self.seed, "case", self.number)
        street = dice.pick(streets)
        owner = self.register.person(dice, born=(1962, 1998))
        home = places.home_address(dice, street)
        loans = self._loans(dice)
        late = max(loan.stated.days_past_due for loan in loans) + 1
        opened_on = self.as_of - timedelta(days=max(1, late - dice.between(2, 9)))
        assigned_at = datetime.combine(opened_on, time(dice.between(8, 11), 30))
        parties = tuple(self._parties(dice, owner, home, street, loans))
        premises = tuple(_premises(dice, owner, street, streets))
        return SampleCase(
            case_no=f"HK-{opened_on.year}-{self.number:04}",
            collector=collector,
            opened_on=opened_on,
            assigned_at=assigned_at,
            borrower=_party("借款人", owner, home),
            parties=parties,
            premises=premises,
            loans=loans,
            survey=maybe_surveyed(Dice(self.seed, "survey", self.number), premises[0], loans[0]),
        )

    def _loans(self, dice: Dice) -> tuple[SampleLoan, ...]:
        bucket = dice.weighted(_BUCKETS)
        loan = a_loan(dice, self.counter, self.as_of, bucket, matured=dice.chance(60))
        if self.number - FIRST_NUMBER - 5 not in self.with_second:
            return (loan,)
        order = [name for name, _ in _BUCKETS]
        milder = dice.pick(order[: order.index(bucket) + 1])
        return (loan, a_loan(dice, self.counter, self.as_of, milder))

    def _parties(
        self, dice: Dice, owner: Person, home: str, street: places.Street, loans: tuple[SampleLoan, ...]
    ) -> list[SampleParty]:
        parties = []
        for number in range(dice.weighted(((0, 48), (1, 42), (2, 10)))):
            parties.append(self._guarantor(dice, number, street, loans[0]))
        if dice.chance(34):
            spouse = self.register.person(dice, man=not owner.man, born=(1964, 1998))
            parties.append(replace(_party("共同债务人", spouse, home), relation="配偶"))
        for _ in range(dice.weighted(((0, 30), (1, 50), (2, 20)))):
            relation, man = dice.pick(_RELATIONS)
            surname = owner.name[0] if relation in _KIN else ""
            friend = self.register.person(dice, surname=surname, man=man, born=(1955, 2000))
            parties.append(SampleParty("联系人", friend.name, phone=friend.phone, relation=relation))
        return parties

    def _guarantor(self, dice: Dice, number: int, street: places.Street, loan: SampleLoan) -> SampleParty:
        person = self.register.person(dice, born=(1958, 1995))
        return replace(
            _party("保证人", person, places.home_address(dice, street)),
            relation=dice.pick(("朋友", "亲戚", "同行", "合伙人")),
            guarantee_no=f"BZ-{loan.contract_no}-{number + 1}",
            guarantee_kind=dice.weighted((("连带责任", 68), ("一般保证", 16), ("约定不明", 16))),
            guarantee_signed_on=loan.signed_on,
            guarantee_end=self._guarantee_end(dice, loan),
        )

    def _guarantee_end(self, dice: Dice, loan: SampleLoan) -> date | None:
        """The agreed last day, always after the debt has matured (else it counts as not agreed, 民法典 692)."""
        maturity = step(loan.terms.first_due, loan.terms.count - 1)
        if maturity < self.as_of and dice.chance(_ENDING_SOON_PERCENT):
            return self.as_of + timedelta(days=dice.between(3, 58))
        return step(maturity, dice.pick((12, 24, 36))) if dice.chance(55) else None


def _party(role: str, person: Person, address: str) -> SampleParty:
    return SampleParty(role, person.name, person.id_no, person.phone, address)


def _premises(
    dice: Dice, owner: Person, street: places.Street, streets: tuple[places.Street, ...]
) -> list[SamplePremises]:
    """Mostly one; sometimes a second one elsewhere in the territory."""
    found = [_one_premises(dice, owner, street)]
    if dice.chance(7):
        other = dice.pick([other for other in streets if other is not street])
        found.append(_one_premises(dice, owner, other))
    return found


def _one_premises(dice: Dice, owner: Person, street: places.Street) -> SamplePremises:
    trade = trades.trade_for(dice, street.suits)
    place = None if dice.chance(4) else places.place_near(dice, street)
    name = trades.business_name(dice, trade, owner.name)
    return SamplePremises(name, trade.name, trade.kind, street.district, places.address_on(dice, street), place)


def _spread(length: int, count: int) -> frozenset[int]:
    """`count` positions spread evenly over `length`."""
    return frozenset(position * length // count for position in range(count))
