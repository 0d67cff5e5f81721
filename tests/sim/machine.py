"""A laptop: one encrypted store on disk, and one or two processes of the program that work on it and can die."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

from fieldapp.services.desk import Desk
from fieldapp.store.laptop.unit import LaptopStore
from tests.laptops import KEY, NOWHERE
from tests.sim import stage
from tests.sim.fuse import CrashError
from tests.sim.template import Enrolled, first_morning
from tests.sim.timeline import Timeline
from tests.sim.turns import Turn

FULL = 2
"""`PRAGMA synchronous` of a connection that waits for the disk."""


class Machine:
    """The laptop itself: what is on its disk, its wrong clock, the age of its program."""

    def __init__(self, name: str, owner: Enrolled, timeline: Timeline, windows: int) -> None:
        self.name = name
        self.owner = owner
        self.folder = stage.folder() / name
        self.timeline = timeline
        self.age = "same"
        self.ever_old = False
        self.path = self.folder / "store.db"
        self.folder.mkdir()
        self.path.write_bytes(first_morning().laptop_db)
        self.windows = [Window(self, number) for number in range(windows)]
        self._synced = 0
        self._look()

    def _look(self) -> None:
        # as long as this connection is open, the log is never folded into the file
        self.peek: Any = dbapi2.connect(str(self.path), check_same_thread=False, isolation_level=None)
        self.peek.execute(f"PRAGMA key=\"x'{KEY.hex()}'\"")
        self.peek.execute("SELECT count(*) FROM setting").fetchall()

    @property
    def _log(self) -> Path:
        return self.path.with_name("store.db-wal")

    def committed(self, connection: Any) -> None:
        """After a commit that waited for the disk, the log up to here survives a power cut."""
        if connection.execute("PRAGMA synchronous").fetchone()[0] == FULL:
            self._synced = self._log.stat().st_size

    def lose_power(self) -> None:
        """Everything ends at once, and of the log only what had reached the disk is left."""
        file, log = self.path.read_bytes(), self._log.read_bytes()[: self._synced]
        for window in self.windows:
            window.die()
        self.peek.close()
        for left in self.folder.glob("store.db*"):
            left.unlink()
        self.path.write_bytes(file)
        self._log.write_bytes(log)
        self._look()

    def ask(self, question: str, *values: object) -> list[tuple[Any, ...]]:
        """What is on the disk, seen from outside of the program."""
        return list(self.peek.execute(question, values))

    def close(self) -> None:
        """The end of the run."""
        self.peek.close()
        for window in self.windows:
            window.die()


class Window:
    """One running process of the program on a laptop."""

    def __init__(self, machine: Machine, number: int) -> None:
        self.machine = machine
        self.name = f"{machine.name}/{number}"
        self.turn: Turn | None = None
        self._engine, self.fuse = stage.laptop(machine.name, number)
        self.fuse.lay()
        self.fuse.committed = machine.committed
        self._store = LaptopStore(self._engine)

    @property
    def desk(self) -> Desk:
        """Who sits here, with the store as this process has it open."""
        owner = self.machine.owner
        return Desk(self._store, owner.staff, owner.device_id, self.machine.folder, NOWHERE)

    @contextmanager
    def working(self) -> Iterator[Desk]:
        """Whatever is done in here is done by this process; when it dies of it, that is the end of it."""
        try:
            with self.machine.timeline.at(self.machine.name):
                yield self.desk
        except CrashError:
            self.die()

    def begin(self, work: Callable[[], None]) -> None:
        """Something that takes turns with everybody else."""
        self.turn = Turn(work)

    def go_on(self) -> None:
        """Its next turn; dead processes have none."""
        assert self.turn is not None
        with self.machine.timeline.at(self.machine.name):
            self.turn.go_on(CrashError("killed") if self.fuse.dead else None)
        if self.turn.finished:
            error, self.turn = self.turn.error, None
            if isinstance(error, CrashError):
                self.die()
            elif error is not None:
                raise error

    def die(self) -> None:
        """Everything that was not on the disk is gone; the program is started again."""
        self.fuse.dead = True
        if self.turn is not None:
            self.go_on()
            return
        self._store.close()
        self.fuse.lay()
