"""Finding words that must not be said, whatever is put between their letters.

A text is compared in one form (NFKC, folded case) without blanks, punctuation or invisible signs, so that a word
broken up by dots or spaces is still found. The words are data of the rule pack.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

_KEPT = ("L", "N")
"""Unicode categories that carry words: letters and numbers."""


def bare(text: str) -> str:
    """The text as it is compared."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(sign for sign in folded if unicodedata.category(sign)[0] in _KEPT)


@lru_cache(maxsize=1024)
def _bare_word(word: str) -> str:
    """A word of the lexicon as it is compared; only these are remembered, never what somebody wrote."""
    return bare(word)


def hits(text: str, lexicon: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Kind and word of every word of the lexicon that the text has, in the order of the lexicon."""
    if not text:
        return
    compared = bare(text)
    for kind, words in lexicon.items():
        yield from ((kind, word) for word in words if _bare_word(word) in compared)
