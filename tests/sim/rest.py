"""What must hold when everybody has synced until nothing moves any more."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from fieldapp.protocol.codec import decompress
from fieldapp.protocol.verdicts import FactVerdict, VerdictStatus
from tests.sim.books import check_books
from tests.sim.machine import Machine
from tests.sim.office import FINAL, SimOffice
from tests.sim.violations import hold
from tests.sim.watch import Watch

ROUNDS = 12
WAITS = {"fact.held_after_restore", "fact.dependency_held"}
"""Why a fact may still be kept aside: a restored server lacks what it rests on."""
EFFECTS = {
    "visit_recorded": "visit",
    "promise_made": "promise",
    "plan_proposed": "plan",
    "document_sealed": "document",
    "file_attached": "file",
}


def come_to_rest(
    office: SimOffice,
    machines: list[Machine],
    watch: Watch,
    sync: Callable[[Machine], None],
    note: Callable[[str], None],
) -> None:
    """Everybody syncs until two rounds change nothing; then all is compared."""
    before: object = None
    for _ in range(ROUNDS):
        for machine in machines:
            sync(machine)
        now = [_state(machine) for machine in machines] + [_heads(office)]
        if now == before:
            break
        before = now
    else:
        hold(3, False, "no rest: something moves for ever")
    note("at rest")
    for machine in machines:
        _settled(office, machine, watch.heard_accepted(machine))
        _same_view(office, machine)
        _files(machine)
    _ledger(office, machines)
    check_books(office)


def _state(machine: Machine) -> object:
    return (
        machine.ask("SELECT entity, id, scope, ver FROM record ORDER BY entity, id"),
        machine.ask("SELECT fact_id, status FROM outbox ORDER BY fact_id"),
        machine.ask("SELECT sha256, state FROM attachment ORDER BY sha256"),
        machine.ask("SELECT scope, cursor FROM scope ORDER BY scope"),
    )


def _heads(office: SimOffice) -> object:
    return office.peek.execute("SELECT scope, head FROM scope_head ORDER BY scope").fetchall()


def _verdicts(office: SimOffice) -> dict[str, FactVerdict]:
    """What the office would say of each fact; that an old one was accepted it knows from its ledger alone."""
    rows = office.peek.execute("SELECT fact_id, body FROM verdict").fetchall()
    told = {fact_id: msgspec.msgpack.decode(body, type=FactVerdict) for fact_id, body in rows}
    kept = office.peek.execute("SELECT fact_id, late FROM fact").fetchall()
    return {f: FactVerdict(f, VerdictStatus.ACCEPTED, late=bool(late)) for f, late in kept} | told


def _settled(office: SimOffice, machine: Machine, heard: set[str]) -> None:
    """Each fact has the office's final word, and this laptop knows it.

    What a restored server cannot judge any more, though it had accepted it, is never refused: it is kept aside.
    """
    verdicts = _verdicts(office)
    for fact_id, status in machine.ask("SELECT fact_id, status FROM outbox"):
        given = verdicts.get(fact_id)
        where = f"{machine.name} has {fact_id} as {status}, the office {given}"
        hold(11, given is not None, where)
        assert given is not None
        hold(1, status == {"accepted": "settled"}.get(given.status.value, given.status.value), where)
        hold(11, given.status.value in FINAL or given.code in WAITS, where)
        if not machine.ever_old:
            once = fact_id in heard
            hold(11, not once or given.status.value != "rejected", f"{where}, accepted before a restore")


def _scopes(office: SimOffice, machine: Machine) -> list[str]:
    staff = machine.owner.staff
    everybody = office.peek.execute("SELECT id FROM staff WHERE role='collector' AND team=?", (staff.team,)).fetchall()
    seen = [staff.id] if staff.role.value == "collector" else [id_ for (id_,) in everybody]
    return ["office", *(f"staff:{id_}" for id_ in seen)]


def _same_view(office: SimOffice, machine: Machine) -> None:
    """The shadow is the server's view of the laptop's scopes, to the byte of every record."""
    scopes = _scopes(office, machine)
    marks = ",".join("?" * len(scopes))
    query = f"SELECT entity, id, scope, ver, blob FROM record WHERE scope IN ({marks})"
    theirs = {(e, i): (s, v, decompress(b)) for e, i, s, v, b in office.peek.execute(query, scopes)}
    ours = {
        (e, i): (s, v, decompress(b)) for e, i, s, v, b in machine.ask("SELECT entity,id,scope,ver,blob FROM record")
    }
    hold(4, set(ours) == set(theirs), f"{machine.name}: {sorted(set(ours) ^ set(theirs))} on one side only")
    for key, (scope, ver, content) in theirs.items():
        hold(4, ours[key] == (scope, ver, content), f"{machine.name}: {key} is {ours[key][:2]}, should be {scope, ver}")
    kept_aside = "SELECT f.case_id, count(*) FROM fact f JOIN outbox o USING (fact_id) WHERE o.status='held' GROUP BY 1"
    waits = dict(machine.ask(kept_aside))
    listed = machine.ask("SELECT case_id, pending FROM case_row")
    wrong = [case_id for case_id, pending in listed if pending != waits.get(case_id, 0)]
    hold(4, not wrong, f"{machine.name} shows work as pending: {wrong}")


def _files(machine: Machine) -> None:
    """All papers arrived, and those of cases that went away are gone; what could not be sent is still here."""
    here = {case_id for (case_id,) in machine.ask("SELECT id FROM record WHERE entity='case'")}
    refused = {f for (f,) in machine.ask("SELECT fact_id FROM outbox WHERE status IN ('rejected','conflict','held')")}
    for sha256, case_id, fact_id, state in machine.ask("SELECT sha256, case_id, fact_id, state FROM attachment"):
        where = f"{machine.name}: file {sha256[:8]} of {case_id} is {state}"
        hold(5, case_id in here or state in {"local", "sent", "refused"}, f"{where}, and the case is gone")
        hold(3, fact_id in refused or state in {"verified", "here", "wanted"}, f"{where}, and its fact was accepted")


def _ledger(office: SimOffice, machines: list[Machine]) -> None:
    """Accepted is what was applied, once; and nothing else was."""
    verdicts = _verdicts(office)
    ledger = office.peek.execute("SELECT fact_id, kind FROM fact").fetchall()
    accepted = {fact_id for fact_id, given in verdicts.items() if given.status.value in {"accepted", "conflict"}}
    differ = {fact_id for fact_id, _ in ledger} ^ accepted
    hold(2, not differ, f"the ledger holds other facts than were accepted: {sorted(differ)}")
    made = {fact_id for machine in machines for (fact_id,) in machine.ask("SELECT fact_id FROM fact")}
    hold(2, set(verdicts) <= made, "a verdict on a fact that nobody made")
    records = set(office.peek.execute("SELECT entity, id FROM record").fetchall())
    for fact_id, kind in ledger:
        if kind in EFFECTS:
            hold(2, (EFFECTS[kind], fact_id) in records, f"{kind} {fact_id} was accepted and left nothing behind")
    effects = {id_ for entity, id_ in records if entity in EFFECTS.values()}
    hold(2, effects <= accepted, f"records without an accepted fact: {sorted(effects - accepted)}")
