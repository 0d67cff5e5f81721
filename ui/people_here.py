"""Who has worked on this laptop before: the people offered at sign-in, and when each of them was here last."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ui.preferences import Preferences
from ui.sign_in import Access


def known_here(home: Path, known: Sequence[Access]) -> list[Access]:
    """`known`, then everybody with a vault in `home`; read as plain JSON, because nothing heavy may load yet."""
    found = list(known)
    vaults = sorted((home / "users").glob("*/vault.json"))
    if not vaults:
        return found
    import json  # a new laptop does without

    for path in vaults:
        try:
            about = json.loads(path.read_bytes())["about"]
        except (OSError, ValueError, KeyError, TypeError):
            continue
        said = {name: about.get(name, "") for name in ("login", "name", "server_url", "office")}
        access = Access(
            said["login"], said["name"], said["server_url"], role=about.get("role", ""), office=said["office"]
        )
        if all(access.login != one.login for one in known):
            found.append(access)
    return found


def with_last_use(known: Sequence[Access], preferences: Preferences) -> list[Access]:
    """When each of them was here last."""
    return [access._replace(last_used=preferences.last_used(access.login)) for access in known]
