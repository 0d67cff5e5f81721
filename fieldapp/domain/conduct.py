"""How work was done where it must be answered for: a warning gone over with a reason, and a call for help.

Both are facts of the case, so that a supervisor sees them, and neither can be taken back.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from fieldapp.domain.party import Place

OPENED_NUMBER = "reveal_number"
REASON_LIMIT = 500
"""Most characters of a reason; of the note of a call for help as well."""


@dataclass(frozen=True, slots=True)
class OverrideContent:
    """Somebody goes on in spite of warnings (`compliance.audit.Override`): which rules, of which pack, and why.

    Opening somebody's number goes over nothing, but is kept in the same way: who looked at whose number, and what for.

    Attributes:
        verb: what was done (`compliance.verbs.Verb`), `party_id`: to whom.
        codes: of the sentences that warned; of an opened number, of the one that allowed it.
        reason: in the words of whoever went on; of an opened number a purpose code.
    """

    verb: str
    party_id: str
    rules: tuple[str, ...]
    codes: tuple[str, ...]
    pack_version: str
    reason: str
    at: datetime

    @property
    def opened_number(self) -> bool:
        """Whether it only says that a number was opened; no rule was gone over."""
        return self.verb == OPENED_NUMBER


@dataclass(frozen=True, slots=True)
class RuleOverride:
    """An override as the case file holds it."""

    id: str
    case_id: str
    made_by: str
    made_at: datetime
    content: OverrideContent
    late: bool = False


@dataclass(frozen=True, slots=True)
class HelpContent:
    """A collector asked the office for help, where and when; `visit_ended`: they left the place."""

    at: datetime
    place: Place | None = None
    premises_id: str = ""
    visit_ended: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class HelpCall:
    """A call for help as the case file holds it."""

    id: str
    case_id: str
    made_by: str
    made_at: datetime
    content: HelpContent
    late: bool = False
