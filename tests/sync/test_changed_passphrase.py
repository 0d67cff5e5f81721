"""A passphrase that was changed at the office: the old one works offline, the new one at the next contact, and nothing
that waits on the laptop is lost over it. A worn-out sign-in is told as such, never as a wrong passphrase."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import msgspec
import pytest

from fieldapp import clock
from fieldapp.errors import KnownError
from fieldapp.protocol.canonical import digest
from fieldapp.security import signing_key
from fieldapp.security.vault import Vault
from fieldapp.server.office_setup import OfficeKeys
from fieldapp.server.people import change_passphrase
from fieldapp.services.desk import Desk
from fieldapp.services.issue_document import SIGNING_KEY
from fieldapp.sync import renewal
from fieldapp.sync.sign_in import VAULT, renew_token, sign_in
from tests.field_work import visit
from tests.laptops import NOWHERE
from tests.office import CHEAP, PASSPHRASE, TestOffice, borrower_case, sync

NEW = "another-passphrase-2027"


@pytest.fixture
def desk(office: TestOffice) -> Iterator[Desk]:
    """A laptop that has synced, and on which a visit waits that was made afterwards."""
    case = borrower_case(office.people["zhouming"])
    office.save(case)
    one = office.desk("zhouming")
    assert sync(one).complete
    with one.store.writing() as unit:
        unit.outbox.add(visit(case, one.staff), one.device_id)
    yield one
    one.store.close()


def waiting(desk: Desk) -> int:
    with desk.store.reading() as unit:
        return unit.outbox.counts()["waiting"]


def token_of(desk: Desk) -> str:
    with desk.store.reading() as unit:
        return unit.settings.get("token", str) or ""


def change(office: TestOffice, passphrase: str = NEW) -> None:
    change_passphrase(office.store, "zhouming", passphrase, clock.now())


def again(office: TestOffice, passphrase: str, url: str = "", old: str = "") -> Desk:
    return sign_in(office.folder / "laptop-zhouming", url or office.url, "zhouming", passphrase, cost=CHEAP, old=old)


def code_of(error: pytest.ExceptionInfo[KnownError]) -> str:
    return error.value.code


def signs(desk: Desk, passphrase: str) -> bool:
    with desk.store.reading() as unit:
        blob = unit.settings.get(SIGNING_KEY, bytes)
    assert blob is not None
    try:
        signing_key.unlock(blob, passphrase)
    except KnownError:
        return False
    return True


def test_at_the_sign_in_window_the_new_one_opens_the_same_store_with_what_waits(office: TestOffice, desk: Desk) -> None:
    change(office)
    desk.store.close()
    later = again(office, NEW)
    assert later.device_id == desk.device_id
    assert waiting(later) == 1
    report = sync(later)
    assert (report.error, report.pushed) == (None, 1)
    assert signs(later, NEW)
    assert not signs(later, PASSPHRASE)
    later.store.close()
    with pytest.raises(KnownError) as refused:
        again(office, PASSPHRASE)
    assert code_of(refused) == "security.wrong_passphrase"
    offline = again(office, NEW, NOWHERE)
    offline.store.close()


def test_while_signed_in_the_new_one_renews_and_wraps_anew(office: TestOffice, desk: Desk) -> None:
    change(office)
    report = sync(desk)
    assert report.error is not None
    assert report.error.code == "signin.expired"
    with pytest.raises(KnownError) as refused:
        renew_token(desk, PASSPHRASE)
    assert code_of(refused) == "signin.changed_at_office"
    with pytest.raises(KnownError) as refused:
        renew_token(desk, "neither of the two")
    assert code_of(refused) == "security.wrong_passphrase"
    renew_token(desk, NEW)
    assert sync(desk).pushed == 1
    assert signs(desk, NEW)
    desk.store.close()
    again(office, NEW, NOWHERE).store.close()


def test_offline_the_old_one_opens_and_the_new_one_is_not_called_wrong_without_a_hint(
    office: TestOffice, desk: Desk
) -> None:
    change(office)
    desk.store.close()
    offline = again(office, PASSPHRASE, NOWHERE)
    assert waiting(offline) == 1
    offline.store.close()
    with pytest.raises(KnownError) as refused:
        again(office, NEW, NOWHERE)
    assert code_of(refused) == "signin.wrong_offline"


@pytest.mark.parametrize("why", ["it has no recovery key", "the office has another one now"])
def test_a_vault_that_the_office_cannot_open_asks_for_the_old_one_as_well(
    office: TestOffice, desk: Desk, why: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    change(office)
    desk.store.close()
    if why == "it has no recovery key":
        _forget_recovery(desk)
    else:
        monkeypatch.setattr(OfficeKeys, "open_vault", _not_ours)
    with pytest.raises(KnownError) as refused:
        again(office, NEW)
    assert code_of(refused) == "signin.old_passphrase_needed"
    with pytest.raises(KnownError) as refused:
        again(office, NEW, old="not the old one either")
    assert code_of(refused) == "signin.old_passphrase_needed"
    later = again(office, NEW, old=PASSPHRASE)
    assert sync(later).pushed == 1
    assert signs(later, NEW)
    later.store.close()
    again(office, NEW, NOWHERE).store.close()


def _not_ours(*_given: object) -> bytes:
    raise KnownError("security.recovery_failed")


def _forget_recovery(desk: Desk) -> None:
    path = desk.folder / VAULT
    plain = msgspec.json.decode(path.read_bytes())
    del plain["check"]
    plain["recovery"] = None
    path.write_bytes(msgspec.json.encode(plain | {"check": digest(plain)}))


@pytest.mark.parametrize("cut_off", ["answer", "store", "vault"])
def test_cut_off_at_any_step_the_new_one_works_when_tried_again(
    office: TestOffice, desk: Desk, cut_off: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As if the battery had been pulled after the server's answer, after the store, in the middle of the vault."""

    class PulledError(Exception):
        pass

    def pull(*_given: object, **_named: object) -> None:
        raise PulledError

    change(office)
    desk.store.close()
    with monkeypatch.context() as broken:
        if cut_off == "answer":
            broken.setattr(renewal, "keep", pull)
        elif cut_off == "store":
            broken.setattr(Vault, "reset_passphrase", pull)
        else:
            broken.setattr("fieldapp.security.vault.unwrap", _once_broken(PulledError))
        with pytest.raises(PulledError):
            again(office, NEW)
    later = again(office, NEW)
    assert sync(later).pushed == 1
    assert signs(later, NEW)
    later.store.close()


