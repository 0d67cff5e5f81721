"""Before anybody has signed in: a proxy that wants a name is told and entered, an authority of the office is added."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from fieldapp.errors import KnownError
from fieldapp.sync.network import ProxyMode
from tests.gui.place_window import PATIENCE, press, says, write
from tests.sync.certificates import authority
from ui.app import _network
from ui.preferences import Preferences
from ui.sign_in import SignIn
from ui.sign_in_network import FirstWay
from ui.tasks import Tasks


class Company:
    """A sign-in behind a proxy that wants a name."""

    def __init__(self) -> None:
        self.ways: list[FirstWay | None] = []

    def __call__(self, _server: str, _login: str, _passphrase: str, way: FirstWay | None = None) -> str:
        self.ways.append(way)
        if way is None:
            raise KnownError("network.proxy_sign_in", {"proxy": "http://proxy.test:3128", "status": 407, "host": "x"})
        return "desk"


@pytest.fixture
def company() -> Company:
    return Company()


@pytest.fixture
def window(qtbot: QtBot, tasks: Tasks, tmp_path: Path, company: Company) -> Iterator[SignIn]:
    made = SignIn(tasks, Preferences(tmp_path), [], company)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    yield made
    made.close()


def test_a_proxy_that_wants_a_name_opens_the_fields_for_it(window: SignIn, company: Company, qtbot: QtBot) -> None:
    assert not window.network.is_open()
    for field, text in ((window.login, "zhouming"), (window.passphrase, "x"), (window.server, "https://office.test")):
        write(field, text)
    press(window, "登录")
    qtbot.waitUntil(lambda: says(window, "代理 http://proxy.test:3128 要求登录"), timeout=PATIENCE)
    qtbot.waitUntil(window.network.is_open, timeout=PATIENCE)
    assert window.network.proxy.isVisible()
    write(window.network.login, "chen")
    write(window.network.password, "geheim")
    with qtbot.waitSignal(window.done, timeout=PATIENCE):
        press(window, "登录")
    assert company.ways == [None, FirstWay("", "chen", "geheim", "")]
    assert "geheim" not in repr(company.ways)


def test_the_fields_fold_and_unfold_by_hand(window: SignIn) -> None:
    press(window, "网络设置…")
    assert window.network.proxy.isVisible()
    press(window, "网络设置…")
    assert not window.network.proxy.isVisible()
    assert window.network.chosen() is None


def test_what_was_typed_is_the_way_of_the_first_sign_in(tmp_path: Path) -> None:
    pem = tmp_path / "ca.pem"
    pem.write_text(authority().pem, encoding="utf-8")
    way = _network(FirstWay("proxy.test:3128", "chen", "geheim", str(pem)))
    assert (way.mode, way.proxy, way.login) == (ProxyMode.MANUAL, "http://proxy.test:3128", "chen")
    assert "BEGIN CERTIFICATE" in way.authorities
    assert _network(FirstWay("", "chen", "x", "")).mode is ProxyMode.SYSTEM
    with pytest.raises(KnownError, match=r"network\.proxy_kind"):
        _network(FirstWay("socks5://proxy.test:1", "", "", ""))
