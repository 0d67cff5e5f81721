"""Files for tests: photos that look like photos to whoever looks at their first bytes, and desks that attach them."""

from __future__ import annotations

import os
import threading
from pathlib import Path

from fieldapp.domain.case import Case
from fieldapp.services.attach_file import AttachedNow, attach_file
from fieldapp.services.custody import FileCustody, custody
from fieldapp.services.desk import Desk
from fieldapp.sync.driver import SyncDriver
from fieldapp.sync.steps import SyncReport
from fieldapp.sync.transport import Transport
from tests.office import TestOffice, some_cases, sync

JPEG, PDF, OGG = b"\xff\xd8\xff\xe0", b"%PDF-1.7\n", b"OggS"
MB = 1024 * 1024


def a_file(folder: Path, name: str, size: int, head: bytes = JPEG) -> Path:
    """A file of `size` bytes that begins as such files do."""
    path = folder / name
    path.write_bytes(head + os.urandom(size - len(head)))
    return path


def attach(desk: Desk, case: Case, name: str, size: int, head: bytes = JPEG) -> AttachedNow:
    """Attach a new file to the case."""
    folder = desk.folder.parent / "camera"
    folder.mkdir(exist_ok=True)
    return attach_file(desk, case.id, a_file(folder, name, size, head))


def working(office: TestOffice) -> tuple[Desk, Case]:
    """A collector with cases, signed in and synced."""
    office.save(*some_cases(office.people["zhouming"]))
    desk = office.desk("zhouming")
    assert sync(desk).complete
    return desk, office.cases["李建国"]


def files(desk: Desk) -> dict[str, FileCustody]:
    """Every file made here, by name."""
    return {one.name: one for one in custody(desk).files}


def stored(office: TestOffice, sha256: str) -> bool:
    """Whether the server's own books say that the file is there, whole and checked."""
    with office.store.reading() as unit:
        named = unit.files.find(sha256)
    return named is not None and named.stored_at is not None


def sync_through(desk: Desk, url: str, cancelled: threading.Event | None = None) -> SyncReport:
    """One round by another address, as a proxy's."""
    with desk.store.reading() as unit:
        token = unit.settings.get("token", str) or ""
    transport = Transport(url, token)
    try:
        driver = SyncDriver(desk.store, transport, desk.device_id)
        if cancelled is not None:
            driver._cancelled = cancelled
        return driver.run()
    finally:
        transport.close()
