"""What the borrower page shows, read and put into words off the GUI thread."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from fieldapp.services.desk import Desk
from fieldapp.services.look_at_case import CasePage, look_at_case
from ui.viewmodels.happenings import story
from ui.viewmodels.moments import Moment


@dataclass(frozen=True, slots=True)
class Shown:
    """The page of a case with its story; two that read the same are equal.

    Attributes:
        people: who comes up in the story, the most frequent first.
    """

    page: CasePage
    moments: tuple[Moment, ...] = field(compare=False)
    people: tuple[str, ...] = field(compare=False)


def read_page(desk: Desk, case_id: str) -> Shown:
    """The page of a case; on a reader thread.

    Raises:
        KnownError: `case.not_here`.
    """
    page = look_at_case(desk, case_id)
    moments = tuple(story(page))
    counts = Counter(name for moment in moments for name in moment.people if name)
    return Shown(page, moments, tuple(name for name, _count in counts.most_common()))
