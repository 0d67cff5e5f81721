"""Where everything of one run lies and listens: a folder that goes away, ports that nobody has, words nobody knows."""

from __future__ import annotations

import os
import shutil
import socket
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from fieldapp.domain.ids import new_id

NODES = 3
SWIFT_PARTS = ("account", "container", "object")


@dataclass(frozen=True, slots=True)
class Etcd:
    """One member of etcd: where clients and where the other members call it."""

    client: int
    peer: int


@dataclass(frozen=True, slots=True)
class Postgres:
    """One PostgreSQL server and the Patroni that minds it."""

    port: int
    patroni: int


@dataclass(frozen=True, slots=True)
class Layout:
    """All places of a run. Every address is on the loopback range."""

    folder: Path
    etcd: tuple[Etcd, ...]
    postgres: tuple[Postgres, ...]
    leader: int
    followers: int
    pool: int
    front: int
    servers: tuple[int, ...]
    s3: int
    memcached: int
    swift: dict[str, int]
    password: str

    @property
    def url(self) -> str:
        """What laptops are given."""
        return f"http://127.0.0.1:{self.front}"

    @property
    def database_url(self) -> str:
        """The leader, by way of PgBouncer and HAProxy."""
        return f"postgresql://fieldapp:{self.password}@127.0.0.1:{self.pool}/office"

    @property
    def replica_url(self) -> str:
        """A follower, the same way."""
        return f"postgresql://fieldapp:{self.password}@127.0.0.1:{self.pool}/office_follower"

    @property
    def files(self) -> str:
        """The bucket."""
        return f"s3://office/blobs?endpoint=http://127.0.0.1:{self.s3}&region=us-east-1"


def lay_out(folder: Path, ports: Iterator[int], password: str, servers: int = 2) -> Layout:
    """Deal the ports out."""
    return Layout(
        folder=folder,
        etcd=tuple(Etcd(next(ports), next(ports)) for _ in range(NODES)),
        postgres=tuple(Postgres(next(ports), next(ports)) for _ in range(NODES)),
        leader=next(ports),
        followers=next(ports),
        pool=next(ports),
        front=next(ports),
        servers=tuple(next(ports) for _ in range(servers)),
        s3=next(ports),
        memcached=next(ports),
        swift={part: next(ports) for part in SWIFT_PARTS},
        password=password,
    )


@contextmanager
def somewhere(servers: int = 2) -> Iterator[Layout]:
    """A folder that goes away, and ports that are free now."""
    folder = Path(tempfile.mkdtemp(prefix="fieldapp-cluster-"))
    try:
        folder.chmod(0o755)  # PostgreSQL and Swift run as accounts of their own
        yield lay_out(folder, iter(_free_ports(40)), new_id().replace("-", ""), servers)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def as_root() -> bool:
    """Whether this runs as root, so that servers that refuse to must be given another account."""
    return os.geteuid() == 0


def _free_ports(count: int) -> list[int]:
    with ExitStack() as held:
        sockets = [held.enter_context(socket.socket()) for _ in range(count)]
        for each in sockets:
            each.bind(("127.0.0.1", 0))
        return [int(each.getsockname()[1]) for each in sockets]
