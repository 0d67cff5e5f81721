"""A laptop's way to the office: messages are lost, doubled, late, or cut at any byte, and everybody else goes on
meanwhile.

It is what the driver knows as `Calls`; what travels are the bytes that would travel.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

from fieldapp.errors import KnownError
from fieldapp.protocol.codec import encode_request, read_frames
from fieldapp.protocol.messages import Frame, ResetFrame, SyncRequest
from fieldapp.server.files_call import Arrived
from fieldapp.sync.file_moves import FileAtServer
from tests.sim.chance import Chance
from tests.sim.letters import frame_of, request_of, told
from tests.sim.office import AWAY, SimOffice
from tests.sim.violations import hold

CUT = KnownError("sync.cut_off", retryable=True)
FATES = {"arrives": 74.0, "is lost": 6, "is doubled": 6, "is late": 4, "answer is lost": 6, "office is busy": 4}
BROKEN_FILE = 0.15


class Line:
    """One process's calls.

    `wait` lets the others go on and says what for, `note` only says; `late` keeps what will arrive at some other time.
    """

    def __init__(
        self,
        office: SimOffice,
        chance: Chance,
        token: str,
        age: str,
        wait: Callable[[str], None],
        note: Callable[[str], None],
        late: list[tuple[str, bytes]],
        *,
        bad: bool,
    ) -> None:
        self._office = office
        self._chance = chance
        self._token = token
        self._age = age
        self._wait = wait
        self._note = note
        self._late = late
        self._bad = bad
        self._resets: Counter[str] = Counter()
        self._undisturbed = office.disturbed

    def exchange(self, request: SyncRequest) -> Iterator[Frame]:
        """One sync call."""
        want = self._chance.choice((200, 2_000, 8_000_000)) if self._bad else 8_000_000
        body = request_of(self._age, encode_request(request), want)
        fate = self._chance.one_of(FATES) if self._bad else "arrives"
        cursors = " ".join(f"{one.scope[-4:]}:{one.seq}" for one in request.cursors)
        self._wait(f"{len(request.facts)} facts and {cursors or 'nothing'} leave; the message {fate}")
        if fate == "is lost":
            raise AWAY
        if fate == "office is busy":
            raise KnownError("sync.server_busy", {"status": 503}, retryable=True)
        if fate in {"is doubled", "is late"}:
            self._late.append((self._token, body))
        if fate == "is late":
            raise CUT
        answer = self._office.answer(self._token, body)
        if fate == "answer is lost":
            for _ in answer:
                if self._chance.happens(0.3):
                    break
            raise CUT
        wire = _Wire(self._pieces(answer), self._chance if self._bad else None, lambda: self._wait(""))
        for frame in read_frames(wire):
            self._note(told(frame))
            if isinstance(frame, ResetFrame):
                self._begins_anew(frame.scope)
            yield frame

    def _begins_anew(self, scope: str) -> None:
        """Within one round a scope begins anew once, and again only if the office has given it a reason."""
        self._resets[scope] += 1
        reasons = 1 + self._office.disturbed - self._undisturbed
        hold(12, self._resets[scope] <= reasons, f"{scope} begins anew for the {self._resets[scope]}th time")

    def dictionary(self, dictionary_id: int) -> bytes:
        """All dictionaries came with the program."""
        raise KnownError("sync.dictionary_unknown", {"dictionary": dictionary_id})

    def file_at(self, sha256: str) -> FileAtServer:
        """How much of a file the office has."""
        self._may_break("asking for a file")
        return _at(self._office.have(self._token, sha256))

    def send_piece(self, sha256: str, offset: int, content: bytes) -> FileAtServer:
        """A piece of a file, or as much of it as gets through."""
        self._may_break("before a piece")
        if self._bad and self._chance.happens(BROKEN_FILE):
            self._office.receive(
                self._token, sha256, offset, content[: self._chance.randrange(len(content) + 1)], cut=True
            )
            raise CUT
        arrived = self._office.receive(self._token, sha256, offset, content)
        self._may_break("after a piece")
        return _at(arrived)

    def fetch_piece(self, sha256: str, offset: int, length: int) -> bytes:
        """A stretch of a file."""
        self._may_break("fetching a file")
        return self._office.read(self._token, sha256, offset, length)

    def _may_break(self, what: str) -> None:
        self._wait(what)
        if self._bad and self._chance.happens(BROKEN_FILE):
            raise AWAY

    def _pieces(self, answer: Iterator[bytes]) -> Iterator[bytes]:
        """The pieces as they are made, or all at once and then as slowly as the line is."""
        waiting = list(answer) if self._bad and self._chance.happens(0.3) else answer
        return (frame_of(self._age, piece) for piece in waiting)


def _at(arrived: Arrived) -> FileAtServer:
    return FileAtServer(arrived.have, arrived.kept_at)


class _Wire:
    """Bytes as they come; with a chance, they may end anywhere."""

    def __init__(self, pieces: Iterator[bytes], chance: Chance | None, wait: Callable[[], None]) -> None:
        self._pieces = pieces
        self._chance = chance
        self._wait = wait
        self._here = b""
        self._over = False

    def read(self, size: int, /) -> bytes:
        """So many bytes, or all there are before the end."""
        while len(self._here) < size and not self._over:
            self._fetch()
        found, self._here = self._here[:size], self._here[size:]
        return found

    def _fetch(self) -> None:
        self._wait()
        try:
            piece = next(self._pieces, None)
        except KnownError as error:
            if error.code != AWAY.code:
                raise
            piece = None
        if piece is not None and self._chance is not None and self._chance.happens(0.05):
            piece, self._over = piece[: self._chance.randrange(len(piece) + 1)], True
        self._over = self._over or piece is None
        self._here += piece or b""
