"""What the words of the window are in the language on screen, so that one script drives every language.

The script names things by their Chinese source text; the English forms are read from the translation's source file.
"""

from __future__ import annotations

from collections import defaultdict
from xml.etree import ElementTree

from fieldapp import paths
from ui.i18n import Language


class Wording:
    """The forms a source text may have on screen."""

    def __init__(self, language: Language) -> None:
        self._forms: dict[str, set[str]] = defaultdict(set)
        if language != "zh_CN":
            self._read(language)

    def forms(self, source: str) -> set[str]:
        """Every text that `source` may stand as; itself when it is not translated (a name, a sum)."""
        return self._forms.get(source, {source})

    def one(self, source: str) -> str:
        """One of them, for typing."""
        return min(self.forms(source))

    def _read(self, language: Language) -> None:
        path = paths.resources() / "i18n" / f"fieldapp_{language}.ts"
        for message in ElementTree.parse(path).getroot().iter("message"):  # noqa: S314 - our own file
            source, translation = message.findtext("source"), message.find("translation")
            if source is None or translation is None:
                continue
            for form in [translation.text, *(part.text for part in translation.findall("numerusform"))]:
                if form and form.strip():
                    self._forms[source].add(form)
