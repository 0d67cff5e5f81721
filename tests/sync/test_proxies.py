"""The company's proxy: found or set by hand, with its own sign-in, and never mistaken for the server."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest

from fieldapp import sentences
from fieldapp.errors import KnownError
from fieldapp.protocol.messages import EndFrame
from fieldapp.sync.driver import SyncDriver
from fieldapp.sync.network import Network, ProxyMode, network_of
from fieldapp.sync.proxy import checked_proxy, route_to
from fieldapp.sync.sign_in import sign_in
from fieldapp.sync.transport import Transport
from tests.office import CHEAP, PASSPHRASE, TestOffice
from tests.sync.certificates import TestAuthority, authority
from tests.sync.conftest import NewDesk
from tests.sync.gateways import Gateway, Rules, company_proxy, tls_front
from tests.sync.reaching import Lines, lines_of, told

NAME = "office.test"


@pytest.fixture
def lines(shared_office: TestOffice, new_desk: NewDesk) -> Iterator[Lines]:
    with ExitStack() as opened:
        yield lines_of(shared_office, new_desk, opened)


@pytest.fixture
def office(shared_office: TestOffice) -> TestOffice:
    return shared_office


@pytest.fixture
def ca() -> TestAuthority:
    return authority()


# --- proxies ---------------------------------------------------------------------------------------------------------


@dataclass
class Company:
    """A server that only the company's proxy reaches."""

    rules: Rules
    proxy: Gateway
    network: Network

    @property
    def url(self) -> str:
        return f"https://{NAME}"


@pytest.fixture
def company(lines: Lines, ca: TestAuthority, tmp_path: Path) -> Iterator[Company]:
    rules = Rules()
    with tls_front(lines.office.url, lambda: ca.server(tmp_path, NAME)) as front, company_proxy(rules) as proxy:
        rules.names[NAME] = ("127.0.0.1", front.port)
        network = Network(ProxyMode.MANUAL, f"127.0.0.1:{proxy.port}", authorities=ca.pem)
        yield Company(rules, proxy, network)


def test_a_proxy_set_by_hand_leads_to_the_server_and_never_sees_inside(lines: Lines, company: Company) -> None:
    assert isinstance(lines.sync(company.url, company.network)[-1], EndFrame)
    assert [one.rpartition(" ")[0] for one in company.proxy.asked] == [f"CONNECT {NAME}:443"]
    assert lines.learnt[0].pinned == "Office CA", "who vouches for the server is seen through a tunnel too"


