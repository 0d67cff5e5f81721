"""Where the plan desk stands, as one value, and the steps by which it came there: so that every change can be taken
back and made again."""

from __future__ import annotations

from dataclasses import dataclass, field

from fieldapp.domain.plans.guarantor_consent import Consent
from fieldapp.domain.plans.plan import PlanTerms

OWN = -1
"""Chosen: the terms set by hand."""
MOST_STEPS = 300


@dataclass(frozen=True, slots=True)
class DeskState:
    """What is chosen and set.

    Attributes:
        loans: ids of the loans the plan covers, the leading one first.
        at: the loan whose terms are in the form.
        chosen: number of a proposal, `OWN`, or None.
        own: terms set by hand, one a loan in their order; empty while nobody has set any.
        consents: what is known of guarantors who do not simply sign on the paper.
        reason: the collector's words for whoever approves.
        bundle: the id that plans of several loans will share; empty for one.
    """

    loans: tuple[str, ...] = ()
    at: str = ""
    chosen: int | None = None
    own: tuple[PlanTerms, ...] = ()
    consents: tuple[Consent, ...] = ()
    reason: str = ""
    bundle: str = ""

    def own_of(self, loan_id: str) -> PlanTerms | None:
        """The terms set by hand for a loan."""
        return next((terms for terms in self.own if terms.loan_id == loan_id), None)


@dataclass(slots=True)
class History:
    """The steps, the present one last but for those taken back."""

    steps: list[DeskState] = field(default_factory=list)
    place: int = -1
    _key: str = ""

    @property
    def now(self) -> DeskState:
        """Where the desk stands."""
        return self.steps[self.place]

    def begin(self, state: DeskState) -> None:
        """Forget all steps: another case, or other sums."""
        self.steps, self.place, self._key = [state], 0, ""

    def push(self, state: DeskState, key: str = "") -> bool:
        """One more step; of steps with the same key in a row only the first and the last are kept, so that a number
        being typed is one step. Whether anything changed."""
        if state == self.now:
            return False
        del self.steps[self.place + 1 :]
        if key and key == self._key and self.place > 0:
            self.steps[self.place] = state
        else:
            self.steps.append(state)
            del self.steps[: max(0, len(self.steps) - MOST_STEPS)]
            self.place = len(self.steps) - 1
        self._key = key
        return True

    def back(self) -> DeskState | None:
        """Take the last step back; None where there is none."""
        if self.place <= 0:
            return None
        self.place -= 1
        self._key = ""
        return self.now

    def again(self) -> DeskState | None:
        """Make the step again that was taken back last; None where there is none."""
        if self.place + 1 >= len(self.steps):
            return None
        self.place += 1
        self._key = ""
        return self.now
