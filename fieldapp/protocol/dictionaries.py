"""Dictionaries that records are compressed with: a record is small, and what all records share need not be in each.

They are part of the product, trained on its made-up portfolio, so that no fragment of one borrower's record can reach
somebody through another one. A record names its dictionary in its zstd frame; a laptop older than the server's newest
one asks for it.
"""

from __future__ import annotations

from functools import cache
from threading import Lock

import zstandard

from fieldapp.errors import KnownError
from fieldapp.paths import resources

CURRENT = 32001
FOLDER = "sync"
_learned: dict[int, zstandard.ZstdCompressionDict] = {}
_learning = Lock()


def content(dictionary_id: int) -> bytes:
    """A dictionary of this product.

    Raises:
        KnownError: `sync.dictionary_unknown`.
    """
    path = resources() / FOLDER / f"records-{dictionary_id}.zdict"
    if not path.is_file():
        raise KnownError("sync.dictionary_unknown", {"dictionary": dictionary_id}, retryable=True)
    return path.read_bytes()


def learn(dictionary: bytes) -> int:
    """Know a dictionary that came from a newer server from now on; its id.

    Raises:
        KnownError: `sync.bad_answer` for bytes that are no dictionary.
    """
    made = zstandard.ZstdCompressionDict(dictionary)
    if not made.dict_id():
        raise KnownError("sync.bad_answer", {"detail": "dictionary"}, retryable=True)
    with _learning:
        _learned[made.dict_id()] = made
    return made.dict_id()


def known(dictionary_id: int) -> zstandard.ZstdCompressionDict:
    """The dictionary.

    Raises:
        KnownError: `sync.dictionary_unknown` for one that neither came with the program nor was learned.
    """
    return _learned.get(dictionary_id) or _own(dictionary_id)


@cache
def _own(dictionary_id: int) -> zstandard.ZstdCompressionDict:
    return zstandard.ZstdCompressionDict(content(dictionary_id))
