"""`fieldapp server rescue import FILE`: what a laptop saved onto a stick when no network would do."""

from __future__ import annotations

import argparse
from pathlib import Path

from fieldapp import sentences
from fieldapp.cli.server_room import Commands, action, answer, room
from fieldapp.cli.speaking import alive, tell
from fieldapp.errors import KnownError


def add_actions(actions: Commands) -> None:
    """Add `rescue` to `server`."""
    what = room(actions, "rescue", "rescue bundles of laptops")
    taking = action(what, "import", "take a rescue bundle in; what has arrived already is not doubled")
    taking.add_argument("file", type=Path, metavar="FILE", help="the bundle, as it is on the stick")
    taking.add_argument("--aside", type=Path, metavar="FOLDER", help="for files that no record names (in the home)")
    taking.set_defaults(run=_import)


def _import(chosen: argparse.Namespace) -> int:
    from fieldapp import rule_packs
    from fieldapp.server import home as server_home
    from fieldapp.server.rescue_import import Office, import_bundle, numbers
    from fieldapp.store.office.database import using_office

    home = server_home.find(chosen.home)
    aside = chosen.aside or chosen.home / "rescued"
    running = alive("import.running", {"file": chosen.file.name}, chosen.lang)
    with using_office(home.database_url) as store, running:
        with store.reading() as unit:
            private = unit.settings.get("recovery_private")
        if private is None:
            raise KnownError("server.not_set_up")
        matrix = rule_packs.load().authority
        office = Office(store, home.file_store(), matrix, private.encode(), home.secret(), aside)
        outcome = import_bundle(office, chosen.file)
    for one in outcome.refused:
        why = sentences.say(one.verdict.code, one.verdict.params, chosen.lang)
        told = {"kind": one.kind, "fact": one.fact_id, "why": why.text}
        tell(str(sentences.say("rescue.line_refused", told, chosen.lang)))
    for name, path in outcome.aside:
        tell(str(sentences.say("rescue.line_aside", {"name": name, "path": path}, chosen.lang)))
    answer(chosen, "rescue.imported", **numbers(outcome, aside))
    if outcome.stopped_at:
        answer(chosen, "rescue.stopped", expected=outcome.stopped_at)
    return 0 if not outcome.stopped_at else 1
