"""Words to find a case by: Chinese characters and pairs of them, pinyin in full and by initials, digits from any place.

SQLite's own tokenisers either see no Chinese words at all or need three characters, and most Chinese names have two;
so the words are made here and split by blanks. A first sync makes them for every case while somebody waits, so each
character and each run of characters (a street, a trade) is worked out once and kept.
"""

from __future__ import annotations

import os
import re
import unicodedata
from functools import cache, lru_cache
from operator import add

MIN_DIGITS = 3
# also the planes beyond the first: rare characters live in names
HAN = re.compile(r"[\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+")
WORD = re.compile(r"[0-9a-z]+")
# how a character is read as a surname, where that differs from its everyday reading
_SURNAMES = {"单": "shan", "仇": "qiu", "曾": "zeng", "解": "xie", "查": "zha", "任": "ren", "区": "ou", "盖": "ge",
             "朴": "piao", "翟": "zhai", "华": "hua", "尉": "yu", "缪": "miao", "乐": "yue", "洗": "xian"}  # fmt: skip
_RUNS = 8_192
"""Runs of characters kept worked out: streets and trades return in many cases."""
_ENDS = tuple(tuple(slice(start, None) for start in range(length - MIN_DIGITS + 1)) for length in range(32))
"""By the length of a number, where each of its ends begins."""


def name_tokens(*names: str) -> str:
    """Words for names of people and shops, each once, in no order: characters, pairs, pinyin, initials."""
    found: list[str] = []
    for name in map(plain, names):
        for run in HAN.findall(name):
            found += run
            found += map(add, run, run[1:])
            _add_pinyin(found, run)
            if run == name:
                if run[0] in _SURNAMES:
                    _add_pinyin(found, run, surname=_SURNAMES[run[0]])
                break
        else:
            found += WORD.findall(name)
    return " ".join(dict.fromkeys(found))


def other_tokens(texts: tuple[str, ...], numbers: tuple[str, ...]) -> str:
    """Words for addresses and the like (characters and pairs), and for numbers (every end of at least three).

    A number may begin with characters (苏惠贷2026-0412); those are words too. Each word once, in no order.
    """
    # a line end is no part of any word, so all texts can be looked through at once
    all_texts = plain("\n".join(texts))
    found: list[str] = WORD.findall(all_texts)
    for run in HAN.findall(all_texts):
        found += _han(run)
    for number in map(plain, numbers):
        figures = number
        if not number.isascii():
            for run in HAN.findall(number):
                found += _han(run)
            figures = "".join(WORD.findall(number))
        elif not number.isalnum():
            figures = "".join(WORD.findall(number))
        found += map(figures.__getitem__, _ends(len(figures)))
    return " ".join(dict.fromkeys(found))


def plain(text: str) -> str:
    """Lower case, and digits and letters typed in full width as the ordinary ones."""
    return text.lower() if text.isascii() else unicodedata.normalize("NFKC", text).lower()


def _ends(length: int) -> tuple[slice, ...]:
    if length < len(_ENDS):
        return _ENDS[length]
    return tuple(slice(start, None) for start in range(length - MIN_DIGITS + 1))


@lru_cache(_RUNS)
def _han(run: str) -> tuple[str, ...]:
    return (*run, *map(add, run, run[1:]))


def _add_pinyin(found: list[str], run: str, *, surname: str = "") -> None:
    """From each syllable on, the pinyin and the initials; and every initial alone.

    A prefix query of one letter touches far too many words, so each single letter is a word of its own.
    """
    full = initials = ""
    for place in range(len(run) - 1, -1, -1):
        syllable = surname if surname and not place else _syllable(run[place])
        full, initials = syllable + full, syllable[0] + initials
        found += (full, "i0" + initials, f"j{syllable[0]}0")


@cache
def _syllable(character: str) -> str:
    # its readings of whole phrases are not asked for, and loading them would stop every thread for a third of a second
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "1")
    from pypinyin import lazy_pinyin

    return str(lazy_pinyin(character)[0]).lower() or character
