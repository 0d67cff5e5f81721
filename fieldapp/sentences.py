"""Sentences for codes: the one catalogue per language that window and command line both read.

A catalogue is the folder `resources/messages/<language>/`, one file an area of the product:
code -> {"text": ..., "action": ...}, with `{placeholders}`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import cast

from fieldapp import paths

LANGUAGES = ("zh_CN", "zh_TW", "en")
MADE = frozenset({"zh_TW"})
"""Languages whose catalogue set-up makes from another one."""
_PLACEHOLDER = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Sentence:
    """What a person reads about a code: what happened, and what to do next (may be empty)."""

    text: str
    action: str = ""

    def __str__(self) -> str:
        gap = "" if self.text.endswith("。") else " "  # a Chinese full stop brings its own
        return f"{self.text}{gap}{self.action}".strip()


@cache
def catalogue(language: str) -> dict[str, dict[str, str]]:
    """The whole catalogue of one language, read once.

    Raises:
        KnownError: `setup.resource_missing` when set-up has not made it.
    """
    whole: dict[str, dict[str, str]] = {}
    made = language in MADE
    folder = paths.made("messages", language) if made else paths.resources() / "messages" / language
    for path in sorted(folder.glob("*.json")):
        whole.update(cast(dict[str, dict[str, str]], json.loads(path.read_text(encoding="utf-8"))))
    return whole


def say(code: str, params: Mapping[str, object] | None = None, language: str = "zh_CN") -> Sentence:
    """The sentence for `code`.

    A code that no catalogue has is said as such: our own are complete (a test sees to it), a newer server's are not.
    """
    whole = catalogue(language)
    entry = whole.get(code)
    if entry is None:  # a newer server may know more codes than this program
        entry, params = whole["unknown.code"], {"code": code}
    values = _readable(params or {}, whole)
    return Sentence(_fill(entry["text"], values), _fill(entry.get("action", ""), values))


def _readable(params: Mapping[str, object], whole: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    """Parameters as a person reads them: sums in minor units as amounts; fields, levels and reasons as words."""
    values: dict[str, str] = {}
    for name, value in params.items():
        if name.endswith("_minor") and isinstance(value, int):
            major, minor = divmod(abs(value), 100)
            values[name.removesuffix("_minor")] = f"{'-' if value < 0 else ''}{major:,}.{minor:02d}"
        elif name == "names":
            words = [whole.get(f"field.{word}", {"text": word})["text"] for word in str(value).split(",")]
            values[name] = whole["list.separator"]["text"].join(words)
        elif name == "reason":
            values[name] = whole.get(f"reason.{value}", {"text": str(value)})["text"]
        elif name == "level":
            values[name] = values["level_word"] = whole.get(f"level.{value}", {"text": str(value)})["text"]
        else:
            values[name] = str(value)
    return values


def _fill(text: str, values: Mapping[str, str]) -> str:
    """Fill `{name}` placeholders; one without a value stays visible rather than failing at the worst moment."""
    return _PLACEHOLDER.sub(lambda found: values.get(found[1], found[0]), text)
