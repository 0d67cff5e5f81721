"""A signing under way: who signs in which order, what was taken from whom, and how their identity was checked.

It outlives the page that shows it, so that a change of language asks nobody to sign again. Nothing of it is stored
before the seal: ink that was not sealed is thrown away with it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from fieldapp.documents.ink import InkRecord, acceptable, ink_record_from
from fieldapp.documents.plan_paper import PlanPaper
from fieldapp.services.desk import Desk
from fieldapp.services.issue_document import COLLECTOR, DrawnPaper
from ui.widgets.page_marks import Line, PageMark

BORROWER, GUARANTOR = "borrower", "guarantor"
EMPTY = "documents.ink_too_short"


@dataclass(frozen=True, slots=True)
class Signatory:
    """Somebody whose ink goes on the paper: the name of their box, their role, their name."""

    box: str
    role: str
    name: str

    @property
    def may_skip(self) -> bool:
        """Whether the paper can be sealed without them: a guarantor may sign another time."""
        return self.role == GUARANTOR

    @property
    def checked(self) -> bool:
        """Whether their identity is checked and the paper read to them; the collector knows who they are."""
        return self.role != COLLECTOR


@dataclass(frozen=True, slots=True)
class Taken:
    """What was taken from somebody: their ink (None if they did not sign), how identity was checked, read aloud."""

    ink: InkRecord | None
    identity_check: str = ""
    read_aloud: bool = False


@dataclass(slots=True)
class Signing:
    """The state of a signing."""

    drawn: DrawnPaper
    taken: dict[str, Taken] = field(default_factory=dict)

    @property
    def signatories(self) -> list[Signatory]:
        """Everybody, in the order in which they sign."""
        return signatories(self.drawn.paper)

    @property
    def inks(self) -> dict[str, InkRecord]:
        """The ink that was taken, by box."""
        return {box: one.ink for box, one in self.taken.items() if one.ink is not None}

    def circumstances(self, desk: Desk) -> dict[str, Any]:
        """What the evidence says about how it was signed: plain canonical values."""
        return {
            "device_id": desk.device_id,
            "collector": desk.staff.staff_no,
            "signatories": {
                each.box: {
                    "signed": self.taken[each.box].ink is not None,
                    "identity_check": self.taken[each.box].identity_check,
                    "read_aloud": self.taken[each.box].read_aloud,
                }
                for each in self.signatories
                if each.checked and each.box in self.taken
            },
        }

    def marks(self, now: str, words: str) -> list[PageMark]:
        """The ink taken so far at its places, and the place `now` with its words."""
        found = []
        for box in self.drawn.rendered.boxes:
            at, ink = (box.x, box.y, box.w, box.h), self.inks.get(box.name)
            said = words if box.name == now else ""
            if said or ink is not None:
                found.append(PageMark(box.page, at, said, _lines(ink) if ink is not None else ()))
        return found


def _lines(ink: InkRecord) -> tuple[Line, ...]:
    return tuple(tuple((float(sample[1]), float(sample[2])) for sample in stroke) for stroke in ink.strokes)


def signatories(paper: PlanPaper) -> list[Signatory]:
    """Who puts ink on a paper: the borrower, every guarantor, then the collector."""
    guarantors = [Signatory(f"{GUARANTOR}{n}", GUARANTOR, one.name) for n, one in enumerate(paper.guarantors, start=1)]
    borrower = Signatory(BORROWER, BORROWER, paper.borrower.name)
    return [borrower, *guarantors, Signatory(COLLECTOR, COLLECTOR, paper.agent.name)]


def ink_of(record: dict[str, Any]) -> tuple[InkRecord | None, str]:
    """The ink of a pad's record, or the code of the reason why it is no signature."""
    device = record["device"]
    if not record["strokes"]:
        return None, EMPTY
    plain = {
        "pad": record["pad"],
        "device_kind": device["kind"],
        "device_name": device["name"],
        "started": record["started"],
        "strokes": [stroke for stroke in record["strokes"] if stroke],
    }
    ink = ink_record_from(plain)
    reason = acceptable(ink)
    return (None, reason) if reason else (ink, "")
