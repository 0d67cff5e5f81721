"""Real districts and streets of Suzhou and Wuxi for made-up businesses, as WGS-84 points well inside the district.

The points are those of a street or a town, not of a door; a business stands somewhere within a few hundred metres.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from fieldapp.sample.dice import Dice
from fieldapp.sample.model import SamplePlace


@dataclass(frozen=True, slots=True)
class Street:
    """A street or village: its district, its name, a point on it (degrees), and what is found there.

    `suits` is any of: `s` shops, `f` workshops, `a` farms.
    """

    district: str
    name: str
    lon: float
    lat: float
    suits: str = "s"
    number: str = "{} 号"


_GUSU, _HUQIU, _XIANGCHENG = "苏州市姑苏区", "苏州市虎丘区", "苏州市相城区"
_WUZHONG, _WUJIANG, _KUNSHAN = "苏州市吴中区", "苏州市吴江区", "苏州市昆山市"
_LIANGXI, _BINHU, _XISHAN, _HUISHAN = "无锡市梁溪区", "无锡市滨湖区", "无锡市锡山区", "无锡市惠山区"
_XINWU, _JIANGYIN, _YIXING = "无锡市新吴区", "无锡市江阴市", "无锡市宜兴市"
_GROUP = "{} 组"

NORTH = (
    Street(_GUSU, "三香路", 120.5985, 31.3020),
    Street(_GUSU, "人民路", 120.6175, 31.3120),
    Street(_GUSU, "干将东路", 120.6320, 31.3085),
    Street(_GUSU, "临顿路", 120.6275, 31.3160),
    Street(_GUSU, "十全街", 120.6265, 31.2985),
    Street(_GUSU, "山塘街", 120.5950, 31.3220),
    Street(_GUSU, "广济路", 120.6040, 31.3180),
    Street(_GUSU, "劳动路", 120.5940, 31.2960),
    Street(_GUSU, "东环路", 120.6480, 31.3050),
    Street(_HUQIU, "狮山路", 120.5560, 31.2980),
    Street(_HUQIU, "长江路", 120.5460, 31.3050, "sf"),
    Street(_HUQIU, "浒墅关镇兴贤路", 120.4985, 31.3800, "sf"),
    Street(_HUQIU, "通安镇华通路", 120.4515, 31.3750, "fa"),
    Street(_XIANGCHENG, "元和街道采莲路", 120.6200, 31.3900),
    Street(_XIANGCHENG, "黄埭镇春申路", 120.5560, 31.4360, "sf"),
    Street(_XIANGCHENG, "渭塘镇渭塘路", 120.6450, 31.4650, "sf"),
    Street(_XIANGCHENG, "太平街道金澄路", 120.6975, 31.4350, "f"),
    Street(_XIANGCHENG, "望亭镇问渡路", 120.4410, 31.4400, "sfa"),
    Street(_XIANGCHENG, "阳澄湖镇消泾村", 120.7235, 31.4935, "a", _GROUP),
)
SOUTH = (
    Street(_WUZHONG, "东吴北路", 120.6260, 31.2620),
    Street(_WUZHONG, "吴中东路", 120.6380, 31.2620),
    Street(_WUZHONG, "木渎镇金山路", 120.5190, 31.2580),
    Street(_WUZHONG, "木渎镇中山东路", 120.5240, 31.2560),
    Street(_WUZHONG, "甪直镇晓市路", 120.8670, 31.2765, "sf"),
    Street(_WUZHONG, "胥口镇孙武路", 120.4770, 31.2345, "sf"),
    Street(_WUZHONG, "光福镇福利村", 120.3890, 31.2880, "fa", _GROUP),
    Street(_WUZHONG, "东山镇杨湾村", 120.4025, 31.0830, "a", _GROUP),
    Street(_WUZHONG, "临湖镇采莲村", 120.4560, 31.1275, "a", _GROUP),
    Street(_WUJIANG, "松陵街道中山南路", 120.6400, 31.1560),
    Street(_WUJIANG, "盛泽镇舜湖中路", 120.6660, 30.9100, "sf"),
    Street(_WUJIANG, "平望镇通运路", 120.6360, 30.9770, "sf"),
    Street(_WUJIANG, "震泽镇镇南路", 120.5000, 30.9160, "f"),
    Street(_WUJIANG, "同里镇迎燕路", 120.7110, 31.1610, "sa"),
    Street(_WUJIANG, "七都镇吴越路", 120.3885, 30.9530, "fa"),
    Street(_KUNSHAN, "玉山镇前进中路", 120.9545, 31.3780),
    Street(_KUNSHAN, "周市镇长江北路", 120.9900, 31.4640, "sf"),
    Street(_KUNSHAN, "千灯镇炎武路", 120.9970, 31.2670, "sf"),
    Street(_KUNSHAN, "张浦镇花苑路", 120.9480, 31.2870, "f"),
    Street(_KUNSHAN, "花桥镇光明路", 121.0845, 31.3015),
    Street(_KUNSHAN, "巴城镇武神潭村", 120.8730, 31.4580, "a", _GROUP),
)
WUXI = (
    Street(_LIANGXI, "中山路", 120.2970, 31.5740),
    Street(_LIANGXI, "学前街", 120.2960, 31.5690),
    Street(_LIANGXI, "五爱路", 120.2900, 31.5730),
    Street(_LIANGXI, "通江大道", 120.3050, 31.5920),
    Street(_LIANGXI, "南长街", 120.3030, 31.5620),
    Street(_BINHU, "荣巷街道梁溪路", 120.2310, 31.5575),
    Street(_BINHU, "蠡湖街道蠡溪路", 120.2620, 31.5270),
    Street(_BINHU, "华庄街道华清路", 120.3420, 31.4840, "sf"),
    Street(_BINHU, "胡埭镇胡埭路", 120.1190, 31.5490, "f"),
    Street(_BINHU, "马山街道梅梁路", 120.1240, 31.4720, "sa"),
    Street(_XISHAN, "安镇街道锡东大道", 120.4695, 31.6105, "sf"),
    Street(_XISHAN, "羊尖镇锡沪路", 120.5540, 31.6285, "f"),
    Street(_XISHAN, "锡北镇泾虹路", 120.4320, 31.6575, "sf"),
    Street(_XISHAN, "鹅湖镇甘露村", 120.5430, 31.5260, "a", _GROUP),
    Street(_HUISHAN, "堰桥街道堰新路", 120.2790, 31.6890, "sf"),
    Street(_HUISHAN, "洛社镇人民南路", 120.1830, 31.6440, "sf"),
    Street(_HUISHAN, "前洲街道兴洲路", 120.2135, 31.6915, "f"),
    Street(_HUISHAN, "阳山镇桃源村", 120.0880, 31.5790, "a", _GROUP),
    Street(_XINWU, "旺庄路", 120.3490, 31.5450),
    Street(_XINWU, "梅村街道新华路", 120.4300, 31.5460, "sf"),
    Street(_XINWU, "硕放街道振发路", 120.4400, 31.4890, "f"),
    Street(_JIANGYIN, "澄江街道人民中路", 120.2635, 31.9100),
    Street(_JIANGYIN, "周庄镇西大街", 120.4035, 31.8670, "sf"),
    Street(_JIANGYIN, "徐霞客镇霞客大道", 120.3370, 31.7625, "fa"),
    Street(_YIXING, "宜城街道解放东路", 119.8205, 31.3605),
    Street(_YIXING, "丁蜀镇通蜀路", 119.8490, 31.2580, "f"),
    Street(_YIXING, "周铁镇洋溪村", 119.9950, 31.4390, "a", _GROUP),
)

_EXACTNESS = (
    (("现场标定", 30, 60), 46),
    (("签到定位", 30, 80), 12),
    (("地图检索", 80, 150), 14),
    (("道路", 150, 300), 18),
    (("乡镇街道", 2500, 5000), 5),
    (("区县", 5000, 11000), 5),
)


def place_near(dice: Dice, street: Street) -> SamplePlace:
    """A point within a few hundred metres of the street, known more or less exactly."""
    source, low, high = dice.weighted(_EXACTNESS)
    spread = 25 if street.suits == "s" else 60  # ten-thousandths of a degree: about 250 m in town, 600 m outside
    lon = Decimal(f"{street.lon:.6f}") + Decimal(dice.between(-spread * 100, spread * 100)).scaleb(-6)
    lat = Decimal(f"{street.lat:.6f}") + Decimal(dice.between(-spread * 100, spread * 100)).scaleb(-6)
    return SamplePlace(lon, lat, dice.between(low // 10, high // 10) * 10, source)


def address_on(dice: Dice, street: Street) -> str:
    """A house number or village group on the street."""
    limit = 18 if street.number is _GROUP else 398
    return f"{street.name} {street.number.format(dice.between(1, limit))}"


def home_address(dice: Dice, street: Street) -> str:
    """A made-up flat in the same neighbourhood."""
    estate = dice.pick(("花园", "新村", "家园", "雅苑", "佳苑"))
    name = dice.pick(("湖滨", "金穗", "桂花", "长桥", "和润", "东港", "万枫", "彩香", "锦绣", "朝阳"))
    return f"{street.district}{name}{estate} {dice.between(1, 60)} 幢 {dice.between(1, 6)}0{dice.between(1, 4)} 室"
