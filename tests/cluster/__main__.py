"""`python -m tests.cluster`: build the cluster, load it, kill its leader, count, clean up. Ends with 0 when nothing was
lost and nothing doubled."""

from __future__ import annotations

import argparse
import json
import signal
import statistics
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable
from typing import Any

from fieldapp import clock
from tests.cluster import proof
from tests.cluster.company import KEYS, Company, s3_client
from tests.cluster.database import Database
from tests.cluster.field import Laptop, longest_silence
from tests.cluster.objects import Objects
from tests.cluster.packages import provide
from tests.cluster.places import Layout, somewhere
from tests.cluster.processes import Processes
from tests.office import MORNING

SMALL, PIECE = 300_000, 1024 * 1024


class Run:
    """One run from the first server to the last figure."""

    def __init__(self, chosen: argparse.Namespace, layout: Layout, processes: Processes) -> None:
        self._chosen = chosen
        self._layout = layout
        self._processes = processes
        self.database = Database(layout, processes)
        self.objects = Objects(layout, processes)
        self.company = Company(layout, processes)
        self.laptops: list[Laptop] = []
        self.figures: dict[str, Any] = {}

    def go(self) -> list[str]:
        """Everything in turn; what was found wrong."""
        self._tell("database up, s", self.database.up())
        self._tell("file store up, s", self.objects.up())
        self._tell("office set up, s", self.company.set_up(self._chosen.laptops, self._chosen.cases))
        self._tell("server processes up, s", self.company.serve())
        with self.database.session() as leader:
            proof.note_numbers(leader)
        self._first_pulls()
        self._store_speed()
        self._under_load()
        with self.database.session() as leader:
            found = proof.examine(leader, s3_client(self._layout), self.laptops)
        for what, count in found.counted.items():
            self._tell(what, count)
        return found.wrong

    def close(self) -> None:
        """Let go of everything; also after a failure."""
        for one in self.laptops:
            one.close()
        if self.database.started:
            self.database.down()
        for name in reversed(self._processes.names()):
            self._processes.kill(name)

    def _first_pulls(self) -> None:
        """Everybody signs in through the front door and pulls all of it, one after the other."""
        took = []
        for person in self.company.people[:-1]:
            own = self.company.cases[person.id]
            laptop = Laptop.signed_in(self._layout.folder, self._layout.url, person.login, own)
            self.laptops.append(laptop)
            before = time.monotonic()
            report = laptop.sync()
            took.append(time.monotonic() - before)
            assert report.complete, report.error
            assert report.pulled >= len(own)
        self._tell("first pull: cases a laptop", self._chosen.cases)
        self._tell("first pull, median s", statistics.median(took))
        self._tell("first pull, best s", min(took))

    def _store_speed(self) -> None:
        """Files as the server keeps them, past everything else."""
        import hashlib
        import os

        from fieldapp.server import home as server_home

        os.environ.update(KEYS)
        files = server_home.find(self.company.homes[0]).file_store()
        put, get, pieced = [], [], []
        digests = []
        for _ in range(20):
            content = os.urandom(SMALL)
            digests.append(hashlib.sha256(content).hexdigest())
            put.append(_timed(lambda: files.append(digests[-1], 0, content, SMALL)))  # noqa: B023 - called at once
            get.append(_timed(lambda: files.read(digests[-1])))
        for _ in range(5):
            content = os.urandom(PIECE + SMALL)
            digests.append(hashlib.sha256(content).hexdigest())
            pieced.append(_timed(lambda: files.append(digests[-1], 0, content[:PIECE], len(content))))  # noqa: B023
            pieced[-1] += _timed(lambda: files.append(digests[-1], PIECE, content[PIECE:], len(content)))  # noqa: B023
            assert files.read(digests[-1]) == content
        store = s3_client(self._layout)
        for digest in digests:
            store.delete_object(Bucket="office", Key=f"blobs/{digest[:2]}/{digest}")
        self._tell("file of 300 KB kept, median ms", statistics.median(put) * 1000)
        self._tell("file of 300 KB read, median ms", statistics.median(get) * 1000)
        self._tell("file of 1.3 MB in two pieces kept, median ms", statistics.median(pieced) * 1000)

    def _under_load(self) -> None:
        """A quarter of the time quiet, then the leader and a storage node die; all that waits arrives in the end.

        The storage node stays dead until everybody has come to rest: two of three copies must do for that.
        """
        seconds, done = float(self._chosen.seconds), threading.Event()
        size_before = self._database_bytes()
        workers = [threading.Thread(target=one.work, args=(done,), daemon=True) for one in self.laptops]
        began = time.monotonic()
        for worker in workers:
            worker.start()
        self._wait(seconds / 4)
        died = time.monotonic()
        killed = self.database.kill_leader()
        self.objects.kill_node(1)
        self._wait(seconds / 2)
        self._tell("longest time without any acknowledgement after the kill, s", longest_silence(self.laptops, died))
        self._tell("old leader follows again after, s", self.database.bring_back(killed))
        self._hand_over()
        self._wait(seconds / 4)
        done.set()
        for worker in workers:
            worker.join(120)
        lasted = time.monotonic() - began
        for one in self.laptops:
            if one.broken is not None:
                raise one.broken
            one.settle()
        assert self.company.alive(), "a server process ended"
        self.objects.start_node(1)
        self._tell("file store even again after, s", self.objects.even_out())
        heard = sum(len(one.witness.accepted) for one in self.laptops)
        self._tell("load lasted, s", lasted)
        self._tell("facts acknowledged a second", heard / lasted)
        self._tell("database grew by bytes a fact", (self._database_bytes() - size_before) / heard)
        self._tell("rounds complete", sum(len(one.rounds) for one in self.laptops))
        self._tell("rounds that failed, by reason", dict(sum((one.errors for one in self.laptops), Counter())))
        self._tell("verdicts other than accepted", dict(sum((one.witness.other for one in self.laptops), Counter())))
        self._followers()

    def _database_bytes(self) -> int:
        with self.database.session() as leader:
            row = leader.execute("SELECT pg_database_size('office')").fetchone()
        assert row is not None
        return int(row[0])

    def _hand_over(self) -> None:
        """A planned change of leader, and a server process replaced, as in a rolling upgrade."""
        before = time.monotonic()
        self.database.switch_over()
        self.company.stop(0)
        self.company.start(0)
        self._tell("longest silence over hand-over and restart, s", longest_silence(self.laptops, before))

    def _followers(self) -> None:
        """How many transactions the followers answered since they began to count."""
        leads, answered = self.database.leader(), 0
        for n in range(len(self._layout.postgres)):
            if n != leads:
                with self.database.session(node=n) as follower:
                    row = follower.execute(
                        "SELECT xact_commit + xact_rollback FROM pg_stat_database WHERE datname = 'office'"
                    ).fetchone()
                    answered += int(row[0]) if row else 0
        self._tell("transactions answered by followers", answered)

    def _wait(self, seconds: float) -> None:
        """Let the load go on; one that broke is told at once."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            for one in self.laptops:
                if one.broken is not None:
                    raise one.broken
            time.sleep(0.1)

    def _tell(self, what: str, figure: object) -> None:
        shown = round(figure, 3) if isinstance(figure, float) else figure
        self.figures[what] = shown
        print(f"{what:55} {shown}", flush=True)


def _timed(act: Callable[[], object]) -> float:
    began = time.monotonic()
    act()
    return time.monotonic() - began


def main(words: list[str]) -> int:
    """Run once; 0 when nothing was found wrong."""
    parser = argparse.ArgumentParser(prog="python -m tests.cluster", description=__doc__)
    parser.add_argument("--laptops", type=int, default=6, help="how many sync (default: %(default)s)")
    parser.add_argument("--cases", type=int, default=200, help="of each laptop (default: %(default)s)")
    parser.add_argument("--seconds", type=int, default=80, help="of load (default: %(default)s)")
    parser.add_argument("--json", action="store_true", help="all figures once more in one line")
    chosen = parser.parse_args(words)
    provide()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    clock.use(clock.PracticeClock(MORNING))
    with somewhere() as layout:
        run = Run(chosen, layout, Processes(layout.folder))
        try:
            wrong = run.go()
        except Exception:
            print(run._processes.last_words(), file=sys.stderr)
            raise
        finally:
            run.close()
    if chosen.json:
        print(json.dumps(run.figures, ensure_ascii=False))
    for line in wrong:
        print(f"WRONG {line[:400]}")
    print(f"{'nothing lost, nothing doubled' if not wrong else f'{len(wrong)} things wrong'}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
