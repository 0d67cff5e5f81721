"""`fieldapp server case assign`: cases go to another collector, all that are named or none."""

from __future__ import annotations

import argparse

from fieldapp.cli.server_room import Commands, action, answer, room, store_of


def add_actions(actions: Commands) -> None:
    """Add `case` to `server`."""
    what = room(actions, "case", "who works on which case")
    assign = action(what, "assign", "give cases to another collector, all of them or none")
    assign.add_argument("case_no", nargs="+", metavar="CASE_NO", help="number of a case, as in the portfolio")
    assign.add_argument("--to", required=True, metavar="LOGIN", help="the collector's login")
    assign.set_defaults(run=_assign)


def _assign(chosen: argparse.Namespace) -> int:
    from fieldapp.services.assign_cases import assign_cases

    with store_of(chosen) as store:
        done = assign_cases(store, chosen.case_no, chosen.to)
    code = "case.assigned" if not done.already else "case.assigned_some"
    return answer(chosen, code, count=done.moved, already=done.already, name=done.to.name)
