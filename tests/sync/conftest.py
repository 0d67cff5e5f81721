"""Desks that sync without the cost of a vault: a real store, enrolled at the real server."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest

from fieldapp.services.desk import Desk
from tests.laptops import BareLaptop, desk_in
from tests.office import TestOffice, running_office

NewDesk = Callable[..., Desk]


def enrolled(office: TestOffice, login: str, folder: Path) -> Desk:
    """A desk whose laptop the server knows."""
    person = office.people[login]
    desk = replace(desk_in(folder, person), server_url=office.url)
    own = BareLaptop(office.url, person.login, desk.device_id)
    own.close()
    with desk.store.writing() as unit:
        unit.settings.set("token", own.given.token)
        unit.settings.set("epoch", own.given.epoch)
    return desk


@pytest.fixture(scope="module")
def shared_office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestOffice]:
    """One running office for a whole module, whose tests each bring a team of their own."""
    with running_office(tmp_path_factory.mktemp("office")) as one:
        yield one


@pytest.fixture
def new_desk(office: TestOffice, tmp_path: Path) -> Iterator[NewDesk]:
    """Desks, each with a laptop of its own, closed afterwards."""
    with ExitStack() as opened:

        def make(login: str = "zhouming") -> Desk:
            desk = enrolled(office, login, tmp_path / f"desk{len(list(tmp_path.iterdir()))}")
            opened.callback(desk.store.close)
            return desk

        yield make
