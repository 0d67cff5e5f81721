"""Asking a geocoder over a real line, and keeping what it says only where that is allowed."""

from __future__ import annotations

import json
import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from fieldapp import clock
from fieldapp.domain.case import Case
from fieldapp.domain.party import Place, PlaceSource
from fieldapp.errors import KnownError
from fieldapp.geo.geocoders.contract import Provider, Request
from fieldapp.services import find_places as finding
from fieldapp.services.ask_geocoder import ONLINE, allow_keeping, ask_geocoder, keep_answer, keep_key
from fieldapp.services.desk import Desk
from fieldapp.services.find_places import find_places
from fieldapp.services.pin_place import pin
from fieldapp.sync.geocoding import MOST_BYTES, OutsideLine
from fieldapp.sync.network import Network
from tests.laptops import bring_cases, desk_in
from tests.office import MORNING, borrower_case, staff

COLLECTOR = staff()[0]
FOUND = [{"lat": "31.2940", "lon": "121.0850", "display_name": "花桥镇", "addresstype": "building",
          "boundingbox": ["31.2938", "31.2942", "121.0847", "121.0853"]}]  # fmt: skip


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    before = clock.use(clock.PracticeClock(MORNING))
    own = desk_in(tmp_path / "desk", COLLECTOR)
    yield own
    own.store.close()
    clock.use(before)


@pytest.fixture
def cases(desk: Desk) -> list[Case]:
    """Two cases at one door in 花桥镇, looked up in the table."""
    made = []
    for number in (1, 2):
        case = borrower_case(COLLECTOR, f"借款人{number}", number=number, place=None)
        moved = replace(case.premises[0], district="苏州市昆山市", address="花桥镇光明路 3 号")
        made.append(replace(case, premises=(moved,)))
    bring_cases(desk.store, COLLECTOR, made)
    while find_places(desk):
        pass
    return made


@contextmanager
def answering(body: bytes, status: int = 200) -> Iterator[tuple[str, list[str]]]:
    """A machine that answers everything so, and what it was asked."""
    asked: list[str] = []

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_words: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Answer)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", asked
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class ToThisMachine(OutsideLine):
    """The line of the program, ended at this machine instead of the provider's."""

    def __init__(self, provider: Provider, address: str) -> None:
        super().__init__(provider, Network())
        self._address = address

    def get(self, request: Request) -> tuple[int, bytes]:
        return super().get(replace(request, url=self._address))


def shown(desk: Desk, case: Case) -> tuple[str | None, str]:
    with desk.store.reading() as unit:
        (line,) = unit.premises.of_case(case.id)
    return line.source, line.reason


def test_an_answer_that_may_be_kept_is_the_place_of_everything_at_that_address(desk: Desk, cases: list[Case]) -> None:
    keep_key(desk, Provider.NOMINATIM, "https://nominatim.example")
    with answering(json.dumps(FOUND).encode()) as (address, asked):
        line = ToThisMachine(Provider.NOMINATIM, address)
        answer = ask_geocoder(desk, Provider.NOMINATIM, cases[0].id, cases[0].premises[0].id, line)
    assert len(asked) == 1
    assert "format=jsonv2" in asked[0]
    assert all(case.borrower.name.encode() not in asked[0].encode() for case in cases)
    assert shown(desk, cases[0]) == ("township", "geo.township"), "nothing is kept by asking"
    changes = keep_answer(desk, answer)
    assert changes.cases == {case.id for case in cases}
    assert {shown(desk, case) for case in cases} == {("geocoder", ONLINE)}
    here = Place(121_085_100, 31_294_100, 20, PlaceSource.CHECK_IN)
    pin(desk, cases[0].id, cases[0].premises[0].id, here)
    assert {shown(desk, case)[0] for case in cases} == {"check_in"}, "somebody was there: that is better"
    assert not find_places(desk)


