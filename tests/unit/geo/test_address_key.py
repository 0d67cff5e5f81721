"""Two ways of writing one address have one key; two places never share one."""

from __future__ import annotations

import pytest

from fieldapp.geo.addresses.address_key import address_key, names_a_door, same_text
from fieldapp.geo.addresses.address_text import plain

SAME = [
    (("姑苏区", "苏州市姑苏区人民路１２号"), ("姑苏区", "苏州市姑苏区人民路12号")),
    (("苏州市姑苏区", "人民路 12 号"), ("", "江苏省苏州市姑苏区人民路12号")),
    (("苏州市昆山市", "昆山市玉山镇人民路12号"), ("苏州市昆山市", "玉山镇人民路12号")),
    (("", "廣東省深圳市龍華區民治大道3號"), ("深圳市龙华区", "民治大道3号")),
    (("姑苏区", "地址：观前街5号（电话13812345678）"), ("姑苏区", "观前街5号")),
    (("姑苏区", "观前街5号A座"), ("姑苏区", "观前街5号a座")),
    (("姑苏区", "中国江苏省苏州市姑苏区观前街5号"), ("", "苏州市姑苏区观前街5号")),
]
DIFFERENT = [
    (("姑苏区", "人民路12-3号"), ("姑苏区", "人民路123号")),
    (("姑苏区", "人民路1 23号"), ("姑苏区", "人民路123号")),
    (("姑苏区", "3#502室"), ("姑苏区", "3502室")),
    (("姑苏区", "3号(5)"), ("姑苏区", "35号")),
    (("南京市鼓楼区", "中山北路28号"), ("福州市鼓楼区", "中山北路28号")),
    (("梁溪区", "人民路12号"), ("姑苏区", "人民路12号")),
    (("姑苏区", "人民路12号"), ("姑苏区", "人民路12号2楼")),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_one_address_written_twice_has_one_key(one: tuple[str, str], other: tuple[str, str]) -> None:
    assert same_text(*one) == same_text(*other)
    assert address_key(*one) == address_key(*other)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_two_places_have_two_keys(one: tuple[str, str], other: tuple[str, str]) -> None:
    assert address_key(*one) != address_key(*other)


def test_a_key_never_changes_because_pins_are_stored_by_it() -> None:
    assert same_text("苏州市姑苏区", "观前街 5 号") == "苏州市姑苏区观前街5号"
    assert (
        address_key("苏州市姑苏区", "观前街 5 号") == "2db16ebc65b12cb7b1b8bdf089bf05df09f4427b694094601b670bb501c3e5b4"
    )
    assert len(address_key("", "")) == 64


@pytest.mark.parametrize(
    "address", ["人民路12号", "人民路12号3楼", "A区3栋", "花园小区5幢", "501室", "建国路88", "B12铺"]
)
def test_a_house_number_or_a_unit_names_a_door(address: str) -> None:
    assert names_a_door(address)


@pytest.mark.parametrize(
    "address",
    ["", "人民路", "消泾村3组", "长江路12弄", "幸福村", "步行街二楼", "文一西路", "市场内", "五里桥村第三生产队"],
)
def test_what_many_doors_share_names_none(address: str) -> None:
    assert not names_a_door(address)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("  经营地址： 苏州市　姑苏区 ", "苏州市姑苏区"),
        ("Ａ座１２－３号", "a座12-3号"),
        ("臺灣省臺北市", "台湾省台北市"),
        ("乾县城关镇", "乾县城关镇"),
        ("中国银行大楼", "中国银行大楼"),
        ("+86 138-1234-5678 观前街", "观前街"),
        ("G15高速12-3", "g15高速12-3"),
        ("", ""),
    ],
)
def test_one_way_of_writing(written: str, read: str) -> None:
    assert plain(written) == read
    assert plain(read) == read
