"""Anki's own client, run by the Python of an environment of its own and never by ours: told what to do line by line.

    python anki_laptop.py FOLDER

One note a document: its id in front, the document behind. The collection is a plain file with no index of the
document's fields, so that nothing here is slower than it need be.
"""

from __future__ import annotations

import importlib
import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

collection = importlib.import_module("anki.collection")
sync_pb2 = importlib.import_module("anki.sync_pb2")
LOGIN, PASSWORD = "u", "p"
Answer = dict[str, Any]


class Laptop:
    """The laptop; each public method is something it can be told."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._number = 0
        self._opened: dict[str, Any] = {}

    def fresh(self, name: str) -> Answer:
        """An empty collection of this name."""
        if name in self._opened:
            self._opened.pop(name).close()
        self._number += 1
        folder = self._folder / f"{name}-{os.getpid()}-{self._number}"
        folder.mkdir(parents=True)
        self._opened[name] = collection.Collection(str(folder / "collection.anki2"))
        return {}

    def add(self, name: str, file: str) -> Answer:
        """A note for each line of a file."""
        opened = self._opened[name]
        model, deck = opened.models.by_name("Basic"), opened.decks.id("cases")
        wanted = []
        for line in Path(file).read_text(encoding="utf-8").splitlines():
            note = opened.new_note(model)
            note["Front"], note["Back"] = json.loads(line)["id"], line
            wanted.append(collection.AddNoteRequest(note=note, deck_id=deck))
        opened.add_notes(wanted)
        return {}

    def whole(self, name: str, url: str, up: bool) -> Answer:
        """A whole collection up or down, which is how a first sync goes here."""
        opened, auth = self._opened[name], self._signed_in(name, url)

        def work() -> None:
            opened.sync_collection(auth, False)
            opened.close_for_full_sync()
            opened.full_upload_or_download(auth=auth, server_usn=None, upload=up)
            opened.reopen(after_full_sync=True)

        return _timed(work)

    def sync(self, name: str, url: str) -> Answer:
        """What changed, both ways."""
        opened, auth = self._opened[name], self._signed_in(name, url)

        def work() -> None:
            asked = opened.sync_collection(auth, False)
            if "FULL" in sync_pb2.SyncCollectionResponse.ChangesRequired.Name(asked.required):
                raise RuntimeError("a whole sync was asked for")

        return _timed(work)

    def count(self, name: str) -> Answer:
        """How many notes there are."""
        return {"documents": self._opened[name].note_count()}

    def close(self) -> None:
        """Put everything away."""
        for opened in self._opened.values():
            opened.close()

    def _signed_in(self, name: str, url: str) -> Any:
        auth = self._opened[name].sync_login(LOGIN, PASSWORD, f"{url}/")
        auth.endpoint = f"{url}/"
        return auth


def _timed(work: Callable[[], None]) -> Answer:
    started, used = time.perf_counter(), time.process_time()
    work()
    return {"s": time.perf_counter() - started, "cpu": time.process_time() - used}


def main() -> int:
    """Do what each line says until there are no more."""
    laptop = Laptop(Path(sys.argv[1]))
    said = sys.stdout
    sys.stdout = sys.stderr  # the library prints at times
    for line in sys.stdin:
        told = json.loads(line)
        act: Callable[..., Answer] = getattr(laptop, told.pop("do"))
        said.write(json.dumps(act(**told)) + "\n")
        said.flush()
    laptop.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
