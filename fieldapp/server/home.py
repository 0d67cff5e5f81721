"""A server's home folder: where its settings, its secret and, for one office, its database and files lie."""

from __future__ import annotations

import json
import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from fieldapp.errors import KnownError, reason_of
from fieldapp.security.atomic_file import replace_file

SETTINGS = "server.json"
KEY_FILE = "secret.key"
SECRET_BYTES = 32
SQLITE = "sqlite:///"


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

    @property
    def instance(self) -> Path:
        """The file that names the server running now; its health answer names itself by the same."""
        return self.folder / "instance"

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
    """Make a new home, for nobody else to read; the database is a SQLite file in it unless a URL is given.

    A secret that is there already is kept: the keys of a database that it made cannot be opened by any other.

    Raises:
        KnownError: `server.already_there`, `server.database_unknown`, `server.folder_unwritable`.
    """
    home = ServerHome(folder, _lasting(database_url or ""))
    try:
        if (folder / SETTINGS).exists():
            raise KnownError("server.already_there", {"path": str(folder)})
        if not folder.exists():
            folder.mkdir(mode=0o700, parents=True)
        home.files.mkdir(exist_ok=True)
        secret = folder / KEY_FILE
        if not secret.exists():
            replace_file(secret, secrets.token_hex(SECRET_BYTES).encode())
        replace_file(folder / SETTINGS, json.dumps({"database": home.chosen_database}, indent=2).encode())
    except OSError as error:
        raise KnownError("server.folder_unwritable", {"path": str(folder), "reason": reason_of(error)}) from error
    return home


def _lasting(database_url: str) -> str:
    """The URL, the same from whatever folder the server is started; a database in memory would be gone at once."""
    file = database_url.removeprefix(SQLITE)
    if database_url in {"sqlite:", "sqlite://"} or (file != database_url and file in {"", ":memory:"}):
        raise KnownError("server.database_unknown")
    return database_url if file == database_url else f"{SQLITE}{Path(file).absolute()}"


def take_back(home: ServerHome) -> None:
    """A home whose office could not be set up never was: `create` may be asked again."""
    (home.folder / SETTINGS).unlink(missing_ok=True)


def find(folder: Path) -> ServerHome:
    """The home in `folder`.

    Raises:
        KnownError: `server.not_there` when `init` was never run there, `server.settings_unreadable`,
            `server.settings_damaged`.
    """
    path = folder / SETTINGS
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        return ServerHome(folder, os.environ.get("FIELDAPP_DATABASE_URL") or content["database"])
    except (FileNotFoundError, NotADirectoryError) as error:
        raise KnownError("server.not_there", {"path": str(folder)}) from error
    except OSError as error:
        raise KnownError("server.settings_unreadable", {"path": str(path), "reason": reason_of(error)}) from error
    except (ValueError, KeyError, TypeError) as error:
        raise KnownError("server.settings_damaged", {"path": str(path)}) from error
