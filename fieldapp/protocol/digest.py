"""Digests of what a scope holds: a sum, so that it follows each change at the cost of that change.

Each record counts with the hash of its name, version and bytes; the sum is taken modulo 2^128, so neither the order
nor the way by which two ends came to hold the same things matters. Where two sums differ, the sums of 256 buckets say
where to look.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

BUCKETS = 256
ELEMENT_BYTES = 16
EMPTY = "0" * 32
_MODULUS = 2**128


def element(entity: str, id_: str, ver: int, blob: bytes) -> bytes:
    """One record's part of the sum."""
    named = f"{entity}\0{id_}\0{ver}\0".encode()
    return hashlib.blake2b(named + blob, digest_size=ELEMENT_BYTES).digest()


def changed(digest: str, *, gone: Iterable[bytes] = (), come: Iterable[bytes] = ()) -> str:
    """The digest after some elements went and others came, in hex."""
    total = int(digest, 16) + sum(map(int.from_bytes, come)) - sum(map(int.from_bytes, gone))
    return format(total % _MODULUS, "032x")


def bucket_of(id_: str) -> int:
    """Which bucket a thing is in: the end of a UUIDv7 is random."""
    return int(id_[-2:], 16)


def bucket_sums(things: Iterable[tuple[str, bytes]]) -> bytes:
    """The sums of all buckets, one after the other, of (id, element)."""
    totals = [0] * BUCKETS
    for id_, one in things:
        totals[bucket_of(id_)] += int.from_bytes(one)
    return b"".join((total % _MODULUS).to_bytes(ELEMENT_BYTES) for total in totals)


def differing(ours: bytes, theirs: bytes) -> tuple[int, ...]:
    """Buckets whose sums differ; sums of another length differ everywhere."""
    if len(ours) != len(theirs):
        return tuple(range(BUCKETS))
    width = ELEMENT_BYTES
    return tuple(
        n for n in range(BUCKETS) if ours[n * width : n * width + width] != theirs[n * width : n * width + width]
    )
