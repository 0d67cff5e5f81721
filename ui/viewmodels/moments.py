"""One moment of a case's story: what kind it is, when it was, how it reads, and whom it concerns."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime
from enum import StrEnum

from fieldapp.services.look_at_case import CasePage
from ui import formats, words
from ui.i18n import translate
from ui.widgets.timeline import Happening


class MomentKind(StrEnum):
    """What the story can be narrowed to."""

    VISIT = "visit"
    CONTACT = "contact"
    PROMISE = "promise"
    PAYMENT = "payment"
    CASH = "cash"
    PLAN = "plan"
    PAPER = "paper"
    MATTER = "matter"
    PERSON = "person"
    CONDUCT = "conduct"
    FILE = "file"
    CARD = "card"
    REFUSED = "refused"


class Moment:
    """One thing that happened, when, and the names of those it concerns; its words are made when they are first read.

    A story has hundreds of moments and a screen shows a dozen, so all the others cost nothing.
    """

    __slots__ = ("_make", "_told", "at", "kind", "people")

    def __init__(
        self, kind: MomentKind, at: datetime, make: Callable[[], Happening], people: Iterable[str] = ()
    ) -> None:
        self.kind, self.at, self._make = kind, at, make
        self.people = tuple(dict.fromkeys(name for name in people if name))
        self._told: Happening | None = None

    @property
    def happening(self) -> Happening:
        """How it reads."""
        if self._told is None:
            self._told = self._make()
        return self._told

    @property
    def text(self) -> str:
        """All its words, folded for a search."""
        told = self.happening
        return f"{told.when} {told.title} {told.state} {told.detail} {' '.join(self.people)}".casefold()


def kind_words(kind: MomentKind) -> str:
    """A kind as a filter names it."""
    return {
        MomentKind.VISIT: translate("happenings", "外访"),
        MomentKind.CONTACT: translate("happenings", "联系"),
        MomentKind.PROMISE: translate("happenings", "承诺"),
        MomentKind.PAYMENT: translate("happenings", "还款"),
        MomentKind.CASH: translate("happenings", "现金"),
        MomentKind.PLAN: translate("happenings", "方案"),
        MomentKind.PAPER: translate("happenings", "文书"),
        MomentKind.MATTER: translate("happenings", "事项"),
        MomentKind.PERSON: translate("happenings", "人与场所"),
        MomentKind.CONDUCT: translate("happenings", "合规"),
        MomentKind.FILE: translate("happenings", "附件"),
        MomentKind.CARD: translate("happenings", "卡片"),
        MomentKind.REFUSED: translate("happenings", "未被接收"),
    }[kind]


def moment(
    page: CasePage,
    kind: MomentKind,
    at: datetime,
    make: Callable[[], Happening],
    fact_id: str,
    people: Iterable[str],
    *,
    late: bool,
) -> Moment:
    """A moment that a fact brought about, with where the fact is."""
    return Moment(kind, at, lambda: with_custody(page, fact_id, make(), late=late), people)


def with_custody(page: CasePage, fact_id: str, told: Happening, *, late: bool) -> Happening:
    """The happening with where its fact is, where nothing more important stands there."""
    if told.state:
        return told
    status = custody_of(page, fact_id)
    if status:
        return replace(told, state=words.custody(status), state_tone=words.custody_tone(status))
    if late:
        return replace(told, state=translate("happenings", "改派之后才送达"), state_tone="text_2")
    return told


def custody_words(page: CasePage, fact_id: str) -> str:
    """Where a fact of this laptop is while it is not settled, in words."""
    status = custody_of(page, fact_id)
    return words.custody(status) if status else ""


def custody_of(page: CasePage, fact_id: str) -> str:
    """Where a fact of this laptop is while it is not settled; empty when there is nothing to say."""
    found = next((entry.status for entry in page.entries if entry.fact.id == fact_id), "")
    return found if found in {"waiting", "accepted"} else ""


def when(page: CasePage, at: datetime) -> str:
    """A moment as the story says it."""
    return formats.short_moment(at, page.seen.case.zone)


def name_of(page: CasePage, staff_id: str) -> str:
    """A colleague's name; empty for one nobody knows here."""
    staff = page.staff.get(staff_id)
    return staff.name if staff is not None else ""


def party_name(page: CasePage, party_id: str) -> str:
    """The name of somebody of the case, also of one who was noted once and is gone."""
    party = page.seen.file.ever.party(party_id)
    return party.name if party is not None else ""
