"""One thing that is wrong with a paper, as a code with parameters: the sentence a person reads is looked up later, in
the language of whoever asks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from fieldapp.sentences import Sentence, say


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong, by a stable code of the catalogue's area `documents`."""

    code: str
    params: Mapping[str, object] = field(default_factory=dict)

    def sentence(self, language: str = "zh_CN") -> Sentence:
        """What a person reads about it."""
        return say(self.code, self.params, language)

    def __str__(self) -> str:
        return self.code + (f"({dict(self.params)})" if self.params else "")
