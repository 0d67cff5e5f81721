"""Requests that are no requests: each gets a known answer, none of them harms the next one."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import msgspec
import pytest
import urllib3

from fieldapp import sentences
from fieldapp.domain.case import Case
from fieldapp.errors import KnownError
from fieldapp.protocol.codec import compress, encode_request
from fieldapp.protocol.messages import ScopeCursor
from fieldapp.protocol.signin import ErrorAnswer
from fieldapp.server.app import MOST_MB
from fieldapp.server.http_body import MEGABYTE
from tests.laptops import BareLaptop
from tests.office import TestOffice
from tests.people import Hire
from tests.server.conftest import Laptop


@pytest.fixture
def office(small_office: TestOffice) -> TestOffice:
    return small_office


@pytest.fixture
def pool() -> Iterator[urllib3.PoolManager]:
    with urllib3.PoolManager(retries=False) as one:
        yield one


@pytest.fixture
def own(hire: Hire, laptop: Laptop) -> BareLaptop:
    return laptop(hire())


def sync_call(pool: urllib3.PoolManager, office: TestOffice, own: BareLaptop, body: bytes) -> tuple[int, str]:
    """Status and code of a sync call with this body."""
    headers = {"Authorization": f"Bearer {own.transport.token}"}
    answer = pool.request("POST", f"{office.url}/v1/sync", body=body, headers=headers)
    if answer.status < 300:
        return answer.status, ""
    said = msgspec.json.decode(answer.data, type=ErrorAnswer)
    assert str(sentences.say(said.code, said.params))
    return answer.status, said.code


NO_REQUESTS = {
    "nothing": b"",
    "no zstd": b"x",
    "cut zstd": b"\x28\xb5\x2f\xfd",
    "empty": compress(b""),
    "no msgpack": compress(b"\xc1"),
    "an empty list": compress(b"\x90"),
    "json": compress(b"[]" * 500),
    "no text": compress(b"\x81\xa9device_id\xa1\xff"),
    "without end": compress(b"\x81\xa1x" * 50_000),
    "a bomb": compress(bytes(256 * 1024 * 1024)),
}


def test_a_body_that_is_no_request_is_refused(pool: urllib3.PoolManager, office: TestOffice, own: BareLaptop) -> None:
    assert len(NO_REQUESTS["a bomb"]) < 16_384
    for what, body in NO_REQUESTS.items():
        assert sync_call(pool, office, own, body) == (400, "sync.bad_request"), what
    assert own.sync().end is not None


def test_a_sign_in_that_is_none_is_a_bad_request(pool: urllib3.PoolManager, office: TestOffice) -> None:
    for body in (b"", b"x", b"[]", b"{}", b'{"login": 7}', b'{"login": "\xff"}', b'{"x":' * 50_000):
        answer = pool.request("POST", f"{office.url}/v1/sign-in", body=body)
        assert (answer.status, answer.json()["code"]) == (400, "sync.bad_request"), body[:20]


def test_a_body_that_is_too_large_is_refused_before_it_is_read_whole(
    pool: urllib3.PoolManager, office: TestOffice, own: BareLaptop
) -> None:
    assert sync_call(pool, office, own, bytes(MOST_MB * MEGABYTE + 1)) == (413, "server.body_too_large")


def test_a_clock_that_makes_no_sense_is_a_bad_request(office: TestOffice, own: BareLaptop) -> None:
    for moment in ("", "yesterday", "2026-07-25T10:00:00", "2026-13-01T00:00:00+08:00"):
        with pytest.raises(KnownError, match=r"sync\.bad_request"):
            own.ask(own.request(client_time=moment))
    assert own.sync().end is not None


@pytest.mark.parametrize("seq", [-5, 1, 10**12])
def test_a_cursor_from_nowhere_still_leads_to_the_whole_scope(office: TestOffice, own: BareLaptop, seq: int) -> None:
    """Ahead of us: the copy is made anew; behind: it goes on. The laptop's word is never taken for what it may see."""
    own.sync()
    truth = {key: thing for key, thing in own.held.items() if thing[0] == "office"}
    own.held.clear() if seq > 1 or seq < 0 else None
    own.cursors = {"office": ScopeCursor("office", seq), "staff:somebody": ScopeCursor("staff:somebody", 3)}
    heard = own.sync()
    assert [reset.scope for reset in heard.resets if reset.scope == "office"] == (["office"] if seq > 1 else [])
    assert {key: thing for key, thing in own.held.items() if thing[0] == "office"} == truth
    assert heard.end is not None
    assert heard.end.dropped_scopes == ("staff:somebody",)


def test_a_laptop_that_wants_little_gets_a_page_at_a_time_and_is_told_there_is_more(
    office: TestOffice, own: BareLaptop, new_case: Callable[..., Case]
) -> None:
    cases = [new_case(own.staff) for _ in range(3)]
    rounds = 0
    more = True
    while more:
        heard = own.sync(want_bytes=1)
        assert len(heard.pages) <= 1
        assert heard.end is not None
        rounds, more = rounds + 1, heard.end.more
        assert rounds < 10
    assert {case.id for case in cases} <= {id_ for _, id_ in own.held}


def test_no_call_but_signing_in_and_health_answers_without_a_token(
    pool: urllib3.PoolManager, office: TestOffice, own: BareLaptop
) -> None:
    body = encode_request(own.request())
    for method, path in (
        ("POST", "/v1/sync"),
        ("GET", f"/v1/files/{'0' * 64}"),
        ("PUT", f"/v1/files/{'0' * 64}"),
        ("HEAD", f"/v1/files/{'0' * 64}"),
    ):
        for headers in ({}, {"Authorization": "Bearer "}, {"Authorization": f"Basic {own.transport.token}x"}):
            answer = pool.request(method, office.url + path, body=body, headers=headers)
            assert answer.status == 401, (method, path, headers)
    assert pool.request("GET", f"{office.url}/v1/health").json()["product"] == "fieldapp"
    for path in ("/docs", "/openapi.json", "/redoc", "/"):
        assert pool.request("GET", office.url + path).status == 404
