"""A line with a delay, in a process of its own: counts bytes each way and turns, and lets a connection cost its time.

Every byte arrives half a round trip after it was sent; a new connection costs a whole one first, as the handshake of
TCP does. Bandwidth is not limited. Told by lines of JSON on standard input: `delay` sets the round trip, `read` says
the counts and starts them anew.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import sys
from dataclasses import dataclass, field

PIECE = 65536
QUEUE = 512


@dataclass
class Counts:
    """What went over the line: connections, bytes each way, and how often the laptop's side began to speak."""

    connections: int = 0
    up: int = 0
    down: int = 0
    turns: int = 0


@dataclass
class Wire:
    """The line to one server."""

    port: int
    half_trip: float = 0.0
    counts: Counts = field(default_factory=Counts)

    async def carry(self, near: asyncio.StreamReader, back: asyncio.StreamWriter) -> None:
        """One connection, until both sides are done."""
        self.counts.connections += 1
        try:
            far, onward = await asyncio.open_connection("127.0.0.1", self.port)
        except OSError:
            back.close()
            return
        link = _Link(self)
        await asyncio.gather(link.pump(near, onward, "up", 2 * self.half_trip), link.pump(far, back, "down", 0.0))
        for end in (back, onward):
            end.close()


class _Link:
    def __init__(self, wire: Wire) -> None:
        self._wire = wire
        self._speaking = ""

    async def pump(self, source: asyncio.StreamReader, sink: asyncio.StreamWriter, way: str, opening: float) -> None:
        """Carry one way; what is read waits its time in a queue, so that a delay never slows the reading."""
        loop = asyncio.get_running_loop()
        opened = loop.time() + opening
        queue: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue(QUEUE)
        deliver = asyncio.create_task(_deliver(queue, sink))
        with contextlib.suppress(OSError):
            while piece := await source.read(PIECE):
                self._count(way, len(piece))
                await queue.put((max(loop.time(), opened) + self._wire.half_trip, piece))
        await queue.put((loop.time() + self._wire.half_trip, b""))
        await deliver

    def _count(self, way: str, size: int) -> None:
        counts = self._wire.counts
        if way == "up":
            counts.up += size
            counts.turns += self._speaking != "up"
        else:
            counts.down += size
        self._speaking = way


async def _deliver(queue: asyncio.Queue[tuple[float, bytes]], sink: asyncio.StreamWriter) -> None:
    loop = asyncio.get_running_loop()
    gone = False
    while True:
        due, piece = await queue.get()
        if (wait := due - loop.time()) > 0:
            await asyncio.sleep(wait)
        if not piece:
            break
        if not gone:
            try:
                sink.write(piece)
                await sink.drain()
            except OSError:
                gone = True
    with contextlib.suppress(OSError, RuntimeError):
        if sink.can_write_eof() and not gone:
            sink.write_eof()


async def _obey(wire: Wire) -> None:
    loop = asyncio.get_running_loop()
    told = asyncio.StreamReader()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(told), sys.stdin)
    while line := await told.readline():
        order = json.loads(line)
        if order["do"] == "delay":
            wire.half_trip = order["round_trip_ms"] / 2000
            print("{}", flush=True)
        else:
            print(json.dumps(vars(wire.counts)), flush=True)
            wire.counts = Counts()


async def _main(port: int) -> None:
    wire = Wire(port)
    server = await asyncio.start_server(wire.carry, "127.0.0.1", 0)
    print(json.dumps({"port": server.sockets[0].getsockname()[1]}), flush=True)
    await _obey(wire)
    server.close()


if __name__ == "__main__":
    asyncio.run(_main(int(sys.argv[1])))
