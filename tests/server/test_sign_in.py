"""Signing in: a name and its passphrase let somebody in on their own laptop, and nothing else does."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from statistics import median

import msgspec
import pytest
import sqlalchemy as sa

from db.server_schema import device, signin_try, staff
from fieldapp import clock
from fieldapp.domain.ids import new_id
from fieldapp.domain.staff import Staff
from fieldapp.errors import KnownError
from fieldapp.protocol.signin import SignInRequest
from fieldapp.security.passphrase_wrap import decoded
from fieldapp.security.pki import make_csr
from fieldapp.security.vault import Vault
from fieldapp.server.sign_in import FAILURES_BEFORE_LOCK, LOCK
from fieldapp.store.office.accounts import SIGN_IN_LASTS
from fieldapp.sync.transport import Transport
from tests.laptops import BareLaptop
from tests.office import CHEAP, PASSPHRASE, TestOffice
from tests.people import Hire, hire_in

WRONG = "not-the-passphrase"


@pytest.fixture
def office(small_office: TestOffice) -> TestOffice:
    return small_office


@pytest.fixture
def person(office: TestOffice) -> Staff:
    return hire_in(office)()


@pytest.fixture
def call(office: TestOffice) -> Iterator[Callable[..., str]]:
    """Signs in and says what came of it: the code of the refusal, or nothing."""
    transport = Transport(office.url)

    def sign_in(login: str, passphrase: str = PASSPHRASE, device_id: str = "", csr: str = "") -> str:
        try:
            transport.sign_in(SignInRequest(login, passphrase, device_id or new_id(), "laptop", csr))
        except KnownError as error:
            return error.code
        return ""

    yield sign_in
    transport.close()


@contextmanager
def later(by: timedelta) -> Iterator[None]:
    """The clock has moved on."""
    before = clock.use(clock.PracticeClock(clock.now() + by))
    yield
    clock.use(before)


def test_a_name_and_its_passphrase_bring_all_a_laptop_needs(office: TestOffice, person: Staff) -> None:
    own = BareLaptop(office.url, person.login)
    given = own.given
    assert given.staff == person
    assert given.office.name == "苏南惠农小额贷款有限公司"
    assert "BEGIN CERTIFICATE" in given.root_pem
    assert "BEGIN PUBLIC KEY" in given.recovery_pem
    assert datetime.fromisoformat(given.expires_at) > clock.now() + SIGN_IN_LASTS - timedelta(days=1)
    assert len(given.token) >= 43, "32 random bytes"
    assert own.sync().end is not None
    own.close()


@pytest.mark.parametrize(
    ("login", "passphrase"),
    [("{}", WRONG), ("{}", ""), ("{}", PASSPHRASE + " "), ("nobody", PASSPHRASE), ("", ""), ("{}' OR '1'='1", WRONG)],
)
def test_what_is_wrong_is_refused_without_saying_what(
    call: Callable[..., str], person: Staff, login: str, passphrase: str
) -> None:
    assert call(login.format(person.login), passphrase) == "signin.refused"


def test_five_wrong_passphrases_close_the_door_for_a_quarter_of_an_hour(
    call: Callable[..., str], person: Staff
) -> None:
    said = [call(person.login, WRONG) for _ in range(FAILURES_BEFORE_LOCK)]
    assert said == ["signin.refused"] * FAILURES_BEFORE_LOCK
    assert call(person.login) == "signin.locked"
    with later(LOCK - timedelta(minutes=1)):
        assert call(person.login) == "signin.locked"
    with later(LOCK + timedelta(seconds=1)):
        assert call(person.login) == ""


def test_a_right_passphrase_between_wrong_ones_starts_the_count_anew(call: Callable[..., str], person: Staff) -> None:
    for _ in range(2):
        assert [call(person.login, WRONG) for _ in range(FAILURES_BEFORE_LOCK - 1)] == ["signin.refused"] * 4
        assert call(person.login) == ""


def test_guessing_at_once_closes_the_door_as_guessing_in_turn_does(call: Callable[..., str], person: Staff) -> None:
    with ThreadPoolExecutor(8) as guessers:
        said = list(guessers.map(lambda _: call(person.login, WRONG), range(16)))
    assert said.count("signin.refused") <= FAILURES_BEFORE_LOCK
    assert call(person.login) == "signin.locked"


def test_a_login_that_nobody_has_is_locked_and_let_go_like_one_that_somebody_has(
    call: Callable[..., str], person: Staff
) -> None:
    def said_to(login: str) -> list[str]:
        return [call(login, WRONG) for _ in range(FAILURES_BEFORE_LOCK + 2)]

    nobody = f"nobody-{new_id()}"
    assert said_to(nobody) == said_to(person.login)
    with later(LOCK + timedelta(seconds=1)):
        assert said_to(nobody) == said_to(person.login)


def test_what_was_typed_as_login_is_kept_as_a_digest_and_not_for_long(
    call: Callable[..., str], office: TestOffice
) -> None:
    def kept() -> set[str]:
        with office.store.engine.connect() as connection:
            return set(connection.execute(sa.select(signin_try.c.login_hash)).scalars())

    before = kept()
    typed = [f"my passphrase {new_id()}" for _ in range(3)]
    for login in typed:
        call(login, WRONG)
    fresh = kept() - before
    assert len(fresh) == 3
    assert not any(login in hashed for login in typed for hashed in fresh)
    with later(timedelta(days=1, minutes=1)):
        call(f"somebody {new_id()}", WRONG)
    assert not kept() & fresh


def test_a_laptop_that_keeps_in_touch_stays_signed_in(office: TestOffice, person: Staff) -> None:
    own = BareLaptop(office.url, person.login)
    for days in (10, 20, 40, 60, 85):
        with later(timedelta(days=days)):
            assert own.sync().end is not None
    with later(timedelta(days=85) + SIGN_IN_LASTS + timedelta(minutes=1)), pytest.raises(KnownError, match="expired"):
        own.sync()
    own.close()


def test_the_office_opens_a_vault_for_its_owner_on_their_own_laptop_only(
    office: TestOffice, person: Staff, tmp_path: Path
) -> None:
    own = BareLaptop(office.url, person.login)
    key = Vault.create(
        tmp_path / "vault.json", "old one", own.given.recovery_pem.encode(), own.device_id, {}, cost=CHEAP
    )
    recovery = msgspec.json.encode(Vault.read(tmp_path / "vault.json").recovery).decode()

    def ask(device_id: str, passphrase: str = PASSPHRASE, sealed: str = recovery) -> str:
        request = SignInRequest(person.login, passphrase, device_id, "laptop", "", sealed)
        return own.transport.sign_in(request).vault_key

    assert decoded(ask(own.device_id)) == key
    assert ask(own.device_id, sealed="") == ""
    for refused, code in (
        (lambda: ask(own.device_id, WRONG), r"signin\.refused"),
        (lambda: ask(new_id()), r"security\.recovery_failed"),
        (lambda: ask(own.device_id, sealed="{}"), r"security\.recovery_failed"),
    ):
        with pytest.raises(KnownError, match=code):
            refused()
    own.close()


def test_how_long_a_refusal_takes_does_not_tell_which_logins_exist(
    call: Callable[..., str], office: TestOffice
) -> None:
    hire = hire_in(office)

    def took(login: str) -> float:
        started = time.perf_counter()
        assert call(login, WRONG) == "signin.refused"
        return time.perf_counter() - started

    known = median(took(hire().login) for _ in range(4))
    unknown = median(took(f"nobody{n}") for n in range(4))
    assert known / 5 < unknown < known * 5


def test_a_laptop_of_somebody_else_is_refused(call: Callable[..., str], office: TestOffice, person: Staff) -> None:
    device_id = new_id()
    assert call(person.login, device_id=device_id) == ""
    assert call(hire_in(office)().login, device_id=device_id) == "signin.device_taken"
    assert call(person.login, device_id=device_id) == ""


@pytest.mark.parametrize("device_id", ["x", "A" * 36, "00000000-0000-0000-0000-00000000000g", "../../etc/passwd"])
def test_a_device_id_that_is_none_is_refused(call: Callable[..., str], person: Staff, device_id: str) -> None:
    assert call(person.login, device_id=device_id) == "signin.refused"


def test_a_token_ends_after_its_days_and_when_the_laptop_signs_in_again(office: TestOffice, person: Staff) -> None:
    own = BareLaptop(office.url, person.login)
    assert own.sync().end is not None
    with later(SIGN_IN_LASTS + timedelta(seconds=1)), pytest.raises(KnownError, match=r"signin\.expired"):
        own.sync()
    again = BareLaptop(office.url, person.login, own.device_id)
    assert again.sync().end is not None
    with pytest.raises(KnownError, match=r"signin\.expired"):
        own.sync()
    own.close()
    again.close()


def test_a_closed_account_is_refused_with_and_without_a_token(
    call: Callable[..., str], office: TestOffice, person: Staff
) -> None:
    own = BareLaptop(office.url, person.login)
    with office.store.engine.begin() as connection:
        connection.execute(sa.update(staff).where(staff.c.id == person.id).values(active=False))
    with pytest.raises(KnownError, match=r"signin\.closed"):
        own.sync()
    own.close()
    assert call(person.login, WRONG) == "signin.refused"
    assert call(person.login) == "signin.closed"


def test_a_revoked_laptop_gets_no_answer_and_no_new_certificate(
    call: Callable[..., str], office: TestOffice, person: Staff
) -> None:
    own = BareLaptop(office.url, person.login)
    with office.store.engine.begin() as connection:
        connection.execute(sa.update(device).where(device.c.id == own.device_id).values(revoked_at=clock.now()))
    with pytest.raises(KnownError, match=r"device\.revoked"):
        own.sync()
    own.close()
    _key, request = make_csr(own.device_id)
    assert call(person.login, device_id=own.device_id, csr=request.decode()) == "device.revoked"
    with office.store.reading() as unit:
        assert unit.accounts.certificate_of(own.device_id) is None


def test_a_certificate_is_given_for_the_laptops_own_request_only(
    call: Callable[..., str], office: TestOffice, person: Staff
) -> None:
    device_id = new_id()
    _key, request = make_csr(new_id())
    assert call(person.login, device_id=device_id, csr=request.decode()) == "security.request_refused"
    assert call(person.login, device_id=device_id, csr="no request") == "security.request_refused"
    _key, request = make_csr(device_id)
    assert call(person.login, device_id=device_id, csr=request.decode()) == ""
    with office.store.reading() as unit:
        assert "BEGIN CERTIFICATE" in (unit.accounts.certificate_of(device_id) or "")


def test_the_database_holds_no_passphrase_and_no_token(office: TestOffice, person: Staff) -> None:
    own = BareLaptop(office.url, person.login)
    with office.store.reading():
        found = b"".join(path.read_bytes() for path in (office.folder / "server").glob("office.db*"))
    assert person.login.encode() in found
    assert PASSPHRASE.encode() not in found
    assert own.given.token.encode() not in found
    own.close()


def test_a_login_or_staff_number_is_given_once(office: TestOffice, person: Staff) -> None:
    hire: Hire = hire_in(office)
    other = hire()
    with pytest.raises(KnownError, match=r"server\.login_taken"), office.store.writing() as unit:
        unit.accounts.add(person, "x", clock.now())
    with office.store.reading() as unit:
        assert {person.id, other.id} <= {each.id for each in unit.accounts.everybody()}
