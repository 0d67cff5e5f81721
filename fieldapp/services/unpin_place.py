"""Taking a pin back: what stood before it stands again, and both stay in the record.

A pin is a particular that corrects a premises (or the last word on it). Taking it back is another one that corrects
the very same thing and says nothing of its own: of two that correct one thing the newer holds (`domain.known_case`),
so the place is again what it was, be it nothing.
"""

from __future__ import annotations

from fieldapp import clock
from fieldapp.domain.facts import FactKind
from fieldapp.domain.known_case import last_words
from fieldapp.domain.particulars import ParticularContent, ParticularKind
from fieldapp.errors import KnownError
from fieldapp.services.add_particular import depends_on_particulars
from fieldapp.services.desk import Desk
from fieldapp.store.laptop.unit import ChangeSet


def unpin(desk: Desk, case_id: str, fact_id: str) -> ChangeSet:
    """Take back the pin that this fact made.

    Raises:
        KnownError: `place.not_the_last_word` where something newer was said of the premises since, or it is no pin of
            this case; `case.not_here`.
    """
    with desk.store.writing() as unit:
        file = unit.files.get(case_id)
        words = last_words(file.case, file.particulars, clock.today(file.case.zone)).values()
        pin = next((one.content for one in words if one.id == fact_id), None)
        if pin is None or pin.kind is not ParticularKind.PREMISES or pin.place is None:
            raise KnownError("place.not_the_last_word")
        said = ParticularContent(pin.kind, "", pin.source, of=pin.of, corrects=pin.corrects)
        fact = desk.fact(FactKind.PARTICULAR_ADDED, case_id, said)
        rests_on = depends_on_particulars(unit, case_id, said.of, said.corrects, fact_id)
        desk.record(unit, file, fact, depends_on=rests_on)
        return unit.changes
