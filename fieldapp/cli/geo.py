"""`fieldapp geo`: addresses and days without a screen, as JSON. Each command is a module of its own (`geo_….py`)."""

from __future__ import annotations

import argparse

from fieldapp.cli import geo_locate, geo_plan


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `geo` to the command line."""
    geo = commands.add_parser("geo", help="addresses to places (locate) and days to plans (plan), as JSON")
    kinds = geo.add_subparsers(title="commands", metavar="COMMAND", required=True)
    geo_locate.add_parser(kinds)
    geo_plan.add_parser(kinds)
