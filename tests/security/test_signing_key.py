from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fieldapp.errors import KnownError
from fieldapp.security.passphrase_wrap import Cost
from fieldapp.security.pki import OfficeCA, make_csr
from fieldapp.security.signing_key import lock, relock, unlock

CHEAP = Cost(passes=1, memory_kib=64, lanes=1)
DEVICE = "0192f3c0-0000-7000-8000-000000000001"
AT = datetime(2026, 3, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def office() -> OfficeCA:
    return OfficeCA.create("惠农小贷", AT)


@pytest.fixture(scope="module")
def held(office: OfficeCA) -> tuple[ec.EllipticCurvePrivateKey, bytes, bytes]:
    key, request = make_csr(DEVICE)
    certificate = office.issue(request, name="李小龙", staff_no="C0417", role="collector", device_id=DEVICE, at=AT)
    return key, certificate, lock(key, certificate, office.chain_pem(), "口令 1", cost=CHEAP)


def code(call: object, *args: object, **kwargs: object) -> str:
    with pytest.raises(KnownError) as refused:
        call(*args, **kwargs)  # type: ignore[operator]
    return refused.value.code


def test_the_passphrase_gives_key_and_certificates_back(
    held: tuple[ec.EllipticCurvePrivateKey, bytes, bytes], office: OfficeCA
) -> None:
    key, _, blob = held
    opened = unlock(blob, "口令 1")
    private = serialization.load_der_private_key(opened.private_key, None)
    assert isinstance(private, ec.EllipticCurvePrivateKey)
    assert private.private_numbers() == key.private_numbers()
    assert opened.chain == (office.issuing.certificate.public_bytes(serialization.Encoding.DER),)
    assert opened.private_key.hex() not in blob.decode()


def test_an_opened_key_does_not_print_itself(held: tuple[ec.EllipticCurvePrivateKey, bytes, bytes]) -> None:
    opened = unlock(held[2], "口令 1")
    assert "private_key" not in repr(opened)


def test_another_passphrase_is_refused(held: tuple[ec.EllipticCurvePrivateKey, bytes, bytes]) -> None:
    assert code(unlock, held[2], "口令 2") == "security.wrong_passphrase"


def test_a_passphrase_can_be_changed(held: tuple[ec.EllipticCurvePrivateKey, bytes, bytes]) -> None:
    fresh = relock(held[2], "口令 1", "口令 2", cost=CHEAP)
    assert unlock(fresh, "口令 2") == unlock(held[2], "口令 1")
    assert code(unlock, fresh, "口令 1") == "security.wrong_passphrase"


def test_key_and_certificate_cannot_be_exchanged_separately(
    held: tuple[ec.EllipticCurvePrivateKey, bytes, bytes], office: OfficeCA
) -> None:
    other_key, request = make_csr(DEVICE)
    other = office.issue(request, name="周敏", staff_no="S0003", role="supervisor", device_id=DEVICE, at=AT)
    assert code(lock, held[0], other, b"", "x", cost=CHEAP) == "security.certificate_of_another_key"
    mixed = json.loads(held[2]) | {
        "certificate": json.loads(lock(other_key, other, b"", "口令 1", cost=CHEAP))["certificate"]
    }
    assert code(unlock, json.dumps(mixed).encode(), "口令 1") == "security.wrong_passphrase"


def test_a_certificate_that_is_none_is_refused(held: tuple[ec.EllipticCurvePrivateKey, bytes, bytes]) -> None:
    assert code(lock, held[0], b"nonsense", b"", "x", cost=CHEAP) == "security.certificate_unreadable"
    assert code(lock, held[0], held[1], b"nonsense", "x", cost=CHEAP) == "security.certificate_unreadable"


@given(data=st.data())
@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_damaged_key_file_is_a_known_error(
    held: tuple[ec.EllipticCurvePrivateKey, bytes, bytes], data: st.DataObject
) -> None:
    blob = bytearray(held[2])
    at = data.draw(st.integers(0, len(blob) - 1))
    blob[at] ^= data.draw(st.integers(1, 255))
    whole, outcome = unlock(held[2], "口令 1"), ""
    try:
        opened = unlock(bytes(blob), "口令 1")
    except KnownError as error:
        outcome = error.code
    else:  # only the chain, which the key is not bound to, can differ unnoticed
        outcome = "same" if (opened.private_key, opened.certificate) == (whole.private_key, whole.certificate) else ""
    assert outcome in {"same", "security.wrong_passphrase", "security.signing_key_damaged"}


@pytest.mark.parametrize("blob", [b"", b"{}", b"[]", b"\xff", b'{"schema":"fieldapp.signing-key/9"}'])
def test_what_is_no_key_file_is_damaged(blob: bytes) -> None:
    assert code(unlock, blob, "x") == "security.signing_key_damaged"
