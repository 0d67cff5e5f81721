"""Makes a new dictionary for compressing records, from portfolios made up for the purpose: `record_dictionary.py ID`.

A dictionary once released is never changed or removed, because records compressed with it lie on laptops; a better one
gets the next id, and `fieldapp/protocol/dictionaries.py` names the current one. Needs the set-up environment's Python.
"""

from __future__ import annotations

import itertools
import sys
import tempfile
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import zstandard

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from fieldapp.domain.case import Case, Visit  # noqa: E402
from fieldapp.domain.ids import new_id  # noqa: E402
from fieldapp.domain.observation import Crowd, Observation, OpenStatus  # noqa: E402
from fieldapp.domain.plans.promise import PayChannel, Promise, PromiseContent  # noqa: E402
from fieldapp.domain.visit import Cause, Met, Outcome, VisitContent  # noqa: E402
from fieldapp.importers import IdBook, read_portfolio  # noqa: E402
from fieldapp.protocol.dictionaries import FOLDER  # noqa: E402
from fieldapp.protocol.records import encode_record  # noqa: E402
from fieldapp.sample import make_portfolio, write_workbook  # noqa: E402

AS_OF = date(2026, 7, 25)
SEEDS = range(101, 107)
SIZE = 48 * 1024
NOTES = ("老板在店，谈了分期。", "店里客人比上次少，说下周回款。", "未见到本人，家属收下联系方式。", "")


def main(dictionary_id: int) -> None:
    """Train and write."""
    made = (records(case) for seed in SEEDS for case in cases(seed))
    samples: list[bytes | bytearray | memoryview] = list(itertools.chain.from_iterable(made))
    trained = zstandard.train_dictionary(SIZE, samples, level=3, dict_id=dictionary_id)
    folder = ROOT / "resources" / FOLDER
    folder.mkdir(exist_ok=True)
    path = folder / f"records-{dictionary_id}.zdict"
    with path.open("xb") as target:
        target.write(trained.as_bytes())
    plain = sum(map(len, samples))
    packed = sum(len(zstandard.ZstdCompressor(level=3, dict_data=trained).compress(one)) for one in samples)
    print(f"{path.name}: {len(samples)} records, {plain / packed:.2f} times smaller")


def cases(seed: int) -> tuple[Case, ...]:
    """The cases of a made-up portfolio."""
    with tempfile.TemporaryDirectory() as folder:
        portfolio = make_portfolio(AS_OF, seed)
        write_workbook(portfolio, Path(folder) / "portfolio.xlsx")
        people = {person.login: new_id() for person in portfolio.staff}
        return tuple(read_portfolio(Path(folder) / "portfolio.xlsx", IdBook({}), people).cases)


def records(case: Case) -> list[bytes]:
    """The case, and a visit and a promise such as may follow."""
    turn = len(case.case_no) + sum(map(ord, case.case_no))
    at = datetime.combine(AS_OF, datetime.min.time(), ZoneInfo("UTC")) + timedelta(hours=2, minutes=turn % 300)
    seen = Observation(list(OpenStatus)[turn % 4], turn % 9, list(Crowd)[turn % 4], None, turn % 5, turn % 6)
    content = VisitContent(
        case.premises[0].id if case.premises else new_id(), at, at + timedelta(minutes=30), list(Met)[turn % 5],
        list(Outcome)[turn % 8], cause=list(Cause)[turn % 12], observation=seen, note=NOTES[turn % 4],
    )  # fmt: skip
    visit = Visit(new_id(), case.id, case.assigned_to, at, content)
    promised = PromiseContent(case.loans[0].id, case.borrower.id, 500_000 + turn, AS_OF, PayChannel.TRANSFER)
    promise = Promise(new_id(), case.id, case.assigned_to, at, AS_OF, promised)
    return [encode_record(thing) for thing in (case, visit, promise)]


if __name__ == "__main__":
    main(int(sys.argv[1]))
