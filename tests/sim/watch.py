"""What must hold at every step, read from the disks as they are: nobody has to be asked nicely."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from tests.sim.machine import Machine
from tests.sim.office import SimOffice
from tests.sim.violations import hold

SAID = {"accepted": "accepted", "settled": "accepted", "rejected": "rejected", "conflict": "conflict"}
FOREIGN = """SELECT f.scope, f.entity, f.id, r.scope FROM feed f JOIN record r ON r.entity = f.entity AND r.id = f.id
WHERE f.op = 'put' AND r.scope <> f.scope"""
UNTOLD = """SELECT r.scope, r.entity, r.id FROM record r
LEFT JOIN feed f ON f.scope = r.scope AND f.entity = r.entity AND f.id = r.id AND f.op = 'put' WHERE f.seq IS NULL"""
AHEAD = "SELECT f.scope, f.seq, h.head FROM feed f JOIN scope_head h ON h.scope = f.scope WHERE f.seq > h.head"
KEPT = """SELECT f.fact_id, f.device_seq, o.status FROM fact f LEFT JOIN outbox o ON o.fact_id = f.fact_id
ORDER BY f.device_seq"""
ONCE_ACCEPTED = "SELECT fact_id FROM outbox WHERE kept_at IS NOT NULL AND code IN ('', 'card.clash')"
TOLD = """SELECT f.entity, f.id, f.op, r.ver FROM feed f LEFT JOIN record r ON r.entity = f.entity AND r.id = f.id
WHERE f.scope = ? AND f.seq <= ?"""


@dataclass
class Seen:
    """A laptop as it was when it was last looked at."""

    version: int = -1
    facts: set[str] = field(default_factory=set)
    heard: set[str] = field(default_factory=set)
    cursors: dict[str, tuple[int, int | None]] = field(default_factory=dict)
    epoch: str = ""


class Watch:
    """Looks at whatever changed since it last looked."""

    def __init__(self, office: SimOffice) -> None:
        self._office = office
        self._office_seen: tuple[int, int] = (-1, -1)
        self._seen: dict[str, Seen] = {}

    def office(self) -> None:
        """The server's tables agree with one another."""
        peek = self._office.peek
        seen = (self._office.generation, peek.execute("PRAGMA data_version").fetchone()[0])
        if seen == self._office_seen:
            return
        self._office_seen = seen
        foreign, untold, ahead = (peek.execute(question).fetchone() for question in (FOREIGN, UNTOLD, AHEAD))
        hold(5, foreign is None, f"the feed of a scope offers what is elsewhere: {foreign}")
        hold(4, untold is None, f"no feed tells of a record: {untold}")
        hold(6, ahead is None, f"a number beyond the head: {ahead}")

    def laptop(self, machine: Machine) -> None:
        """Nothing was lost on the laptop, and its cursors tell the truth."""
        seen = self._seen.setdefault(machine.name, Seen())
        ((version,),) = machine.ask("PRAGMA data_version")
        if version == seen.version:
            return
        seen.version = version
        self._facts(machine, seen)
        self._cursors(machine, seen)
        self._lists(machine)

    def forget(self, machine: Machine) -> None:
        """The laptop may be as it was a little earlier, but no fact of it is gone."""
        if machine.name in self._seen:
            known = {fact_id for (fact_id,) in machine.ask(ONCE_ACCEPTED)}
            self._seen[machine.name] = Seen(facts=self._seen[machine.name].facts, heard=known)

    def heard_accepted(self, machine: Machine) -> set[str]:
        """Facts of which this laptop has heard that they were accepted, in whatever history of the server."""
        return self._seen[machine.name].heard

    def _facts(self, machine: Machine, seen: Seen) -> None:
        kept = machine.ask(KEPT)
        here = {fact_id for fact_id, _, _ in kept}
        hold(3, seen.facts <= here, f"{machine.name} has lost {sorted(seen.facts - here)}")
        seen.facts = here
        numbers = [number for _, number, _ in kept]
        hold(3, numbers == list(range(1, len(kept) + 1)), f"{machine.name}'s chain has gaps: {numbers}")
        for fact_id, _, status in kept:
            hold(3, status is not None, f"{machine.name} keeps {fact_id} but will never send it")
            if status in {"accepted", "settled", "conflict"}:
                seen.heard.add(fact_id)
            if status in SAID:
                said = self._office.ever_said.get(fact_id, set())
                hold(3, SAID[status] in said, f"{machine.name} holds {fact_id} for {status}; the office said {said}")

    def _cursors(self, machine: Machine, seen: Seen) -> None:
        scopes = machine.ask("SELECT scope, cursor, boot, fresh_cursor FROM scope")
        # while a copy comes anew, its cursor counts, not that of the old one which is still shown
        cursors = {s: (cursor if fresh is None else fresh, boot) for s, cursor, boot, fresh in scopes}
        found = machine.ask("SELECT value FROM setting WHERE key = 'epoch'")
        epoch = found[0][0].decode().strip('"') if found else ""
        for scope, (cursor, boot) in cursors.items():
            before = seen.cursors.get(scope)
            if before is not None and epoch == seen.epoch == self._office.epoch and before[1] == boot:
                where = f"{machine.name}'s cursor of {scope} went from {before[0]} to {cursor}"
                hold(6, cursor >= before[0] or cursor == 0, where)
        seen.cursors, seen.epoch = cursors, epoch
        if epoch == self._office.epoch:
            shown = {scope: cursor for scope, cursor, _, fresh in scopes if fresh is None}
            self._rows_up_to(machine, shown, "SELECT entity, id, scope, ver FROM record")
            coming = {scope: fresh for scope, _, _, fresh in scopes if fresh is not None}
            self._rows_up_to(machine, coming, "SELECT entity, id, scope, ver FROM record_incoming")

    def _rows_up_to(self, machine: Machine, cursors: dict[str, int], question: str) -> None:
        """Whatever the feed has up to the cursor is here, and whatever it took away is not."""
        if not cursors:
            return
        here: dict[tuple[str, str], dict[str, int]] = defaultdict(dict)
        for entity, id_, scope, ver in machine.ask(question):
            here[entity, id_][scope] = ver
        for scope, cursor in cursors.items():
            for entity, id_, op, ver in self._office.peek.execute(TOLD, (scope, cursor)):
                found = here.get((entity, id_), {})
                where = f"{machine.name} at {cursor} of {scope}: {entity} {id_} is {found}"
                if op == "put":
                    hold(6, ver in found.values(), f"{where}, at the office version {ver}")
                else:
                    hold(5, scope not in found, f"{where}, but it was evicted")

    def _lists(self, machine: Machine) -> None:
        """The list and the search show exactly the cases that are here."""
        cases = set(machine.ask("SELECT id FROM record WHERE entity = 'case'"))
        listed = set(machine.ask("SELECT case_id FROM case_row"))
        hold(5, cases == listed, f"{machine.name} lists {sorted(listed ^ cases)} wrongly")
        rows, words = machine.ask("SELECT rid FROM case_row"), machine.ask("SELECT rowid FROM case_search")
        hold(5, set(rows) == set(words), f"{machine.name}'s search holds other cases than its list")
