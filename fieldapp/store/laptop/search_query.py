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
        beginnings: if it is a single word that may go on, how the words it finds begin; these can be read off the list
            of all words one by one, where the expression would first gather every case that has such a word.
    """

    expression: str
    beginnings: tuple[str, ...] = ()


def query(text: str) -> Query | None:
    """The query for what somebody typed; None when it holds nothing to look for."""
    words = list(_words(plain(text)))
    if len(words) == 1 and not isinstance(words[0], str):
        return _single(words[0])
    parts = [word if isinstance(word, str) else _beside(word) for word in words]
    return Query(" AND ".join(f"({part})" for part in parts)) if parts else None


def _words(text: str) -> list[str | list[str]]:
    """The parts of the query: expressions for characters, and as lists what letters and figures were typed in one."""
    found: list[str | list[str]] = []
    for word in text.split():
        found += [_cover(run) for run in HAN.findall(word)]
        found += [pieces for between in HAN.split(word) if (pieces := WORD.findall(between))]
    return found


def _cover(run: str) -> str:
    """The fewest words that hold the whole run: its pairs, or the single character."""
    pairs = [run] if len(run) == 1 else [run[i : i + 2] for i in range(len(run) - 1)]
    return " AND ".join(f'"{pair}"' for pair in dict.fromkeys(pairs))


def _single(pieces: list[str]) -> Query:
    latin = "".join(pieces)
    if len(pieces) > 1:
        return Query(_beside(pieces))
    if len(latin) == 1 and latin.isalpha():
        return Query(f'"j{latin}0"')
    beginnings = (f"i0{latin}", latin) if latin.isalpha() else (latin,)
    return Query(" OR ".join(f'"{one}"*' for one in beginnings), beginnings)


def _beside(pieces: list[str]) -> str:
    """A word beside others. Figures with signs between them are a number (2026-0412) or parts of an address (12-3)."""
    whole = _latin("".join(pieces))
    if len(pieces) == 1:
        return whole
    return " AND ".join([*(f'"{piece}"' for piece in pieces[:-1]), f"({_latin(pieces[-1])})"]) + f" OR {whole}"


def _latin(latin: str) -> str:
    if len(latin) < MIN_DIGITS and latin.isdecimal():
        return _house_number(latin)
    return _single([latin]).expression


def _house_number(figures: str) -> str:
    """One or two figures beside a street or a name: a house number that begins so, and has at most three figures.

    Every case has them in some number of its many, so they would narrow nothing, at the price of gathering them all.
    """
    numbers = [figures, *(figures + more for more in _FIGURES)]
    if len(figures) == 1:
        numbers += [figures + more + last for more in _FIGURES for last in _FIGURES]
    return " OR ".join(f'"{number}"' for number in numbers)
