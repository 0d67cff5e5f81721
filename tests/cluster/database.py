"""PostgreSQL with Patroni, etcd, HAProxy and PgBouncer: up, who leads, the leader killed, the dead one back."""

from __future__ import annotations

import os
import signal
import time
from contextlib import suppress
from typing import Any

import psycopg
import urllib3

from tests.cluster import configuration as told
from tests.cluster.packages import postgresql_programs
from tests.cluster.places import NODES, Layout
from tests.cluster.processes import Processes, give, kill_tree, until

UP_SECONDS = 120.0
ACCOUNT = "postgres"


class Database:
    """The database servers of a run."""

    def __init__(self, layout: Layout, processes: Processes) -> None:
        self._layout = layout
        self._processes = processes
        self._pool = urllib3.PoolManager(retries=False, timeout=2.0)
        self.started = False

    def up(self) -> float:
        """Start everything and wait until one leads and one follows every commit; seconds."""
        started, self.started = time.monotonic(), True
        for n in range(NODES):
            self._processes.start(f"etcd{n}", told.etcd_command(self._layout, n))
        for n in range(NODES):
            home = self._layout.folder / f"postgres{n}"
            home.mkdir(mode=0o700)
            file = home / "patroni.yml"
            file.write_text(told.patroni(self._layout, n, postgresql_programs()), encoding="utf-8")
            file.chmod(0o600)
            give(ACCOUNT, home, file)
            self._mind(n)
        self._doors()
        until("a leader with a follower that has every commit", self._whole, UP_SECONDS)
        with self.session("postgres") as connection:
            connection.execute(f"CREATE ROLE fieldapp LOGIN PASSWORD '{self._layout.password}'")
            connection.execute("CREATE DATABASE office OWNER fieldapp")
        return time.monotonic() - started

    def down(self) -> None:
        """End everything at once, but let PostgreSQL give its shared memory back."""
        for n in range(NODES):
            self._processes.kill(f"patroni{n}")
            pid = self._postmaster(n)
            if pid is not None:
                os.kill(pid, signal.SIGQUIT)
        until("no PostgreSQL is left", lambda: not any(self._postmaster(n) for n in range(NODES)), UP_SECONDS)
        self._pool.clear()

    def members(self) -> list[dict[str, Any]]:
        """Who is there, as the first Patroni that answers sees it."""
        for each in self._layout.postgres:
            with suppress(urllib3.exceptions.HTTPError):
                answer = self._pool.request("GET", f"http://127.0.0.1:{each.patroni}/cluster")
                return list(answer.json()["members"])
        return []

    def leader(self) -> int | None:
        """The number of the server that leads."""
        return next((int(member["name"][1:]) for member in self.members() if member["role"] == "leader"), None)

    def kill_leader(self) -> int:
        """As a power cut would: Patroni, PostgreSQL and all its processes at once; which one it was."""
        n = self.leader()
        assert n is not None
        pid = self._postmaster(n)
        assert pid is not None
        self._processes.kill(f"patroni{n}")
        kill_tree(pid)
        return n

    def bring_back(self, n: int) -> float:
        """Start the dead server again; seconds until it follows."""
        self._mind(n)
        return until("the old leader follows the new one", self._whole, UP_SECONDS)

    def switch_over(self) -> None:
        """Ask the leader to hand over, as for maintenance; returns when another leads."""
        old = self.leader()
        assert old is not None
        address = f"http://127.0.0.1:{self._layout.postgres[old].patroni}/switchover"
        answer = self._pool.request("POST", address, json={"leader": f"n{old}"}, timeout=60.0)
        assert answer.status == 200, answer.data
        until("everybody follows the new leader", lambda: self.leader() != old and self._whole(), UP_SECONDS)

    def session(self, name: str = "office", node: int | None = None) -> psycopg.Connection[Any]:
        """A connection as the owner of everything: to the leader, or to one server."""
        port = self._layout.leader if node is None else self._layout.postgres[node].port
        return psycopg.connect(
            host="127.0.0.1", port=port, user="postgres", password=self._layout.password, dbname=name, autocommit=True
        )

    def _mind(self, n: int) -> None:
        file = self._layout.folder / f"postgres{n}" / "patroni.yml"
        self._processes.start(f"patroni{n}", ["/usr/bin/patroni", str(file)], ACCOUNT)

    def _doors(self) -> None:
        folder = self._layout.folder
        texts = {
            "haproxy.cfg": told.haproxy(self._layout),
            "pgbouncer.ini": told.pgbouncer(self._layout),
            "pgbouncer.users": told.pgbouncer_users(self._layout),
        }
        for name, text in texts.items():
            (folder / name).write_text(text, encoding="utf-8")
            (folder / name).chmod(0o600)
        self._processes.start("haproxy", ["/usr/sbin/haproxy", "-db", "-f", str(folder / "haproxy.cfg")])
        give(ACCOUNT, folder / "pgbouncer.ini", folder / "pgbouncer.users")
        self._processes.start("pgbouncer", ["/usr/sbin/pgbouncer", str(folder / "pgbouncer.ini")], ACCOUNT)

    def _whole(self) -> bool:
        members = self.members()
        roles = [member["role"] for member in members]
        at_work = all(member["state"] in {"running", "streaming"} for member in members)
        lines = {member.get("timeline") for member in members}
        steady = len(members) == NODES and at_work and len(lines) == 1
        return steady and roles.count("leader") == 1 and "sync_standby" in roles

    def _postmaster(self, n: int) -> int | None:
        file = self._layout.folder / f"postgres{n}" / "data" / "postmaster.pid"
        try:
            pid = int(file.read_text(encoding="utf-8").split()[0])
            os.kill(pid, 0)
        except (OSError, IndexError, ValueError):
            return None
        return pid
