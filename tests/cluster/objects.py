"""OpenStack Swift on three nodes with three copies of everything, and its S3 interface."""

from __future__ import annotations

import subprocess
import time
from functools import partial

import urllib3

from tests.cluster import configuration as told
from tests.cluster.places import NODES, SWIFT_PARTS, Layout
from tests.cluster.processes import Processes, account_of, give, until

ACCOUNT = "swift"
UP_SECONDS = 60.0
# Swift reads one file from a fixed place; this lets it read ours, and leaves the machine's own alone
LAUNCH = """import runpy, sys
from swift.common.utils import set_swift_dir
folder, program = sys.argv[1:3]
set_swift_dir(folder)
sys.argv[:] = sys.argv[2:]
runpy.run_path(program, run_name="__main__")
"""


class Objects:
    """The storage servers of a run."""

    def __init__(self, layout: Layout, processes: Processes) -> None:
        self._layout = layout
        self._processes = processes
        self._folder = layout.folder / "swift"

    def up(self) -> float:
        """Start everything and wait until the S3 interface answers; seconds."""
        started = time.monotonic()
        self._folder.mkdir()
        (self._folder / "swift.conf").write_text(told.swift_conf(), encoding="utf-8")
        for command in told.swift_rings(self._layout):
            # 1 says that a ring could not be made better, which is so for a ring just made
            done = subprocess.run(["/usr/bin/swift-ring-builder", *command], capture_output=True, check=False)
            assert done.returncode in {0, 1}, done.stdout + done.stderr
        memory = ["/usr/bin/memcached", "-l", "127.0.0.1", "-p", str(self._layout.memcached), "-m", "32"]
        self._processes.start("memcached", memory, ACCOUNT)
        for n in range(NODES):
            disk = self._folder / f"node{n}" / f"disk{n}"
            disk.mkdir(parents=True)
            give(ACCOUNT, disk.parent, disk)
            self.start_node(n)
        self._serve("swift-proxy", "/usr/bin/swift-proxy-server", told.swift_proxy(self._layout))
        until("Swift answers", self._answers, UP_SECONDS)
        return time.monotonic() - started

    def start_node(self, n: int) -> None:
        """The storage servers of one node."""
        for part in SWIFT_PARTS:
            text = told.swift_part(self._layout, part, n)
            self._serve(f"swift-{part}{n}", f"/usr/bin/swift-{part}-server", text)

    def kill_node(self, n: int) -> None:
        """As a power cut would."""
        for part in SWIFT_PARTS:
            self._processes.kill(f"swift-{part}{n}")

    def even_out(self) -> float:
        """What Swift's own minders do all the time: bring every node's lists to what the others know; seconds."""
        started = time.monotonic()
        for program, part in (("object-updater", "object"), ("container-replicator", "container")):
            for n in range(NODES):
                name = f"swift-{program}{n}"
                self._run(name, f"/usr/bin/swift-{program}", f"swift-{part}{n}.conf", "once")
                until(f"{name} is through", partial(self._ended, name), UP_SECONDS)
        return time.monotonic() - started

    def _ended(self, name: str) -> bool:
        return not self._processes.alive(name)

    def _serve(self, name: str, program: str, text: str) -> None:
        file = self._folder / f"{name}.conf"
        file.write_text(text.format(user=account_of(ACCOUNT)), encoding="utf-8")
        give(ACCOUNT, file)
        self._run(name, program, file.name)

    def _run(self, name: str, program: str, file: str, *more: str) -> None:
        command = ["/usr/bin/python3", "-c", LAUNCH, str(self._folder), program, str(self._folder / file), *more]
        self._processes.start(name, command, ACCOUNT)

    def _answers(self) -> bool:
        try:
            with urllib3.PoolManager(retries=False, timeout=2.0) as pool:
                return pool.request("GET", f"http://127.0.0.1:{self._layout.s3}/").status < 500
        except urllib3.exceptions.HTTPError:
            return False
