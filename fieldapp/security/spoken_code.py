"""Short secrets in figures that one person reads to another over the telephone: groups of six that check themselves.

Sixteen bits make a number; eleven times that number is a group. A wrong figure, or two that changed places, leave a
group that eleven does not divide, so the listener knows at once which group to ask for again. Figures, because they are
read aloud in any language and typed on any keyboard. Only the standard library: the first window checks with it.
"""

from __future__ import annotations

DIGITS = 6
_BITS = 16
_CHECK = 11


class WrongGroupError(ValueError):
    """A group cannot be right; `number` counts from 1, 0 where the number of groups is wrong."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


def spoken(content: bytes) -> str:
    """The groups for some bytes, an even number of them: 00 01 is "000011"."""
    pairs = (int.from_bytes(content[at : at + 2], "big") for at in range(0, len(content), 2))
    return " ".join(f"{pair * _CHECK:0{DIGITS}d}" for pair in pairs)


def heard(text: str, size: int) -> bytes:
    """The bytes behind groups as somebody wrote them down; what stands between figures does not count.

    Raises:
        WrongGroupError: with the first group that cannot be right, or 0 where it is not `size` bytes.
    """
    figures = only_figures(text)
    groups = [figures[at : at + DIGITS] for at in range(0, len(figures), DIGITS)]
    for number, group in enumerate(groups, start=1):
        if not fits(group):
            raise WrongGroupError(number)
    if len(groups) * 2 != size:
        raise WrongGroupError(0)
    return b"".join((int(group) // _CHECK).to_bytes(2, "big") for group in groups)


def fits(group: str) -> bool:
    """Whether a whole group can be right."""
    return len(group) == DIGITS and int(group) % _CHECK == 0 and int(group) // _CHECK < 1 << _BITS


def only_figures(text: str) -> str:
    """The figures of a text as 0 to 9, also those typed in full width."""
    return "".join(str(int(char)) for char in text if char.isdecimal())
