"""Whether anything of what was kept can be read on the disk by one without the key.

Looked for are runs of bytes long enough never to stand in encrypted content by chance: a photo's first three
bytes stand in one random megabyte of sixteen.
"""

from __future__ import annotations

from pathlib import Path

LONG_ENOUGH = 8


def runs(content: bytes, length: int = 16) -> list[bytes]:
    """The beginning, three stretches within and the end of a photo or a recording."""
    step = (len(content) - length) // 4
    return [content[at : at + length] for at in range(0, step * 4 + 1, step)]


def assert_none_in_clear(folder: Path, secrets: list[bytes]) -> None:
    """Fail when one of the secrets (each of eight bytes or more) stands in any file of the folder as it is."""
    assert secrets
    for secret in secrets:
        assert len(secret) >= LONG_ENOUGH, secret
    for path in folder.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            for secret in secrets:
                assert secret not in content, (path, secret)
