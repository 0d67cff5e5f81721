"""The address by which a supervisor gives cases to another collector."""

import logging
from collections.abc import Callable
from typing import Annotated

import msgspec
from fastapi import Depends, FastAPI, Request, Response
from starlette.concurrency import run_in_threadpool

from fieldapp.errors import KnownError
from fieldapp.protocol.assign import MOST_CASES, AssignAnswer, AssignRequest
from fieldapp.protocol.codec import UNREADABLE
from fieldapp.server.http_body import whole_body
from fieldapp.services.assign_cases import assign_of_team
from fieldapp.store.office.accounts import SignedIn
from fieldapp.store.office.unit import OfficeStore

MOST_MB = 1
_log = logging.getLogger("fieldapp.server")


def add_assign_route(app: FastAPI, store: OfficeStore, who: Callable[..., SignedIn]) -> None:
    """Add `/v1/assign`; `who` finds the caller behind a request."""
    Caller = Annotated[SignedIn, Depends(who)]  # noqa: N806 (a type)

    @app.post("/v1/assign")
    async def post_assign(request: Request, caller: Caller) -> Response:
        asked = _decoded(await whole_body(request, MOST_MB))
        given = await run_in_threadpool(assign_of_team, store, caller.staff, asked.case_ids, asked.staff_id)
        _log.info("%s gave %d cases to %s", caller.staff.id, given.moved, given.to.id)
        answer = AssignAnswer(given.to.name, given.moved, given.already)
        return Response(msgspec.json.encode(answer), media_type="application/json")


def _decoded(body: bytes) -> AssignRequest:
    try:
        asked = msgspec.json.decode(body, type=AssignRequest)
    except UNREADABLE as error:
        raise KnownError("sync.bad_request", {"detail": str(error)}) from error
    if not 0 < len(asked.case_ids) <= MOST_CASES:
        raise KnownError("sync.bad_request", {"detail": "case_ids"})
    return asked
