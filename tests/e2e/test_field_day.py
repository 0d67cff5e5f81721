"""The whole day with real processes: a server that goes away, a line that is cut, a desktop that is killed.

Nothing that was said to be saved is lost, nothing is doubled, and the paper verifies at the end.
"""

from __future__ import annotations

import socket
from datetime import date
from pathlib import Path

import sqlalchemy as sa

from db.server_schema import fact, record
from fieldapp.sample import make_portfolio, write_workbook
from fieldapp.store.office.database import open_office
from tests.cutting_proxy import cutting_proxy
from tests.e2e.programs import Server, desktop, fieldapp, run_through

TODAY = "2026-07-25"
PASSPHRASE = "a long way from home"
COLLECTOR = ("zhouming", "周明", PASSPHRASE)
SUPERVISOR = ("chenlan", "陈岚", PASSPHRASE)


def at(clock: str) -> str:
    """A moment of the day: each program starts a little later than the one before."""
    return f"{TODAY}T{clock}:00+08:00"


def make_server(folder: Path) -> Server:
    """An office made and filled by its own commands, as a newcomer would."""
    home = ["--home", str(folder)]
    office = ["--uscc", "91320500MA1XXXXX0X", "--address", "苏州市姑苏区人民路 66 号", "--phone", "0512-60000000"]
    account = ["--account-name", "苏南惠农", "--account-bank", "苏州农商银行", "--account-no", "6230000000000018"]
    court = ["--court", "苏州市姑苏区人民法院"]
    name = ["--name", "苏南惠农小额贷款有限公司"]
    made = fieldapp("server", "init", *home, *name, *office, *account, *court, now=at("08:00"))
    assert made.returncode == 0, made.stderr
    portfolio = make_portfolio(date.fromisoformat(TODAY))
    for person in portfolio.staff:
        level = ["--level", "branch_manager"] if person.role == "supervisor" else []
        who = ["--login", person.login, "--name", person.name, "--staff-no", person.staff_no, "--role", person.role]
        added = fieldapp(
            "server", "user", "add", *home, *who, *level, "--team", person.team, "--passphrase-stdin",
            now=at("08:10"), passphrase=f"{PASSPHRASE}\n",
        )  # fmt: skip
        assert added.returncode == 0, added.stderr
    write_workbook(portfolio, folder / "portfolio.xlsx")
    imported = fieldapp("import", "portfolio", str(folder / "portfolio.xlsx"), *home, now=at("08:20"))
    assert imported.returncode == 0, imported.stderr
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    return Server(folder, port, at("09:00"))


def facts(folder: Path) -> list[str]:
    """The kinds of fact that the server keeps, in the order received."""
    store = open_office(f"sqlite:///{folder / 'office.db'}")
    with store.engine.connect() as connection:
        kinds = list(connection.execute(sa.select(fact.c.kind).order_by(fact.c.device_id, fact.c.device_seq)).scalars())
    store.close()
    return kinds


def visits(folder: Path) -> int:
    """How many visits the server has on record."""
    store = open_office(f"sqlite:///{folder / 'office.db'}")
    with store.engine.connect() as connection:
        count = connection.execute(sa.select(sa.func.count()).where(record.c.entity == "visit")).scalar_one()
    store.close()
    return count


def test_a_day_with_no_network_a_dead_battery_and_a_cut_line(tmp_path: Path) -> None:
    office, laptop, other = tmp_path / "office", tmp_path / "laptop", tmp_path / "other"
    server = make_server(office)
    server.up()
    with cutting_proxy(server.url) as proxy:
        # in the office: sign in, first sync; then out into the field, where there is no network
        with desktop(laptop, proxy.url, at("09:10"), COLLECTOR, "sign_in", "first_sync", "find", "visit") as desk:
            for step in ("sign_in", "first_sync"):
                desk.done(step)
                desk.go_on()
            desk.done("find")
            server.down()
            desk.go_on()
            desk.done("visit")
            desk.kill()  # "saved" was shown; the battery is pulled

        # offline sign-in; the visit is there; a plan is made and signed
        steps: tuple[str, ...] = ("sign_in", "find", "visit_is_there", "plan", "sign")
        with desktop(laptop, proxy.url, at("10:00"), COLLECTOR, *steps) as desk:
            run_through(desk, *steps)

        # the server is back, but the line is cut in the middle of the push; repeated, nothing is doubled
        server.up()
        proxy.cut_after(up=1500)
        with desktop(laptop, proxy.url, at("11:00"), COLLECTOR, "sign_in", "sync_fails", "sync") as desk:
            desk.done("sign_in")
            desk.go_on()
            desk.done("sync_fails")
            assert proxy.cuts
            proxy.cut_after(down=200)
            desk.go_on()
            proxy.mend()
            run_through(desk, "sync")
        assert facts(office) == ["visit_recorded", "promise_made", "plan_proposed", "document_sealed"]
        assert visits(office) == 1

        steps = ("sign_in", "approve", "all_synced")
        with desktop(other, server.url, at("12:00"), SUPERVISOR, *steps) as desk:
            run_through(desk, *steps)
        steps = ("sign_in", "sync", "keep_paper", "map")  # and the program ends well with Chromium still open
        with desktop(laptop, proxy.url, at("13:00"), COLLECTOR, *steps) as desk:
            run_through(desk, *steps)
    server.down()
    (root,) = (laptop / "trust").glob("*.pem")
    checked = fieldapp("verify", str(laptop / "plan.pdf"), "--trust", str(root), now=at("14:00"))
    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert "周明" in checked.stdout
    assert "陈岚" in checked.stdout
    damaged = tmp_path / "damaged.pdf"
    damaged.write_bytes((laptop / "plan.pdf").read_bytes()[:-9_000])
    assert fieldapp("verify", str(damaged), "--trust", str(root), now=at("14:00")).returncode in {1, 2}
