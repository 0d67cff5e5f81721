"""A server's home folder: where its settings, its secret and, for one office, its database and files lie."""

from __future__ import annotations

import json
import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from fieldapp.errors import KnownError
from fieldapp.security.atomic_file import replace_file

SETTINGS = "server.json"
KEY_FILE = "secret.key"
SECRET_BYTES = 32


@dataclass(frozen=True, slots=True)
class ServerHome:
    """The folder with what was chosen at `init`; without a database of its own it is a file in the folder."""

    folder: Path
    chosen_database: str

    @property
    def database_url(self) -> str:
        """Where the database is."""
        return self.chosen_database or f"sqlite:///{self.folder / 'office.db'}"

    @property
    def files(self) -> Path:
        """Where files are kept, by content."""
        return self.folder / "files"

    def secret(self) -> bytes:
        """The secret that the keys in the database are encrypted under.

        Raises:
            KnownError: `server.secret_missing`.
        """
        try:
            return bytes.fromhex((self.folder / KEY_FILE).read_text(encoding="ascii"))
        except (OSError, ValueError) as error:
            raise KnownError("server.secret_missing", {"path": str(self.folder / KEY_FILE)}) from error


def create(folder: Path, database_url: str | None) -> ServerHome:
    """Make a new home; the database is a SQLite file in it unless a URL is given.

    Raises:
        KnownError: `server.already_there`.
    """
    if (folder / SETTINGS).exists():
        raise KnownError("server.already_there", {"path": str(folder)})
    folder.mkdir(parents=True, exist_ok=True)
    home = ServerHome(folder, database_url or "")
    home.files.mkdir(exist_ok=True)
    secret = folder / KEY_FILE
    secret.touch(mode=0o600)
    replace_file(secret, secrets.token_hex(SECRET_BYTES).encode())
    replace_file(folder / SETTINGS, json.dumps({"database": home.chosen_database}, indent=2).encode())
    return home


def take_back(home: ServerHome) -> None:
    """A home whose office could not be set up never was: `create` may be asked again."""
    (home.folder / SETTINGS).unlink()


def find(folder: Path) -> ServerHome:
    """The home in `folder`.

    Raises:
        KnownError: `server.not_there` when `init` was never run there, `server.settings_damaged`.
    """
    path = folder / SETTINGS
    if not path.exists():
        raise KnownError("server.not_there", {"path": str(folder)})
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        return ServerHome(folder, os.environ.get("FIELDAPP_DATABASE_URL") or content["database"])
    except (ValueError, KeyError, TypeError) as error:
        raise KnownError("server.settings_damaged", {"path": str(path)}) from error
