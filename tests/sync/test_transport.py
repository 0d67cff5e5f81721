"""The network as it is in the field: away, cut, or somebody else's page; each has a sentence, only ours is believed."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator

import pytest

from fieldapp import sentences
from fieldapp.domain.ids import new_id
from fieldapp.errors import KnownError
from fieldapp.protocol.messages import SyncRequest
from fieldapp.protocol.signin import SignInRequest
from fieldapp.sync.transport import Transport, checked_address
from tests.sync.portal import Portal, portal

DIGEST = "0" * 64
REQUEST = SyncRequest(new_id(), "", (), (), "2026-07-25T10:00:00+08:00")
CALLS: dict[str, Callable[[Transport], object]] = {
    "sign in": lambda t: t.sign_in(SignInRequest("zhouming", "practice-2026", new_id(), "laptop")),
    "sync": lambda t: list(t.exchange(REQUEST)),
    "ask": lambda t: t.file_at(DIGEST).have,
    "send": lambda t: t.send_piece(DIGEST, 0, b"x"),
    "fetch": lambda t: t.fetch_piece(DIGEST, 0, 1),
}


@pytest.fixture
def page() -> Iterator[Portal]:
    with portal() as one:
        yield one


def said(url: str, call: str) -> KnownError:
    """The error of one call."""
    transport = Transport(url, "token")
    try:
        with pytest.raises(KnownError) as raised:
            CALLS[call](transport)
    finally:
        transport.close()
    assert str(sentences.say(raised.value.code, raised.value.params))
    return raised.value


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize(
    ("status", "code"),
    [
        (200, "network.portal"),
        (302, "sync.not_our_server"),
        (403, "sync.not_our_server"),
        (404, "sync.not_our_server"),
        (511, "network.portal"),
    ],
)
def test_a_page_of_somebody_else_is_never_taken_for_our_server(page: Portal, call: str, status: int, code: str) -> None:
    page.status = status
    if status == 302:
        page.headers["Location"] = f"{page.url}/login"
    error = said(page.url, call)
    assert error.code == code
    assert page.url in str(sentences.say(error.code, error.params))
    assert not any("/login" in asked for asked in page.asked), "a redirect is not followed with our token"


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize("body", [b"{}", b"[]", b'{"code": 7}', b'{"code": "\xff"}', b'{"x":' * 50_000])
def test_json_of_somebody_else_is_not_taken_for_ours(page: Portal, call: str, body: bytes) -> None:
    page.headers, page.body = {"Content-Type": "application/json"}, body
    assert said(page.url, call).code == "sync.not_our_server"
    page.status = 400
    assert said(page.url, call).code == "sync.not_our_server"


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize("status", [502, 503, 504])
def test_a_proxy_before_a_server_that_is_down_is_a_busy_server(page: Portal, call: str, status: int) -> None:
    page.status = status
    error = said(page.url, call)
    assert (error.code, error.retryable) == ("sync.server_busy", True)


@pytest.mark.parametrize("body", [b"", b"\0", b"\0\0\0\5abc", b"\xff\xff\xff\xff", b"\0\0\0\4abcd", b"<html>"])
def test_bytes_that_are_no_frames_are_an_error_of_their_own(page: Portal, body: bytes) -> None:
    page.headers, page.body = {"Content-Type": "application/octet-stream"}, body
    transport = Transport(page.url)
    try:
        if not body:
            assert list(transport.exchange(REQUEST)) == []
            return
        with pytest.raises(KnownError, match=r"sync\.(bad_answer|cut_off)"):
            list(transport.exchange(REQUEST))
    finally:
        transport.close()


@pytest.mark.parametrize("call", CALLS)
def test_a_server_that_is_away_is_away(call: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as gone:
        url = f"http://127.0.0.1:{gone.getsockname()[1]}"
    error = said(url, call)
    assert (error.code, error.retryable) == ("sync.server_away", True)


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("http://sync.example", "sync.address_not_safe"),
        ("http://192.168.1.7:8743", "sync.address_not_safe"),
        ("http://127.0.0.1.example", "sync.address_not_safe"),
        ("http://[fe80::1]", "sync.address_not_safe"),
        ("HTTP://sync.example", "sync.address_not_safe"),
        ("http://localhost@sync.example", "sync.address_not_safe"),
        ("", "sync.address_wrong"),
        ("sync.example", "sync.address_wrong"),
        ("https://", "sync.address_wrong"),
        ("ftp://sync.example", "sync.address_wrong"),
        ("file:///etc/passwd", "sync.address_wrong"),
        ("https://[", "sync.address_wrong"),
        ("http://[::1", "sync.address_wrong"),
        ("https://sync.example:port", "sync.address_wrong"),
        ("https://sync.example:99999", "sync.address_wrong"),
    ],
)
def test_an_address_that_is_wrong_or_unsafe_is_refused_before_anything_is_sent(address: str, code: str) -> None:
    with pytest.raises(KnownError) as refused:
        Transport(address)
    assert refused.value.code == code
    assert address in str(sentences.say(code, refused.value.params))


@pytest.mark.parametrize(
    "address", ["https://sync.example/", " https://sync.example:8743 ", "http://localhost:8743", "http://[::1]:8743"]
)
def test_an_address_that_is_safe_is_taken_without_its_slash(address: str) -> None:
    assert checked_address(address) == address.strip().rstrip("/")
