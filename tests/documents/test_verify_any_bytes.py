"""Whatever somebody does to the bytes of a file: a report comes out, and it never says that the file is sound."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fieldapp.documents.verify import verify
from tests.documents.conftest import SignedPlan

MARKS = re.compile(
    rb"/(?:Prev|Size|Root|ByteRange|Names|AF|AcroForm|Fields|V|Lock|EF|Filter|Index|M|SubFilter|Annots|W)\b"
    rb"|startxref| obj"
)
ODDITIES = [
    b"",
    b"0",
    b"9",
    b"null",
    b"-1",
    b"9" * 20,
    b"[]",
    b"<<>>",
    b"()",
    b"/X",
    b"1.5",
    b"5 0 R",
    b"\x00",
    b"<",
    b">>",
    b"obj",
]
patient = settings(
    deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)


def check(mutated: bytes, signed: SignedPlan, root: list[bytes]) -> None:
    report = verify(mutated, root)
    assert report.sound == (mutated == signed.approved)
    assert report.sound or report.problems
    for problem in report.problems:
        assert problem.sentence("zh_CN").text
        assert problem.sentence("en").text


@given(data=st.data())
@patient
def test_changed_bytes(data: st.DataObject, signed: SignedPlan, root: list[bytes]) -> None:
    pdf = bytearray(signed.approved)
    for _ in range(data.draw(st.integers(1, 3))):
        pdf[data.draw(st.integers(0, len(pdf) - 1))] = data.draw(st.integers(0, 255))
    check(bytes(pdf), signed, root)


@given(data=st.data())
@patient
def test_cut_and_filled_in_places_that_matter(data: st.DataObject, signed: SignedPlan, root: list[bytes]) -> None:
    marks = [found.start() for found in MARKS.finditer(signed.approved)]
    at = data.draw(st.sampled_from(marks)) + data.draw(st.integers(0, 24))
    gone = data.draw(st.integers(0, 12))
    check(signed.approved[:at] + data.draw(st.sampled_from(ODDITIES)) + signed.approved[at + gone :], signed, root)


@given(data=st.data())
@patient
def test_cut_off_anywhere(data: st.DataObject, signed: SignedPlan, root: list[bytes]) -> None:
    check(signed.approved[: data.draw(st.integers(0, len(signed.approved) - 1))], signed, root)


@given(data=st.data())
@patient
def test_pieces_in_another_order(data: st.DataObject, signed: SignedPlan, root: list[bytes]) -> None:
    places = st.integers(0, len(signed.approved))
    a, b, c = sorted([data.draw(places), data.draw(places), data.draw(places)])
    check(signed.approved[:a] + signed.approved[b:c] + signed.approved[a:b] + signed.approved[c:], signed, root)


@given(
    noise=st.binary(max_size=300),
    start=st.sampled_from([b"", b"%PDF-1.7\n", b"%PDF-1.7\ntrailer<</Root 1 0 R>>\nstartxref\n0\n%%EOF"]),
)
@patient
def test_bytes_that_never_were_a_paper(noise: bytes, start: bytes, signed: SignedPlan, root: list[bytes]) -> None:
    check(start + noise, signed, root)


@pytest.mark.parametrize(
    "loop",
    [
        b"1 0 obj<</Type/Catalog/Pages 1 0 R/AcroForm 1 0 R/Fields[1 0 R]/Kids[1 0 R]/Names 1 0 R>>",
        b"1 0 obj 1 0 R",
    ],
)
def test_objects_that_contain_themselves_come_to_an_end(loop: bytes, signed: SignedPlan, root: list[bytes]) -> None:
    body = b"%PDF-1.7\n" + loop + b" endobj\n"
    table = b"xref\n0 2\n0000000000 65535 f \n%010d 00000 n \ntrailer<</Size 2/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF"
    check(body + table % (9, len(body)), signed, root)
