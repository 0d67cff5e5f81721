"""The company's server side: homes that serve one office, its people and cases, made by the product's own commands."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import urllib3

from fieldapp import clock
from fieldapp.domain.case import Case
from fieldapp.domain.ids import new_id
from fieldapp.domain.plans.authority import Level
from fieldapp.domain.staff import Staff, StaffRole
from fieldapp.server import home as server_home
from fieldapp.server.office_setup import add_staff
from fieldapp.store.office.database import using_office
from tests.cluster.configuration import S3_KEY, S3_USER
from tests.cluster.places import Layout
from tests.cluster.processes import Processes, until
from tests.office import PASSPHRASE, borrower_case

TEAM = "外访一组"
UP_SECONDS = 60.0
KEYS = {"AWS_ACCESS_KEY_ID": S3_USER, "AWS_SECRET_ACCESS_KEY": S3_KEY}


class Company:
    """Server processes that know nothing of one another."""

    def __init__(self, layout: Layout, processes: Processes) -> None:
        self._layout = layout
        self._processes = processes
        self.homes = [layout.folder / f"home{n}" for n in range(len(layout.servers))]
        self.people: list[Staff] = []
        self.cases: dict[str, list[Case]] = {}

    def set_up(self, collectors: int, cases: int) -> float:
        """The office, its people, their cases, and a second home with the first one's secret; seconds."""
        started = time.monotonic()
        make_bucket(self._layout)
        places = ("--database", self._layout.database_url, "--replica", self._layout.replica_url)
        self._command("server", "init", "--name", "苏南惠农小额贷款有限公司", *places, "--files", self._layout.files)
        for home in self.homes[1:]:
            shutil.copytree(self.homes[0], home)
        with using_office(server_home.find(self.homes[0]).database_url) as store:
            for n in range(collectors):
                self.people.append(
                    Staff(new_id(), f"person{n}", f"外访员{n}", f"C{n:04d}", StaffRole.COLLECTOR, Level.COLLECTOR, TEAM)
                )
            self.people.append(
                Staff(new_id(), "lead", "主管", "S0001", StaffRole.SUPERVISOR, Level.BRANCH_MANAGER, TEAM)
            )
            for person in self.people:
                add_staff(store, person, PASSPHRASE, clock.now())
            for n, person in enumerate(self.people[:-1]):
                mine = [borrower_case(person, f"借款人{n}-{i}", number=n * 1000 + i) for i in range(cases)]
                self.cases[person.id] = mine
                with store.writing() as unit:
                    for case in mine:
                        unit.records.save_case(case)
        return time.monotonic() - started

    def serve(self) -> float:
        """Start every server process; seconds until each answers and the front door lets callers in."""
        started = time.monotonic()
        for n in range(len(self.homes)):
            self.start(n)
        until("the front door leads to a server", lambda: well(self._layout.url), UP_SECONDS)
        return time.monotonic() - started

    def start(self, n: int) -> None:
        """Start one server process and wait until it answers."""
        port = self._layout.servers[n]
        command = [*_fieldapp(), "server", "serve", "--home", str(self.homes[n]), "--port", str(port)]
        self._processes.start(f"server{n}", command, more={**_environment(), **KEYS})
        until(f"server {n} answers", lambda: well(f"http://127.0.0.1:{port}"), UP_SECONDS)

    def stop(self, n: int) -> None:
        """Ask one server process to end, as for an upgrade."""
        self._processes.stop(f"server{n}")

    def alive(self) -> bool:
        """Whether every server process that was started still runs."""
        return all(self._processes.alive(f"server{n}") for n in range(len(self.homes)))

    def _command(self, *words: str) -> None:
        command = [*_fieldapp(), *words, "--home", str(self.homes[0])]
        done = subprocess.run(command, env=_environment() | KEYS, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr


def well(url: str) -> bool:
    """Whether a server answers there."""
    try:
        with urllib3.PoolManager(retries=False, timeout=2.0) as pool:
            return pool.request("GET", f"{url}/v1/health").status == 200
    except urllib3.exceptions.HTTPError:
        return False


def make_bucket(layout: Layout) -> None:
    """A bucket is made by whoever runs the store, with its own tools; here by the same library."""
    client: Any = s3_client(layout)
    client.create_bucket(Bucket="office")
    client.close()


def s3_client(layout: Layout) -> Any:
    """The store, past our program."""
    from botocore import session
    from botocore.config import Config

    return session.get_session().create_client(
        "s3",
        region_name="us-east-1",
        endpoint_url=f"http://127.0.0.1:{layout.s3}",
        aws_access_key_id=S3_USER,
        aws_secret_access_key=S3_KEY,
        config=Config(
            s3={"addressing_style": "path"},
            request_checksum_calculation="when_required",
            response_checksum_validation="when_required",
        ),
    )


def _fieldapp() -> list[str]:
    """The program, at the practice day's moment: the rules of the field are the same there as anywhere."""
    return [sys.executable, "-m", "fieldapp", "--practice-now", clock.now().isoformat()]


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[2])}
