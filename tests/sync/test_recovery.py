"""A forgotten passphrase: the office answers a request over the telephone, the laptop opens without a network, and
what waited on it is still there and arrives. The answer is good once, for one laptop, and is kept at the office."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from fieldapp import clock
from fieldapp.domain.ids import new_id
from fieldapp.errors import KnownError
from fieldapp.security.vault import Vault
from fieldapp.services.desk import Desk
from fieldapp.sync import recovery, renewal
from fieldapp.sync.sign_in import VAULT, renew_token, sign_in
from fieldapp.sync.transport import Transport
from tests.field_work import visit
from tests.laptops import NOWHERE
from tests.office import CHEAP, PASSPHRASE, TestOffice, borrower_case, sync
from tests.server.administrator import Administrator

NEW = "another-passphrase-2027"


@pytest.fixture
def administrator(
    office: TestOffice, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Administrator:
    return Administrator(office, capsys, monkeypatch)


@pytest.fixture
def desk(office: TestOffice) -> Iterator[Desk]:
    """A laptop that has synced, and on which a visit waits that was made afterwards."""
    case = borrower_case(office.people["zhouming"])
    office.save(case)
    one = office.desk("zhouming")
    assert sync(one).complete
    with one.store.writing() as unit:
        unit.outbox.add(visit(case, one.staff), one.device_id)
    one.store.close()
    yield one
    one.store.close()


def home_of(desk: Desk) -> Path:
    return desk.folder.parent.parent


def asked(desk: Desk) -> str:
    return recovery.request(home_of(desk), " ZhouMing ").code


def answer_to(administrator: Administrator, code: str, login: str = "zhouming") -> str:
    said = administrator.types("user", "recover", login, *code.split(), "--checked", "called back 139")
    return " ".join(word.rstrip(".") for word in said.split() if word.rstrip(".").isdecimal())


def recovered(desk: Desk, administrator: Administrator) -> str:
    """The whole conversation; the answer that was read."""
    answer = answer_to(administrator, asked(desk))
    recovery.recover(home_of(desk), "zhouming", answer, NEW, cost=CHEAP)
    return answer


def again(desk: Desk, passphrase: str, url: str = "") -> Desk:
    return sign_in(home_of(desk), url, "zhouming", passphrase, cost=CHEAP)


def waiting(desk: Desk) -> int:
    with desk.store.reading() as unit:
        return unit.outbox.counts()["waiting"]


def refused(call: object, *given: object) -> KnownError:
    with pytest.raises(KnownError) as error:
        call(*given)  # type: ignore[operator]
    return error.value


def test_by_telephone_and_offline_the_store_opens_with_all_that_waits(administrator: Administrator, desk: Desk) -> None:
    recovered(desk, administrator)
    later = again(desk, NEW, NOWHERE)
    assert waiting(later) == 1
    later.store.close()
    assert refused(again, desk, PASSPHRASE, NOWHERE).code == "signin.wrong_offline"


def test_at_the_next_contact_the_server_takes_the_new_one_and_what_waited_arrives(
    administrator: Administrator, desk: Desk, office: TestOffice
) -> None:
    recovered(desk, administrator)
    again(desk, NEW, NOWHERE).store.close()
    later = again(desk, NEW, office.url)
    assert sync(later).pushed == 1
    assert renewal.signs_with(later.store, NEW)
    assert renewal.grant_in(later.store) is None
    later.store.close()
    on_another = sign_in(office.folder / "another", office.url, "zhouming", NEW, cost=CHEAP)
    on_another.store.close()
    gone = refused(sign_in, office.folder / "third", office.url, "zhouming", PASSPHRASE)
    assert gone.code == "signin.refused"
    assert "called back 139" in administrator.types("user", "recoveries")


def test_an_answer_is_good_once_and_the_next_request_is_another_one(
    administrator: Administrator, desk: Desk, office: TestOffice
) -> None:
    before = asked(desk)
    answer = recovered(desk, administrator)
    assert refused(recovery.recover, home_of(desk), "zhouming", answer, "third-passphrase").code == "recovery.no_way"
    again(desk, NEW, office.url).store.close()
    assert asked(desk) != before
    assert refused(recovery.recover, home_of(desk), "zhouming", answer, "third-pass").code == "recovery.answer_wrong"


def test_a_group_that_was_misheard_is_named_on_either_side(administrator: Administrator, desk: Desk) -> None:
    code = asked(desk)
    wrong = code.split()
    wrong[2] = f"{(int(wrong[2]) + 1) % 1_000_000:06d}"
    _, _, said = administrator.tries("user", "recover", "zhouming", *wrong, "--checked", "x")
    assert "Group 3" in said
    groups = answer_to(administrator, code).split()
    groups[6] = groups[6][1] + groups[6][0] + groups[6][2:] if groups[6][0] != groups[6][1] else "000001"
    error = refused(recovery.recover, home_of(desk), "zhouming", " ".join(groups), NEW)
    assert (error.code, error.params["group"]) == ("recovery.answer_misheard", 7)
    short = refused(recovery.recover, home_of(desk), "zhouming", " ".join(groups[:5]), NEW)
    assert (short.code, short.params["group"]) == ("recovery.answer_misheard", 0)


def test_nobody_else_gets_an_answer_and_the_office_says_how_it_knew(
    administrator: Administrator, desk: Desk, office: TestOffice
) -> None:
    code = asked(desk)
    assert "laptop of chenlan" in administrator.tries("user", "recover", "chenlan", *code.split(), "--checked", "x")[2]
    assert "identity" in administrator.tries("user", "recover", "zhouming", *code.split(), "--checked", " ")[2]
    assert "before" not in administrator.types("user", "recover", "zhouming", *code.split(), "--checked", "x")
    assert "answered before" in administrator.types("user", "recover", "zhouming", *code.split(), "--checked", "x")
    with office.store.writing() as unit:
        unit.devices.revoke(desk.device_id, clock.now())
    assert administrator.tries("user", "recover", "zhouming", *code.split(), "--checked", "x")[0] == 1


def test_without_an_answer_of_the_office_nobody_chooses_a_passphrase_at_the_server(
    office: TestOffice, desk: Desk
) -> None:
    transport = Transport(office.url)
    shown = renewal.request_for("zhouming", NEW, desk.device_id, "")
    from msgspec.structs import replace

    forged = replace(shown, serial="00000000", recovered="0" * 64)
    assert refused(transport.sign_in, forged).code == "recovery.not_granted"
    assert refused(transport.sign_in, replace(forged, device_id=new_id())).code == "recovery.not_granted"
    transport.close()
    sign_in(office.folder / "another", office.url, "zhouming", PASSPHRASE, cost=CHEAP).store.close()


def test_cut_off_after_the_server_took_it_the_new_passphrase_simply_works(
    administrator: Administrator, desk: Desk, office: TestOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    class PulledError(Exception):
        pass

    def pull(*_given: object, **_named: object) -> None:
        raise PulledError

    recovered(desk, administrator)
    with monkeypatch.context() as broken:
        broken.setattr(renewal, "keep", pull)
        with pytest.raises(PulledError):
            again(desk, NEW, office.url)
    later = again(desk, NEW, office.url)
    assert sync(later).pushed == 1
    later.store.close()


def test_a_vault_from_before_there_was_such_a_way_says_what_helps(desk: Desk) -> None:
    path = desk.folder / VAULT
    key = Vault.open(path, PASSPHRASE)
    Vault.reset_passphrase(path, key, PASSPHRASE, cost=CHEAP, by_phone=True)
    assert refused(recovery.request, home_of(desk), "zhouming").code == "recovery.no_way"
    assert refused(recovery.request, home_of(desk), "nobody").code == "recovery.nobody_here"
    assert refused(recovery.request, home_of(desk), "").code == "recovery.nobody_here"


def test_while_signed_in_the_card_that_asks_again_shows_the_answer_as_well(
    administrator: Administrator, desk: Desk, office: TestOffice
) -> None:
    recovered(desk, administrator)
    later = again(desk, NEW, NOWHERE)
    with later.store.writing() as unit:
        unit.settings.set("token", "worn out")
    later.store.close()
    offline = sign_in(home_of(desk), NOWHERE, "zhouming", NEW, cost=CHEAP)
    offline.store.close()
    back = sign_in(home_of(desk), office.url, "zhouming", NEW, cost=CHEAP)
    renew_token(back, NEW)
    assert sync(back).complete
    back.store.close()


def test_too_short_a_passphrase_is_refused_before_anything_is_changed(administrator: Administrator, desk: Desk) -> None:
    answer = answer_to(administrator, asked(desk))
    assert refused(recovery.recover, home_of(desk), "zhouming", answer, "short").code == "server.passphrase_too_short"
    recovery.recover(home_of(desk), "zhouming", answer, NEW, cost=CHEAP)
