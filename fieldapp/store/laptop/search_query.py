"""What somebody typed, as an expression over the words that cases are found by."""

from __future__ import annotations

import re
from dataclasses import dataclass

from fieldapp.store.laptop.search_tokens import HAN, MIN_DIGITS, WORD, plain

LONGEST_NAME = 4
"""Characters of the longest common names; more of them in a row are an address, or so few cases' that none is first."""
_SINGLE_LETTERS = re.compile("j[a-hj-tv-z]")
"""How the words of single initials begin (jl0); no syllable does, so these two letters can only be initials."""
ROAD = 5
"""Characters at the end of a run that are looked for pair by pair."""
_FIGURES = "0123456789"


@dataclass(frozen=True, slots=True)
class Query:
    """What to look for.

    Attributes:
        expression: in the language of FTS5.
        in_name: what a name must have for it to be the name that is meant: the end of one of the runs of characters;
            empty if all hits are by name (pinyin), or none can be (an address, longer than any name).
        beginnings: if it is a single word that may go on, how the words it finds begin; these can be read off the list
            of all words one by one, where the expression would first gather every case that has such a word.
    """

    expression: str
    in_name: str = ""
    beginnings: tuple[str, ...] = ()


def query(text: str) -> Query | None:
    """The query for what somebody typed; None when it holds nothing to look for."""
    runs: list[str] = []
    latin: list[list[str]] = []
    for word in plain(text).split():
        runs += HAN.findall(word)
        latin += [pieces for between in HAN.split(word) if (pieces := WORD.findall(between))]
    if not runs and len(latin) == 1:
        return _single(latin[0])
    expression = " AND ".join(f"({part})" for part in [*map(_cover, runs), *map(_beside, latin)])
    if not runs:
        return Query(expression) if latin else None
    ends = " OR ".join(f'"{run[-2:]}"' for run in dict.fromkeys(runs))
    return Query(expression, f"{{name}} : ({ends})" if max(map(len, runs)) <= LONGEST_NAME else "")


def _cover(run: str) -> str:
    """The words that hold a whole run: the single character, or its pairs.

    Of a long run these are all pairs of its end, where road and house are, and every second before, where city and
    district are: these are in every case, and going through all of them is what costs.
    """
    if len(run) == 1:
        return f'"{run}"'
    told_apart = max(len(run) - ROAD, 0)
    starts = [*range(0, told_apart, 2), *range(told_apart, len(run) - 1)]
    return " AND ".join(dict.fromkeys(f'"{run[start : start + 2]}"' for start in starts))


def _single(pieces: list[str]) -> Query:
    """A word that stands alone; signs between its figures are not told apart from none (2026-0412)."""
    latin = "".join(pieces)
    if len(latin) == 1 and latin.isalpha():
        return Query(f'"j{latin}0"')
    beginnings = (f"i0{latin}", latin) if latin.isalpha() else (latin,)
    if _SINGLE_LETTERS.fullmatch(latin):
        beginnings = (f"i0{latin}",)
    return Query(" OR ".join(f'"{one}"*' for one in beginnings), beginnings=beginnings)


def _beside(pieces: list[str]) -> str:
    """A word beside others: as alone, or with signs between them the parts of an address (12-3)."""
    if len(pieces) == 1:
        return _latin(pieces[0])
    parts = " AND ".join([*(f'"{piece}"' for piece in pieces[:-1]), f"({_latin(pieces[-1], ends=True)})"])
    return f"({parts}) OR {_latin(''.join(pieces))}"


def _latin(latin: str, *, ends: bool = False) -> str:
    if len(latin) < MIN_DIGITS and latin.isdecimal():
        return _house_number(latin)
    return f'"{latin}"' if ends else _single([latin]).expression


def _house_number(figures: str) -> str:
    """One or two figures beside a street or a name: a house number that begins so and has at most one figure more.

    Every case has them in some number of its many, so they would narrow nothing, at the price of gathering them all.
    """
    return " OR ".join(f'"{figures}{more}"' for more in ("", *_FIGURES))
