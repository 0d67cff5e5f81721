"""Which division an address in Latin letters names: Chaoyang District, Beijing; 168 Renmin Lu, Kunshan Shi.

Names are compared as they sound, without tones, so many divisions share one: a district counts only beside what it lies
in, and only what all that is said leaves open to a single division is certain. A road is no city here either.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache

from fieldapp.geo.addresses.divisions import Divisions, ancestors, divisions

_WORD = re.compile("[a-z]+")
_LONGEST = 4
"""Words that a name is written in at most: Wu Lu Mu Qi."""
_OTHER_NAMES = {
    "beijing": "peking", "xizang": "tibet", "neimenggu": "innermongolia neimongol", "aomen": "macao macau",
    "xianggang": "hongkong kowloon newterritories", "wulumuqi": "urumqi urumchi", "huhehaote": "hohhot huhhot",
    "taiwan": "taipei newtaipei taichung tainan kaohsiung hsinchu keelung", "haerbin": "harbin", "lasa": "lhasa",
    "guangzhou": "canton", "eerduosi": "ordos", "qiqihaer": "qiqihar", "hulunbeier": "hulunbuir", "kashi": "kashgar",
    "xianggelila": "shangrila", "rikaze": "shigatse", "yili": "ili",
}  # fmt: skip
"""What divisions are called in English, by how they sound in Chinese."""
_SHAANXI = "610000"
"""The one province that is spelt otherwise than it sounds, so that it is not Shanxi."""
_KINDS = {
    "shi": "市", "city": "市", "municipality": "市", "qu": "区", "district": "区", "xian": "县", "county": "县旗",
    "sheng": "省", "province": "省",
}  # fmt: skip
"""The word behind a name, and how the whole name ends then in Chinese."""
_BETWEEN = frozenset(_WORD.findall("east west north south middle central dong xi nan bei zhong first second third no"))
_NO_PLACE = frozenset(
    _WORD.findall(
        "road rd street st str avenue ave av lu jie dajie dadao boulevard blvd highway hwy expressway lane alley "
        "hutong xiang square building bldg tower plaza mansion hotel bank university bridge village garden gardens "
        "restaurant"
    )
)
"""What makes a name before it that of a road or a house."""
_OF_CHINA = frozenset(("china", "prc"))
_ABROAD = frozenset(
    _WORD.findall(
        "usa america canada mexico brazil germany deutschland france italy spain netherlands belgium switzerland york "
        "austria sweden norway denmark finland poland russia ukraine turkey japan korea vietnam thailand malaysia "
        "singapore indonesia philippines india pakistan australia zealand egypt africa nigeria kenya england scotland "
        "uk kingdom emirates uae cambodia laos myanmar mongolia kazakhstan tokyo osaka seoul busan bangkok hanoi "
        "berlin sydney london paris"
    )
)


Said = list[tuple[range, bool, frozenset[str]]]
"""Names: which words, whether their kind is said (District), and what they may mean."""


def code_in_latin(text: str) -> str:
    """The six digits of the division that a text in Latin letters names; empty where none is certain."""
    table = divisions()
    words = _words(text)
    said = list(_mentions(table, words))
    if not said or _abroad(words, said):
        return ""
    named = [codes for _, _, codes in said]
    counts = {code: _told(code, named) for code in frozenset[str]().union(*named)}
    most = max(counts.values())
    top = [code for code, count in counts.items() if count == most]
    if most == 1:  # nothing says where a district lies; a city is known by its name alone
        top = [code for code in top if code.endswith("00")] or (top if len(top) == 1 and said[0][1] else [])
    top = [code for code in top if not any(above in top for above in ancestors(code) if above != code)]
    return top[0] if len(top) == 1 else _in_common(table, top)


def names_abroad(text: str) -> bool:
    """Whether a text in Latin letters names another country or a city there."""
    words = _words(text)
    return _abroad(words, list(_mentions(divisions(), words)))


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower().replace("ü", "u").replace("'", "").replace("’", ""))


def _abroad(words: list[str], said: Said) -> bool:
    """Whether a word abroad is left that no division's name and no road's is made of: Beijing Road, Singapore."""
    taken = {at for where, _, _ in said for at in where}
    left = {word for at, word in enumerate(words) if at not in taken and not _no_place(words, at + 1)}
    return bool(_ABROAD & left) and not _OF_CHINA.intersection(words)


def _mentions(table: Divisions, words: list[str]) -> Iterator[tuple[range, bool, frozenset[str]]]:
    """Names from the left, the longest first: their words, whether their kind is said, and what they may mean."""
    sounds, at = _sounds(), 0
    while at < len(words):
        for size in range(_LONGEST, 0, -1):
            codes = sounds.get("".join(words[at : at + size]))
            if codes is None or at + size > len(words):
                continue
            if not _no_place(words, at + size):
                kind = _KINDS.get(words[at + size], "") if at + size < len(words) else ""
                fitting = frozenset(code for code in codes if table.names[code][-1] in kind) if kind else codes
                yield range(at, at + size), bool(kind and fitting), fitting or codes
            at += size - 1
            break
        at += 1


def _no_place(words: list[str], end: int) -> bool:
    while end < len(words) and words[end] in _BETWEEN:
        end += 1
    return end < len(words) and words[end] in _NO_PLACE


def _told(code: str, named: list[frozenset[str]]) -> int:
    """How many of the names say the division and what it lies in, each of them one thing only."""
    left = list(named)
    for one in ancestors(code):
        saying = next((codes for codes in left if one in codes), None)
        if saying is not None:
            left.remove(saying)
    return len(named) - len(left)


def _in_common(table: Divisions, top: list[str]) -> str:
    for digits in (4, 2):
        common = {code[:digits].ljust(6, "0") for code in top}
        if len(common) == 1 and (code := common.pop()) in table.names:
            return code
    return ""


@cache
def _sounds() -> dict[str, frozenset[str]]:
    """What each sound may mean; a name may be written in one word with its kind: Kunshanshi."""
    table = divisions()
    found: dict[str, set[str]] = defaultdict(set)
    for code, spelt in table.latin():
        sound = "shaanxi" if code == _SHAANXI else spelt
        kind = {"市": "shi", "区": "qu", "县": "xian", "省": "sheng"}.get(table.names[code][-1])
        for name in (sound, *_OTHER_NAMES.get(sound, "").split(), *([sound + kind] if kind else ())):
            found[name].add(code)
    return {name: frozenset(codes) for name, codes in found.items()}
