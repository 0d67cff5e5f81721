"""Particulars for the tests of what is known of a case."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from fieldapp.domain.case import CaseFile
from fieldapp.domain.particulars import Particular, ParticularContent, ParticularKind, Told
from tests.unit.domain.builders import COLLECTOR, NOON, case_file


def noted(
    id_: str, kind: ParticularKind, value: str = "", *, at: datetime | int = 0, source: Told = Told.SEEN, **said: Any
) -> Particular:
    """A particular noted at noon, or so many minutes later."""
    made_at = at if isinstance(at, datetime) else NOON + timedelta(minutes=at)
    return Particular(id_, "case-1", COLLECTOR.id, made_at, ParticularContent(kind, value, source, **said))


def person(id_: str, name: str = "王兰", **said: Any) -> Particular:
    return noted(id_, ParticularKind.PERSON, name, **said)


def phone(id_: str, number: str, of: str, **said: Any) -> Particular:
    return noted(id_, ParticularKind.PHONE, number, of=of, **said)


def address(id_: str, text: str, of: str, **said: Any) -> Particular:
    return noted(id_, ParticularKind.ADDRESS, text, of=of, **said)


def premises(id_: str, name: str = "李记分店", **said: Any) -> Particular:
    return noted(id_, ParticularKind.PREMISES, name, **said)


def file_with(*particulars: Particular) -> CaseFile:
    """The usual case file with these particulars."""
    return replace(case_file(), particulars=particulars)
