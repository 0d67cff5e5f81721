"""A damaged store at the sign-in: its copy is offered, never taken without asking; what can be read is kept."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from fieldapp.domain.case import Case
from fieldapp.errors import KnownError
from fieldapp.services.custody import custody
from fieldapp.services.desk import Desk
from fieldapp.store.laptop import safe_copy
from fieldapp.store.laptop.mending import local_time
from fieldapp.store.laptop.safe_copy import PutBack
from fieldapp.sync.sign_in import sign_in
from tests.office import CHEAP, PASSPHRASE, TestOffice, some_cases, sync
from tests.sync.attached import attach, stored
from tests.sync.test_complaints_loss import at_office, record_visit

PAGE = 4096


@pytest.fixture
def desk(office: TestOffice) -> Desk:
    """A laptop that has a copy of its store."""
    office.save(*some_cases(office.people["zhouming"]))
    one = office.desk("zhouming")
    sync(one)
    record_visit(one, case(office), "拷贝之前")
    one.store.keep_copy()
    return one


def case(office: TestOffice) -> Case:
    return office.cases["李建国"]


def enter(office: TestOffice, *, put_back: bool = False) -> tuple[Desk, list[PutBack]]:
    told: list[PutBack] = []
    home = office.folder / "laptop-zhouming"
    desk = sign_in(home, office.url, "zhouming", PASSPHRASE, cost=CHEAP, put_back=put_back, told=told.append)
    return desk, told


def cut_open(path: Path) -> None:
    """The head of the file is gone."""
    with path.open("r+b") as file:
        file.write(bytes(PAGE))


def refused(office: TestOffice, *, put_back: bool = False) -> KnownError:
    with pytest.raises(KnownError) as error:
        enter(office, put_back=put_back)
    return error.value


def test_a_store_that_does_not_open_is_offered_its_copy_and_goes_on_with_it(office: TestOffice, desk: Desk) -> None:
    path = desk.folder / "store.db"
    at = safe_copy.made_at(path)
    assert at is not None
    desk.store.close()
    cut_open(path)
    for _ in range(2):
        error = refused(office)
        assert (error.code, error.params["at"]) == ("store.copy_offered", local_time(at)), "asked, and never done"
    again, (done,) = enter(office, put_back=True)
    assert done == PutBack(at, 0)
    assert sync(again).complete
    assert len(at_office(office, case(office))) == 1
    assert list(desk.folder.glob("store.damaged-*")), "the damaged one is kept too"
    again.store.close()
    enter(office)[0].store.close()


def test_damage_noticed_at_work_is_offered_its_copy_at_the_next_sign_in_with_all_work_since(
    office: TestOffice, desk: Desk
) -> None:
    path = desk.folder / "store.db"
    later = record_visit(desk, case(office), "拷贝之后")
    photo = attach(desk, case(office), "shop.jpg", 30_000)
    with desk.store._engine.connect() as connection:
        root = connection.exec_driver_sql("SELECT rootpage FROM sqlite_master WHERE name = 'case_row'").scalar_one()
    raw = desk.store._engine.raw_connection()
    raw.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
    raw.close()
    desk.store.close()
    with path.open("r+b") as file:
        file.seek((root - 1) * PAGE + 200)
        file.write(b"spoilt")
    with pytest.raises(KnownError, match=r"store\.damaged"), desk.store.reading() as unit:
        unit.cases.line(case(office).id)
    kept = safe_copy.copy_of(path).read_bytes()
    desk.store.keep_copy()
    assert safe_copy.copy_of(path).read_bytes() == kept, "no copy is made of a damaged store"
    desk.store.close()
    assert refused(office).code == "store.copy_offered"
    again, (done,) = enter(office, put_back=True)
    assert done.saved == 2, "the visit and the photo's record"
    assert [one.name for one in custody(again).files] == ["shop.jpg"]
    assert sync(again).complete
    assert later in at_office(office, case(office))
    assert stored(office, photo.sha256)
    again.store.close()
    enter(office)[0].store.close()


def test_a_copy_that_is_damaged_too_is_told_and_nothing_is_touched(office: TestOffice, desk: Desk) -> None:
    path = desk.folder / "store.db"
    desk.store.close()
    for one in (path, safe_copy.copy_of(path)):
        cut_open(one)
    before = path.read_bytes()
    assert refused(office, put_back=True).code == "store.copy_damaged"
    assert path.read_bytes() == before


def test_without_a_copy_it_is_told_as_unreadable(office: TestOffice, desk: Desk) -> None:
    path = desk.folder / "store.db"
    desk.store.close()
    safe_copy.copy_of(path).unlink()
    cut_open(path)
    assert refused(office).code == "store.unreadable"
    assert refused(office, put_back=True).code == "store.unreadable"


def test_a_store_without_its_vault_is_put_aside_with_its_copy_and_its_mark(office: TestOffice, desk: Desk) -> None:
    desk.store.close()
    safe_copy.mark(desk.folder / "store.db")
    (desk.folder / "vault.json").unlink()
    fresh, told = enter(office)
    assert (sync(fresh).complete, told) == (True, [])
    fresh.store.close()
    enter(office)[0].store.close()
    assert {one.name for one in desk.folder.glob("without-vault-*/*")} >= {"store.db", "store.copy", "store.to-mend"}


def test_cut_off_before_the_last_step_the_next_sign_in_does_it(
    office: TestOffice, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = desk.folder / "store.db"
    later = record_visit(desk, case(office))
    desk.store.close()
    safe_copy.mark(path)
    replace = Path.replace

    def cut(one: Path, to: Path) -> Path:
        if to == path:
            raise InterruptedError
        return replace(one, to)

    with monkeypatch.context() as dying:
        dying.setattr(Path, "replace", cut)
        with pytest.raises(InterruptedError):
            enter(office, put_back=True)
    assert not path.exists()
    again, _told = enter(office)
    assert sync(again).complete
    assert later in at_office(office, case(office))
    again.store.close()


def test_the_time_of_the_copy_is_told_as_this_machine_shows_it() -> None:
    moment = datetime(2026, 7, 25, 2, 0, tzinfo=UTC)
    assert local_time(moment) == moment.astimezone().strftime("%Y-%m-%d %H:%M")
