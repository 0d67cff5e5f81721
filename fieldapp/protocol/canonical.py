"""Canonical JSON (the subset of RFC 8785 without floats) and digests over it, so that the same content has the same
bytes and the same SHA-256 on every machine."""

from __future__ import annotations

import hashlib
import json
from typing import Any


def canonical(value: Any) -> bytes:
    """Canonical UTF-8 JSON of dicts with ASCII keys, lists, strings, integers, booleans and null.

    Raises:
        TypeError: anything else, floats above all (money is integers).
    """
    _check(value, "$")
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode("utf-8")


def digest(value: Any) -> str:
    """SHA-256 of the canonical form, in hex."""
    return sha256(canonical(value))


def sha256(content: bytes) -> str:
    """SHA-256 of bytes, in hex."""
    return hashlib.sha256(content).hexdigest()


def _check(value: Any, path: str) -> None:
    if isinstance(value, dict):
        for key, inner in value.items():
            # ASCII keys: there code-point order and the UTF-16 order of RFC 8785 are the same
            if not (isinstance(key, str) and key.isascii()):
                raise TypeError(f"{path}: key {key!r}")
            _check(inner, f"{path}.{key}")
    elif isinstance(value, (list, tuple)):
        for index, inner in enumerate(value):
            _check(inner, f"{path}[{index}]")
    elif not (value is None or isinstance(value, (str, bool, int))):
        raise TypeError(f"{path}: {type(value).__name__}")
