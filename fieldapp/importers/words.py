"""The words a back office writes and what they mean here. The product's own names are understood as well."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

from fieldapp.domain.calendar import DayCount
from fieldapp.domain.lending.loan import AllocationOrder, RepaymentMethod
from fieldapp.domain.money import Rounding
from fieldapp.domain.observation import Condition, Crowd, OpenStatus, RentStatus, StockLevel
from fieldapp.domain.party import GuaranteeKind, PartyRole, PlaceSource, PremisesKind

E = TypeVar("E", bound=StrEnum)


def _with_own_names(kind: type[E], words: Mapping[str, E]) -> dict[str, E]:
    return {**words, **{member.value: member for member in kind}}


METHODS = _with_own_names(
    RepaymentMethod,
    {
        "等额本息": RepaymentMethod.EQUAL_INSTALMENT,
        "等额本金": RepaymentMethod.EQUAL_PRINCIPAL,
        "先息后本": RepaymentMethod.INTEREST_ONLY,
        "按月付息到期还本": RepaymentMethod.INTEREST_ONLY,
    },
)
ORDERS = _with_own_names(
    AllocationOrder,
    {
        "费息本顺序": AllocationOrder.VERTICAL_561,
        "民法典561条": AllocationOrder.VERTICAL_561,
        "逐期冲销": AllocationOrder.HORIZONTAL,
    },
)
# a month is no way to count the days of an overdue sum, so only these two
DAY_COUNTS = {
    "360": DayCount.ACT_360,
    "365": DayCount.ACT_365F,
    DayCount.ACT_360.value: DayCount.ACT_360,
    DayCount.ACT_365F.value: DayCount.ACT_365F,
}
ROUNDINGS = _with_own_names(
    Rounding, {"四舍五入": Rounding.HALF_UP, "四舍六入五成双": Rounding.HALF_EVEN, "银行家舍入": Rounding.HALF_EVEN}
)
ROLES = {
    "保证人": PartyRole.GUARANTOR,
    "担保人": PartyRole.GUARANTOR,
    "联系人": PartyRole.CONTACT,
    "共同债务人": PartyRole.CO_DEBTOR,
    "共同借款人": PartyRole.CO_DEBTOR,
    PartyRole.GUARANTOR.value: PartyRole.GUARANTOR,
    PartyRole.CONTACT.value: PartyRole.CONTACT,
    PartyRole.CO_DEBTOR.value: PartyRole.CO_DEBTOR,
}
GUARANTEES = _with_own_names(
    GuaranteeKind,
    {
        "连带责任": GuaranteeKind.JOINT,
        "连带责任保证": GuaranteeKind.JOINT,
        "一般保证": GuaranteeKind.GENERAL,
        "约定不明": GuaranteeKind.UNCLEAR,
        "未约定": GuaranteeKind.UNCLEAR,
    },
)
PREMISES_KINDS = _with_own_names(
    PremisesKind,
    {
        "门店": PremisesKind.SHOP,
        "工厂作坊": PremisesKind.FACTORY,
        "种养殖场": PremisesKind.FARM,
        "运输车辆": PremisesKind.VEHICLE,
        "服务场所": PremisesKind.SERVICE,
        "家庭作坊": PremisesKind.HOME_BUSINESS,
    },
)
PLACE_SOURCES = _with_own_names(
    PlaceSource,
    {
        "现场标定": PlaceSource.PINNED,
        "签到定位": PlaceSource.CHECK_IN,
        "地图检索": PlaceSource.GEOCODER,
        "道路": PlaceSource.STREET,
        "乡镇街道": PlaceSource.TOWNSHIP,
        "区县": PlaceSource.DISTRICT,
        "城市": PlaceSource.CITY,
        "省份": PlaceSource.PROVINCE,
    },
)


OPEN_STATUSES = _with_own_names(
    OpenStatus,
    {
        "正常营业": OpenStatus.OPEN_NORMAL,
        "营业减少": OpenStatus.OPEN_REDUCED,
        "未到营业时间": OpenStatus.CLOSED_HOURS,
        "长期关门": OpenStatus.CLOSED_LONG,
    },
)
CROWDS = _with_own_names(
    Crowd,
    {"比平时多": Crowd.MORE, "和平时一样": Crowd.SAME, "比平时少": Crowd.FEWER, "没有客人": Crowd.NONE},
)
STOCK_LEVELS = _with_own_names(
    StockLevel,
    {
        "备货充足": StockLevel.FULL,
        "备货正常": StockLevel.NORMAL,
        "备货偏少": StockLevel.THIN,
        "几乎没有备货": StockLevel.EMPTY,
    },
)
RENTS = _with_own_names(RentStatus, {"自有": RentStatus.OWN, "租金已交": RentStatus.PAID, "欠租": RentStatus.ARREARS})
CONDITIONS = _with_own_names(Condition, {"好": Condition.GOOD, "一般": Condition.FAIR, "差": Condition.POOR})


class Movement(StrEnum):
    """What a line of a payments file says."""

    PAID = "paid"
    TAKEN_BACK = "taken_back"


MOVEMENTS = _with_own_names(Movement, {"还款": Movement.PAID, "冲正": Movement.TAKEN_BACK, "退票": Movement.TAKEN_BACK})
