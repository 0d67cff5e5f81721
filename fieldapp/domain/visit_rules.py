"""Whether a recorded visit may stand, and whether one may put another right.

A visit is never edited. What was written down wrongly is put right by another visit that names it and says why; both
stay side by side for whoever reads the case, and what is derived from visits goes by the newer one.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from fieldapp.domain.case import CaseFile, Visit
from fieldapp.domain.observation import FIELDS, RATINGS, Observation
from fieldapp.domain.refusal import Refusal
from fieldapp.domain.staff import Staff, StaffRole
from fieldapp.domain.visit import NOTE_LIMIT, VisitContent

RECORDED_WITHIN = timedelta(days=1)
LONGEST_VISIT = timedelta(days=60)
"""A visit is recorded when it is left; a begun one may lie on the laptop for a while."""


def against_visit(file: CaseFile, visit: VisitContent, made_at: datetime, actor: Staff) -> Refusal | None:
    """Why this visit may not stand on the case; None if it may. `made_at` is when it was recorded."""
    if visit.left_at < visit.arrived_at:
        return Refusal("visit.left_before_arrival")
    too_old = visit.arrived_at < made_at - LONGEST_VISIT and not visit.corrects
    if too_old or visit.left_at > made_at + RECORDED_WITHIN:
        return Refusal("visit.times_out_of_place")
    if all(premises.id != visit.premises_id for premises in file.ever.premises):
        return Refusal("visit.unknown_premises")
    if any(len(text) > NOTE_LIMIT for text in _texts(visit)):
        return Refusal("visit.note_too_long", {"limit": NOTE_LIMIT})
    if _impossible(visit.observation):
        return Refusal("visit.negative_count")
    return against_correction(file, visit.corrects, visit.correction_reason, actor) if visit.corrects else None


def _texts(visit: VisitContent) -> Iterator[str | tuple[str, ...]]:
    """Everything that was written on it, and its lists of words: an endless one could never be sent."""
    yield from (visit.note, visit.next_note, visit.correction_reason, visit.met_name, visit.companion)
    for name in FIELDS:
        answer = getattr(visit.observation, name)
        if isinstance(answer, str):
            yield answer
        elif isinstance(answer, tuple):
            yield answer
            yield from answer


def against_correction(file: CaseFile, visit_id: str, reason: str, actor: Staff) -> Refusal | None:
    """Why `actor` may not put that visit right: it is of this case and their own, or they are a supervisor."""
    wrong = next((visit for visit in file.visits if visit.id == visit_id), None)
    if wrong is None:
        return Refusal("visit.unknown_visit")
    if wrong.made_by != actor.id and actor.role is not StaffRole.SUPERVISOR:
        return Refusal("visit.not_your_visit")
    if correction_of(file, visit_id) is not None:
        return Refusal("visit.already_corrected")
    return None if reason.strip() else Refusal("visit.reason_needed")


def correction_of(file: CaseFile, visit_id: str) -> Visit | None:
    """The visit that put this one right, if one did."""
    return next((visit for visit in file.visits if visit.content.corrects == visit_id), None)


def _impossible(observation: Observation) -> bool:
    """A negative count or sum, a margin beyond the whole, a rating off its scale, more machines running than there are.

    What concerns health is not written down against somebody's word (R37).
    """
    answers = {name: getattr(observation, name) for name in FIELDS}
    numbers = [value for value in answers.values() if isinstance(value, int)]
    margin, running, machines = (answers[name] for name in ("margin_percent", "machines_running", "machines_total"))
    return (
        min(numbers, default=0) < 0
        or (margin or 0) > 100
        or any(answers[name] is not None and not 1 <= answers[name] <= 5 for name in RATINGS)
        or (running is not None and machines is not None and running > machines)
        or (answers["household_consent"] is False and bool(answers["household_illness"]))
    )
