"""Messages of signing in: who asks, from which laptop; what the laptop needs to work alone from then on."""

from __future__ import annotations

import msgspec

from fieldapp.domain.staff import Office, Staff


class SignInRequest(msgspec.Struct, frozen=True):
    """Name and passphrase, the laptop, and a request for its certificate (PEM; empty if it already has one).

    `recovery`: the laptop's vault does not open with this passphrase; here is its key, sealed to the office (JSON).
    `recovered` proves that the office gave an answer to the request `serial`: the passphrase is a new one, chosen by
    the person.
    """

    login: str
    passphrase: str
    device_id: str
    device_name: str
    csr_pem: str = ""
    recovery: str = ""
    serial: str = ""
    recovered: str = ""


class SignInAnswer(msgspec.Struct, frozen=True):
    """A token for this device, who signed in, the office with its root certificate and recovery key (both PEM).

    `certificate_pem` is the collector's or supervisor's own certificate, `chain_pem` what leads from it to the root.
    `vault_key` is what `recovery` of the request held (Base64). `phone_secret` (Base64) seals the vault's key for the
    day on which the passphrase is forgotten; the office works it out again from `phone_serial`.
    """

    token: str
    expires_at: str
    epoch: str
    staff: Staff
    office: Office
    root_pem: str
    recovery_pem: str
    certificate_pem: str
    chain_pem: str
    vault_key: str = ""
    phone_serial: str = ""
    phone_secret: str = ""


class ErrorAnswer(msgspec.Struct, frozen=True):
    """A known error as the server answers it."""

    code: str
    params: dict[str, str | int] = {}
    retryable: bool = False