def _once_broken(error: type[Exception]):  # type: ignore[no-untyped-def]
    """Unwraps until the vault is proven with its new wrap, and breaks there."""
    from fieldapp.security import passphrase_wrap

    def unwrap(wrapped, passphrase, context):  # type: ignore[no-untyped-def]
        secret = passphrase_wrap.unwrap(wrapped, passphrase, context)
        if passphrase == NEW:
            raise error
        return secret

    return unwrap


def test_a_sign_in_near_its_end_is_renewed_while_the_passphrase_is_at_hand(office: TestOffice, desk: Desk) -> None:
    first = token_of(desk)
    desk.store.close()
    unchanged = again(office, PASSPHRASE)
    assert token_of(unchanged) == first
    unchanged.store.close()
    before = clock.use(clock.PracticeClock(clock.now() + timedelta(days=24)))
    later = again(office, PASSPHRASE)
    assert token_of(later) != first
    assert sync(later).complete
    later.store.close()
    clock.use(before)


def test_a_sign_in_that_ran_out_while_away_is_renewed_by_signing_in_or_told_as_run_out(
    office: TestOffice, desk: Desk
) -> None:
    before = clock.use(clock.PracticeClock(clock.now() + timedelta(days=40)))
    report = sync(desk)
    assert report.error is not None
    assert report.error.code == "signin.expired"
    desk.store.close()
    offline = again(office, PASSPHRASE, NOWHERE)
    assert waiting(offline) == 1
    offline.store.close()
    later = again(office, PASSPHRASE)
    assert sync(later).pushed == 1
    later.store.close()
    clock.use(before)
