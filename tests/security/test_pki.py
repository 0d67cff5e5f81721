from __future__ import annotations

import shutil
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import NameOID

from fieldapp.errors import KnownError
from fieldapp.security.pki import DOCUMENT_SIGNING, OfficeCA, Revocation, make_csr

AT = datetime(2026, 3, 1, tzinfo=UTC)
DEVICE = "0192f3c0-0000-7000-8000-000000000001"
SECRET = bytes(range(32))


@pytest.fixture(scope="module")
def office() -> OfficeCA:
    return OfficeCA.create("镇雄县惠农小额贷款有限责任公司", AT)


def issue(office: OfficeCA, request: bytes, at: datetime = AT, name: str = "李小龙") -> x509.Certificate:
    pem = office.issue(request, name=name, staff_no="C0417", role="collector", device_id=DEVICE, at=at)
    return x509.load_pem_x509_certificate(pem)


def refusal(office: OfficeCA, request: bytes) -> object:
    with pytest.raises(KnownError) as refused:
        issue(office, request)
    assert refused.value.code == "security.request_refused"
    return refused.value.params["reason"]


def test_a_certificate_says_what_the_staff_register_says(office: OfficeCA) -> None:
    key, request = make_csr(DEVICE)
    made = issue(office, request)
    stated = {attribute.oid: attribute.value for attribute in made.subject}
    assert stated == {
        NameOID.COUNTRY_NAME: "CN",
        NameOID.ORGANIZATION_NAME: "镇雄县惠农小额贷款有限责任公司",
        NameOID.TITLE: "collector",
        NameOID.COMMON_NAME: "李小龙",
        NameOID.SERIAL_NUMBER: "C0417",
    }
    assert made.public_key() == key.public_key()
    usage = made.extensions.get_extension_for_class(x509.KeyUsage).value
    assert (usage.digital_signature, usage.content_commitment, usage.key_cert_sign) == (True, True, False)
    assert DOCUMENT_SIGNING in made.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
    device = made.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    assert device.get_values_for_type(x509.UniformResourceIdentifier) == [f"urn:uuid:{DEVICE}"]


def test_the_request_names_nobody(office: OfficeCA) -> None:
    _, request = make_csr(DEVICE)
    assert list(x509.load_pem_x509_csr(request).subject) == []


def test_certificates_begin_early_enough_for_a_slow_clock_and_end_in_time(office: OfficeCA) -> None:
    made = issue(office, make_csr(DEVICE)[1])
    assert made.not_valid_before_utc == AT - timedelta(hours=1)
    assert made.not_valid_after_utc == AT + timedelta(days=730)
    late = issue(office, make_csr(DEVICE)[1], at=AT + timedelta(days=365 * 9 + 200))
    assert late.not_valid_after_utc == office.issuing.certificate.not_valid_after_utc


def test_the_chain_is_root_over_issuing_over_person(office: OfficeCA) -> None:
    made = issue(office, make_csr(DEVICE)[1])
    made.verify_directly_issued_by(office.issuing.certificate)
    office.issuing.certificate.verify_directly_issued_by(office.root.certificate)
    office.root.certificate.verify_directly_issued_by(office.root.certificate)
    lengths = [
        each.extensions.get_extension_for_class(x509.BasicConstraints).value.path_length
        for each in (office.root.certificate, office.issuing.certificate)
    ]
    assert lengths == [1, 0]


def test_keys_are_stored_under_a_secret_and_come_back(office: OfficeCA) -> None:
    stored = (
        office.root.key_pem(SECRET),
        office.root.certificate_pem(),
        office.issuing.key_pem(SECRET),
        office.issuing.certificate_pem(),
    )
    assert b"ENCRYPTED" in stored[0]
    again = OfficeCA.load(*stored, SECRET)
    issue(again, make_csr(DEVICE)[1]).verify_directly_issued_by(office.issuing.certificate)
    with pytest.raises(KnownError) as refused:
        OfficeCA.load(*stored, bytes(32))
    assert refused.value.code == "security.ca_unreadable"
    with pytest.raises(KnownError):
        OfficeCA.load(stored[2], stored[1], stored[2], stored[3], SECRET)


def request_with(key: ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey, *uris: str) -> bytes:
    builder = x509.CertificateSigningRequestBuilder().subject_name(x509.Name([]))
    if uris:
        names = x509.SubjectAlternativeName([x509.UniformResourceIdentifier(uri) for uri in uris])
        builder = builder.add_extension(names, critical=False)
    return builder.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)


