"""A server's home folder: where its settings, its secret and, for one office, its database and files lie.

A company's database and files lie elsewhere, so that several homes, on several machines, can serve the same office:
each is a copy of the first, with the same secret. What the environment says goes before what the settings say.
"""

from __future__ import annotations

import json
import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from fieldapp.errors import KnownError, reason_of
from fieldapp.security.atomic_file import replace_file
from fieldapp.server.file_store import FileStore
from fieldapp.server.folder_shelf import FolderShelf
from fieldapp.server.s3_shelf import S3Shelf, parse_place

SETTINGS = "server.json"
KEY_FILE = "secret.key"
SECRET_BYTES = 32
SQLITE = "sqlite:///"
S3 = "s3:"
DATABASE_IN, FILES_IN, REPLICA_IN = "FIELDAPP_DATABASE_URL", "FIELDAPP_FILES", "FIELDAPP_REPLICA_URL"
"""Variables of the environment that go before the settings: for passwords that no file of ours should hold."""


@dataclass(frozen=True, slots=True)
class ServerHome:
    """The folder with what was chosen at `init`; what was not chosen lies in the folder.

    Attributes:
        chosen_files: a folder or `s3://…`.
        replica_url: a database that follows the first one and may answer pulls; empty for none.
    """

    folder: Path
    chosen_database: str
    chosen_files: str = ""
    replica_url: str = ""

    @property
    def database_url(self) -> str:
        """Where the database is."""
        return self.chosen_database or f"sqlite:///{self.folder / 'office.db'}"

    @property
    def files(self) -> Path:
        """The folder where files are kept, by content; of no use where they lie in an S3 store."""
        return Path(self.chosen_files) if self.chosen_files and not self.files_elsewhere else self.folder / "files"

    @property
    def files_elsewhere(self) -> bool:
        """Whether files lie in an S3 store, where no backup of ours reaches them."""
        return self.chosen_files.startswith(S3)

    def file_store(self) -> FileStore:
        """The files, wherever they lie.

        Raises:
            KnownError: `server.files_unknown`, `server.files_need_package`.
        """
        return FileStore(S3Shelf(parse_place(self.chosen_files)) if self.files_elsewhere else FolderShelf(self.files))

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


def create(folder: Path, database_url: str | None, files: str = "", replica_url: str = "") -> ServerHome:
    """Make a new home, for nobody else to read; the database is a SQLite file in it unless a URL is given, files lie
    in a folder of it unless another folder or `s3://…` is.

    A secret that is there already is kept: the keys of a database that it made cannot be opened by any other.

    Raises:
        KnownError: `server.already_there`, `server.database_unknown`, `server.files_unknown`,
            `server.folder_unwritable`.
    """
    home = ServerHome(folder, _lasting(database_url or ""), _lasting_files(files), replica_url)
    try:
        if (folder / SETTINGS).exists():
            raise KnownError("server.already_there", {"path": str(folder)})
        if not folder.exists():
            folder.mkdir(mode=0o700, parents=True)
        if not home.files_elsewhere:
            home.files.mkdir(parents=True, exist_ok=True)
        secret = folder / KEY_FILE
        if not secret.exists():
            replace_file(secret, secrets.token_hex(SECRET_BYTES).encode())
        chosen = {"database": home.chosen_database, "files": home.chosen_files, "replica": home.replica_url}
        replace_file(folder / SETTINGS, json.dumps(chosen, indent=2).encode())
    except OSError as error:
        raise KnownError("server.folder_unwritable", {"path": str(folder), "reason": reason_of(error)}) from error
    return home


def _lasting(database_url: str) -> str:
    """The URL, the same from whatever folder the server is started; a database in memory would be gone at once."""
    file = database_url.removeprefix(SQLITE)
    if database_url in {"sqlite:", "sqlite://"} or (file != database_url and file in {"", ":memory:"}):
        raise KnownError("server.database_unknown")
    return database_url if file == database_url else f"{SQLITE}{Path(file).absolute()}"


def _lasting_files(files: str) -> str:
    """The place of the files, the same from whatever folder the server is started."""
    if files.startswith(S3):
        parse_place(files)
        return files
    return str(Path(files).absolute()) if files else ""


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
        said = os.environ.get
        return ServerHome(
            folder,
            said(DATABASE_IN) or content["database"],
            _lasting_files(said(FILES_IN) or content.get("files", "")),
            said(REPLICA_IN) or content.get("replica", ""),
        )
    except (FileNotFoundError, NotADirectoryError) as error:
        raise KnownError("server.not_there", {"path": str(folder)}) from error
    except OSError as error:
        raise KnownError("server.settings_unreadable", {"path": str(path), "reason": reason_of(error)}) from error
    except (ValueError, KeyError, TypeError) as error:
        raise KnownError("server.settings_damaged", {"path": str(path)}) from error
