"""A visit under way whose program is killed: answers, photos and the running recording are there when it goes on.

A real process, ended by SIGKILL at a moment it does not choose; nothing of it is in clear on the disk.
"""

from __future__ import annotations

import signal
import subprocess
import sys

import msgspec
import pytest

from fieldapp import clock
from fieldapp.domain.observation import OpenStatus
from fieldapp.domain.staff import Staff
from fieldapp.services import record_visit
from fieldapp.services.attach_file import sweep_files
from fieldapp.services.desk import Desk
from fieldapp.services.visit_files import read_draft_file
from fieldapp.store.laptop.unit import open_store
from tests.laptops import KEY, bring_cases
from tests.office import MORNING, borrower_case
from tests.store.in_clear import assert_none_in_clear, runs

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no such signal")
NOTE = "NOTE-THAT-MUST-NOT-BE-READ"
SOUND = bytes([0, 64])

SCRIPT = """
import sys
from datetime import datetime
from pathlib import Path

import msgspec

from fieldapp import clock
from fieldapp.documents import voice
from fieldapp.domain.observation import Observation, OpenStatus
from fieldapp.domain.staff import Staff
from fieldapp.services import record_visit
from fieldapp.services.desk import Desk
from fieldapp.services.record_voice import keep_piece
from fieldapp.services.take_photo import Stamp, keep_photo, prepare_photo
from fieldapp.store.laptop.unit import open_store
from tests.pictures import photo

folder, case_id = Path(sys.argv[1]), sys.argv[4]
person = msgspec.json.decode(sys.argv[2], type=Staff)
clock.use(clock.PracticeClock(datetime.fromisoformat(sys.argv[3])))
desk = Desk(open_store(folder / "store.db", bytes(range(32))), person, "device", folder, "")
draft = record_visit.begin_visit(desk, case_id).draft
stamp = Stamp("HK-1", "Asia/Shanghai")
for number in range(10_000):
    draft.observation = Observation(open_status=OpenStatus.OPEN_REDUCED, customers_10min=number)
    draft.note, draft.typed = sys.argv[5], {"staff_now": "1x"}
    record_visit.keep_draft(desk, draft)
    print("draft", number, flush=True)
    keep_piece(desk, draft.ref, "r1", number, bytes([0, 64]) * voice.RATE)
    print("piece", number, flush=True)
    side = 2600 if number % 2 else 400
    made = keep_photo(desk, prepare_photo(desk, draft.ref, photo(number, side), f"{number}.jpg", stamp))
    print("photo", made.id, flush=True)
"""


def begun(desk: Desk, case_id: str, lines: int) -> list[list[str]]:
    """Let a process work, kill it after so many lines, and tell everything it said was kept."""
    person = msgspec.json.encode(desk.staff).decode()
    words = [str(desk.folder), person, MORNING.isoformat(), case_id, NOTE]
    with subprocess.Popen([sys.executable, "-c", SCRIPT, *words], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        said = [process.stdout.readline().strip() for _ in range(lines)]
        process.kill()
        said += process.stdout.read().split("\n")[:-1]
    assert process.returncode == -signal.SIGKILL
    return [line.split() for line in said]


@pytest.mark.parametrize("lines", [5, 7, 12])
def test_a_killed_visit_goes_on_where_it_was_with_its_photos_and_its_recording(
    desk: Desk, collector: Staff, lines: int
) -> None:
    case = borrower_case(collector)
    bring_cases(desk.store, collector, [case])
    desk.store.close()
    said = begun(desk, case.id, lines)
    again = Desk(open_store(desk.folder / "store.db", KEY), collector, "device", desk.folder, "")
    try:
        swept = sweep_files(again)
        visit = record_visit.begin_visit(again, case.id)
        kept = {kind: [words[1] for words in said if words[0] == kind] for kind in ("draft", "piece", "photo")}
        draft = visit.draft
        assert draft.observation.open_status is OpenStatus.OPEN_REDUCED
        assert draft.observation.customers_10min is not None
        assert draft.observation.customers_10min >= int(kept["draft"][-1])
        assert (draft.note, draft.typed) == (NOTE, {"staff_now": "1x"})
        photos = {one.id: one for one in visit.photos if one.thumb}
        assert set(kept["photo"]) <= set(photos)
        secrets = [NOTE.encode(), SOUND * 8]
        for one in photos.values():
            kept_photo = read_draft_file(again, one.id)
            assert kept_photo[:3] == b"\xff\xd8\xff"
            secrets += runs(kept_photo)
        (recording,) = (one for one in visit.photos if not one.thumb)
        assert recording.seconds >= len(kept["piece"])
        assert swept <= 1, "at most what was being written"
        assert_none_in_clear(desk.folder, secrets)
    finally:
        again.store.close()
    assert clock.now() >= MORNING
