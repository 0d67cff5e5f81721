"""What a person is told when a step of the set-up fails: a sentence and what to do, not a traceback.

The advice is found from what the failed program wrote, because pip, npm and apt each say the same few things
(no network, no space, somebody else installing) in their own words and deep inside long logs.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

SPACE_NEEDED = 2_500_000_000
"""Bytes free that a first set-up wants: 1.3 GB stay, the rest is downloads on their way."""


class TroubleError(Exception):
    """A step could not be done; `advice` says what to do about it, `status` is the exit code."""

    def __init__(self, sentence: str, advice: str = "", status: int = 1) -> None:
        super().__init__(sentence)
        self.advice = advice
        self.status = status


@dataclass(frozen=True, slots=True)
class _Sign:
    """A cause, the words by which failed programs betray it, and what a person can do about it."""

    words: str
    advice: str


_SIGNS = (
    _Sign(
        r"No space left on device|ENOSPC|Not enough disk space|You don't have enough free space",
        "The disk is full. Free about 3 GB where this checkout lies (and in the temporary folder), then run the same "
        "command again.",
    ),
    _Sign(
        r"Could not get lock|Unable to acquire the dpkg frontend lock|Unable to lock directory",
        "Another program is installing packages on this machine. Wait until it has finished, then run the same "
        "command again.",
    ),
    _Sign(
        r"DO NOT MATCH THE HASHES|EINTEGRITY|Hash Sum mismatch",
        "A downloaded file is not the one the lock file names, so nothing of it was installed. Look at the proxy or "
        "mirror in between, then run the same command again.",
    ),
    _Sign(
        r"CERTIFICATE_VERIFY_FAILED|SELF_SIGNED_CERT|UNABLE_TO_GET_ISSUER_CERT",
        "The connection is watched by a proxy whose certificate this machine does not know. Set PIP_CERT and "
        "NODE_EXTRA_CA_CERTS to the file with your organisation's certificates, then run the same command again.",
    ),
    _Sign(
        r"Temporary failure (in name resolution|resolving)|Could not resolve|Failed to establish a new connection"
        r"|Name or service not known|getaddrinfo|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|ECONNREFUSED|ECONNRESET|ENETUNREACH"
        r"|timed out|Max retries exceeded|Network is unreachable|Could not connect",
        "The network did not answer. What is done already is kept: run the same command again when it is back.",
    ),
    _Sign(
        r"No matching distribution found|is not a supported wheel|from versions: none",
        "One of the packages is not to be had for this system or this Python. FieldApp is built for 64-bit Windows 10 "
        "or newer and Linux with glibc 2.34 or newer (Debian 12, Ubuntu 22.04); a company mirror may lack it too.",
    ),
    _Sign(
        r"Unable to locate package|has no installation candidate",
        "The system's package lists do not know one of the packages. On Debian and Ubuntu the 'main' (and 'universe') "
        "archive must be switched on.",
    ),
    _Sign(
        r"Permission denied|EACCES|EPERM|Access is denied",
        "A file or folder of the checkout cannot be written. Was set-up run as another user before, or is FieldApp "
        "still open?",
    ),
)


def advice_for(log: str) -> str:
    """What to do about a failure whose output was `log`; empty when nothing known is found in it."""
    return next((sign.advice for sign in _SIGNS if re.search(sign.words, log)), "")


def last_lines(log: Path, count: int = 12) -> str:
    """The end of a log, indented, for the eyes of whoever has to find out."""
    lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
    return "\n".join(f"    {line}" for line in lines[-count:])
