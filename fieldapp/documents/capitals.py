"""Amounts in Chinese capitals (人民币大写), because a figure can be altered with one stroke and a capital cannot.

The writing rules are those of appendix 1 of the payment settlement measures (《支付结算办法》附一): a run of zeros
is spoken once and only before a later digit, 整 closes an amount without 分, 零 stands between 元 and 分 when there
is no 角. Amounts are integer fen.
"""

from __future__ import annotations

from dataclasses import dataclass

LIMIT = 10**14
"""Amounts in fen must stay below this (壹万亿元): the three sections 亿, 万 and units end there."""


@dataclass(frozen=True, slots=True)
class _Script:
    digits: str
    tens: str
    """拾佰仟, the units inside a section of four digits."""
    sections: tuple[str, str, str]
    yuan: str
    jiao: str
    fen: str
    whole: str
    prefix: str


_SCRIPTS = {
    "zh_CN": _Script("零壹贰叁肆伍陆柒捌玖", "拾佰仟", ("", "万", "亿"), "元", "角", "分", "整", "人民币"),
    "zh_TW": _Script("零壹貳參肆伍陸柒捌玖", "拾佰仟", ("", "萬", "億"), "元", "角", "分", "整", "人民幣"),
}


def in_capitals(fen: int, language: str = "zh_CN", *, prefix: bool = True) -> str:
    """The amount in capitals, e.g. 人民币壹万陆仟肆佰零玖元零贰分 for 1,640,902 fen.

    Raises:
        TypeError: the amount is no integer (a float must never become a legal amount).
        ValueError: the amount is negative, or 壹万亿元 and more.
        KeyError: a language other than zh_CN and zh_TW.
    """
    if isinstance(fen, bool) or not isinstance(fen, int):
        raise TypeError("an amount in capitals needs integer fen")
    if not 0 <= fen < LIMIT:
        raise ValueError(f"amount out of range: {fen}")
    script = _SCRIPTS[language]
    yuan, cents = divmod(fen, 100)
    text = script.prefix if prefix else ""
    if yuan or not fen:
        text += (_yuan_part(yuan, script) or script.digits[0]) + script.yuan
    return text + _cents_part(cents, script, after_yuan=bool(yuan))


def from_capitals(text: str, language: str = "zh_CN") -> int:
    """The amount in fen that `in_capitals` wrote, with or without the prefix.

    Raises:
        ValueError: anything `in_capitals` would not have written, so that two spellings never mean one amount.
    """
    script = _SCRIPTS[language]
    body = text.removeprefix(script.prefix)
    fen = _sum_of(body, script)
    if fen >= LIMIT or in_capitals(fen, language, prefix=body != text) != text:
        raise ValueError(f"not an amount in capitals: {text!r}")
    return fen


def _yuan_part(yuan: int, script: _Script) -> str:
    text, zero_pending = "", False
    for section in (2, 1, 0):
        number, part = yuan // 10_000**section % 10_000, ""
        for power in (3, 2, 1, 0):
            digit = number // 10**power % 10
            if digit:
                part += script.digits[0] if zero_pending else ""
                part += script.digits[digit] + (script.tens[power - 1] if power else "")
                zero_pending = False
            else:
                zero_pending = zero_pending or bool(text or part)
        text += part + script.sections[section] if part else ""
    return text


def _cents_part(cents: int, script: _Script, *, after_yuan: bool) -> str:
    jiao, fen = divmod(cents, 10)
    text = ""
    if jiao:
        text += script.digits[jiao] + script.jiao
    elif fen and after_yuan:
        text += script.digits[0]
    return text + (script.digits[fen] + script.fen if fen else script.whole)


def _sum_of(body: str, script: _Script) -> int:
    """Reads leniently; `from_capitals` proves the reading by writing it again."""
    total = section = digit = cents = 0
    for sign in body:
        if sign in script.digits:
            digit = script.digits.index(sign)
        elif sign in script.tens:
            section, digit = section + digit * 10 ** (script.tens.index(sign) + 1), 0
        elif sign in script.sections[1:] or sign == script.yuan:
            unit = 1 if sign == script.yuan else 10_000 ** script.sections.index(sign)
            total, section, digit = total + (section + digit) * unit, 0, 0
        elif sign in (script.jiao, script.fen):
            cents, digit = cents + digit * (10 if sign == script.jiao else 1), 0
        elif sign != script.whole:
            raise ValueError(f"not a capital: {sign!r}")
    return total * 100 + cents
