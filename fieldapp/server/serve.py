"""Running the server: one process, threads for the calls, an address that other machines reach only over TLS."""

from __future__ import annotations

import gc
import ipaddress
import logging
import socket
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import uvicorn
from fastapi import FastAPI

from fieldapp import rule_packs
from fieldapp.domain.ids import new_id
from fieldapp.errors import KnownError, reason_of
from fieldapp.security.atomic_file import replace_file
from fieldapp.server.app import build_app
from fieldapp.server.file_store import FileStore
from fieldapp.server.home import ServerHome
from fieldapp.server.office_setup import load_authority
from fieldapp.server.people import tell_who_left
from fieldapp.services.share_places import keep_addresses
from fieldapp.store.office.replica import open_replicated


@dataclass(frozen=True, slots=True)
class Listening:
    """Where to listen, and with which certificate."""

    host: str
    port: int
    tls_certificate: Path | None = None
    tls_key: Path | None = None


def serve(home: ServerHome, where: Listening, listens: Callable[[str], object] | None = None) -> None:
    """Serve until told to stop; `listens` is told the address once callers can be heard there.

    Raises:
        KnownError: `server.tls_needed`, `server.tls_incomplete`, `server.tls_unreadable`,
            `server.cannot_listen`, `server.database_away`, `server.not_set_up`, `server.secret_missing`,
            `server.files_away`, `server.files_refused`, `server.files_unknown`, `server.files_need_package`.
    """
    if where.tls_certificate is None and not _is_loopback(where.host):
        raise KnownError("server.tls_needed", {"host": where.host})
    _check_tls(where)
    files = _files_of(home)
    store = open_replicated(home.database_url, home.replica_url)
    try:
        with store.reading() as unit:
            authority = load_authority(unit, home.secret())
        tell_who_left(store)
        keep_addresses(store)
        instance = new_id()
        app = build_app(store, authority, files, rule_packs.load(), instance)
        with _listening(where) as listening:
            replace_file(home.instance, instance.encode())
            if listens is not None:
                listens(_address(where, listening.getsockname()[1]))
            _run(app, where, listening)
    finally:
        store.close()


def _files_of(home: ServerHome) -> FileStore:
    """The files. A store elsewhere that is away now keeps no visit waiting: only files wait until it is back."""
    files = home.file_store()
    try:
        files.check()
    except KnownError as error:
        if error.code != "server.files_away" or not home.files_elsewhere:
            raise
        logging.getLogger("fieldapp.server").warning("%s", error)
    return files


def _check_tls(where: Listening) -> None:
    """Read certificate and key now, so that what is wrong with them is told in a sentence."""
    if where.tls_certificate is None:
        if where.tls_key is not None:
            raise KnownError("server.tls_incomplete")
        return
    try:
        # an encrypted key would ask for its passphrase at every start, where nobody may be there to type it
        ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(where.tls_certificate, where.tls_key, lambda: b"")
    except OSError as error:  # ssl.SSLError is one
        paths = {"certificate": str(where.tls_certificate), "key": str(where.tls_key or where.tls_certificate)}
        raise KnownError("server.tls_unreadable", paths) from error


def _address(where: Listening, port: int) -> str:
    host = f"[{where.host}]" if ":" in where.host else where.host
    return f"{'https' if where.tls_certificate else 'http'}://{host}:{port}"


def _listening(where: Listening) -> socket.socket:
    """Bound before the server runs, so that a port somebody else has is told in a sentence."""
    family = socket.AF_INET6 if ":" in where.host else socket.AF_INET
    try:
        return socket.create_server((where.host, where.port), family=family, backlog=2048)
    except OSError as error:
        params = {"host": where.host, "port": where.port, "reason": reason_of(error)}
        raise KnownError("server.cannot_listen", params, retryable=True) from error


def _settle_memory() -> None:
    """What was loaded until now stays for ever: looking through it for garbage again and again stops every call."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


def _run(app: FastAPI, where: Listening, listening: socket.socket) -> None:
    config = uvicorn.Config(
        app,
        log_level="warning",
        access_log=False,
        ssl_certfile=where.tls_certificate,
        ssl_keyfile=where.tls_key,
        timeout_graceful_shutdown=5,
    )
    _settle_memory()
    uvicorn.Server(config).run(sockets=[listening])


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
