"""What makes two addresses the same place: a key that laptops and server share pins by.

Made of the text alone. Two ways of writing one address may get two keys (then a pin is not shared, which costs a
visit's minute); two places must never get one (then somebody would knock at a wrong door).
"""

from __future__ import annotations

import re
from hashlib import sha256

from fieldapp.geo.addresses.address_text import plain

_PROVINCE = re.compile(
    r"^(?:[^省市县区]{2,3}省|内蒙古自治区|广西壮族自治区|西藏自治区|宁夏回族自治区|新疆维吾尔自治区)"
    r"(?=[^省]{1,12}?(?:市|自治州|地区|盟))"
)
_DOOR = re.compile(r"(?:\d|[一二三四五六七八九十百零〇]|[a-z])(?:号|栋|幢|座|室|铺|档|摊)|\d+(?:-[0-9a-z]+)*$")


def address_key(district: str, address: str) -> str:
    """The key of an address, 64 hexadecimal digits; `district` is left out where the address says it itself."""
    return sha256(same_text(district, address).encode()).hexdigest()


def same_text(district: str, address: str) -> str:
    """District and address in one way of writing, each said once."""
    area, written = plain(district), plain(address)
    if area not in written:
        written = _joined(area, written)
    return _PROVINCE.sub("", written)


def names_a_door(address: str) -> bool:
    """Whether an address says so much that everybody who writes it means the same place: a house number or a unit.

    A village group (3组), a lane (弄) or a floor (3楼) is not enough: dozens of doors have it.
    """
    return bool(_DOOR.search(plain(address)))


def _joined(area: str, written: str) -> str:
    """An address after its district; what both say (`苏州市昆山市` and `昆山市玉山镇`) is said once."""
    longest = min(len(area), len(written))
    shared = next((size for size in range(longest, 1, -1) if area.endswith(written[:size])), 0)
    return area + written[shared:]
