"""Several server processes on one PostgreSQL, and a database that goes away: no process knows anything that another one
does not, and none ends because its database did."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
import sqlalchemy as sa
import urllib3

from db import migrate
from db.engine import server_engine
from fieldapp import clock
from fieldapp.cli.main import main
from fieldapp.domain.case import Case, Entity
from fieldapp.domain.ids import new_id
from fieldapp.domain.staff import Staff
from fieldapp.errors import KnownError
from fieldapp.protocol.canonical import sha256
from fieldapp.security.passwords import hash_password
from fieldapp.server import home as server_home
from fieldapp.store.office.database import open_office
from fieldapp.store.office.unit import OfficeStore
from fieldapp.sync.transport import Transport
from tests import field_work
from tests.cutting_proxy import CuttingProxy, cutting_proxy
from tests.laptops import BareLaptop
from tests.office import MORNING, PASSPHRASE, borrower_case, running_office, staff
from tests.people import NUMBERS, hire_in
from tests.postgres import PostgresServer

pytestmark = pytest.mark.postgres
DEADLINE = 20.0


@contextmanager
def serving(home: Path) -> Iterator[str]:
    """A server process of its own."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "fieldapp", "--practice-now", clock.now().isoformat()]
    command += ["server", "serve", "--home", str(home), "--port", str(port), "--until-stdin-closes"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        try:
            until = time.monotonic() + DEADLINE
            while time.monotonic() < until and process.poll() is None:
                with socket.socket() as probe:
                    if probe.connect_ex(("127.0.0.1", port)) == 0:
                        break
                time.sleep(0.02)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.kill()


@dataclass
class Company:
    """Two server processes and the database they share."""

    urls: list[str]
    store: OfficeStore

    def somebody(self) -> tuple[Staff, Case]:
        """Somebody new, with a case."""
        number = next(NUMBERS)
        person = replace(staff()[0], id=new_id(), login=f"person{number}", staff_no=f"N{number}")
        case = borrower_case(person, number=number)
        with self.store.writing() as unit:
            unit.accounts.add(person, hash_password(PASSPHRASE), clock.now())
            unit.records.save_office_record(Entity.STAFF, person)
            unit.records.save_case(case)
        return person, case


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory, postgres: PostgresServer) -> Iterator[Company]:
    """Homes of their own with one secret, one database, one folder of files."""
    before = clock.use(clock.PracticeClock(MORNING))
    folder = tmp_path_factory.mktemp("company")
    words = ["server", "init", "--name", "苏南惠农小额贷款有限公司", "--files", str(folder / "shared")]
    first, second = folder / "first", folder / "second"
    assert main([*words, "--home", str(first), "--database", postgres.database()]) == 0
    second.mkdir(mode=0o700)
    for name in ("server.json", "secret.key"):
        (second / name).write_bytes((first / name).read_bytes())
    store = open_office(server_home.find(first).database_url)
    with ExitStack() as running:
        yield Company([running.enter_context(serving(home)) for home in (first, second)], store)
    store.close()
    clock.use(before)


class Wandering(BareLaptop):
    """A laptop whose every call may go to another process."""

    def go_to(self, url: str) -> None:
        token = self.transport.token
        self.transport.close()
        self.transport = Transport(url, token)


def test_a_laptop_may_talk_to_another_process_with_every_call(company: Company) -> None:
    (person, case), urls = company.somebody(), company.urls
    own = Wandering(urls[0], person.login)
    try:
        for turn in range(6):
            own.go_to(urls[turn % 2])
            fact = field_work.visit(case, person, note=f"{turn}")
            sealed = own.seal(fact)
            assert own.ask(own.request(*sealed)).codes == ["accepted"]
            own.go_to(urls[(turn + 1) % 2])
            again = own.sync(*sealed)
            assert again.codes == ["accepted"], "said twice, to two processes, and taken once"
            assert [visit.id for visit in own.things(Entity.VISIT)].count(fact.id) == 1
        assert len(own.things(Entity.VISIT)) == 6
    finally:
        own.close()


