"""What the administrator does about people, laptops and cases while the server runs, and what laptops make of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from fieldapp import clock
from fieldapp.domain import judgement
from fieldapp.domain.case import Case
from fieldapp.domain.staff import Staff, StaffRole
from fieldapp.errors import KnownError
from fieldapp.protocol.messages import WIPE
from fieldapp.store.office.feed import staff_scope
from tests.field_work import visit
from tests.laptops import BareLaptop
from tests.office import PASSPHRASE, TestOffice
from tests.people import Hire
from tests.server.administrator import Administrator
from tests.server.conftest import Laptop

NEW = "another-passphrase-2027"


@pytest.fixture
def admin(office: TestOffice, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Administrator:
    return Administrator(office, capsys, monkeypatch)


def number(office: TestOffice, *cases: Case) -> list[str]:
    """The numbers of cases, which the import remembers."""
    with office.store.writing() as unit:
        unit.imports.remember([("case", one.case_no, one.id, one.id) for one in cases])
    return [one.case_no for one in cases]


def test_the_list_of_laptops_says_whose_they_are_and_how_they_stand(
    admin: Administrator, hire: Hire, laptop: Laptop
) -> None:
    person = hire()
    own = laptop(person)
    own.sync(client_time=(clock.now() + timedelta(minutes=7)).isoformat())
    said = next(line for line in admin.types("device", "list").splitlines() if own.device_id in line)
    for word in (person.login, person.name, "laptop", "7:00 fast", "nothing", "in use"):
        assert word in said
    admin.types("device", "revoke", own.device_id)
    assert "revoked" in next(line for line in admin.types("device", "list").splitlines() if own.device_id in line)


def test_a_revoked_laptop_is_told_so_even_when_its_sign_in_has_run_out_and_may_be_allowed_again(
    admin: Administrator, hire: Hire, laptop: Laptop
) -> None:
    person = hire()
    own = laptop(person)
    admin.types("device", "revoke", own.device_id[:30])
    with pytest.raises(KnownError, match=r"device\.revoked"):
        own.sync()
    before = clock.use(clock.PracticeClock(clock.now() + timedelta(days=100)))
    with pytest.raises(KnownError, match=r"device\.revoked"):
        own.sync()
    clock.use(before)
    admin.types("device", "allow", own.device_id)
    assert own.sync().end is not None


def test_a_laptop_told_to_wipe_hears_it_at_every_contact_until_and_after_it_has(
    admin: Administrator, office: TestOffice, hire: Hire, laptop: Laptop
) -> None:
    own = laptop(hire())
    with pytest.raises(KnownError, match=r"device\.not_told_to_wipe"):
        own.transport.wiped()
    admin.types("device", "wipe", own.device_id)
    assert WIPE in _directives(own)
    own.transport.wiped()
    with office.store.reading() as unit:
        first = next(line for line in unit.devices.lines() if line.id == own.device_id).wiped
    own.transport.wiped()
    with office.store.reading() as unit:
        again = next(line for line in unit.devices.lines() if line.id == own.device_id).wiped
    assert first == again is not None
    assert WIPE in _directives(own), "a copy of its store that turns up is told the same"
    assert "wiped 2026" in next(line for line in admin.types("device", "list").splitlines() if own.device_id in line)
    with pytest.raises(KnownError, match=r"device\.wiped"):
        BareLaptop(office.url, own.staff.login, own.device_id)


def _directives(own: BareLaptop) -> tuple[str, ...]:
    heard = own.ask(own.request())
    assert heard.end is not None
    return heard.end.directives


def test_the_order_to_wipe_reaches_a_laptop_whose_sign_in_and_account_have_ended(
    admin: Administrator, hire: Hire, laptop: Laptop
) -> None:
    person = hire()
    own = laptop(person)
    admin.types("user", "close", person.login)
    with pytest.raises(KnownError, match=r"signin\.closed"):
        own.sync()
    admin.types("device", "wipe", own.device_id)
    before = clock.use(clock.PracticeClock(clock.now() + timedelta(days=100)))
    assert WIPE in _directives(own)
    own.transport.wiped()
    clock.use(before)


@pytest.mark.parametrize("start", ["", "0190", "zzzzzzzz", "%%%%%%%%"])
def test_a_laptop_that_is_not_there_is_told_as_such(admin: Administrator, start: str) -> None:
    code, _said, wrong = admin.tries("device", "wipe", start)
    assert code == 1
    assert "no laptop" in wrong


def test_another_passphrase_ends_the_sign_in_and_opens_a_door_that_errors_had_closed(
    admin: Administrator, office: TestOffice, hire: Hire, laptop: Laptop
) -> None:
    person = hire()
    own = laptop(person)
    for _ in range(5):
        with pytest.raises(KnownError, match=r"signin\.refused"):
            BareLaptop(office.url, person.login, passphrase="wrong")
    said = admin.types("user", "passphrase", person.login.upper(), "--passphrase-stdin", piped=NEW + "\n")
    assert person.name in said
    with pytest.raises(KnownError, match=r"signin\.expired"):
        own.sync()
    with pytest.raises(KnownError, match=r"signin\.refused"):
        BareLaptop(office.url, person.login, own.device_id, PASSPHRASE)
    again = BareLaptop(office.url, person.login, own.device_id, NEW)
    assert again.sync().end is not None
    again.close()


@pytest.mark.parametrize(
    ("words", "piped", "wrong"),
    [
        (("user", "passphrase", "nobody", "--passphrase-stdin"), NEW, "no login"),
        (("user", "close", "nobody"), "", "no login"),
        (("user", "passphrase", "zhouming", "--passphrase-stdin"), "short", "at least 8"),
    ],
)
def test_a_change_that_cannot_be_made_is_refused_in_a_sentence(
    admin: Administrator, words: tuple[str, ...], piped: str, wrong: str
) -> None:
    code, said, told = admin.tries(*words, piped=piped + "\n")
    assert (code, said) == (1, "")
    assert wrong in told


def test_a_closed_account_is_listed_as_such_and_may_be_opened_again(
    admin: Administrator, hire: Hire, laptop: Laptop
) -> None:
    person = hire()
    own = laptop(person)
    admin.types("user", "close", person.login)
    assert "closed" in next(line for line in admin.types("user", "list").splitlines() if person.login in line)
    admin.types("user", "reopen", person.login)
    assert own.sync().end is not None


def test_cases_move_all_at_once_and_with_everything_of_them(
    admin: Administrator, office: TestOffice, hire: Hire, laptop: Laptop, new_case: Callable[[Staff], Case]
) -> None:
    one, other = hire(), hire()
    first, second = laptop(one), laptop(other)
    numbers = number(office, *(new_case(one) for _ in range(3)))
    first.sync()
    said = admin.types("case", "assign", *numbers, "--to", other.login)
    assert said.startswith("3 cases")
    assert {row.op for row in first.sync().rows if row.entity == "case"} == {"evict"}
    assert len([row for row in second.sync().rows if row.entity == "case"]) == 3
    assert "0 cases" in admin.types("case", "assign", *numbers, "--to", other.login)


def test_no_case_moves_when_one_number_is_wrong_or_nobody_may_take_it(
    admin: Administrator, office: TestOffice, hire: Hire, new_case: Callable[[Staff], Case]
) -> None:
    one, other, boss = hire(), hire(), hire(StaffRole.SUPERVISOR)
    case = new_case(one)
    (good,) = number(office, case)
    for words, wrong in (
        ((good, "HK-1900-0001", "--to", other.login), "HK-1900-0001"),
        ((good, "--to", boss.login), "no collector"),
        ((good, "--to", "nobody"), "no login"),
    ):
        code, said, told = admin.tries("case", "assign", *words)
        assert (code, said) == (1, "")
        assert wrong in told
    admin.types("user", "close", other.login)
    assert admin.tries("case", "assign", good, "--to", other.login)[0] == 1
    with office.store.reading() as unit:
        assert unit.feed.head(staff_scope(other.id)) == 0


def test_the_lease_and_the_limits_reach_the_laptop(admin: Administrator, hire: Hire, laptop: Laptop) -> None:
    own = laptop(hire())
    assert "after 9 days" in admin.types("lease", "9")
    assert "photo 3," in admin.types("limits", "--photo", "3", "--quota", "500")
    end = own.sync().end
    assert end is not None
    assert end.lease_days == 9
    assert end.file_limits["photo"] == 3 * 1024 * 1024
    assert end.file_limits["quota_bytes"] == 500 * 1024 * 1024
    assert "No laptop locks" in admin.types("lease", "0")
    assert "photo 3," in admin.types("limits")
    admin.types("lease", "14")


def test_compacting_forgets_old_marks_and_says_how_many(
    admin: Administrator, office: TestOffice, hire: Hire, new_case: Callable[[Staff], Case]
) -> None:
    one, other = hire(), hire()
    numbers = number(office, new_case(one))
    admin.types("case", "assign", *numbers, "--to", other.login)
    assert admin.types("compact", "--days", "90").startswith("Forgot 0 ")
    before = clock.use(clock.PracticeClock(clock.now() + timedelta(days=91)))
    said = admin.types("compact", "--days", "90")
    clock.use(before)
    assert int(said.split()[1]) >= 1
    with office.store.reading() as unit:
        assert unit.feed.floor(staff_scope(one.id)) > 0
    assert admin.tries("compact", "--days", "0")[0] == 1


def test_restored_begins_another_history(admin: Administrator, office: TestOffice, hire: Hire, laptop: Laptop) -> None:
    own = laptop(hire())
    first = own.sync().end
    admin.types("restored")
    second = own.sync().end
    assert first is not None
    assert second is not None
    assert first.epoch != second.epoch


def test_what_could_not_be_judged_is_listed_judged_again_or_refused(
    admin: Administrator, hire: Hire, laptop: Laptop, new_case: Callable[[Staff], Case], monkeypatch: pytest.MonkeyPatch
) -> None:
    person = hire()
    own, case = laptop(person), new_case(person)
    facts = own.seal(*(visit(case, person) for _ in range(3)))
    judged = judgement.judge

    def stumble(file, fact, *more):  # type: ignore[no-untyped-def]
        if fact.id in {facts[0].fact_id, facts[1].fact_id}:
            raise RuntimeError("a fault of the program")
        return judged(file, fact, *more)

    with monkeypatch.context() as faulty:
        faulty.setattr("fieldapp.server.intake.judge", stumble)
        assert [given.status.value for given in own.sync(*facts).verdicts] == ["held", "held", "accepted"]
        listed = admin.types("quarantine", "list")
        assert all(fact.fact_id in listed for fact in facts[:2])
        assert "a fault of the program" in listed
        assert "2 held" in next(line for line in admin.types("device", "list").splitlines() if own.device_id in line)
        assert "still cannot be judged" in admin.types("quarantine", "retry", facts[0].fact_id)
    assert "is accepted" in admin.types("quarantine", "retry", facts[0].fact_id)
    assert "is refused" in admin.types("quarantine", "refuse", facts[1].fact_id)
    for fact in facts[:2]:
        assert admin.tries("quarantine", "retry", fact.fact_id)[0] == 1
    said = own.sync(held=tuple(fact.fact_id for fact in facts[:2])).verdicts
    assert [given.status.value for given in said] == ["accepted", "rejected"]


def test_what_is_not_there_is_said_of_an_empty_quarantine(admin: Administrator) -> None:
    assert "Nothing lies in quarantine" in admin.types("quarantine", "list")
