"""Makes the Traditional Chinese of the window and of its sentences from the Simplified, so that they never fall behind.

OpenCC turns characters and everyday words into those of Taiwan; `resources/i18n/zh_TW_words.tsv` says what the trade
writes otherwise, one `as converted<TAB>as it should be` a line, the longest first by itself.

    traditional.py WINDOW.ts WORDS.tsv MESSAGES FOLDER
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

from opencc import OpenCC

NAME = "zh_TW"


def converter(words: Path) -> Callable[[str], str]:
    """From a Simplified text to a Traditional one; `{placeholders}` and `%n` stay as they are.

    Raises:
        ValueError: a line of `words` is not two texts.
    """
    pairs = []
    for number, line in enumerate(words.read_text(encoding="utf-8").splitlines(), start=1):
        if line and not line.startswith("#"):
            parts = line.split("\t")
            if len(parts) != 2:
                raise ValueError(f"{words.name}, line {number}: expected two texts: {line!r}")
            pairs.append((parts[0], parts[1]))
    pairs.sort(key=lambda pair: -len(pair[0]))
    made = OpenCC("s2twp")

    def convert(text: str) -> str:
        text = made.convert(text)
        for before, after in pairs:
            text = text.replace(before, after)
        return text

    return convert


def window(source: Path, convert: Callable[[str], str]) -> ElementTree.ElementTree[ElementTree.Element]:
    """The window's texts of another translation file, with each source turned into its own translation."""
    tree = ElementTree.parse(source)
    root = tree.getroot()
    assert root is not None
    root.set("language", NAME)
    for message in root.iter("message"):
        told = message.find("translation")
        assert told is not None
        text = convert(message.findtext("source", ""))
        told.attrib.clear()
        told.text = None
        for form in list(told):
            told.remove(form)
        if message.get("numerus") == "yes":
            ElementTree.SubElement(told, "numerusform").text = text
        else:
            told.text = text
    return tree


def main(source: Path, words: Path, messages: Path, folder: Path) -> None:
    """Make `fieldapp_zh_TW.ts` and `messages/*.json` in `folder`."""
    convert = converter(words)
    window(source, convert).write(folder / f"fieldapp_{NAME}.ts", encoding="utf-8", xml_declaration=True)
    made = folder / "messages"
    made.mkdir()
    for path in sorted(messages.glob("*.json")):
        entries = json.loads(path.read_text(encoding="utf-8"))
        told = {code: {part: convert(text) for part, text in entry.items()} for code, entry in entries.items()}
        (made / path.name).write_text(json.dumps(told, ensure_ascii=False, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main(*(Path(each) for each in sys.argv[1:5]))
