"""`fieldapp server quarantine …`: facts that could not be judged, kept aside until somebody decides about them."""

from __future__ import annotations

import argparse

from fieldapp import clock
from fieldapp.cli.server_devices import local
from fieldapp.cli.server_room import Commands, action, answer, room, store_of, table, words_of
from fieldapp.protocol.verdicts import VerdictStatus

COLUMNS = (
    "quarantine.column_fact",
    "quarantine.column_kind",
    "quarantine.column_laptop",
    "quarantine.column_since",
    "quarantine.column_why",
    "quarantine.column_detail",
)
JUDGED = {
    VerdictStatus.ACCEPTED: "quarantine.now_accepted",
    VerdictStatus.CONFLICT: "quarantine.now_conflict",
    VerdictStatus.REJECTED: "quarantine.now_rejected",
    VerdictStatus.HELD: "quarantine.now_held",
    VerdictStatus.RETRY: "quarantine.now_retry",
}
MOST_OF_A_DETAIL = 80


def add_actions(actions: Commands) -> None:
    """Add `quarantine` to `server`."""
    what = room(actions, "quarantine", "facts that could not be judged")
    action(what, "list", "what lies there, and why").set_defaults(run=_list)
    for name, words, run in (
        ("retry", "judge it once more, for instance after the program was brought up to date", _retry),
        ("refuse", "refuse it: its laptop shows it as refused", _refuse),
    ):
        one = action(what, name, words)
        one.add_argument("fact", metavar="ID")
        one.set_defaults(run=run)


def _list(chosen: argparse.Namespace) -> int:
    with store_of(chosen) as store, store.reading() as unit:
        held = unit.facts.held()
    if not held:
        return answer(chosen, "quarantine.empty")
    heads = [words_of(chosen, code) for code in COLUMNS]
    lines = [
        [
            one.envelope.fact_id,
            one.envelope.kind,
            one.envelope.device_id,
            local(one.arrived_at),
            one.code,
            " ".join(one.detail.split())[:MOST_OF_A_DETAIL],
        ]
        for one in held
    ]
    table(heads, lines)
    return 0


def _retry(chosen: argparse.Namespace) -> int:
    from fieldapp import rule_packs
    from fieldapp.server.quarantine import retry

    with store_of(chosen) as store, store.writing() as unit:
        given = retry(unit, chosen.fact, rule_packs.load().authority, clock.now())
    return answer(chosen, JUDGED[given.status], fact=chosen.fact, code=given.code)


def _refuse(chosen: argparse.Namespace) -> int:
    from fieldapp.server.quarantine import refuse

    with store_of(chosen) as store, store.writing() as unit:
        refuse(unit, chosen.fact, clock.now())
    return answer(chosen, "quarantine.now_refused", fact=chosen.fact)
