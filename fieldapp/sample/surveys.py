"""What the lender's own people saw of a business before they lent to it, by trade.

A lender lends where the business earns the instalments: sales follow backwards from the instalment, the household, the
costs and the margin of the trade, so that what is seen today can be held against something believable.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from fieldapp.sample.dice import Dice
from fieldapp.sample.lending import YUAN
from fieldapp.sample.model import SampleLoan, SamplePremises, SampleSurvey

SURVEYORS = ("顾静怡", "沈一鸣", "陆家骏")
"""Client managers of the lender; nobody else in the portfolio has such a name."""
SURVEYED_PERCENT = 70
_DAYS_OF_A_MONTH = 30


@dataclass(frozen=True, slots=True)
class Usual:
    """What is usual in a trade, each from … to: percent of margin, people at work, customers in ten minutes, days of
    sales in stock, machines, mu or head, kWh a month; None where the trade has none of it or nobody would count it."""

    margin: tuple[int, int]
    staff: tuple[int, int] | None = None
    customers: tuple[int, int] | None = None
    stock_days: tuple[int, int] | None = None
    machines: tuple[int, int] | None = None
    land_or_head: tuple[int, int] | None = None
    kwh: tuple[int, int] | None = None


_USUAL = {
    "餐馆": Usual((50, 62), (3, 9), (4, 12), (3, 6), kwh=(1200, 3600)),
    "水果": Usual((22, 32), (2, 4), (4, 11), (3, 7), kwh=(300, 900)),
    "服装": Usual((35, 48), (1, 4), (1, 5), (40, 90), kwh=(200, 600)),
    "便利店": Usual((15, 22), (1, 4), (3, 10), (15, 30), kwh=(400, 1100)),
    "五金建材": Usual((20, 30), (2, 5), (1, 4), (30, 75), kwh=(150, 500)),
    "茶叶": Usual((35, 50), (1, 3), (0, 3), (60, 120), kwh=(150, 400)),
    "花卉": Usual((40, 55), (1, 3), (1, 4), (5, 10), kwh=(200, 600)),
    "手机维修": Usual((35, 50), (1, 3), (1, 5), (20, 45), kwh=(150, 400)),
    "药店": Usual((22, 32), (2, 4), (2, 6), (40, 75), kwh=(400, 900)),
    "理发": Usual((60, 75), (2, 7), (1, 4), kwh=(500, 1400)),
    "洗车": Usual((50, 65), (2, 6), (1, 3), kwh=(500, 1500)),
    "家政": Usual((30, 45), (4, 15), kwh=(100, 300)),
    "培训": Usual((50, 65), (3, 10), kwh=(400, 1200)),
    "货运": Usual((22, 32)),
    "网店": Usual((25, 40), stock_days=(20, 45), kwh=(150, 500)),
    "五金加工": Usual((20, 30), (4, 14), stock_days=(10, 25), machines=(3, 12), kwh=(3000, 14000)),
    "纺织": Usual((15, 25), (6, 24), stock_days=(12, 30), machines=(8, 36), kwh=(6000, 30000)),
    "塑料制品": Usual((16, 26), (5, 16), stock_days=(10, 25), machines=(3, 10), kwh=(6000, 24000)),
    "机械": Usual((20, 32), (4, 18), stock_days=(15, 35), machines=(3, 14), kwh=(3000, 15000)),
    "食品": Usual((25, 38), (4, 12), stock_days=(3, 8), machines=(2, 8), kwh=(2000, 8000)),
    "水产养殖": Usual((30, 45), (1, 4), land_or_head=(15, 90), kwh=(800, 4000)),
    "畜禽养殖": Usual((20, 32), (1, 4), land_or_head=(200, 3000), kwh=(500, 2500)),
    "果树种植": Usual((40, 55), (1, 4), land_or_head=(8, 60), kwh=(100, 400)),
    "茶园": Usual((40, 55), (1, 4), land_or_head=(8, 50), kwh=(100, 500)),
    "蔬菜大棚": Usual((30, 45), (2, 6), land_or_head=(6, 40), kwh=(200, 900)),
}


def maybe_surveyed(dice: Dice, premises: SamplePremises, loan: SampleLoan) -> SampleSurvey | None:
    """The survey of a good part of the borrowers: of old or small loans the file has none."""
    return surveyed(dice, premises, loan) if dice.chance(SURVEYED_PERCENT) else None


def surveyed(dice: Dice, premises: SamplePremises, loan: SampleLoan) -> SampleSurvey:
    """What was seen at `premises` a few days before `loan` was signed."""
    usual = _USUAL[premises.trade]
    on = loan.signed_on - timedelta(days=dice.between(3, 12))
    instalment = loan.terms.principal // loan.terms.count
    household, other = _round(dice.between(3_500, 8_000) * YUAN), _other_debt(dice)
    costs = _round(instalment * dice.between(30, 80) // 100 + (premises.kind != "种养殖场") * 1_500 * YUAN)
    margin = dice.between(*usual.margin)
    left = instalment * dice.between(130, 210) // 100
    sales = _round((left + household + other + costs) * 100 // margin)
    machines = _number(dice, usual.machines)
    staff = _number(dice, usual.staff)
    days = _number(dice, usual.stock_days)
    land_or_head = _number(dice, usual.land_or_head)
    return SampleSurvey(
        on=on,
        by=dice.pick(SURVEYORS),
        open_status="正常营业",
        crowd=dice.weighted((("和平时一样", 75), ("比平时多", 25))) if usual.customers else "",
        customers=_number(dice, usual.customers),
        stock=dice.weighted((("备货充足", 60), ("备货正常", 40))) if days is not None else "",
        stock_value=_round(sales * (100 - margin) // 100 * days // _DAYS_OF_A_MONTH) if days is not None else None,
        staff_now=None if staff is None else max(1, staff - dice.chance(25)),
        staff_usual=staff,
        sales_day=_round(sales // _DAYS_OF_A_MONTH) if usual.customers else None,
        sales_month=sales,
        margin=margin,
        purchases_month=_round(sales * (100 - margin) // 100),
        costs_month=costs,
        household_month=household,
        other_debt_month=other,
        rent=dice.weighted((("租金已交", 75), ("自有", 25))),
        machines_running=None if machines is None else max(1, machines - dice.below(2)),
        machines=machines,
        land_or_head=land_or_head,
        condition=dice.weighted((("好", 70), ("一般", 30))) if land_or_head is not None else "",
        kwh=_number(dice, usual.kwh),
        note=dice.pick(("看过店内与流水，与申请资料一致。", "实地看过，近三个月流水已核对。", "")),
    )


def _other_debt(dice: Dice) -> int:
    return _round(dice.between(800, 3_000) * YUAN) if dice.chance(35) else 0


def _number(dice: Dice, span: tuple[int, int] | None) -> int | None:
    return None if span is None else dice.between(*span)


def _round(minor: int) -> int:
    """As somebody tells a sum: in hundreds of yuan."""
    return max(minor, 0) // (100 * YUAN) * 100 * YUAN