def test_a_search_that_ends_after_somebody_asked_online_does_not_write_over_the_answer(
    desk: Desk, cases: list[Case], monkeypatch: pytest.MonkeyPatch
) -> None:
    keep_key(desk, Provider.NOMINATIM, "https://nominatim.example")
    monkeypatch.setattr(finding, "_search", lambda: finding._Search("another", []))
    looked = finding.look_up(desk)
    assert looked.old
    with answering(json.dumps(FOUND).encode()) as (address, _asked):
        line = ToThisMachine(Provider.NOMINATIM, address)
        keep_answer(desk, ask_geocoder(desk, Provider.NOMINATIM, cases[0].id, cases[0].premises[0].id, line))
    finding.keep_found(desk, looked)
    assert {shown(desk, case) for case in cases} == {("geocoder", ONLINE)}


@pytest.mark.parametrize(
    ("noted", "asked_for"),
    [
        ("花桥镇光明路 3 号 李建国 13812345678", "苏州市昆山市花桥镇光明路 3 号"),
        ("花桥镇光明路3号（李建国收，0512-57812345）", "苏州市昆山市花桥镇光明路3号( 收, )"),
        ("花桥镇光明路3号１３８１２３４５６７８", "苏州市昆山市花桥镇光明路3号"),
        ("花桥镇李建国路 3 号 HK-2026-0007", "苏州市昆山市花桥镇李建国路 3 号"),
    ],
)
def test_a_name_or_a_number_that_was_noted_with_an_address_stays_here(noted: str, asked_for: str, desk: Desk) -> None:
    case = replace(borrower_case(COLLECTOR, "李建国", number=7, place=None), case_no="HK-2026-0007")
    case = replace(case, premises=(replace(case.premises[0], district="苏州市昆山市", address=noted),))
    bring_cases(desk.store, COLLECTOR, [case])
    keep_key(desk, Provider.NOMINATIM, "https://nominatim.example")
    line = Listening()
    with pytest.raises(KnownError, match=r"geocoder\.nothing_found"):
        ask_geocoder(desk, Provider.NOMINATIM, case.id, case.premises[0].id, line)
    assert line.heard == asked_for


@dataclass
class Listening:
    """A line that hears what is asked and finds nothing."""

    heard: str = ""

    def get(self, request: Request) -> tuple[int, bytes]:
        self.heard = request.fields["q"]
        return 200, b"[]"


def test_an_answer_of_unknown_terms_is_kept_only_when_somebody_says_that_it_may_be(
    desk: Desk, cases: list[Case]
) -> None:
    keep_key(desk, Provider.TIANDITU, "k-0123456789")
    location = {"score": 100, "level": "门址", "lon": 121.085, "lat": 31.294}
    body = json.dumps({"msg": "ok", "status": "0", "location": location}).encode()
    with answering(body) as (address, _asked):
        line = ToThisMachine(Provider.TIANDITU, address)
        answer = ask_geocoder(desk, Provider.TIANDITU, cases[0].id, cases[0].premises[0].id, line)
    assert not answer.may_keep
    with pytest.raises(KnownError) as refused:
        keep_answer(desk, answer)
    assert refused.value.code == "geocoder.not_kept"
    assert shown(desk, cases[0])[0] == "township"
    allow_keeping(desk, Provider.TIANDITU, allowed=True)
    keep_answer(desk, answer)
    assert shown(desk, cases[0])[0] == "geocoder"


def test_a_line_that_is_cut_is_told_without_the_key_or_the_address() -> None:
    with answering(b"") as (address, _asked):
        pass
    with pytest.raises(KnownError) as away:
        OutsideLine(Provider.AMAP, Network()).get(Request(f"{address}/?key=secret", {"key": "secret"}))
    assert (away.value.code, away.value.retryable) == ("geocoder.away", True)
    assert away.value.__cause__ is None
    assert "secret" not in str(away.value)
    assert "secret" not in repr(Request(address, {"key": "secret"}))


def test_no_log_has_the_key_or_the_address(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with answering(b"{}") as (address, asked):
        OutsideLine(Provider.AMAP, Network()).get(Request(address, {"key": "secret", "address": "somewhere"}))
    assert "secret" in asked[0]
    assert "secret" not in caplog.text
    assert "somewhere" not in caplog.text


def test_an_answer_without_end_is_not_read() -> None:
    with answering(b" " * (MOST_BYTES + 10)) as (address, _asked), pytest.raises(KnownError) as refused:
        OutsideLine(Provider.AMAP, Network()).get(Request(address, {}))
    assert refused.value.code == "geocoder.unreadable"
