"""A photo, a recording or another paper that somebody put on a case: who, when, and the digest of its bytes.

The record travels at once and names the file by its SHA-256; the bytes follow when the line allows, documents first.
So everybody sees that a file exists, and what is still missing, before it has arrived.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from fieldapp.domain.refusal import Refusal

NAME_LIMIT = 120
_SHA256 = re.compile(r"[0-9a-f]{64}")
_LIKENESS = re.compile(r"[0-9a-f]{16}")
SAME_PICTURE_BITS = 6
"""Two pictures whose likenesses differ in so few of 64 bits show the same, only saved anew."""
_MEDIA_TYPE = re.compile(r"[a-z]{1,20}/[a-z0-9.+-]{1,79}")
_CONTROL = re.compile(r"[\x00-\x1f\x7f/\\]")


class FileKind(StrEnum):
    """Kinds of file, in the order in which they are sent."""

    DOCUMENT = "document"
    PHOTO = "photo"
    RECORDING = "recording"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class FileContent:
    """What was attached. `size` in bytes.

    Attributes:
        taken_at: when the picture or the recording was made, aware; None where nobody knows.
        visit_id: the visit it was made on; empty for none.
        original_sha256: of the bytes as they were before they were re-encoded here; empty for none.
        likeness: 64 bits in hex by which the same picture is known again though its bytes differ; empty for none.
        resembles: the digest of an earlier file of the case that shows the same; empty for none.
        seconds: how long a recording is.
    """

    sha256: str
    size: int
    kind: FileKind
    name: str
    media_type: str
    taken_at: datetime | None = None
    visit_id: str = ""
    original_sha256: str = ""
    likeness: str = ""
    resembles: str = ""
    seconds: int = 0


@dataclass(frozen=True, slots=True)
class AttachedFile:
    """A file as the case file holds it; `late` when it reached the server after the case had moved on."""

    id: str
    case_id: str
    made_by: str
    made_at: datetime
    content: FileContent
    late: bool = False


def against_file(content: FileContent, visit_ids: Collection[str]) -> Refusal | None:
    """Why this may not be attached to a case with these visits; None if it may."""
    if not _SHA256.fullmatch(content.sha256):
        return Refusal("file.bad_digest")
    if any(digest and not _SHA256.fullmatch(digest) for digest in (content.original_sha256, content.resembles)):
        return Refusal("file.bad_digest")
    if content.likeness and not _LIKENESS.fullmatch(content.likeness):
        return Refusal("file.bad_digest")
    if content.size <= 0:
        return Refusal("file.empty")
    if not 0 < len(content.name.strip()) <= NAME_LIMIT or _CONTROL.search(content.name):
        return Refusal("file.name_unfit", {"limit": NAME_LIMIT})
    if not _MEDIA_TYPE.fullmatch(content.media_type):
        return Refusal("file.bad_media_type")
    if content.taken_at is not None and content.taken_at.tzinfo is None:
        return Refusal("file.time_without_zone")
    if content.visit_id and content.visit_id not in visit_ids:
        return Refusal("file.unknown_visit")
    return None


def same_picture(a: str, b: str) -> bool:
    """Whether two likenesses (`FileContent.likeness`) are of the same picture; never where one is not known."""
    return bool(a and b) and (int(a, 16) ^ int(b, 16)).bit_count() <= SAME_PICTURE_BITS
