"""Which division the words of an address name, in a Chinese business address as banks and people write it.

Names are looked for from the left, the longest first. Each code is worth what is said of it and of the divisions it
lies in; the best one wins, and where several are equally good, only what they have in common is certain. A road name is
no city: 南京东路 is in Shanghai, so a short name before a word of roads, buildings or food counts for nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise

from fieldapp.geo.addresses.divisions import Divisions, Entry, Kind, ancestors
from fieldapp.geo.addresses.foreign import foreign

_NO_PLACE = re.compile(
    r"[东西南北中上下内外环]{0,3}(?:[一二三四五六七八九十\d]{0,3}(?:大街(?!镇|道|街道)|大道|公路|国道|省道|县道|高速|街(?!道|镇)|大?马?路(?!镇)|"
    r"道(?!县|真)|巷|弄|胡同|里(?!区))|步行街|大厦|广场|火车站|汽车站|站|机场|大桥|桥(?!东|西))|"
    r"商厦|商城|商贸|商场|市场|批发|建材|饭店|宾馆|酒店|大酒店|银行|花园|花苑|家园|小区|新村|新城|新苑|公寓|"
    r"大学|学院|中心|庄|村|屯|寨|社区|国际|城际|小吃|拉面|面馆|烤鸭|火锅|酒家|菜馆|饺子|包子|米粉|烧烤|羊肉|牛肉|豆腐|特产|风味|人家|"
    r"服装|家具|家居|百货|超市|药店|物流|园(?!区)|苑|府|湾(?!仔)|港|码头|名城|豪庭|雅居|碑|公园|医院|中学|小学|学校|幼儿园|自助|豆捞|大排档|大牌档|"
    r"生煎|热干面|手抓饼|肉夹馍|小笼|汤包"
)
_SIGHT = re.compile(r"(?:山|湖|江|寺)(?:$|风景|景区|公园|脚|边|旁|附近|\d)|古镇|古城")
"""What makes the short name of a district that of a sight, which may lie in the next one: 无锡惠山古镇."""
_DISH = re.compile("小吃|拉面|面馆|烤鸭|火锅|菜馆|米粉|烧烤|羊肉|牛肉|豆腐|特产|风味|人家|饭店|宾馆|酒店|酒家")
_SHOP = re.compile(r"[^路街道巷弄村号镇乡区\d]*(?:店|屋|馆|粉|面|坊|吧|厅|鸡|鸭|鱼|鹅|饭|茶|酒|肉|饼)(?:.{0,4}店)?")
"""The name of a shop and nothing else: a short name before it says where its dishes come from."""
_WEIGHT = {Kind.FULL: 3.0, Kind.OLD: 2.99, Kind.SHORT: 2.0, Kind.TOWNSHIP: 2.9, Kind.BOUND: 2.0}
_EARLIER = 0.01
"""What a place of the text is worth less for each character it comes later."""
_EQUAL = 0.011
_AGAIN = 0.5
"""What it is worth that a division is named by two of its former names: 莱芜市莱城区."""
_TOWNSHIP_SAID = re.compile(r"(.{1,6}?)(?:街道办事处|街道办|街道|办事处|镇|乡)")
_EVERYWHERE = re.compile(
    "城关|城厢|城区|城[郊东西南北]|河[东西]|新城|老城|中心|开发区|工业|人民|解放|新华|和平|胜利|建设|中山"
)
"""Names of townships that so many counties have that one of them proves no change of borders."""
_ZONE = re.compile("自由贸易试验区|自贸试验区|自贸区")
"""A zone that is no division, and stands between the names of those."""
_GOES_ON = re.compile(r"[\u4e00-\u9fff]{2,6}?(?:路|街|大道|巷|弄|村|社区|庄|屯|组)")
_NO_TOWNSHIP = re.compile(
    r".*[路街道巷桥门]$|城?[东西南北中]+[关郊门]?$|"
    r"(?:城关|城区|中心|城郊|新城|老城|开发|工业|农场|林场)$"
)
"""Names of townships that, without the word 镇 or 街道, say nothing: a road, a direction, the middle of the town."""


class Certain(Enum):
    """What became of an address."""

    ONE = "one"
    SEVERAL = "several"
    NOTHING = "nothing"
    FOREIGN = "foreign"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class Parsed:
    """What an address says.

    Attributes:
        certain: whether it names one division; of several, `code` is what they have in common.
        code: six digits, or nine of a township; empty where nothing is certain.
        rest: the text behind the last division named.
        candidates: districts that it may be.
        firm: a whole name says so, and not a short one alone, which a shop may have as well.
        renamed: it is named as it was before. moved: its township is now another district's than the text says.
    """

    certain: Certain
    code: str = ""
    rest: str = ""
    candidates: tuple[str, ...] = ()
    firm: bool = False
    renamed: bool = False
    moved: bool = False


@dataclass(slots=True)
class _Mention:
    start: int
    end: int
    entries: list[Entry]


def parse(table: Divisions, text: str) -> Parsed:
    """What `text` says, which `address_text.plain` has brought to one way of writing."""
    if not text:
        return Parsed(Certain.EMPTY)
    if "自贸" in text or "自由贸" in text:
        text = _ZONE.sub("", text)
    if foreign(text):
        return Parsed(Certain.FOREIGN, rest=text)
    found = _counted(table, _mentions(table, text))
    worth = _worth(text, found)
    for code in [code for code in worth if len(code) == 9 and _says_nothing(code, found)]:
        del worth[code]
    if not worth:
        return Parsed(Certain.NOTHING, rest=text)
    best = max(value for value, _ in worth.values())
    top = [code for code, (value, _) in worth.items() if value >= best - _EQUAL]
    top = [code for code in top if not any(other != code and code in ancestors(other) for other in top)]
    if len(top) > 1:
        return _several(table, text, top, worth)
    return _one(table, text, top[0], found, worth[top[0]][1])


def _mentions(table: Divisions, text: str) -> list[_Mention]:
    """Names from the left, the longest first, without those that are no place."""
    found: list[_Mention] = []
    lengths, index, at, last = table.lengths, table.index, 0, len(text) - 1
    while at < last:
        for length in lengths.get(text[at : at + 2], ()):
            entries = index.get(text[at : at + length])
            if entries is None or at + length > len(text):
                continue
            end = at + length
            entries = [entry for entry in entries if not _no_place(text, at, end, entry.kind)]
            if any(entry.kind is Kind.BOUND for entry in entries):
                around = found[-1].entries if found and found[-1].end == at else []
                entries = [entry for entry in entries if entry.kind is not Kind.BOUND or _within(entry.code, around)]
            if entries:
                found.append(_Mention(at, end, entries))
                at = end - 1
                break
        at += 1
    return found


def _within(code: str, around: list[Entry]) -> bool:
    """Whether a division lies in one of those named before it."""
    above = set(ancestors(code)) - {code}
    return any(entry.code in above for entry in around)


def _no_place(text: str, start: int, end: int, kind: Kind) -> bool:
    """Whether what follows a name makes it that of a road, a house or a dish."""
    if kind is Kind.SHORT or kind is Kind.BOUND or end - start < 3:
        return bool(_NO_PLACE.match(text, end) or _SIGHT.match(text, end))
    return kind is Kind.OLD and bool(_DISH.match(text, end))


Found = dict[str, list[tuple[float, _Mention, Kind]]]


def _counted(table: Divisions, mentions: list[_Mention]) -> Found:
    """Mentions by code; a short or former name counts at the start of the text and beside another name only."""
    found: Found = {}
    for first, second in pairwise(mentions):
        if first.end == second.start:
            first.entries = _as_it_goes_on(first.entries, second.entries)
        second.entries = [entry for entry in second.entries if not _elsewhere(entry, first, second)]
    for number, mention in enumerate(mentions):
        after = number > 0 and mentions[number - 1].end == mention.start
        before = number + 1 < len(mentions) and mentions[number + 1].start == mention.end
        for code, kind in mention.entries:
            if kind is Kind.SHORT or kind is Kind.OLD:
                beside = after or (before and not table.is_district(code)) or (before and kind is Kind.OLD)
                if mention.start > 0 and not beside:
                    continue
            weight = _WEIGHT[kind] - _EARLIER * mention.start
            found.setdefault(code, []).append((weight, mention, kind))
    return found


def _elsewhere(entry: Entry, before: _Mention, mention: _Mention) -> bool:
    """Whether a township lies in another city than the name right before it says: 邳州运河镇 is not that of 响水."""
    if entry.kind is not Kind.TOWNSHIP or before.end != mention.start or not before.entries:
        return False
    city = {one.code[:2] if one.code.endswith("0000") else one.code[:4] for one in before.entries}
    return not entry.code.startswith(tuple(city))


def _as_it_goes_on(before: list[Entry], behind: list[Entry]) -> list[Entry]:
    """What a name can mean that another follows at once: 巢湖市 before 庐江县 is the city that it was once.

    A district that lies elsewhere in its province today than the text says is known by a name of its own.
    """
    named = [entry for entry in behind if entry.kind in {Kind.FULL, Kind.OLD} and not entry.code.endswith("00")]
    if not named or len(named) < len(behind):
        return before
    same = [entry for entry in before if any(entry.code == other.code for other in named)]
    if same and len(same) < len(before):
        return same
    around = [entry for entry in before if any(entry.code in ancestors(other.code) for other in named)]
    if around or len(named) > 1:
        return before
    return [entry for entry in before if entry.code.endswith("0000") or entry.code[:2] != named[0].code[:2]]


def _worth(text: str, found: Found) -> dict[str, tuple[float, list[_Mention]]]:
    """What each code is worth with all that is said of where it lies, and the mentions that say so."""
    worth: dict[str, tuple[float, list[_Mention]]] = {}
    for code in found:
        total = 0.0
        used: list[_Mention] = []
        for one in ancestors(code):
            for weight, mention, _ in sorted(found.get(one, ()), key=_by_weight):
                if all(mention is not other for other in used):
                    total += weight
                    used.append(mention)
                    break
        former = {text[mention.start : mention.end] for _, mention, kind in found[code] if kind is Kind.OLD}
        total += _AGAIN * (len(former) > 1)
        worth[code] = (total, used)
    return worth


def _by_weight(named: tuple[float, _Mention, Kind]) -> float:
    return -named[0]


def _says_nothing(code: str, found: Found) -> bool:
    """Whether a township stands without anything it lies in, though others have its name or something is before it."""
    mention = found[code][0][1]
    if any(above in found for above in ancestors(code) if above != code):
        return False
    return mention.start > 0 or len({entry.code for entry in mention.entries}) > 1


def _several(table: Divisions, text: str, top: list[str], worth: dict[str, tuple[float, list[_Mention]]]) -> Parsed:
    """What several equally good divisions have in common; the one that has the township named next, if only one has."""
    candidates = tuple(sorted({code[:6] for code in top}))
    rest = text[max(mention.end for code in top for mention in worth[code][1]) :]
    if len(candidates) == 1:
        return Parsed(Certain.ONE, candidates[0], rest, candidates, firm=True)
    having = [found for code in candidates if (found := township_of(table, code, rest))[0]]
    if len(having) == 1 and not _EVERYWHERE.match(rest):
        code, length = having[0]
        return Parsed(Certain.ONE, code, rest[length:], (code[:6],), firm=True)
    for digits in (4, 2):
        common = {code[:digits] for code in top}
        code = min(common).ljust(6, "0")
        if len(common) == 1 and code in table.names:
            return Parsed(Certain.SEVERAL, code, rest, candidates)
    return Parsed(Certain.SEVERAL, "", rest, candidates)


def _one(table: Divisions, text: str, code: str, found: Found, used: list[_Mention]) -> Parsed:
    end = _end(code, found, used)
    rest = text[end:]
    kinds = {kind for one in ancestors(code) for _, mention, kind in found.get(one, ()) if mention in used}
    own = found.get(code[:6], ())
    told = {kind for _, _, kind in own}
    before = any(
        kind is Kind.BOUND and not table.names[code[:6]].startswith(text[one.start : one.end]) for _, one, kind in own
    )
    renamed = (Kind.OLD in kinds or before) and Kind.FULL not in told
    firm = bool(kinds - {Kind.SHORT, Kind.BOUND})
    if not firm and _SHOP.fullmatch(rest):
        return Parsed(Certain.NOTHING, rest=text)
    if len(code) == 9:
        return Parsed(Certain.ONE, code, rest, (code[:6],), firm, renamed)
    moved = _moved_township(table, code, found, end)
    if moved:
        return Parsed(Certain.ONE, moved, rest[len(table.names[moved]) :], (moved[:6],), firm, renamed, moved=True)
    township, length = township_of(table, code, rest)
    return Parsed(Certain.ONE, township or code, rest[length:], (code,), firm, renamed)


def _end(code: str, found: Found, used: list[_Mention]) -> int:
    """Where the text goes on behind everything that says where the division lies, also if it is said twice."""
    end = max(mention.end for mention in used)
    about = {mention.start: mention.end for one in ancestors(code) for _, mention, _ in found.get(one, ())}
    while end in about:
        end = about[end]
    return end


def _moved_township(table: Divisions, district: str, found: Found, end: int) -> str:
    """A township named right behind a district that is now one of another district of the same city."""
    if not table.is_district(district):
        return ""
    behind = [
        code
        for code, ways in found.items()
        if len(code) == 9 and code[:4] == district[:4] and any(mention.start == end for _, mention, _ in ways)
    ]
    if len(behind) != 1 or behind[0][:6] == district or _EVERYWHERE.match(table.names[behind[0]]):
        return ""
    return behind[0]


def township_of(table: Divisions, district: str, rest: str) -> tuple[str, int]:
    """The township that the text behind a district begins with, though written otherwise, and how long that is.

    A township that became a street office is still written 镇, and many leave the word out altogether.
    """
    townships = table.townships(district)
    said = _TOWNSHIP_SAID.match(rest)
    if said and (code := townships.get(said[1])):
        return code, said.end()
    for length in (4, 3, 2):
        code = townships.get(rest[:length], "")
        if not code or _NO_TOWNSHIP.match(rest[:length]) or _NO_PLACE.match(rest, length):
            continue
        if _GOES_ON.match(rest, length):
            return code, length
    return "", 0
