"""Large recordings: never held in memory, resumed on their way down as well as up, and unlinked with their case."""

from __future__ import annotations

import os
import tracemalloc
from dataclasses import replace
from pathlib import Path

import pytest

from fieldapp import clock
from fieldapp.errors import KnownError
from fieldapp.services.attach_file import About, attach_file, sweep_files
from fieldapp.services.read_file import read_file, save_copy, want_file
from tests.cutting_proxy import cutting_proxy
from tests.office import TestOffice, sync
from tests.sync.attached import MB, OGG, attach, sync_through, working

LARGE = 60 * MB
MOST_HELD = 12 * MB
"""Far below the size of the file: a piece to send, and what the parts of the program hold besides."""


def a_recording(folder: Path) -> Path:
    path = folder / "long.ogg"
    with path.open("wb") as target:
        target.write(OGG)
        for _ in range(LARGE // MB):
            target.write(os.urandom(MB))
    return path


def test_a_recording_of_sixty_megabytes_is_kept_and_sent_in_pieces_and_never_held_whole(
    office: TestOffice, tmp_path: Path
) -> None:
    desk, case = working(office)
    source = a_recording(tmp_path)
    seen: list[int] = []
    tracemalloc.start()
    made = attach_file(desk, case.id, source, About(), lambda done, _whole: seen.append(done))
    assert tracemalloc.get_traced_memory()[1] < MOST_HELD
    assert seen == sorted(seen)
    assert seen[-1] == source.stat().st_size
    tracemalloc.reset_peak()
    save_copy(desk, made.sha256, tmp_path / "copy.ogg")
    assert tracemalloc.get_traced_memory()[1] < MOST_HELD
    tracemalloc.stop()
    assert (tmp_path / "copy.ogg").read_bytes() == source.read_bytes()
    with desk.store.reading() as unit:
        assert unit.attachments.content(made.sha256) is None
    assert (desk.folder / "store.db").stat().st_size < 5 * MB, "the store does not grow with it"


def test_a_file_that_was_cut_on_its_way_down_goes_on_where_it_was(office: TestOffice) -> None:
    desk, case = working(office)
    made = attach(desk, case, "long.ogg", 8 * MB, OGG)
    assert sync(desk).complete
    boss = office.desk("chenlan")
    assert sync(boss).complete
    want_file(boss, case.id, made.sha256)
    with cutting_proxy(office.url) as proxy:
        proxy.cut_after(down=7 * MB, for_good=True)
        assert not sync_through(boss, proxy.url).complete
        with pytest.raises(KnownError, match=r"document\.not_arrived"):
            read_file(boss, made.sha256)
        assert list((boss.folder / "files").rglob("*.part")) != []
        assert sweep_files(boss) == 0, "what is on its way is nobody's to sweep"
        proxy.mend()
        before = proxy.carried["down"]
        assert sync_through(boss, proxy.url).complete
        assert proxy.carried["down"] - before < 4 * MB, "what had come did not come again"
    assert read_file(boss, made.sha256) == read_file(desk, made.sha256)
    assert list((boss.folder / "files").rglob("*.part")) == []


def test_a_file_that_comes_spoilt_is_fetched_anew_and_never_shown(office: TestOffice) -> None:
    desk, case = working(office)
    made = attach(desk, case, "long.ogg", 3 * MB, OGG)
    assert sync(desk).complete
    (kept,) = (office.folder / "server" / "files").rglob(made.sha256)
    good = kept.read_bytes()
    kept.write_bytes(good[:-1] + bytes([good[-1] ^ 1]))
    boss = office.desk("chenlan")
    sync(boss)
    want_file(boss, case.id, made.sha256)
    report = sync(boss)
    assert report.error is not None
    assert report.error.code == "file.digest_differs"
    with pytest.raises(KnownError, match=r"document\.not_arrived"):
        read_file(boss, made.sha256)
    kept.write_bytes(good)
    assert sync(boss).complete
    assert read_file(boss, made.sha256) == good


def test_a_file_goes_with_its_case_from_the_disk_and_its_key_from_the_store(office: TestOffice) -> None:
    desk, case = working(office)
    made = attach(desk, case, "shop.jpg", MB)
    assert sync(desk).complete
    assert len(list((desk.folder / "files").glob("*/*"))) == 1
    with office.store.writing() as unit:
        unit.records.save_case(replace(case, assigned_to=office.people["wudi"].id, assigned_at=clock.now()))
    assert sync(desk).complete
    assert list((desk.folder / "files").glob("*/*")) == []
    with desk.store.reading() as unit:
        assert unit.attachments.key(made.sha256) is None


def test_a_damaged_file_here_is_told_and_does_not_hold_up_the_others(office: TestOffice) -> None:
    desk, case = working(office)
    bad, good = attach(desk, case, "bad.jpg", MB), attach(desk, case, "good.jpg", MB)
    (path,) = (desk.folder / "files").glob(f"*/{bad.sha256}")
    spoilt = bytearray(path.read_bytes())
    spoilt[100_000] ^= 1
    path.write_bytes(spoilt)
    report = sync(desk)
    assert report.error is not None
    assert report.error.code == "file.damaged"
    with desk.store.reading() as unit:
        found = {one.name: (one.state, one.code) for one in unit.attachments.made_here()}
    assert found == {"bad.jpg": ("refused", "file.damaged"), "good.jpg": ("verified", "")}
    assert good.sha256
