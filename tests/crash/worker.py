"""Processes that work on a laptop's store until they are killed: forked from one that has everything loaded already.

Started as a program it reads lines `JOB FOLDER URL` and answers each with the id of a forked child that does the job.
A child appends to `saved` in the folder what it was told is saved, each id as soon as it is; when it has finished it
writes `done`.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import msgspec

from db.engine import laptop_engine
from fieldapp import clock
from fieldapp.domain.staff import Staff
from fieldapp.services.attach_file import About, attach_file
from fieldapp.services.desk import Desk
from fieldapp.store.laptop.unit import open_store
from fieldapp.sync.driver import SyncDriver
from fieldapp.sync.transport import Transport
from tests import field_work
from tests.laptops import KEY

EVERY = 10
"""After so many facts or files there is a sync."""
JPEG = bytes.fromhex("ffd8ffe000104a464946000101")


class Job:
    """One child's work on one store."""

    def __init__(self, folder: Path, url: str) -> None:
        person, now, self.device_id, self.token = msgspec.json.decode(
            (folder / "who.json").read_bytes(), type=tuple[Staff, datetime, str, str]
        )
        clock.use(clock.PracticeClock(now))
        self.folder = folder
        self.desk = Desk(open_store(folder / "store.db", KEY), person, self.device_id, folder, url)

    def pull(self) -> None:
        """Sync until nothing more comes."""
        while not self._sync():
            pass

    def push(self) -> None:
        """Record visits, and sync after some of them."""
        with self.desk.store.reading() as unit:
            cases = [unit.files.get(case_id).case for case_id in unit.shadow.case_ids()[:40]]
        for number, case in enumerate(cases, start=1):
            fact = field_work.visit(case, self.desk.staff, "killed somewhere")
            with self.desk.store.writing() as unit:
                self.desk.record(unit, unit.files.get(case.id), fact)
            self._say(fact.id)
            if number % EVERY == 0:
                self._sync()
        self._sync()

    def upload(self) -> None:
        """Attach photos, and sync after some of them."""
        with self.desk.store.reading() as unit:
            case_id = unit.shadow.case_ids()[0]
        for number in range(1, 21):
            photo = self.folder / f"photo-{os.getpid()}-{number}.jpg"
            photo.write_bytes(JPEG + os.urandom(400_000))
            self._say(attach_file(self.desk, case_id, photo, About()).sha256)
            photo.unlink()
            if number % EVERY == 0:
                self._sync()
        self._sync()

    def migrate(self) -> None:
        """Opening has done it."""

    def _sync(self) -> bool:
        line = Transport(self.desk.server_url, self.token)
        try:
            return SyncDriver(self.desk.store, line, self.device_id).run().complete
        finally:
            line.close()

    def _say(self, word: str) -> None:
        with (self.folder / "saved").open("a") as saved:
            saved.write(f"{word}\n")


JOBS: dict[str, Callable[[Job], None]] = {
    "pull": Job.pull,
    "push": Job.push,
    "upload": Job.upload,
    "migrate": Job.migrate,
}


def work(name: str, folder: Path, url: str) -> None:
    """The whole life of a child that is not killed."""
    job = Job(folder, url)
    JOBS[name](job)
    job.desk.store.close()
    (folder / "done").touch()


def main() -> None:
    """Fork a child for each line."""
    # once, so that no child pays for loading what all of them need
    laptop_engine(Path("/nowhere"), KEY).dispose()
    for line in sys.stdin:
        name, folder, url = line.split()
        child = os.fork()
        if child == 0:
            try:
                work(name, Path(folder), url)
            except Exception:  # noqa: BLE001 - told by the exit code too
                sys.excepthook(*sys.exc_info())
                os._exit(1)
            os._exit(0)
        print(child, flush=True)
        _, status = os.waitpid(child, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)


if __name__ == "__main__":
    main()
