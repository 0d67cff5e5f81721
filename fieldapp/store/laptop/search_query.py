"""What somebody typed, as an expression over the words that cases are found by."""

from __future__ import annotations

from dataclasses import dataclass

from fieldapp.store.laptop.search_tokens import HAN, MIN_DIGITS, WORD, plain

_FIGURES = "0123456789"


@dataclass(frozen=True, slots=True)
class Query:
    """What to look for.

    Attributes:
        expression: in the language of FTS5.
        named: the same for those of its hits where a name is meant; empty if all or none of them are. It asks for the
            last pair of each run of characters only: a pair that is in no name is gone through to its end, and of an
            address the last is the one that fewest cases have.
        beginnings: if it is a single word that may go on, how the words it finds begin; these can be read off the list
            of all words one by one, where the expression would first gather every case that has such a word.
    """

    expression: str
    named: str = ""
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
    last = " OR ".join(f'"{run[-2:]}"' for run in dict.fromkeys(runs))
    return Query(expression, f"({{name}} : ({last})) AND {expression}")


def _cover(run: str) -> str:
    """The fewest words that hold the whole run: its pairs, or the single character."""
    pairs = [run] if len(run) == 1 else [run[i : i + 2] for i in range(len(run) - 1)]
    return " AND ".join(f'"{pair}"' for pair in dict.fromkeys(pairs))


def _single(pieces: list[str]) -> Query:
    """A word that stands alone; signs between its figures are not told apart from none (2026-0412)."""
    latin = "".join(pieces)
    if len(latin) == 1 and latin.isalpha():
        return Query(f'"j{latin}0"')
    beginnings = (f"i0{latin}", latin) if latin.isalpha() else (latin,)
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
