"""One run: a seed becomes a history of people, machines and mishaps; after each step everything is looked at.

The scheduler knows only what may happen next and how likely it is. Whoever waits for the network waits for a turn.
"""

from __future__ import annotations

import collections
import hashlib
import traceback
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import date, timedelta

from fieldapp import clock
from fieldapp.domain.lending.loan import Payment
from fieldapp.errors import KnownError
from fieldapp.sync.driver import SyncDriver
from tests.sim import stage
from tests.sim.acts import act
from tests.sim.chance import Chance, seeded
from tests.sim.line import Line
from tests.sim.machine import Machine, Window
from tests.sim.office import SimOffice
from tests.sim.rest import come_to_rest
from tests.sim.template import first_morning
from tests.sim.timeline import Timeline
from tests.sim.tuning import small_pages
from tests.sim.violations import ViolationError
from tests.sim.watch import Watch

STEPS = 200
HAPPENINGS: dict[str, float] = {
    "act": 20,
    "sync": 18,
    "payment": 2.5,
    "hand_out": 5,
    "late_letter": 3,
    "kill": 1.5,
    "power_cut": 0.7,
    "office_dies": 1,
    "light_fuse": 5,
    "wrong_clock": 1,
    "back_up": 1.5,
    "restore": 0.7,
    "compact": 2.5,
    "time": 4,
}
GO_ON = 75.0


@dataclass(frozen=True)
class Outcome:
    """How a run ended. `trace` is what happened, newest last; `digest` is the same for the same seed."""

    seed: int
    steps: int
    violation: str
    number: int
    trace: tuple[str, ...]
    digest: str