def test_a_proxy_of_the_system_is_taken_by_itself(
    lines: Lines, company: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", f"http://chen:geheim@127.0.0.1:{company.proxy.port}")
    monkeypatch.setenv("https_proxy", f"http://chen:geheim@127.0.0.1:{company.proxy.port}")
    monkeypatch.delenv("no_proxy", raising=False)
    monkeypatch.delenv("NO_PROXY", raising=False)
    company.rules.login = "chen:geheim"
    assert lines.sync(company.url, Network(authorities=company.network.authorities))
    monkeypatch.setenv("no_proxy", "office.test")
    assert route_to(company.url, Network()) is None


def with_login(network: Network, login: str, password: str) -> Network:
    return Network(network.mode, network.proxy, login, password, network.authorities)


def test_a_proxy_that_wants_a_sign_in_is_told_apart_from_the_server(lines: Lines, company: Company) -> None:
    company.rules.login = "陈岚:口令 1:2"
    missing = lines.refused(company.url, company.network)
    assert missing.code == "network.proxy_sign_in"
    assert "与服务器的账号无关" in sentences.say(missing.code, missing.params).text
    assert lines.refused(company.url, with_login(company.network, "陈岚", "x")).code == "network.proxy_sign_in_refused"
    assert lines.sync(company.url, with_login(company.network, "陈岚", "口令 1:2"))


def test_a_proxy_that_only_knows_other_ways_to_sign_in_says_which(lines: Lines, company: Company) -> None:
    company.rules.login, company.rules.scheme = "a:b", "NTLM"
    error = lines.refused(company.url, company.network)
    assert (error.code, error.params["schemes"]) == ("network.proxy_scheme", "NTLM")


@pytest.mark.parametrize(
    ("answer", "code", "retryable"),
    [(403, "network.proxy_forbids", False), (502, "network.proxy_cannot_reach", True)],
)
def test_a_proxy_that_does_not_let_us_through_says_so(
    lines: Lines, company: Company, answer: int, code: str, retryable: bool
) -> None:
    company.rules.answer = answer
    error = lines.refused(company.url, company.network)
    assert (error.code, error.retryable) == (code, retryable)


def test_a_proxy_that_is_away_is_told_as_the_proxy(lines: Lines, company: Company) -> None:
    with socket.create_server(("127.0.0.1", 0)) as gone:
        port = gone.getsockname()[1]
    error = lines.refused(company.url, Network(ProxyMode.MANUAL, f"127.0.0.1:{port}"))
    assert (error.code, error.params["proxy"]) == ("network.proxy_away", f"http://127.0.0.1:{port}")


def test_a_password_never_stands_in_an_error_or_in_what_a_route_shows(lines: Lines, company: Company) -> None:
    company.rules.login = "chen:geheim"
    network = Network(ProxyMode.MANUAL, f"http://chen:falsch@127.0.0.1:{company.proxy.port}")
    error = lines.refused(company.url, network)
    assert error.code == "network.proxy_sign_in_refused"
    assert "falsch" not in f"{error!r} {error.params} {route_to(company.url, network)!r}"
    with pytest.raises(KnownError) as wrong:
        checked_proxy("http://chen:falsch@")
    assert "falsch" not in str(told(wrong.value))


def test_this_computer_itself_is_never_asked_for_by_a_proxy(lines: Lines) -> None:
    assert lines.sync(lines.office.url, Network(ProxyMode.MANUAL, "127.0.0.1:9"))


@pytest.mark.parametrize(
    ("typed", "taken"),
    [
        ("proxy.example:3128", "http://proxy.example:3128"),
        (" http://proxy.example/ ", "http://proxy.example:80"),
        ("https://proxy.example", "https://proxy.example:443"),
        ("[fe80::1]:3128", "http://[fe80::1]:3128"),
        ("http://chen:x@proxy.example:1", "http://proxy.example:1"),
    ],
)
def test_a_proxys_address_is_completed(typed: str, taken: str) -> None:
    assert checked_proxy(typed) == taken


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "network.proxy_wrong"),
        ("a b", "network.proxy_wrong"),
        ("proxy:port", "network.proxy_wrong"),
        ("http://proxy/path", "network.proxy_wrong"),
        ("socks5://proxy:1080", "network.proxy_kind"),
    ],
)
def test_a_proxys_address_that_is_none_is_refused(typed: str, code: str) -> None:
    with pytest.raises(KnownError) as refused:
        checked_proxy(typed)
    assert told(refused.value).code == code


def test_a_first_sign_in_goes_through_and_keeps_the_way_with_its_password_in_the_store(
    lines: Lines, company: Company, tmp_path: Path
) -> None:
    company.rules.login = "chen:geheim"
    home, network = tmp_path / "home", with_login(company.network, "chen", "geheim")
    with pytest.raises(KnownError, match=r"network\.proxy_sign_in"):
        sign_in(home, company.url, "wudi", PASSPHRASE, cost=CHEAP, network=company.network)
    desk = sign_in(home, company.url, "wudi", PASSPHRASE, cost=CHEAP, network=network)
    with desk.store.reading() as unit:
        kept = network_of(unit)
    desk.store.close()
    assert (kept.proxy, kept.login, kept.password) == (network.proxy, "chen", "geheim")
    assert kept.pinned == "Office CA"
    on_disk = b"".join(path.read_bytes() for path in home.rglob("*") if path.is_file())
    assert b"geheim" not in on_disk


def test_a_whole_round_goes_through_proxy_and_tls(new_desk: NewDesk, company: Company) -> None:
    desk = new_desk()
    with desk.store.reading() as unit:
        token = unit.settings.get("token", str) or ""
    transport = Transport(company.url, token, network=company.network)
    try:
        assert SyncDriver(desk.store, transport, desk.device_id).run().complete
    finally:
        transport.close()
