"""An address as people and programs write it, brought to one way of writing: what key and parser both read.

Full-width characters become narrow, Traditional ones Simplified, and what is no part of the place goes: telephone
numbers, blanks, punctuation, a label in front. Characters are changed one by one after a table of our own resources
rather than by a program: the key of an address must be the same on every laptop and server, whatever their versions.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from fieldapp import paths

TRADITIONAL = "traditional.txt"
"""Two lines of equal length: each character of the first is written as the one below it."""
_PHONE = re.compile(
    r"(?:(?:联系)?(?:电话|手机|tel|mobile)(?:号码?)?[\s:.]*)?"
    r"(?<!\d)(?:\+?86)?[\s\-]*1[3-9]\d[\s\-]?\d{4}[\s\-]?\d{4}(?!\d)"
)
_LABEL = re.compile(
    r"^(?:(?:收货|联系|经营|营业|经营场所|实际经营|公司|单位|家庭|注册|办公|户籍|现居住|居住|详细)?(?:地址|住址|场所)"
    r"(?:是|为)?[\s:]+|(?:经营|营业|注册|办公|联系|详细)(?:地址|住址))"
)
_MARKS = r"\s_/|,;:·、.，。；：!?'\"“”‘’()\[\]【】《》<>{}「」『』‐‑–—―~*#&+"
_BETWEEN_NUMBERS = re.compile(rf"(?<=[0-9a-z])[{_MARKS}\-]+(?=[0-9a-z])")
_SEPARATORS = re.compile(rf"[{_MARKS}]+|(?<![0-9a-z])-|-(?![0-9a-z])")
_COUNTRY = re.compile(r"^(?:中华人民共和国|中国(?!银行|人民|移动|电信|联通|石油|石化|城|街|铁))")


@cache
def _simplified() -> dict[int, str]:
    written = (paths.resources() / "geo" / TRADITIONAL).read_text(encoding="utf-8").splitlines()
    return {ord(old): new for old, new in zip(written[0], written[1], strict=True)}


def plain(text: str) -> str:
    """One way of writing; a mark between two numbers stays as `-`, since 12-3 is not 123."""
    narrow = unicodedata.normalize("NFKC", text).translate(_simplified()).lower().strip()
    if "1" in narrow:
        narrow = _PHONE.sub(" ", narrow)
    narrow = _LABEL.sub("", narrow)
    return _COUNTRY.sub("", _SEPARATORS.sub("", _BETWEEN_NUMBERS.sub("-", narrow)))
