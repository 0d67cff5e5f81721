"""Nothing lost, nothing doubled: what the laptops made and heard, against what lies in the database and the file store.

The numbers of the feed are noted by a trigger as they are given, so that a gap or a number given twice shows even where
a later change has moved a row on.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable
from typing import Any, LiteralString

import psycopg

from fieldapp.protocol.digest import EMPTY, changed, element
from fieldapp.protocol.envelope import GENESIS
from tests.cluster.field import Laptop

NOTE_NUMBERS = """
CREATE TABLE numbers_given (scope text NOT NULL, seq bigint NOT NULL);
CREATE FUNCTION note_number() RETURNS trigger LANGUAGE plpgsql AS
  $$ BEGIN INSERT INTO numbers_given VALUES (NEW.scope, NEW.seq); RETURN NULL; END $$;
CREATE TRIGGER note_number AFTER INSERT OR UPDATE OF seq ON feed FOR EACH ROW EXECUTE FUNCTION note_number();
INSERT INTO numbers_given SELECT scope, seq FROM feed;
"""


class Findings:
    """What was counted, and what is wrong."""

    def __init__(self) -> None:
        self.counted: dict[str, int] = {}
        self.wrong: list[str] = []

    def same(self, what: str, found: object, expected: object) -> None:
        """Note a difference."""
        if found == expected:
            return
        if isinstance(found, set) and isinstance(expected, set):
            self.wrong.append(f"{what}: {found - expected} too many, {expected - found} too few")
        else:
            self.wrong.append(f"{what}: {found!r}, expected {expected!r}")


def note_numbers(leader: psycopg.Connection[Any]) -> None:
    """From now on every number given in the feed is noted, in the transaction that gives it."""
    leader.execute("SET ROLE fieldapp")
    leader.execute(NOTE_NUMBERS)
    leader.execute("RESET ROLE")


def examine(leader: psycopg.Connection[Any], store: Any, laptops: list[Laptop]) -> Findings:
    """Look at everything there is."""
    found = Findings()
    _facts(found, leader, laptops)
    _chains(found, leader)
    _numbers(found, leader)
    _copies(found, leader, laptops)
    _files(found, leader, store, laptops)
    return found


def _facts(found: Findings, leader: psycopg.Connection[Any], laptops: list[Laptop]) -> None:
    """Each fact once, whether it was acknowledged at once or only after the fail-over."""
    kept = Counter(fact_id for (fact_id,) in leader.execute("SELECT fact_id FROM fact"))
    made = {fact_id for one in laptops for fact_id in one.made}
    heard = {fact_id for one in laptops for fact_id in one.witness.accepted}
    found.counted |= {
        "facts_made": len(made),
        "facts_acknowledged": len(heard),
        "acknowledged_and_lost": len(heard - set(kept)),
        "made_and_lost": len(made - set(kept)),
        "doubled": sum(count - 1 for count in kept.values()),
    }
    found.same("facts kept", set(kept), made)
    found.same("facts acknowledged", heard, made)
    found.same("facts kept twice", found.counted["doubled"], 0)
    visits = _column(leader, "SELECT id FROM record WHERE entity = 'visit'")
    seen = _column(leader, "SELECT fact_id FROM fact WHERE kind = 'visit_recorded'")
    found.same("visits for the facts of visits", sorted(visits), sorted(seen))


def _chains(found: Findings, leader: psycopg.Connection[Any]) -> None:
    """The chain of each case has every number once, and each link names the one before."""
    tip: dict[str, tuple[int, str]] = {}
    links = leader.execute("SELECT case_id, number, prev_hash, hash FROM case_link ORDER BY case_id, number")
    for case_id, number, before, own in links:
        last, digest = tip.get(case_id, (0, GENESIS))
        found.same(f"link of {case_id}", (number, before), (last + 1, digest))
        tip[case_id] = (number, own)
    found.counted["links"] = sum(number for number, _ in tip.values())
    found.same("links for facts", found.counted["links"], len(_column(leader, "SELECT fact_id FROM fact")))


def _numbers(found: Findings, leader: psycopg.Connection[Any]) -> None:
    """In each scope every number up to the head was given once, and none above it."""
    given = {
        scope: rest
        for scope, *rest in leader.execute(
            "SELECT scope, count(*), count(DISTINCT seq), min(seq), max(seq) FROM numbers_given GROUP BY scope"
        )
    }
    heads = dict(leader.execute("SELECT scope, head FROM scope_head").fetchall())
    before = dict(leader.execute("SELECT scope, min(seq) - 1 FROM numbers_given GROUP BY scope").fetchall())
    for scope, head in heads.items():
        count, distinct, _first, last = given[scope]
        found.same(f"numbers of {scope}", (count, distinct, last), (head - before[scope], head - before[scope], head))
    found.counted |= {"scopes": len(heads), "numbers_given": sum(int(rest[0]) for rest in given.values())}


def _copies(found: Findings, leader: psycopg.Connection[Any], laptops: list[Laptop]) -> None:
    """What a laptop holds of a scope is what the server has, to the byte: both digests as kept and as counted anew."""
    kept = dict(leader.execute("SELECT scope, digest FROM scope_head").fetchall())
    for one in laptops:
        for scope in ("office", f"staff:{one.desk.staff.id}"):
            with one.desk.store.reading() as unit:
                said = unit.sync.scopes()[scope].digest
                here = changed(EMPTY, come=[part for _, part in unit.shadow.elements(scope)])
            rows = leader.execute("SELECT entity, id, ver, blob FROM record WHERE scope = %s", [scope])
            there = changed(EMPTY, come=[element(*row) for row in rows])
            found.same(f"digests of {scope}: kept and counted here and there", {said, here, kept[scope]}, {there})
            found.counted["digests_equal"] = found.counted.get("digests_equal", 0) + (said == here == there)


def _files(found: Findings, leader: psycopg.Connection[Any], store: Any, laptops: list[Laptop]) -> None:
    """Each paper is in the store, is what its name says, and the database says so.

    A piece whose deletion a dead node missed may come back with that node; it is counted, and no whole file.
    """
    expected = {digest for one in laptops for digest in one.papers}
    stored = _column(leader, "SELECT sha256 FROM blob WHERE stored_at IS NOT NULL")
    found.same("files that the database has", set(stored), expected)
    listed = set(_names(store))
    whole = {name for name in listed if not name.startswith("blobs/pieces/")}
    found.same("whole files listed", whole, {f"blobs/{digest[:2]}/{digest}" for digest in expected})
    found.counted["pieces_that_came_back_with_the_node"] = len(listed - whole)
    for digest in expected:
        content = store.get_object(Bucket="office", Key=f"blobs/{digest[:2]}/{digest}")["Body"].read()
        found.same("digest of a file", hashlib.sha256(content).hexdigest(), digest)
    found.counted["files"] = len(expected)


def _names(store: Any) -> Iterable[str]:
    for page in store.get_paginator("list_objects_v2").paginate(Bucket="office"):
        for each in page.get("Contents", ()):
            yield each["Key"]


def _column(leader: psycopg.Connection[Any], query: LiteralString) -> list[str]:
    return [value for (value,) in leader.execute(query)]