def test_a_file_begun_at_one_process_is_finished_at_the_other(company: Company) -> None:
    (person, case), urls = company.somebody(), company.urls
    own = Wandering(urls[0], person.login)
    try:
        paper = b"%PDF-1.7\n" + os.urandom(200_000)
        plan = field_work.plan(case, person)
        assert own.push(plan, field_work.sealed(case, person, plan.id, paper)).codes == ["accepted"] * 2
        own.transport.send_piece(sha256(paper), 0, paper[:80_000])
        own.go_to(urls[1])
        assert own.transport.file_at(sha256(paper)).have == 80_000
        own.transport.send_piece(sha256(paper), 80_000, paper[80_000:])
        own.go_to(urls[0])
        assert own.transport.fetch_piece(sha256(paper), 0, len(paper)) == paper
    finally:
        own.close()


def test_wrong_passphrases_are_counted_over_all_processes(company: Company) -> None:
    person, _ = company.somebody()
    said = []
    for turn in range(6):
        with pytest.raises(KnownError) as refused:
            BareLaptop(company.urls[turn % 2], person.login, passphrase="wrong-wrong-wrong")
        said.append(refused.value.code)
    assert said == ["signin.refused"] * 5 + ["signin.locked"]


def test_processes_that_start_at_once_on_an_empty_database_make_its_schema_once(postgres: PostgresServer) -> None:
    url = postgres.database()
    with ThreadPoolExecutor(6) as threads:
        stores: list[OfficeStore] = list(threads.map(open_office, [url] * 6))
    assert {migrate.current_revision(store.engine) for store in stores} == {migrate.head_revision("server")}
    for store in stores:
        store.close()


def behind(line: CuttingProxy, url: str) -> str:
    """A database by way of a line that can be cut."""
    parsed = sa.make_url(url)
    return parsed.set(port=int(line.url.rsplit(":", 1)[1])).render_as_string(hide_password=False)


def cut(line: CuttingProxy) -> None:
    """Every connection there is, and every one that is tried from now on."""
    line.cut_after(down=0, up=0)
    for link in line._links:
        link.close()


def test_while_the_database_is_away_callers_are_told_when_to_come_again_and_then_served(
    tmp_path: Path, postgres: PostgresServer
) -> None:
    url = postgres.database()
    with (
        cutting_proxy(f"http://127.0.0.1:{postgres.port}") as line,
        running_office(tmp_path, behind(line, url)) as office,
        urllib3.PoolManager(retries=False) as pool,
    ):
        person = hire_in(office)()
        own = BareLaptop(office.url, person.login)
        case = borrower_case(person)
        office.save(case)
        assert own.push(field_work.visit(case, person)).codes == ["accepted"]
        cut(line)
        headers = {"Authorization": f"Bearer {own.transport.token}"}
        answer = pool.request("HEAD", f"{office.url}/v1/files/{'0' * 64}", headers=headers)
        assert (answer.status, answer.headers["Retry-After"]) == (503, "5")
        told = pool.request("GET", f"{office.url}/v1/files/{'0' * 64}", headers=headers)
        assert (told.status, told.data) == (503, b""), "where the database is, is nobody's business"
        with pytest.raises(KnownError, match=r"network\.busy_for") as busy:
            own.sync()
        assert busy.value.retryable
        assert pool.request("GET", f"{office.url}/v1/health").status == 200, "the process itself is well"
        line.mend()
        assert own.push(field_work.visit(case, person)).codes == ["accepted"]
        own.close()


def test_a_leader_that_became_a_follower_and_a_pool_that_is_empty_are_no_bugs(postgres: PostgresServer) -> None:
    url = postgres.database()
    engine = server_engine(f"{url}?connect_timeout=3")
    with engine.connect() as connection:
        raw = connection.connection.dbapi_connection
        assert raw is not None
        assert raw.prepare_threshold is None, "behind PgBouncer a prepared statement is somebody else's"
        connection.exec_driver_sql("SET default_transaction_read_only = on")
        connection.commit()
        with pytest.raises(KnownError, match=r"server\.database_away"):
            connection.exec_driver_sql("CREATE TABLE x (y int)")
    with ExitStack() as all_lent, pytest.MonkeyPatch.context() as patch:
        patch.setattr(engine.pool, "_timeout", 0.01)
        for _ in range(20):
            all_lent.enter_context(engine.connect())
        with pytest.raises(KnownError, match=r"server\.database_crowded"):
            engine.connect()
    engine.dispose()


def test_a_mistake_of_ours_is_not_taken_for_a_database_that_is_away(postgres: PostgresServer) -> None:
    engine = server_engine(postgres.database())
    with engine.connect() as connection, pytest.raises(sa.exc.ProgrammingError):
        connection.exec_driver_sql("SELECT no_such_thing")
    engine.dispose()