def test_a_request_for_another_device_or_several_or_none_is_refused(office: OfficeCA) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    mine = f"urn:uuid:{DEVICE}"
    assert refusal(office, make_csr("0192f3c0-0000-7000-8000-000000000002")[1]) == "device"
    assert refusal(office, request_with(key, mine, "urn:uuid:other")) == "device"
    assert refusal(office, request_with(key)) == "unreadable"
    assert refusal(office, b"nonsense") == "unreadable"


def test_a_request_with_another_kind_of_key_is_refused(office: OfficeCA) -> None:
    mine = f"urn:uuid:{DEVICE}"
    assert refusal(office, request_with(ec.generate_private_key(ec.SECP384R1()), mine)) == "key"
    assert refusal(office, request_with(rsa.generate_private_key(public_exponent=65537, key_size=2048), mine)) == "key"


def test_a_request_that_its_key_did_not_sign_is_refused(office: OfficeCA) -> None:
    request = x509.load_pem_x509_csr(make_csr(DEVICE)[1]).public_bytes(serialization.Encoding.DER)
    signature = bytes([request[-1] ^ 1])
    broken = x509.load_der_x509_csr(request[:-1] + signature).public_bytes(serialization.Encoding.PEM)
    assert refusal(office, broken) == "signature"


@pytest.mark.parametrize("name", ["王", "买买提艾力·阿卜杜热合曼·吾买尔江", "a" * 64, "王" * 21])
def test_long_names_fit_up_to_the_bound_of_the_standard(office: OfficeCA, name: str) -> None:
    made = issue(office, make_csr(DEVICE)[1], name=name)
    assert made.subject.get_attributes_for_oid(NameOID.COMMON_NAME)[0].value == name


def test_a_name_longer_than_the_standard_allows_is_a_known_error(office: OfficeCA) -> None:
    with pytest.raises(KnownError) as refused:
        issue(office, make_csr(DEVICE)[1], name="王" * 22)
    assert refused.value.code == "security.name_too_long"
    assert refused.value.params["most"] == 21
    with pytest.raises(KnownError):
        OfficeCA.create("县" * 67, AT)


def test_an_office_with_a_long_name_has_a_certificate_that_begins_with_it() -> None:
    name = "云南省昭通市镇雄县泼机镇惠农小额贷款有限责任公司泼机营业部"
    subject = OfficeCA.create(name, AT).root.certificate.subject
    assert subject.get_attributes_for_oid(NameOID.ORGANIZATION_NAME)[0].value == name
    common = str(subject.get_attributes_for_oid(NameOID.COMMON_NAME)[0].value)
    assert name.startswith(common.removesuffix(" 根证书"))


def test_the_revocation_list_names_serial_time_and_reason(office: OfficeCA) -> None:
    made = issue(office, make_csr(DEVICE)[1])
    pem = office.revocation_list([Revocation(made.serial_number, AT, key_compromised=True)], 7, AT)
    listed = x509.load_pem_x509_crl(pem)
    entry = listed.get_revoked_certificate_by_serial_number(made.serial_number)
    assert entry is not None
    assert entry.revocation_date_utc == AT
    assert entry.extensions.get_extension_for_class(x509.CRLReason).value.reason == x509.ReasonFlags.key_compromise
    assert listed.next_update_utc == AT + timedelta(days=7)
    assert listed.extensions.get_extension_for_class(x509.CRLNumber).value.crl_number == 7
    key = office.issuing.certificate.public_key()
    assert isinstance(key, ec.EllipticCurvePublicKey)
    assert listed.is_signature_valid(key)


@pytest.mark.skipif(not shutil.which("openssl"), reason="openssl is not here")
def test_openssl_verifies_the_chain_and_the_list(office: OfficeCA, tmp_path: Path) -> None:
    made = issue(office, make_csr(DEVICE)[1])
    (tmp_path / "root.pem").write_bytes(office.root.certificate_pem())
    (tmp_path / "issuing.pem").write_bytes(office.chain_pem())
    (tmp_path / "person.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    (tmp_path / "crl.pem").write_bytes(office.revocation_list([Revocation(made.serial_number, AT)], 1, AT))
    moment = str(int((AT + timedelta(days=1)).timestamp()))
    chain = ["openssl", "verify", "-x509_strict", "-attime", moment, "-CAfile", str(tmp_path / "root.pem"),
             "-untrusted", str(tmp_path / "issuing.pem")]  # fmt: skip
    person = str(tmp_path / "person.pem")
    good = subprocess.run([*chain, person], capture_output=True, text=True, check=False)
    assert good.stdout.strip().endswith("OK"), good.stderr
    revoked = subprocess.run(
        [*chain, "-crl_check", "-CRLfile", str(tmp_path / "crl.pem"), person],
        capture_output=True,
        text=True,
        check=False,
    )
    assert "certificate revoked" in revoked.stdout + revoked.stderr
