"""One thing that is wrong with a paper, as a code with parameters: the sentence a person reads is looked up later, in
the language of whoever asks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from fieldapp.sentences import Sentence, catalogue, say

_PEOPLE = frozenset({"field", "role", "box", "before"})
"""Parameters that name somebody by their place on the paper (`collector`, `guarantor2`)."""


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong, by a stable code of the catalogue's area `documents`."""

    code: str
    params: Mapping[str, object] = field(default_factory=dict)

    def sentence(self, language: str = "zh_CN") -> Sentence:
        """What a person reads about it."""
        spoken = {
            name: person_in_words(str(value), language) if name in _PEOPLE else value
            for name, value in self.params.items()
        }
        return say(self.code, spoken, language)

    def __str__(self) -> str:
        return self.code + (f"({dict(self.params)})" if self.params else "")


def person_in_words(place: str, language: str) -> str:
    """The person of a place on the paper in words: `guarantor2` -> 保证人2; a stranger's place stays as it is."""
    role = place.rstrip("0123456789")
    code = f"documents.person.{role}"
    if code not in catalogue(language):
        return place
    word, number = say(code, None, language).text, place[len(role) :]
    return f"{word} {number}" if number and word.isascii() else word + number
