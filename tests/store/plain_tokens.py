"""The words to find a case by as they were first made, plainly and slowly: what the quick way must agree with."""

from __future__ import annotations

import os
import re
import unicodedata
from functools import cache

MIN_DIGITS = 3
# also the planes beyond the first: rare characters live in names
_HAN = re.compile(r"[\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+")
_WORD = re.compile(r"[0-9a-z]+")
# how a character is read as a surname, where that differs from its everyday reading
_SURNAMES = {"单": "shan", "仇": "qiu", "曾": "zeng", "解": "xie", "查": "zha", "任": "ren", "区": "ou", "盖": "ge",
             "朴": "piao", "翟": "zhai", "华": "hua", "尉": "yu", "缪": "miao", "乐": "yue", "洗": "xian"}  # fmt: skip


def name_tokens(*names: str) -> str:
    """Words for names of people and shops: characters, pairs, pinyin, initials."""
    found: set[str] = set()
    for name in map(_plain, names):
        for run in _HAN.findall(name):
            found |= _han(run)
            found |= _pinyin(run, surname=run == name)
        found |= set(_WORD.findall(name))
    return " ".join(sorted(found))


def other_tokens(texts: tuple[str, ...], numbers: tuple[str, ...]) -> str:
    """Words for addresses and the like (characters and pairs), and for numbers (every end of at least three).

    A number may begin with characters (苏惠贷2026-0412); those are words too.
    """
    found: set[str] = set()
    for text in map(_plain, (*texts, *numbers)):
        for run in _HAN.findall(text):
            found |= _han(run)
    for text in map(_plain, texts):
        found |= set(_WORD.findall(text))
    for number in map(_plain, numbers):
        plain = "".join(_WORD.findall(number))
        found |= {plain[i:] for i in range(max(0, len(plain) - MIN_DIGITS + 1))}
    return " ".join(sorted(found))


def _plain(text: str) -> str:
    """Lower case, and digits and letters typed in full width as the ordinary ones."""
    return unicodedata.normalize("NFKC", text).lower()


def _han(run: str) -> set[str]:
    return set(run) | {run[i : i + 2] for i in range(len(run) - 1)}


def _pinyin(run: str, *, surname: bool) -> set[str]:
    readings = [[_syllable(character) for character in run]]
    if surname and run[0] in _SURNAMES:
        readings.append([_SURNAMES[run[0]], *readings[0][1:]])
    found: set[str] = set()
    for syllables in readings:
        initials = "".join(syllable[0] for syllable in syllables)
        # a prefix query of one letter touches far too many words, so each single letter is a word of its own
        found |= {"j" + letter + "0" for letter in initials}
        for start in range(len(syllables)):
            found.add("i0" + initials[start:])
            found.add("".join(syllables[start:]))
    return found


@cache
def _syllable(character: str) -> str:
    # its readings of whole phrases are not asked for, and loading them would stop every thread for a third of a second
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "1")
    from pypinyin import lazy_pinyin

    return str(lazy_pinyin(character)[0]).lower() or character
