"""The cluster's configuration as it is generated; running it is `make cluster`, which is no part of the tests."""

from __future__ import annotations

import configparser
import os
import re
from itertools import count
from pathlib import Path

import pytest

from fieldapp.server.s3_shelf import S3Place, parse_place
from tests.cluster import configuration as told
from tests.cluster import packages
from tests.cluster.places import NODES, SWIFT_PARTS, Layout, lay_out

PROGRAMS = Path("/usr/lib/postgresql/15/bin")


@pytest.fixture
def layout(tmp_path: Path) -> Layout:
    return lay_out(tmp_path, count(20_001), "word", servers=3)


def everything(layout: Layout) -> list[str]:
    texts = [told.haproxy(layout), told.pgbouncer(layout), told.swift_proxy(layout), layout.url]
    texts += [" ".join(told.etcd_command(layout, n)) for n in range(NODES)]
    texts += [told.patroni(layout, n, PROGRAMS) for n in range(NODES)]
    texts += [told.swift_part(layout, part, n) for part in SWIFT_PARTS for n in range(NODES)]
    return [*texts, *(" ".join(command) for command in told.swift_rings(layout))]


def test_everything_stays_on_this_machine(layout: Layout) -> None:
    addresses = {found for text in everything(layout) for found in re.findall(r"\d+\.\d+\.\d+\.\d+", text)}
    assert addresses == {"127.0.0.1", "127.0.0.2", "127.0.0.3"}
    assert "0.0.0.0" not in "".join(everything(layout))


def test_no_port_is_dealt_out_twice(layout: Layout) -> None:
    ports = [port for member in layout.etcd for port in (member.client, member.peer)]
    ports += [port for each in layout.postgres for port in (each.port, each.patroni)]
    ports += [layout.leader, layout.followers, layout.pool, layout.front, *layout.servers]
    ports += [layout.s3, layout.memcached, *layout.swift.values()]
    assert len(ports) == len(set(ports)) == 6 + 6 + 4 + 3 + 2 + 3


def test_commits_wait_for_a_follower_and_every_member_knows_the_others(layout: Layout) -> None:
    for n in range(NODES):
        text = told.patroni(layout, n, PROGRAMS)
        assert f"name: n{n}\n" in text
        assert "synchronous_mode: true" in text
        assert "synchronous_commit: 'on'" in text
        assert all(f"127.0.0.1:{member.client}" in text for member in layout.etcd)
        assert all(
            f"http://127.0.0.1:{member.peer}" in " ".join(told.etcd_command(layout, n)) for member in layout.etcd
        )


def test_writes_go_to_the_leader_reads_to_followers_and_laptops_to_any_server(layout: Layout) -> None:
    doors = re.split(r"(?m)^listen ", told.haproxy(layout))[1:]
    named = {door.split("\n", 1)[0]: door for door in doors}
    assert f"bind 127.0.0.1:{layout.leader}\n" in named["leader"]
    assert "OPTIONS /primary" in named["leader"]
    assert "OPTIONS /replica" in named["followers"]
    assert "GET /v1/health" in named["front"]
    for n, each in enumerate(layout.postgres):
        line = f"server n{n} 127.0.0.1:{each.port} check port {each.patroni}\n"
        assert (line in named["leader"], line in named["followers"]) == (True, True)
    assert [f"127.0.0.1:{port} check" in named["front"] for port in layout.servers] == [True] * 3


def test_the_pool_lends_connections_for_one_transaction_to_both_doors(layout: Layout) -> None:
    read = configparser.ConfigParser()
    read.read_string(told.pgbouncer(layout))
    assert read["pgbouncer"]["pool_mode"] == "transaction"
    assert f"port={layout.leader} " in read["databases"]["office"]
    assert f"port={layout.followers} " in read["databases"]["office_follower"]
    assert layout.database_url.endswith(f"@127.0.0.1:{layout.pool}/office")
    assert layout.replica_url.endswith(f"@127.0.0.1:{layout.pool}/office_follower")
    assert told.pgbouncer_users(layout) == '"fieldapp" "word"\n'


def test_three_copies_of_every_file_lie_on_three_nodes(layout: Layout) -> None:
    commands = told.swift_rings(layout)
    for part in SWIFT_PARTS:
        own = [command for command in commands if command[0].endswith(f"{part}.builder")]
        assert own[0][1:] == ["create", "6", "3", "0"]
        assert len({command[2].split(":")[0] for command in own if command[1] == "add"}) == NODES
    assert parse_place(layout.files) == S3Place("office", "blobs", f"http://127.0.0.1:{layout.s3}", "us-east-1")


def test_what_is_missing_is_named_by_its_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packages, "_found", lambda program: program not in {"etcd", "swift-proxy-server"})
    assert packages.missing() == ["etcd-server", "swift-proxy"]
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    with pytest.raises(SystemExit, match="etcd-server swift-proxy"):
        packages.provide()
