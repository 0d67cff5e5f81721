"""Made-up people: common names, and numbers that look right and can belong to nobody.

Mobile numbers begin with 154, a range no operator has been given; identity numbers carry a valid check digit but
begin with 329901, a district that does not exist.
"""

from __future__ import annotations

from dataclasses import dataclass

from fieldapp.sample.dice import Dice

_AREA = "329901"
_PHONE = "1540"
_ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_ID_CHECKS = "10X98765432"

SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎"
    "余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
)
_MALE = (
    "建华", "志强", "国平", "海涛", "卫东", "明远", "永康", "晓峰", "德明", "立新", "文斌", "家驹", "春生", "金龙",
    "宏伟", "庆丰", "少军", "长顺", "玉林", "俊杰", "新民", "光耀", "水根", "根泉", "阿大", "福生", "锦荣", "伯年",
    "晓东", "振宇", "培基", "子豪", "学良", "浩然", "有才", "宝根", "林生", "大伟", "兴旺", "云飞", "亮",
)  # fmt: skip
_FEMALE = (
    "秀兰", "桂芳", "玉珍", "丽华", "晓燕", "美玲", "雪梅", "春花", "红霞", "建芳", "慧敏", "金凤", "巧云", "文娟",
    "小红", "雅琴", "月娥", "凤英", "佳怡", "静", "婷婷", "彩虹", "腊梅", "素珍", "惠芬", "莲香", "阿妹", "亚萍",
    "根娣", "水英", "倩", "思琪", "培芳", "国芬", "菊生", "翠萍", "爱珠", "海燕", "丽娟", "云仙", "小妹", "琳",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Person:
    """A made-up person."""

    name: str
    man: bool
    id_no: str
    phone: str


class Register:
    """Hands out people, each name and number once."""

    def __init__(self, taken: tuple[str, ...] = ()) -> None:
        self._names = set(taken)
        self._count = 0

    def person(self, dice: Dice, *, surname: str = "", man: bool | None = None, born: tuple[int, int]) -> Person:
        """Somebody new, born in the years `born`; `surname` makes a relative."""
        sex = dice.chance(58) if man is None else man
        name = self._name(dice, surname, _MALE if sex else _FEMALE)
        return self.known(dice, name, man=sex, born=born)

    def known(self, dice: Dice, name: str, *, man: bool, born: tuple[int, int]) -> Person:
        """A person with a given name."""
        self._names.add(name)
        self._count += 1
        day = f"{dice.between(*born)}{dice.between(1, 12):02}{dice.between(1, 28):02}"
        return Person(name, man, identity_number(day, self._count, man), f"{_PHONE}{self._count:07}")

    def _name(self, dice: Dice, surname: str, given: tuple[str, ...]) -> str:
        while True:
            name = (surname or dice.pick(SURNAMES)) + dice.pick(given)
            if name not in self._names:
                return name


def identity_number(day: str, number: int, man: bool) -> str:
    """An 18-character identity number (GB 11643) for a birthday YYYYMMDD; odd sequence numbers are men's."""
    sequence = (number * 2 + (1 if man else 0)) % 1000
    body = f"{_AREA}{day}{sequence:03}"
    return body + _ID_CHECKS[sum(int(d) * w for d, w in zip(body, _ID_WEIGHTS, strict=True)) % 11]
