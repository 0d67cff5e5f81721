"""The load of many laptops in a process of its own: idle syncs, each over a new connection as a real laptop makes it.

    python -m tests.benchmarks.server_load_process FILE

The file names servers and, per laptop, token and body. Told by lines of JSON: `run` with how many syncs, how many at
once, and at which rate (0: each as soon as the one before is answered). Answers with latencies in milliseconds.
"""

from __future__ import annotations

import asyncio
import base64
import io
import json
import sys
import time
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from fieldapp.protocol.codec import read_frames
from fieldapp.protocol.messages import EndFrame, PageFrame, ResetFrame


@dataclass
class Load:
    """The laptops and where they call."""

    addresses: list[tuple[str, int]]
    requests: list[bytes]
    latencies: list[float] = field(default_factory=list)
    _next: int = 0

    async def run(self, count: int, at_once: int, rate: float) -> dict[str, Any]:
        """So many syncs, laptop after laptop."""
        self.latencies = []
        started = time.perf_counter()
        turns = iter(range(count))

        async def caller() -> None:
            for number in turns:
                if rate:
                    await asyncio.sleep(max(0.0, started + number / rate - time.perf_counter()))
                await self._sync(idle_checked=number % 997 == 0)

        await asyncio.gather(*(caller() for _ in range(at_once)))
        took = time.perf_counter() - started
        ordered = sorted(self.latencies)
        marks = {
            f"p{share}": 1000 * ordered[min(len(ordered) - 1, len(ordered) * share // 100)] for share in (50, 95, 99)
        }
        return {"seconds": took, "rate": count / took, **marks, "longest": 1000 * ordered[-1]}

    async def _sync(self, *, idle_checked: bool) -> None:
        number, self._next = self._next, (self._next + 1) % len(self.requests)
        host, port = self.addresses[number % len(self.addresses)]
        began = time.perf_counter()
        reader, writer = await asyncio.open_connection(host, port)
        writer.write(self.requests[number])
        answer = await reader.read()
        writer.close()
        self.latencies.append(time.perf_counter() - began)
        if not answer.startswith(b"HTTP/1.1 200"):
            raise RuntimeError(f"laptop {number}: {answer[:300]!r}")
        if idle_checked:
            _check_idle(answer)


def _check_idle(answer: bytes) -> None:
    """The laptop had everything: an answer with a page or without an end is no idle sync."""
    head, _, body = answer.partition(b"\r\n\r\n")
    if b"chunked" in head.lower():
        body = b"".join(_chunks(io.BytesIO(body)))
    frames = list(read_frames(io.BytesIO(body)))
    if not isinstance(frames[-1], EndFrame) or any(isinstance(frame, PageFrame | ResetFrame) for frame in frames):
        raise RuntimeError(f"not an idle sync: {frames}")


def _chunks(source: io.BytesIO) -> Any:
    while size := int(source.readline(), 16):
        yield source.read(size)
        source.readline()


def _loaded(path: Path) -> Load:
    told = json.loads(path.read_text(encoding="utf-8"))
    addresses = [(parts.hostname or "", parts.port or 0) for parts in map(urlsplit, told["servers"])]
    requests = []
    for laptop, (host, port) in zip(told["laptops"], cycle(addresses), strict=False):
        body = base64.b64decode(laptop["body"])
        head = (
            f"POST /v1/sync HTTP/1.1\r\nHost: {host}:{port}\r\nAuthorization: Bearer {laptop['token']}\r\n"
            f"Content-Length: {len(body)}\r\nConnection: close\r\n\r\n"
        )
        requests.append(head.encode() + body)
    return Load(addresses, requests)


def main() -> int:
    """Do what each line says until there are no more."""
    load = _loaded(Path(sys.argv[1]))
    for line in sys.stdin:
        told = json.loads(line)
        told.pop("do")
        print(json.dumps(asyncio.run(load.run(**told))), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
