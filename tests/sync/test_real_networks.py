"""Real networks: proxies, portals, certificates, IPv6, a server below a path. Each failure is told as what it is.

Real sockets and real TLS throughout; only a network's failure to be there at all is played.
"""

from __future__ import annotations

import errno
import socket
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path

import pytest

from fieldapp import sentences
from fieldapp.errors import KnownError
from fieldapp.protocol.messages import EndFrame
from fieldapp.sync import lines as ways
from fieldapp.sync import portal as portals
from fieldapp.sync.network import Network
from tests.office import TestOffice
from tests.sync.certificates import DAY, TestAuthority, authority
from tests.sync.conftest import NewDesk
from tests.sync.gateways import Gateway, below, listening, tls_front
from tests.sync.portal import portal
from tests.sync.reaching import Lines, lines_of

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


# --- the straight way ------------------------------------------------------------------------------------------------


def test_a_server_at_an_ipv6_address_is_reached(lines: Lines, ca: TestAuthority, tmp_path: Path) -> None:
    with tls_front(lines.office.url, lambda: ca.server(tmp_path, "::1"), host="::1") as front:
        frames = lines.sync(f"https://[::1]:{front.port}", Network(authorities=ca.pem))
    assert isinstance(frames[-1], EndFrame)


def test_a_name_with_a_dead_address_first_is_reached_by_its_other_one(lines: Lines) -> None:
    """`localhost` is ::1 and 127.0.0.1, and our office listens on the second only."""
    assert isinstance(lines.sync(lines.office.url.replace("127.0.0.1", "localhost"))[-1], EndFrame)


def test_a_server_below_a_path_is_reached_and_only_there(lines: Lines) -> None:
    with below(lines.office.url, "/field") as url:
        assert isinstance(lines.sync(f"{url}/")[-1], EndFrame)
        assert lines.refused(url.removesuffix("/field")).code == "sync.not_our_server"


