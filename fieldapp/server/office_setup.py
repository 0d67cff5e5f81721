"""Setting up an office: schema, epoch, certificate authority, recovery key, the office's own particulars, its staff."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from fieldapp.domain.case import Entity
from fieldapp.domain.ids import new_id
from fieldapp.domain.staff import Office, Staff
from fieldapp.errors import KnownError
from fieldapp.security import phone_recovery
from fieldapp.security.passwords import hash_password
from fieldapp.security.pki import OfficeCA
from fieldapp.security.recovery import RecoveryWrap, make_recovery_key, unwrap_with_recovery
from fieldapp.security.vault import recovery_context
from fieldapp.store.office.database import open_office
from fieldapp.store.office.unit import OfficeStore, OfficeUnit

MIN_PASSPHRASE = 8


@dataclass(frozen=True, slots=True)
class OfficeKeys(OfficeCA):
    """What only the office has: its certificate authority, and the way back into a vault whose passphrase is lost."""

    recovery: bytes = field(default=b"", repr=False)
    secret: bytes = field(default=b"", repr=False)

    def open_vault(self, wrapped: RecoveryWrap, device_id: str) -> bytes:
        """The key of this laptop's vault.

        Raises:
            KnownError: `security.recovery_failed`, `security.recovery_key_unusable`.
        """
        return unwrap_with_recovery(wrapped, self.recovery, self.secret, recovery_context(device_id))

    def phone_secret(self, device_id: str, serial: str) -> bytes:
        """What is read to a person over the telephone who has forgotten the passphrase of this laptop.

        Raises:
            KnownError: `security.recovery_key_unusable`.
        """
        return phone_recovery.office_secret(self.recovery, self.secret, device_id, serial)


def set_up(database_url: str, office: Office, secret: bytes, now: datetime) -> OfficeStore:
    """Make the schema and everything an empty office needs; returns its store, open.

    Raises:
        KnownError: `server.database_away`, `store.newer_than_program`, `server.already_set_up`.
    """
    store = open_office(database_url)
    try:
        _make(store, office, secret, now)
    except KnownError:
        store.close()
        raise
    return store


def _make(store: OfficeStore, office: Office, secret: bytes, now: datetime) -> None:
    with store.writing() as unit:
        if unit.settings.get("epoch") is not None:
            raise KnownError("server.already_set_up")
        unit.settings.set("epoch", new_id())
        private, public = make_recovery_key(secret)
        unit.settings.set("recovery_public", public.decode())
        unit.settings.set("recovery_private", private.decode())
        authority = OfficeCA.create(office.name, now)
        for name, part in (("root", authority.root), ("issuing", authority.issuing)):
            unit.accounts.keep_authority(name, part.certificate_pem().decode(), part.key_pem(secret).decode())
        unit.records.save_office_record(Entity.OFFICE, office)
        unit.settings.set("office_id", office.id)


def load_authority(unit: OfficeUnit, secret: bytes) -> OfficeKeys:
    """The office's certificate authority and recovery key.

    Raises:
        KnownError: `server.not_set_up`, `security.ca_unreadable`.
    """
    root, issuing = unit.accounts.authority("root"), unit.accounts.authority("issuing")
    if root is None or issuing is None:
        raise KnownError("server.not_set_up")
    loaded = OfficeCA.load(root[1].encode(), root[0].encode(), issuing[1].encode(), issuing[0].encode(), secret)
    recovery = (unit.settings.get("recovery_private") or "").encode()
    return OfficeKeys(loaded.root, loaded.issuing, recovery, secret)


def office_of(unit: OfficeUnit) -> Office:
    """The office's particulars.

    Raises:
        KnownError: `server.not_set_up`.
    """
    office_id = unit.settings.get("office_id")
    office: Office | None = unit.records.get(Entity.OFFICE, office_id) if office_id else None
    if office is None:
        raise KnownError("server.not_set_up")
    return office


def add_staff(store: OfficeStore, who: Staff, passphrase: str, now: datetime) -> None:
    """A new account.

    Raises:
        KnownError: `server.passphrase_too_short`, `server.login_taken`.
    """
    add_account(store, who, hashed_passphrase(passphrase), now)


def add_account(store: OfficeStore, who: Staff, hashed: str, now: datetime) -> None:
    """A new account whose passphrase is hashed already.

    Raises:
        KnownError: `server.login_taken`.
    """
    with store.writing() as unit:
        unit.accounts.add(who, hashed, now)
        unit.records.save_office_record(Entity.STAFF, who)


def hashed_passphrase(passphrase: str) -> str:
    """What is kept of a passphrase.

    Raises:
        KnownError: `server.passphrase_too_short`.
    """
    if len(passphrase.strip()) < MIN_PASSPHRASE:
        raise KnownError("server.passphrase_too_short", {"limit": MIN_PASSPHRASE})
    return hash_password(passphrase)
