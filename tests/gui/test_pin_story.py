"""A pin in the story of a case: it says that the place was confirmed or taken back, and nothing that it is not."""

from __future__ import annotations

from fieldapp.domain.case import Case
from fieldapp.domain.party import Place, PlaceSource
from fieldapp.services.desk import Desk
from fieldapp.services.look_at_case import look_at_case
from fieldapp.services.pin_place import pin
from fieldapp.services.unpin_place import unpin
from ui.viewmodels.field_happenings import field_moments


def test_a_pin_and_its_end_are_told_as_such(desk: Desk, case: Case) -> None:
    here = Place(120_611_111, 31_311_111, 20, PlaceSource.CHECK_IN)
    pinned = pin(desk, case.id, case.premises[0].id, here, "从后门进")
    unpin(desk, case.id, pinned.fact_id)
    told = [moment.happening for moment in field_moments(look_at_case(desk, case.id))]
    assert [one.title for one in told] == ["确认了经营场所的位置", "撤回了经营场所的位置"]
    assert told[0].detail == "从后门进"
