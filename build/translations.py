"""Keeps the English of the window in step with its Chinese source, and names what is still to be translated.

The source texts are taken from the code of `ui`; translations that are there stay, texts that are gone go. No places in
the code are written, so that a change of the code alone never changes the translation file.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from steps import places

ENGLISH = places.ROOT / "resources" / "i18n" / "fieldapp_en.ts"
FORM = ("-locations", "none", "-source-language", "zh_CN", "-target-language", "en", "-no-obsolete", "-silent")


@dataclass(frozen=True, slots=True)
class Message:
    """One text of the window: who says it, the source, and its translation (two forms where it counts things)."""

    context: str
    source: str
    numerus: bool
    forms: tuple[str, ...]
    finished: bool


def extract(ts: Path) -> None:
    """Bring `ts` up to date with the texts of the code as they are now.

    Raises:
        subprocess.CalledProcessError: the tool failed; `ts` is as it was.
    """
    tool = places.site_packages() / "PySide6" / ("lupdate.exe" if places.WINDOWS else "lupdate")
    code = [path.relative_to(places.ROOT).as_posix() for path in sorted((places.ROOT / "ui").rglob("*.py"))]
    subprocess.run([tool, *FORM, *code, "-ts", ts], cwd=places.ROOT, env=places.environment(), check=True)


def messages(ts: Path) -> Iterator[Message]:
    """Everything in a translation file."""
    for context in ElementTree.parse(ts).getroot().iter("context"):
        for message in context.iter("message"):
            told = message.find("translation")
            assert told is not None
            numerus = message.get("numerus") == "yes"
            forms = tuple(form.text or "" for form in told) if numerus else (told.text or "",)
            name, source = context.findtext("name", ""), message.findtext("source", "")
            yield Message(name, source, numerus, forms, told.get("type") is None and all(forms))


def main() -> int:
    """Update the English and say what is unfinished; 0 when nothing is."""
    extract(ENGLISH)
    found = list(messages(ENGLISH))
    unfinished = [one for one in found if not one.finished]
    for one in unfinished:
        print(f"{one.context}: {one.source}")
    print(f"{len(found)} texts, {len(unfinished)} to be translated in {ENGLISH.relative_to(places.ROOT)}")
    return 1 if unfinished else 0


if __name__ == "__main__":
    sys.exit(main())