class World:
    """Everything there is in one run."""

    def __init__(self, seed: int, steps: int) -> None:
        self.chance = Chance(seed)
        self.timeline = Timeline()
        self.steps = steps
        self.taken = 0
        self.trace: list[str] = []
        self.late: list[tuple[str, bytes]] = []
        self.backups: list[tuple[bytes, dict[str, bytes]]] = []
        self.paid = 0

    def run(self) -> None:
        """The whole history, until everything is at rest.

        Raises:
            ViolationError: an invariant was broken.
        """
        with self._people_and_machines():
            self._morning()
            while self.taken < self.steps:
                self.taken += 1
                self._step()
            self._calm()
            come_to_rest(self.office, self.machines, self.watch, self._sync_calmly, self.note)
            self._look()

    def note(self, what: str) -> None:
        """Add to the trace."""
        self.trace.append(f"{self.taken:4} {what}")

    @contextmanager
    def _people_and_machines(self) -> Iterator[None]:
        before = clock.use(self.timeline)
        self.office = SimOffice(self.timeline)
        two = self.chance.happens(0.4)
        self.machines = [
            Machine(name, owner, self.timeline, 2 if two else 1) for name, owner in first_morning().people.items()
        ]
        self.watch = Watch(self.office)
        try:
            yield
        finally:
            for machine in self.machines:
                machine.close()
            self.office.close()
            clock.use(before)

    def _morning(self) -> None:
        for machine in self.machines:
            machine.age = self.chance.choices(("same", "old", "new", "ancient"), (70, 12, 12, 6))[0]
            machine.ever_old = machine.age in {"old", "ancient"}
        for case in first_morning().cases:
            self.office.hand_out(case, self.chance.choice(self._collectors()))
        if self.chance.happens(0.8):
            for machine in self.machines:
                self._sync_calmly(machine)

    def _collectors(self) -> list[str]:
        return [machine.owner.staff.id for machine in self.machines if machine.name != "super"]

    # --- one step -----------------------------------------------------------------------------------------------------

    def _step(self) -> None:
        windows = [window for machine in self.machines for window in machine.windows]
        waiting = [window for window in windows if window.turn is not None]
        possible = HAPPENINGS | ({"go_on": GO_ON} if waiting else {})
        happening = self.chance.one_of(possible)
        self.timeline.passes(self.chance.choice((0.0, 0.2, 7.0, 300.0)))
        if happening == "go_on":
            self.chance.choice(waiting).go_on()
        else:
            getattr(self, f"_{happening}")(self.chance.choice(windows))
        self._look()

    def _look(self) -> None:
        self.watch.office()
        for machine in self.machines:
            self.watch.laptop(machine)

    def _act(self, window: Window) -> None:
        done = "died while acting"
        with window.working() as desk:
            try:
                done = act(desk, self.chance)
            except KnownError as error:
                done = f"refused here, {error.code}"
        self.note(f"{window.name}: {done}")

    def _sync(self, window: Window) -> None:
        if window.turn is None:
            window.begin(lambda: self._round(window, bad=True))
            window.go_on()

    def _round(self, window: Window, *, bad: bool) -> None:
        def note(what: str) -> None:
            self.note(f"{window.name}: {what}")

        def wait(what: str) -> None:
            if what:
                note(what)
            if bad:
                assert window.turn is not None
                window.turn.wait()

        machine = window.machine
        line = Line(self.office, self.chance, machine.owner.token, machine.age, wait, note, self.late, bad=bad)
        report = SyncDriver(window.desk.store, line, machine.owner.device_id).run()
        said = str(report.error) if report.error else "done"
        self.note(f"{window.name}: {said}, {report.pushed} up, {report.pulled} down, {report.files} files")

    def _payment(self, _: Window) -> None:
        case = self.chance.choice(list(self.office.cases.values()))
        self.paid += 1
        loan = case.loans[0]
        paid = Payment(f"p{self.paid}", date(2026, 6, 10), self.chance.randrange(100, 5_000), "debit")
        self.note(f"office: payment {self.paid}")
        self.office.save(replace(case, loans=(replace(loan, payments=(*loan.payments, paid)), *case.loans[1:])))

    def _hand_out(self, _: Window) -> None:
        case = self.chance.choice(list(self.office.cases.values()))
        to = self.chance.choice(self._collectors())
        self.note(f"office: {case.case_no} goes to {to[-4:]}")
        if to != case.assigned_to:
            self.office.hand_out(case, to)

    def _late_letter(self, _: Window) -> None:
        if not self.late:
            return
        token, body = self.late.pop(self.chance.randrange(len(self.late)))
        self.note("office: a late message arrives")
        try:
            collections.deque(self.office.answer(token, body), maxlen=0)
        except KnownError as error:
            self.note(f"office: answers it with {error.code}")

    def _kill(self, window: Window) -> None:
        self.note(f"{window.name}: killed")
        window.die()

    def _power_cut(self, window: Window) -> None:
        self.note(f"{window.machine.name}: loses power")
        window.machine.lose_power()
        self.watch.forget(window.machine)

    def _office_dies(self, _: Window) -> None:
        self.note("office: killed")
        self.office.die()

    def _light_fuse(self, window: Window) -> None:
        if self.chance.happens(0.25):
            self.office.fuse.light(self.chance.randrange(1, 60))
            self.note("office: will die")
        else:
            window.fuse.light(self.chance.randrange(1, 60))
            self.note(f"{window.name}: will die")

    def _wrong_clock(self, window: Window) -> None:
        minutes = self.chance.choice((-40_000, -600, -7, 0, 7, 600, 40_000))
        self.timeline.set_wrong(window.machine.name, timedelta(minutes=minutes))
        self.note(f"{window.machine.name}: clock wrong by {minutes} minutes")

    def _back_up(self, _: Window) -> None:
        self.backups.append(self.office.back_up())
        self.note("office: backup")

    def _restore(self, _: Window) -> None:
        if self.backups:
            self.note("office: restored")
            self.office.restore(self.chance.choice(self.backups), files_too=self.chance.happens(0.5))

    def _compact(self, _: Window) -> None:
        self.note("office: compacts")
        self.office.compact(timedelta(seconds=self.chance.choice((0, 300, 20_000))))

    def _time(self, _: Window) -> None:
        self.timeline.passes(self.chance.choice((3_600.0, 40_000.0, 90_000.0)))

    # --- at rest ------------------------------------------------------------------------------------------------------

    def _calm(self) -> None:
        """No more faults: everything under way ends, every late message arrives, every clock is right."""
        self.note("calm")
        for machine in self.machines:
            self.timeline.set_wrong(machine.name, timedelta(0))
            machine.age = "same" if machine.age == "ancient" else machine.age
            for window in machine.windows:
                window.die()
        self.office.die()
        while self.late:
            self._late_letter(self.machines[0].windows[0])
        self.timeline.passes(60.0)

    def _sync_calmly(self, machine: Machine) -> None:
        window = machine.windows[0]
        with self.timeline.at(machine.name):
            self._round(window, bad=False)


def run(seed: int, steps: int = STEPS, bug: Callable[[ExitStack], None] | None = None) -> Outcome:
    """One seed from its first morning to rest, with a bug in the product if one is to be planted."""
    stage.clear()
    world = World(seed, steps)
    violation, number = "", -1
    try:
        with seeded(world.chance), small_pages(world.chance), ExitStack() as planted:
            if bug is not None:
                bug(planted)
            world.run()
    except ViolationError as error:
        violation, number = str(error), error.number
    except Exception as error:  # noqa: BLE001 - whatever the product did not foresee is what we look for
        violation, number = f"(0) {error!r}\n{traceback.format_exc()}", 0
    digest = hashlib.blake2b("\n".join(world.trace).encode(), digest_size=8).hexdigest()
    return Outcome(seed, world.taken, violation, number, tuple(world.trace), digest)
