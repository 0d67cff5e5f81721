"""What every room of `fieldapp server …` begins with: where the server is, in which language it answers, its store."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from fieldapp import paths, sentences
from fieldapp.cli.speaking import tell

if TYPE_CHECKING:
    from fieldapp.store.office.unit import OfficeStore

    Commands = argparse._SubParsersAction[argparse.ArgumentParser]
else:
    Commands = argparse._SubParsersAction


def default_home() -> Path:
    """Where a server lives unless told otherwise."""
    return paths.data_home() / "server"


def add_common(parser: argparse.ArgumentParser) -> None:
    """What every command about a server takes: where it is, and the language of the answer."""
    home = "the server's folder (default: %(default)s)"
    parser.add_argument("--home", type=Path, metavar="FOLDER", default=default_home(), help=home)
    parser.add_argument("--lang", choices=sentences.LANGUAGES, default="zh_CN", help="language of the answer")


def room(actions: Commands, name: str, words: str) -> Commands:
    """A subject with actions of its own."""
    parser = actions.add_parser(name, help=words, description=f"{words[0].upper()}{words[1:]}.")
    return parser.add_subparsers(title="actions", metavar="ACTION", required=True)


def action(actions: Commands, name: str, words: str) -> argparse.ArgumentParser:
    """One thing that can be done."""
    parser = actions.add_parser(name, help=words, description=f"{words[0].upper()}{words[1:]}.")
    add_common(parser)
    return parser


@contextmanager
def store_of(chosen: argparse.Namespace) -> Iterator[OfficeStore]:
    """The database of the server that was named.

    Raises:
        KnownError: `server.not_there` and what else may be wrong with its folder or database.
    """
    from fieldapp.server import home as server_home
    from fieldapp.store.office.database import using_office

    with using_office(server_home.find(chosen.home).database_url) as store:
        yield store


def answer(chosen: argparse.Namespace, code: str, /, **params: object) -> int:
    """Say how it went; the exit code of what went well."""
    tell(str(sentences.say(code, params, chosen.lang)))
    return 0


def words_of(chosen: argparse.Namespace, code: str) -> str:
    """A heading or a word of a table."""
    return sentences.say(code, None, chosen.lang).text


def table(heads: list[str], lines: list[list[str]]) -> None:
    """Say lines in columns; Chinese characters take two places each."""
    widths = [max(map(_width, column)) for column in zip(heads, *lines, strict=True)]
    for line in (heads, *lines):
        cells = (cell + " " * (width - _width(cell)) for cell, width in zip(line, widths, strict=True))
        tell("  ".join(cells).rstrip())


def _width(words: str) -> int:
    from unicodedata import east_asian_width

    return sum(2 if east_asian_width(char) in "WF" else 1 for char in words)
