"""The HTTP surface: sign in, sync, files. Everything else is plain functions that know nothing of HTTP."""

from collections.abc import Iterator
from typing import Annotated

import msgspec
from fastapi import Depends, FastAPI, Header, Request, Response
from fastapi.responses import StreamingResponse
from starlette.concurrency import run_in_threadpool

from fieldapp import __version__, clock
from fieldapp.domain.rule_pack import RulePack
from fieldapp.errors import KnownError
from fieldapp.protocol import dictionaries
from fieldapp.protocol.codec import UNREADABLE, decode_request
from fieldapp.protocol.signin import ErrorAnswer, SignInRequest
from fieldapp.server import wiping
from fieldapp.server.assign_http import add_assign_route
from fieldapp.server.away import Away
from fieldapp.server.file_store import FileStore
from fieldapp.server.files_call import Files
from fieldapp.server.files_http import add_file_routes
from fieldapp.server.http_body import whole_body
from fieldapp.server.map_packs import MapCalls
from fieldapp.server.maps_http import add_map_routes
from fieldapp.server.office_setup import OfficeKeys
from fieldapp.server.sign_in import sign_in
from fieldapp.server.sync_call import answer
from fieldapp.store.office.accounts import SignedIn
from fieldapp.store.office.unit import OfficeStore

MOST_MB = 8
_AWAY = Away()
STATUS = {
    "signin.refused": 401,
    "signin.expired": 401,
    "signin.locked": 429,
    "signin.closed": 403,
    "device.revoked": 403,
    "device.wiped": 403,
    "file.unknown": 404,
    "map.unknown": 404,
    "assign.only_supervisors": 403,
    "file.not_here": 404,
    "file.wrong_offset": 409,
    "file.too_large": 413,
    "file.type_refused": 415,
    "file.quota_full": 507,
    "server.body_too_large": 413,
}


def build_app(
    store: OfficeStore, authority: OfficeKeys, files: FileStore, rules: RulePack, instance: str = ""
) -> FastAPI:
    """The application over an open store; `instance` tells one running server from another."""
    app = FastAPI(title="FieldApp", version=__version__, docs_url=None, redoc_url=None, openapi_url=None)
    app.add_exception_handler(KnownError, _known_error)
    calls = Files(store, files)

    def who(authorization: Annotated[str, Header()] = "") -> SignedIn:
        with store.reading() as unit:
            found = unit.accounts.behind_token(authorization.removeprefix("Bearer "), clock.now())
        if found is None:
            raise KnownError("signin.expired")
        if found.device_revoked:
            raise KnownError("device.revoked")
        return found

    Caller = Annotated[SignedIn, Depends(who)]  # noqa: N806 (a type)

    @app.get("/v1/health")
    async def health() -> dict[str, str]:
        return {"status": "ok", "product": "fieldapp", "version": __version__, "instance": instance}

    @app.post("/v1/sign-in")
    async def post_sign_in(request: Request) -> Response:
        body = await whole_body(request, MOST_MB)
        asked = _decoded(body)
        given = await run_in_threadpool(sign_in, store, authority, asked, clock.now())
        return _json(given)

    @app.post("/v1/sync")
    async def post_sync(request: Request, caller: Caller) -> StreamingResponse:
        asked = decode_request(await whole_body(request, MOST_MB))
        frames: Iterator[bytes] = answer(store, caller, asked, rules.authority)
        return StreamingResponse(frames, media_type="application/octet-stream")

    @app.post("/v1/wiped")
    def post_wiped(caller: Caller) -> Response:
        with store.writing() as unit:
            wiping.confirm(unit, caller.device_id, clock.now())
        return Response(status_code=204)

    @app.get("/v1/dictionaries/{dictionary_id}")
    def get_dictionary(dictionary_id: int, caller: Caller) -> Response:  # noqa: ARG001 - for those signed in only
        return Response(dictionaries.content(dictionary_id), media_type="application/octet-stream")

    add_file_routes(app, calls, who)
    add_map_routes(app, MapCalls(store, files), who)
    add_assign_route(app, store, who)
    return app


def _decoded(body: bytes) -> SignInRequest:
    try:
        return msgspec.json.decode(body, type=SignInRequest)
    except UNREADABLE as error:
        raise KnownError("sync.bad_request", {"detail": str(error)}) from error


def _json(content: object, status: int = 200) -> Response:
    return Response(msgspec.json.encode(content), status_code=status, media_type="application/json")


async def _known_error(_request: Request, error: Exception) -> Response:
    assert isinstance(error, KnownError)
    pause = _AWAY.answer(error)
    if pause is not None:
        return pause
    params = {name: value if isinstance(value, int) else str(value) for name, value in error.params.items()}
    return _json(ErrorAnswer(error.code, params, error.retryable), STATUS.get(error.code, 400))