def test_a_name_that_nobody_knows_is_told_as_that(lines: Lines, monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    error = lines.refused("https://office.test")
    assert (error.code, error.params["host"], error.retryable) == ("network.name_unknown", "office.test", True)


def test_no_network_at_all_is_told_as_that(lines: Lines, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(*_: object, **__: object) -> None:
        raise OSError(errno.ENETUNREACH, "Network is unreachable")

    monkeypatch.setattr("urllib3.util.connection.create_connection", away)
    assert lines.refused("https://192.0.2.7").code == "network.no_route"


def test_a_server_that_says_nothing_is_told_as_slow(lines: Lines, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ways, "READ_SECONDS", 0.2)
    with listening(_hold) as mute:
        assert lines.refused(f"http://127.0.0.1:{mute.port}").code == "network.timeout"


def test_a_line_cut_before_and_in_the_middle_of_an_answer_is_told_as_cut(lines: Lines) -> None:
    def hang_up(_gateway: Gateway, line: socket.socket) -> None:
        line.recv(65536)

    def in_the_middle(_gateway: Gateway, line: socket.socket) -> None:
        line.recv(65536)
        line.sendall(
            b"HTTP/1.1 200 OK\r\nContent-Type: application/octet-stream\r\nContent-Length: 999\r\n\r\n\0\0\0\x09ab"
        )

    for serve in (hang_up, in_the_middle):
        with listening(serve) as cut:
            error = lines.refused(f"http://127.0.0.1:{cut.port}")
        assert (error.code, error.retryable) == ("sync.cut_off", True)


def test_a_worn_out_sign_in_is_never_told_as_a_wrong_passphrase(lines: Lines) -> None:
    lines.token = "worn out"
    error = lines.refused(lines.office.url)
    assert error.code == "signin.expired"
    assert "请输入口令" in sentences.say(error.code).text
    assert "type your passphrase" in sentences.say(error.code, language="en").text
    with pytest.raises(KnownError, match=r"signin\.expired"):
        lines.transport(lines.office.url).file_at("0" * 64)


# --- pressure --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("status", [429, 503])
def test_a_server_that_asks_for_rest_says_for_how_long(lines: Lines, status: int) -> None:
    with portal() as page:
        page.status, page.headers["Retry-After"] = status, "37"
        error = lines.refused(page.url)
    assert (error.code, error.params["seconds"], error.retryable) == ("network.busy_for", 37, True)
    assert "37 秒" in sentences.say(error.code, error.params).text


def test_our_own_server_may_ask_for_rest_in_its_own_words(lines: Lines) -> None:
    with portal() as page:
        page.status = 503
        page.headers |= {"Content-Type": "application/json", "Retry-After": "5"}
        page.body = b'{"code": "sync.server_busy", "params": {"status": 503}, "retryable": true}'
        error = lines.refused(page.url)
    assert (error.code, error.params) == ("sync.server_busy", {"status": 503, "seconds": 5})


# --- captive portals -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("status", "to"), [(200, ""), (302, "http://login.hotel.test/start"), (511, "")])
def test_the_page_of_a_network_that_wants_a_sign_in_is_recognised(lines: Lines, status: int, to: str) -> None:
    with portal() as page:
        page.status = status
        if to:
            page.headers["Location"] = to
        error = lines.refused(page.url)
        assert (error.code, error.retryable) == ("network.portal", True)
        assert error.params["page"] == (to or page.url)
    assert not any("login" in asked for asked in page.asked), "a redirect is not followed with our token"


def test_a_portal_that_breaks_tls_by_answering_in_plain_is_recognised(lines: Lines) -> None:
    with portal() as page:
        error = lines.refused(page.url.replace("http:", "https:"))
        assert error.code == "network.portal"
        assert page.asked == ["GET /"], "asked without our token, and for nothing of ours"


def test_a_portal_behind_an_untrusted_certificate_is_recognised(
    lines: Lines, ca: TestAuthority, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a hotel does it: every name leads to its own machine, which has no certificate for ours."""
    real = socket.getaddrinfo
    monkeypatch.setattr(socket, "getaddrinfo", lambda host, *rest, **more: real("127.0.0.1", *rest, **more))
    with portal() as page, tls_front(page.url, lambda: ca.server(tmp_path, "hotel.test")) as front:
        monkeypatch.setattr(portals, "PLAIN_PORT", int(page.url.rpartition(":")[2]))
        page.status, page.headers["Location"] = 302, "http://login.hotel.test/"
        error = lines.refused(f"https://{NAME}:{front.port}")
    assert (error.code, error.params["page"]) == ("network.portal", "http://login.hotel.test/")


def test_what_speaks_no_tls_and_shows_no_page_is_not_our_server(lines: Lines) -> None:
    with listening(lambda _gateway, line: line.sendall(b"220 mail.example ESMTP\r\n")) as mail:
        assert lines.refused(f"https://127.0.0.1:{mail.port}").code == "network.no_tls"


# --- certificates ----------------------------------------------------------------------------------------------------


def test_an_authority_that_nobody_knows_is_told_and_nothing_is_sent(
    lines: Lines, ca: TestAuthority, tmp_path: Path
) -> None:
    with tls_front(lines.office.url, lambda: ca.server(tmp_path, "127.0.0.1")) as front:
        assert lines.refused(f"https://127.0.0.1:{front.port}").code == "sync.certificate_wrong"


@pytest.mark.parametrize(
    ("since", "until", "name", "code"),
    [
        (-9 * DAY, -DAY, "127.0.0.1", "network.certificate_expired"),
        (DAY, 9 * DAY, "127.0.0.1", "network.certificate_early"),
        (-DAY, DAY, "127.0.0.9", "network.certificate_other_name"),
        (-DAY, DAY, "elsewhere.test", "network.certificate_other_name"),
    ],
)
def test_each_fault_of_a_certificate_has_a_sentence_of_its_own(
    lines: Lines, ca: TestAuthority, tmp_path: Path, since: timedelta, until: timedelta, name: str, code: str
) -> None:
    made = ca.server(tmp_path, name, since=since, until=until)
    with tls_front(lines.office.url, lambda: made) as front:
        assert lines.refused(f"https://127.0.0.1:{front.port}", Network(authorities=ca.pem)).code == code


def test_who_vouches_at_first_contact_is_remembered_and_a_renewed_certificate_is_no_news(
    lines: Lines, ca: TestAuthority, tmp_path: Path
) -> None:
    with tls_front(lines.office.url, lambda: ca.server(tmp_path, "127.0.0.1")) as front:
        url = f"https://127.0.0.1:{front.port}"
        lines.sync(url, Network(authorities=ca.pem))
        (learnt,) = lines.learnt
        assert (len(learnt.pin), learnt.pinned) == (64, "Office CA")
        lines.sync(url, learnt)  # each line of the front shows a newly made certificate
        assert len(lines.learnt) == 1


def test_another_authority_of_the_same_name_is_told_as_changed_before_anything_is_sent(
    lines: Lines, ca: TestAuthority, tmp_path: Path
) -> None:
    other, sent = authority("Office CA"), Gateway("", 0)
    with tls_front(lines.office.url, lambda: ca.server(tmp_path, "127.0.0.1")) as front:
        lines.sync(f"https://127.0.0.1:{front.port}", Network(authorities=ca.pem))
    trusted = Network(authorities=ca.pem + other.pem, pin=lines.learnt[0].pin, pinned="Office CA")

    def listen(_gateway: Gateway, line: socket.socket) -> None:
        with other.server(tmp_path, "127.0.0.1").wrap_socket(line, server_side=True) as inside:
            sent.asked.append(inside.recv(4096).decode("latin-1"))

    with listening(listen) as between:
        error = lines.refused(f"https://127.0.0.1:{between.port}", trusted)
    assert error.code == "network.certificate_changed"
    assert not error.retryable
    assert str(error.params["was"]) != str(error.params["now"])
    assert sent.asked in ([], [""]), "not a byte of ours, and above all no token"
    accepted = Network(authorities=trusted.authorities, pin=str(error.params["pin"]), pinned="Office CA")
    with tls_front(lines.office.url, lambda: other.server(tmp_path, "127.0.0.1")) as front:
        assert lines.sync(f"https://127.0.0.1:{front.port}", accepted)


def test_somebody_elses_page_behind_good_tls_is_not_remembered(lines: Lines, ca: TestAuthority, tmp_path: Path) -> None:
    with portal() as page, tls_front(page.url, lambda: ca.server(tmp_path, "127.0.0.1")) as front:
        lines.refused(f"https://127.0.0.1:{front.port}", Network(authorities=ca.pem))
    assert lines.learnt == []


def _hold(_gateway: Gateway, line: socket.socket) -> None:
    """Say nothing until the other side hangs up."""
    while line.recv(65536):
        pass
