"""A signing under way: what was read aloud, who signs in which order, what was taken from whom, and how their identity
was checked.

It outlives the page that shows it, so that a change of language asks nobody to sign again; and after every step it is
held encrypted on the laptop (`hold_signing`), so that a killed program does not either. Only the seal makes a paper.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from fieldapp import clock
from fieldapp.documents.ink import InkRecord, acceptable, ink_record_from
from fieldapp.documents.plan_paper import PlanPaper
from fieldapp.documents.read_aloud import Spoken, to_read
from fieldapp.services.desk import Desk
from fieldapp.services.hold_signing import HeldSigning, Outcome, Taken, stamped
from fieldapp.services.issue_document import COLLECTOR, DrawnPaper
from ui.widgets.page_marks import Line, PageMark

BORROWER, WITNESS = "borrower", "witness"
EMPTY = "documents.ink_too_short"
LAST_FOUR = "id_last4"
"""The way to check identity by which four characters are compared."""


@dataclass(frozen=True, slots=True)
class Signatory:
    """Somebody whose ink goes on the paper: the name of their box, their role, their name, their identity number."""

    box: str
    role: str
    name: str
    id_no: str = ""

    @property
    def may_miss(self) -> bool:
        """Whether the paper can be sealed without them: co-debtors, guarantors and a witness."""
        return self.role not in {BORROWER, COLLECTOR}

    @property
    def may_refuse(self) -> bool:
        """Whether they can say no: a collector or a witness who does not want to is simply not there."""
        return self.role not in {COLLECTOR, WITNESS}

    @property
    def checked(self) -> bool:
        """Whether their identity is checked; the collector knows who they are."""
        return self.role != COLLECTOR

    def is_last_four(self, typed: str) -> bool:
        """Whether these are the last four characters of their identity number."""
        return bool(self.id_no) and typed.strip().upper() == self.id_no[-4:].upper()


@dataclass(slots=True)
class Signing:
    """The state of a signing."""

    drawn: DrawnPaper
    taken: dict[str, Taken] = field(default_factory=dict)
    heard: dict[str, str] = field(default_factory=dict)
    pads: dict[str, dict[str, Any]] = field(default_factory=dict)

    @property
    def signatories(self) -> list[Signatory]:
        """Everybody, in the order in which they sign."""
        return signatories(self.drawn.paper)

    @property
    def passages(self) -> tuple[Spoken, ...]:
        """What must be read aloud."""
        return to_read(self.drawn.paper)

    @property
    def all_heard(self) -> bool:
        """Whether everything that must be read was read."""
        return all(one.key in self.heard for one in self.passages)

    @property
    def inks(self) -> dict[str, InkRecord]:
        """The ink that was taken, by box."""
        return {box: one.ink for box, one in self.taken.items() if one.ink is not None}

    def hear(self, key: str, *, on: bool) -> None:
        """A passage was read, now; or it is to be read again."""
        if on:
            self.heard.setdefault(key, clock.now().isoformat(timespec="seconds"))
        else:
            self.heard.pop(key, None)

    def take(self, box: str, taken: Taken) -> None:
        """What came of asking somebody; their unfinished strokes are not needed any more."""
        self.taken[box] = stamped(taken)
        self.pads.pop(box, None)

    def held(self) -> HeldSigning:
        """What is kept of it."""
        drawn = self.drawn
        return HeldSigning(
            drawn.case_id, drawn.contents, drawn.paper, dict(self.heard), dict(self.taken), dict(self.pads)
        )

    def take_up(self, held: HeldSigning) -> bool:
        """Go on where an interrupted signing of this very paper was; whether there was anything to go on with."""
        if held.paper != self.drawn.paper or held.contents != self.drawn.contents:
            return False
        boxes = {who.box for who in self.signatories}
        self.heard = dict(held.heard)
        self.taken = {box: one for box, one in held.taken.items() if box in boxes}
        self.pads = {box: pad for box, pad in held.pads.items() if box in boxes}
        return bool(self.heard or self.taken or self.pads)

    def circumstances(self, desk: Desk) -> dict[str, Any]:
        """What the evidence says about how it was signed: plain canonical values."""
        found: dict[str, Any] = {
            "device_id": desk.device_id,
            "collector": desk.staff.staff_no,
            "read_aloud": dict(self.heard),
            "signatories": {
                each.box: self._circumstance(self.taken[each.box])
                for each in self.signatories
                if each.checked and each.box in self.taken
            },
        }
        return found

    def _circumstance(self, taken: Taken) -> dict[str, Any]:
        said: dict[str, Any] = {
            "signed": taken.ink is not None,
            "outcome": taken.outcome.value,
            "identity_check": taken.identity_check,
            "read_aloud": self.all_heard and taken.outcome is not Outcome.ABSENT,
            "at": taken.at,
        }
        return said | ({"reason": taken.reason} if taken.reason else {})

    def marks(self, now: str, words: str) -> list[PageMark]:
        """The ink taken so far at its places, and the place `now` with its words."""
        found = []
        for box in self.drawn.rendered.boxes:
            at, ink = (box.x, box.y, box.w, box.h), self.inks.get(box.name)
            said = words if box.name == now else ""
            if said or ink is not None:
                found.append(PageMark(box.page, at, said, _lines(ink) if ink is not None else ()))
        return found


def redrawn(signing: Signing, drawn: DrawnPaper) -> Signing:
    """The signing of another drawing of the paper (a witness came, or went): what was heard stays heard."""
    return replace(signing, drawn=drawn, taken={}, pads={})


def _lines(ink: InkRecord) -> tuple[Line, ...]:
    return tuple(tuple((float(sample[1]), float(sample[2])) for sample in stroke) for stroke in ink.strokes)


def signatories(paper: PlanPaper) -> list[Signatory]:
    """Who puts ink on a paper: borrower, co-debtors, guarantors, a witness, and the collector last."""
    numbers = {BORROWER: paper.borrower.id_no}
    numbers |= {f"co_debtor{number}": one.id_no for number, one in enumerate(paper.co_debtors, start=1)}
    numbers |= {f"guarantor{number}": one.id_no for number, one in enumerate(paper.guarantors, start=1)}
    if paper.witness is not None:
        numbers[WITNESS] = paper.witness.id_last4
    asked = [Signatory(box, box.rstrip("0123456789"), name, numbers.get(box, "")) for box, name in paper.people.items()]
    return [*asked, Signatory(COLLECTOR, COLLECTOR, paper.agent.name)]


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
