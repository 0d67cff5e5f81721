"""Trades of small businesses and names such businesses give themselves."""

from __future__ import annotations

from dataclasses import dataclass

from fieldapp.sample.dice import Dice


@dataclass(frozen=True, slots=True)
class Trade:
    """A trade: the kind of premises, where it is found (as in `Street.suits`), and endings of its names."""

    name: str
    kind: str
    suits: str
    endings: tuple[str, ...]
    weight: int = 3


TRADES = (
    Trade("餐馆", "门店", "s", ("小炒", "面馆", "酒楼", "家常菜馆", "早点铺"), 8),
    Trade("水果", "门店", "s", ("水果超市", "果品店"), 5),
    Trade("服装", "门店", "s", ("服装店", "童装店", "鞋帽店"), 5),
    Trade("便利店", "门店", "s", ("便利店", "烟酒店", "副食品店"), 5),
    Trade("五金建材", "门店", "s", ("五金店", "建材经营部", "灯具店", "卫浴经营部"), 5),
    Trade("茶叶", "门店", "s", ("茶叶店", "茶庄")),
    Trade("花卉", "门店", "s", ("鲜花店", "花木店")),
    Trade("手机维修", "门店", "s", ("手机维修店", "通讯店")),
    Trade("药店", "门店", "s", ("大药房",), 2),
    Trade("理发", "服务场所", "s", ("理发店", "美发工作室")),
    Trade("洗车", "服务场所", "sf", ("洗车行", "汽车养护店")),
    Trade("家政", "服务场所", "s", ("家政服务部", "保洁服务部")),
    Trade("培训", "服务场所", "s", ("艺术培训中心", "托管班"), 2),
    Trade("货运", "运输车辆", "sf", ("货运部", "运输队", "冷链运输部")),
    Trade("网店", "家庭作坊", "s", ("网店", "刺绣工作室"), 2),
    Trade("五金加工", "工厂作坊", "f", ("五金加工部", "模具厂", "紧固件厂"), 6),
    Trade("纺织", "工厂作坊", "f", ("丝绸织造厂", "针织厂", "喷织厂", "羊毛衫厂"), 5),
    Trade("塑料制品", "工厂作坊", "f", ("塑料制品厂", "包装厂"), 4),
    Trade("机械", "工厂作坊", "f", ("机械配件厂", "钣金加工厂"), 4),
    Trade("食品", "工厂作坊", "f", ("豆制品厂", "糕点坊")),
    Trade("水产养殖", "种养殖场", "a", ("蟹业", "水产养殖场", "养鱼场"), 6),
    Trade("畜禽养殖", "种养殖场", "a", ("养殖场", "蛋鸡场", "养鸭场"), 4),
    Trade("果树种植", "种养殖场", "a", ("水蜜桃园", "枇杷园", "果园"), 4),
    Trade("茶园", "种养殖场", "a", ("碧螺春茶园", "茶场"), 2),
    Trade("蔬菜大棚", "种养殖场", "a", ("蔬菜大棚", "草莓园"), 3),
)
_LUCKY = (
    "永兴", "顺达", "鑫源", "恒丰", "万和", "金鼎", "瑞祥", "同福", "聚贤", "新民", "东升", "百顺", "宏泰", "春风",
    "江南", "太湖", "福满", "嘉禾", "祥云", "双喜",
)  # fmt: skip


def trade_for(dice: Dice, suits: str) -> Trade:
    """A trade found on a street that suits `suits`."""
    return dice.weighted([(trade, trade.weight) for trade in TRADES if set(trade.suits) & set(suits)])


def business_name(dice: Dice, trade: Trade, owner: str) -> str:
    """What somebody called `owner` would call such a business."""
    ending = dice.pick(trade.endings)
    front = dice.weighted(((owner[1:] if len(owner) > 2 else owner, 4), (f"{owner[0]}记", 2), (dice.pick(_LUCKY), 5)))
    return front + ending
