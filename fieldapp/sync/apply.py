"""Applying what the server sent, each function within one transaction of the store."""

from __future__ import annotations

from datetime import datetime

from fieldapp.domain.case import Entity
from fieldapp.domain.document import Document
from fieldapp.domain.ids import NIL
from fieldapp.protocol.codec import decompress
from fieldapp.protocol.messages import FeedRow, PageFrame
from fieldapp.protocol.records import decode_record
from fieldapp.store.laptop.attachments import Attachment
from fieldapp.store.laptop.unit import LaptopUnit


def apply_page(unit: LaptopUnit, page: PageFrame, now: datetime) -> None:
    """Rows and cursor together; facts whose records are now here leave the overlay."""
    for row in page.rows:
        if row.op == "put":
            unit.shadow.put(page.scope, row)
            if row.entity == Entity.DOCUMENT.value:
                _want_file(unit, row, now)
        else:
            unit.shadow.evict(page.scope, row)
        if row.case_id != NIL:
            unit.changes.cases.add(row.case_id)
    unit.sync.advance(page.scope, page.cursor, now)
    unit.changes.cases |= unit.outbox.settle(page.scope, page.cursor)
    _forget_moved(unit, page)


def restart_scope(unit: LaptopUnit, scope: str, boot: int) -> None:
    """Drop the copy of a scope; what was done here is never dropped."""
    unit.changes.cases |= unit.shadow.drop_scope(scope) - {NIL}
    unit.sync.restart(scope, boot)


def drop_scopes(unit: LaptopUnit, scopes: tuple[str, ...]) -> None:
    """Remove everything that came with scopes that are no longer ours."""
    for scope in scopes:
        gone = unit.shadow.drop_scope(scope) - {NIL}
        unit.changes.cases |= gone
        unit.sync.forget(scope)
        for case_id in gone:
            _forget(unit, case_id)


def files_to_move(unit: LaptopUnit) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Digests of files to send and to fetch. A file is sent once the fact that names it was accepted."""
    up = [f for f in unit.attachments.in_state("local", "sent") if unit.outbox.is_accepted(f.fact_id)]
    return tuple(f.sha256 for f in up), tuple(f.sha256 for f in unit.attachments.in_state("wanted"))


def _want_file(unit: LaptopUnit, row: FeedRow, now: datetime) -> None:
    document: Document = decode_record(Entity.DOCUMENT, decompress(row.blob))
    newest = document.current
    file = Attachment(newest.sha256, document.content.kind.value, document.case_id, document.id, newest.size, "wanted")
    unit.changes.files = unit.attachments.want(file, now) or unit.changes.files


def _forget_moved(unit: LaptopUnit, page: PageFrame) -> None:
    for row in page.rows:
        if row.op == "evict" and row.entity == Entity.CASE.value and unit.shadow.case_file(row.id) is None:
            _forget(unit, row.id)


def _forget(unit: LaptopUnit, case_id: str) -> None:
    """Files of a case that went away; what was done or begun here stays: facts, their files, and drafts."""
    unit.attachments.drop_case(case_id)
