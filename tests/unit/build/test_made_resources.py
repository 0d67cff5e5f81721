"""What set-up makes: faces that can write what we and our borrowers write, and a picture for every icon."""

from __future__ import annotations

import json
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from assets import cut_font
from fontTools.ttLib import TTFont
from steps import assets, places

from fieldapp import paths

SCREEN_FACES = ("NotoSansSC-Regular.ttf", "NotoSansSC-SemiBold.ttf")


@contextmanager
def face(name: str) -> Iterator[TTFont]:
    with TTFont(paths.made("fonts", name), lazy=True) as font:
        yield font


def spoken() -> set[str]:
    """Every character of the sentences in the catalogues."""
    said: set[str] = set()
    for path in (paths.resources() / "messages").rglob("*.json"):
        said |= set(json.dumps(json.loads(path.read_text(encoding="utf-8")), ensure_ascii=False))
    return said


@pytest.mark.parametrize("name", SCREEN_FACES)
def test_the_screen_faces_can_write_our_sentences_and_rare_names(name: str) -> None:
    needed = spoken() | set("赵龑䶮喆堃㛃𬱖𫖯囍¥￥％→↑≥≤—…·✓△")
    with face(name) as font:
        assert needed - {chr(code) for code in font.getBestCmap()} == set()


@pytest.mark.parametrize("name", SCREEN_FACES)
def test_all_digits_of_the_screen_faces_have_one_width(name: str) -> None:
    with face(name) as font:
        names = font.getBestCmap()
        assert len({font["hmtx"][names[ord(digit)]][0] for digit in "0123456789"}) == 1


def test_the_two_screen_faces_are_one_family_in_two_weights() -> None:
    with face(SCREEN_FACES[0]) as regular, face(SCREEN_FACES[1]) as strong:
        assert regular["name"].getBestFamilyName() == strong["name"].getBestFamilyName() == "Noto Sans SC"
        assert (regular["OS/2"].usWeightClass, strong["OS/2"].usWeightClass) == (400, 600)


def test_the_cut_keeps_every_character_of_the_national_two_byte_plane() -> None:
    plane = cut_font.two_byte_plane()
    assert len(plane) > 21_000
    assert {ord(character) for character in "啊阿鼐㧟䶮，。、"} <= plane
    assert not any(0xE000 <= code <= 0xF8FF for code in plane)


def test_every_icon_of_the_list_has_its_picture_of_96_pixels() -> None:
    listed = [line.split()[0] for line in assets.ICON_LIST.read_text(encoding="utf-8").splitlines() if line.strip()]
    sizes = {}
    for name in listed:
        header = paths.made("icons", f"{name}.png").read_bytes()[:24]
        sizes[name] = struct.unpack(">II", header[16:])
    assert len(sizes) == len(listed)
    assert {size for size in sizes.values() if size != (96, 96)} == set()


@pytest.mark.parametrize("step", assets.steps(), ids=lambda step: step.name)
def test_everything_the_set_up_promises_is_there(step: object) -> None:
    promised: list[Path] = step.outputs()  # type: ignore[attr-defined]
    assert promised
    assert [path.relative_to(places.MADE) for path in promised if not path.exists()] == []


@pytest.mark.parametrize("folder", ["fonts", "fonts/paper", "map"])
def test_the_work_of_others_lies_beside_its_licence(folder: str) -> None:
    files = [path for path in paths.made(folder).iterdir() if path.name.startswith(("OFL", "LICENCE"))]
    assert files
    texts = [path.read_text(encoding="utf-8") for path in files]
    assert all(any(word in text for word in ("icense", "permitted", "Permission")) for text in texts)
