"""What a file is, told by its first bytes and never by its name: the same answer on the laptop and at the server.

Signatures: JPEG (ITU-T T.81, SOI marker), PNG (ISO/IEC 15948, 5.2), WebP and WAVE (RIFF form types), PDF (ISO 32000-2,
7.5.2), Ogg (RFC 3533, 6), MPEG-4 audio (ISO/IEC 14496-12, `ftyp` box with an audio brand).
"""

from __future__ import annotations

from fieldapp.domain.attached_file import FileKind

HEAD_BYTES = 16
"""How much of the beginning has to be seen."""

_PLAIN = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"%PDF-", "application/pdf"),
    (b"OggS", "audio/ogg"),
)
_RIFF = {b"WEBP": "image/webp", b"WAVE": "audio/wav"}
_MP4_AUDIO = frozenset({b"M4A ", b"M4B ", b"mp42", b"mp41", b"isom", b"3gp4", b"3gp5"})
_SUFFIXES = {
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/webp": ".webp",
    "application/pdf": ".pdf",
    "audio/ogg": ".ogg",
    "audio/wav": ".wav",
    "audio/mp4": ".m4a",
}
SUFFIXES = (".jpg", ".jpeg", ".png", ".webp", ".pdf", ".ogg", ".wav", ".m4a")


def media_type_of(head: bytes) -> str | None:
    """The media type of a file that begins so; None for everything that is not taken."""
    for signature, media_type in _PLAIN:
        if head.startswith(signature):
            return media_type
    if head[:4] == b"RIFF":
        return _RIFF.get(head[8:12])
    if head[4:8] == b"ftyp" and head[8:12] in _MP4_AUDIO:
        return "audio/mp4"
    return None


def kind_of(media_type: str) -> FileKind:
    """What such a file is unless somebody says otherwise."""
    if media_type == "application/pdf":
        return FileKind.DOCUMENT
    return FileKind.PHOTO if media_type.startswith("image/") else FileKind.RECORDING


def fits(kind: FileKind, media_type: str) -> bool:
    """Whether a file of this type may be one of this kind: a paper may be photographed, a photo is no recording."""
    if kind is FileKind.OTHER:
        return True
    return kind_of(media_type) is kind or (kind is FileKind.DOCUMENT and media_type.startswith("image/"))


def suffix_of(media_type: str) -> str:
    """How the name of such a file ends."""
    return _SUFFIXES.get(media_type, "")
