"""The least that a first pull can cost: what a filled store holds, put straight into an empty one.

Taken from the filled store are the rows of every table and the words of the search, read back from the index itself
(fts5vocab), so that the floor follows the schema whatever becomes of it. Put in are the same rows and the same words,
into the same encrypted tables with the same indexes and settings, by the database's own driver, in one transaction.
No network, no decoding, no rules, no thinking of words: only the inserting is measured.
"""

from __future__ import annotations

import json
import re
import sys
import time
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from db.engine import laptop_engine
from fieldapp.store.laptop.unit import open_store
from tests.laptops import KEY

LEFT_ALONE = ("alembic_version", "sync_log", "setting")
"""Tables whose rows no pull brings."""
Table = tuple[str, list[tuple[Any, ...]]]


def contents(connection: Any) -> list[Table]:
    """Insert statements with their rows, from a filled store."""
    tables = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table' ORDER BY rowid").fetchall()
    indexes = {name: _columns(sql) for name, sql in tables if re.search(r"USING\s+fts5\s*\(", sql, re.IGNORECASE)}
    shadows = tuple(f"{name}_" for name in indexes)
    found = []
    for name, _ in tables:
        if name in indexes:
            found.append(_words(connection, name, indexes[name]))
        elif not name.startswith((*shadows, "sqlite_")) and name not in LEFT_ALONE:
            found.append(_rows(connection, name))
    return [table for table in found if table[1]]


def insert(connection: Any, tables: Iterable[Table]) -> float:
    """Put them in, in one transaction; the seconds that took."""
    started = time.perf_counter()
    connection.execute("BEGIN IMMEDIATE")
    for statement, rows in tables:
        connection.executemany(statement, rows)
    connection.execute("COMMIT")
    return time.perf_counter() - started


def _rows(connection: Any, name: str) -> Table:
    columns = [row[1] for row in connection.execute(f"PRAGMA table_info({name})")]
    rows = connection.execute(f"SELECT {', '.join(columns)} FROM {name} ORDER BY rowid").fetchall()
    return f"INSERT INTO {name} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})", rows


def _words(connection: Any, name: str, columns: list[str]) -> Table:
    """The words of each entry, by column: the index keeps no texts, but it knows which word is where."""
    connection.execute(f"CREATE VIRTUAL TABLE temp.words USING fts5vocab('main', '{name}', 'instance')")
    entries: dict[int, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for term, entry, column in connection.execute("SELECT term, doc, col FROM temp.words"):
        entries[entry][column].append(term)
    connection.execute("DROP TABLE temp.words")
    rows = [(entry, *(" ".join(entries[entry][column]) for column in columns)) for entry in sorted(entries)]
    return f"INSERT INTO {name} (rowid, {', '.join(columns)}) VALUES (?{', ?' * len(columns)})", rows


def _columns(sql: str) -> list[str]:
    """The columns of a search table: what stands before the first option."""
    inside = sql[sql.index("(") + 1 : sql.rindex(")")]
    return [part.strip().split()[0] for part in inside.split(",") if "=" not in part]


def main() -> int:
    """`FILLED FOLDER`: read the filled store once, then fill an empty one in the folder for each line that comes."""
    filled = laptop_engine(Path(sys.argv[1]), KEY).raw_connection()
    tables = contents(filled.driver_connection)
    filled.close()
    for _ in sys.stdin:
        print(json.dumps(_once(Path(sys.argv[2]), tables)), flush=True)
    return 0


def _once(folder: Path, tables: list[Table]) -> dict[str, Any]:
    path = folder / "floor.db"
    open_store(path, KEY).close()
    engine = laptop_engine(path, KEY)
    opened = engine.raw_connection()
    used = time.process_time()
    took = insert(opened.driver_connection, tables)
    used = time.process_time() - used
    opened.close()
    engine.dispose()
    for left in folder.glob(f"{path.name}*"):
        left.unlink()
    return {"s": took, "cpu": used, "rows": {table[0].split()[2]: len(table[1]) for table in tables}}


if __name__ == "__main__":
    sys.exit(main())
