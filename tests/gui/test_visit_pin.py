"""Standing at the door: what follows for the address's place, a mixed-up datum, and that no track is kept."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial

import pytest
import sqlalchemy as sa
from PySide6.QtCore import QCoreApplication, QEvent
from pytestqt.qtbot import QtBot

from fieldapp.domain.case import Case
from fieldapp.domain.nearness import metres
from fieldapp.domain.party import Datum, Place, PlaceSource, Premises
from fieldapp.domain.visit import Met, Outcome, PlacedBy
from fieldapp.geo.datums import from_wgs84
from fieldapp.services.desk import Desk
from fieldapp.services.places_to_confirm import places_to_confirm
from fieldapp.services.record_visit import finish_visit
from tests.gui.devices import StillReceiver
from tests.office import TestOffice, borrower_case, file_of, sync
from ui.collector.visit import VisitPage
from ui.collector.visit_arrival import ArrivalCard
from ui.collector.visit_pin import PinOffer
from ui.shell import Shell
from ui.tasks import Tasks
from ui.widgets.page import PageFrame
from ui.widgets.rail import RailEntry
from ui.workplace import Workplace

DOOR = (120.585, 31.299)
HERE = Place(120_585_000, 31_299_000, 10, PlaceSource.CHECK_IN)


def at(place: Place | None, office: TestOffice) -> Case:
    """The case, with its premises known so."""
    one = borrower_case(office.people["zhouming"])
    return replace(one, premises=(replace(one.premises[0], place=place),))


@pytest.fixture
def receiver(monkeypatch: pytest.MonkeyPatch) -> StillReceiver:
    """One that stands at the door."""
    made = StillReceiver(*DOOR)
    monkeypatch.setattr("ui.place_source.made_receiver", lambda: made)
    return made


class Arrived:
    """A visit page, and how to wait for it."""

    def __init__(self, bot: QtBot, work: Workplace, page: VisitPage) -> None:
        self.bot, self.work, self.page = bot, work, page

    @property
    def card(self) -> ArrivalCard:
        """The card of the arrival."""
        assert self.page.form is not None
        return self.page.form.arrival

    def settle(self) -> None:
        """Wait until nothing is read or written any more."""
        for _ in range(3):
            QCoreApplication.processEvents()
            self.bot.waitUntil(lambda: not self.work.tasks.running(), timeout=15_000)


@contextmanager
def arrived(bot: QtBot, office: TestOffice, case: Case) -> Iterator[Arrived]:
    """The page of a visit that has just begun."""
    office.save(case)
    desk = office.desk("zhouming")
    sync(desk)
    work = Workplace(desk, Tasks())
    shell = Shell(lambda: "催收", lambda: [RailEntry("cases", "案件", "cases", lambda: PageFrame("cases"))], work.tasks)
    work.shell = shell
    work.can_open("visit", "cases", lambda about: VisitPage(work, about))
    work.can_open("case", "cases", PageFrame)
    shell.resize(1366, 768)
    shell.show()
    work.open("visit", case.id)
    page = shell.page()
    assert isinstance(page, VisitPage)
    made = Arrived(bot, work, page)
    bot.waitUntil(lambda: page.is_filled, timeout=15_000)
    made.settle()
    try:
        yield made
    finally:
        shell.close()
        work.close()
        shell.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        work.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_a_district_says_nothing_and_this_place_can_be_kept_for_it(
    office: TestOffice, qtbot: QtBot, receiver: StillReceiver
) -> None:
    case = at(Place(120_600_000, 31_310_000, 9_000, PlaceSource.DISTRICT), office)
    with arrived(qtbot, office, case) as visit:
        card = visit.card
        assert card.place._mark.text() == "说不准"
        assert "位置只到区县（约 9.0 公里以内）" in card.place._basis.text()
        assert card.pin.isVisibleTo(visit.page)
        card.pin.keep.click()
        visit.settle()
        assert file_of(visit.work.desk, case).known.premises[0].place == HERE
        assert places_to_confirm(visit.work.desk).total == 0
        assert card.place._mark.text() == "就在现场"
        card.pin.back.click()
        visit.settle()
        assert places_to_confirm(visit.work.desk).total == 1
        assert card.place._mark.text() == "说不准"
        assert card.pin.keep.isVisibleTo(visit.page)


@pytest.fixture
def offer(desk: Desk, case: Case, qtbot: QtBot) -> Iterator[PinOffer]:
    """The offer by itself."""
    work = Workplace(desk, Tasks())
    made = PinOffer(work, case.id)
    qtbot.addWidget(made)
    yield made
    work.close()
    work.deleteLater()


def known(case: Case, place: Place | None) -> Premises:
    """The premises, known so."""
    return replace(case.premises[0], place=place)


def _says(offer: PinOffer, part: str) -> bool:
    return part in offer.told.text()


def test_a_mixed_up_datum_is_recognised_and_told(offer: PinOffer, case: Case, qtbot: QtBot) -> None:
    for datum, name in ((Datum.GCJ02, "GCJ-02"), (Datum.BD09, "BD-09")):
        lon, lat = (float(one) for one in from_wgs84(*DOOR, datum))
        wrong = Place(round(lon * 1e6), round(lat * 1e6), 20, PlaceSource.PINNED)
        assert metres(wrong, HERE) > 300
        offer.look(HERE, PlacedBy.DEVICE, known(case, wrong))
        qtbot.waitUntil(partial(_says, offer, f"像是没有换算的 {name}"))
        offer.look(HERE, PlacedBy.DEVICE, known(case, wrong))  # another answer of the form was given meanwhile
        assert name in offer.told.text()
        assert offer.keep.isVisibleTo(offer)


def test_what_is_offered_and_what_is_not(offer: PinOffer, case: Case, qtbot: QtBot) -> None:
    """Nothing where all is well, for a vague fix, or for a place that was pointed at; else the reason."""
    offer.look(HERE, PlacedBy.DEVICE, known(case, None))
    assert "还没有位置" in offer.told.text()
    assert offer.isVisibleTo(offer.parentWidget() or offer)
    for place, by, there in (
        (HERE, PlacedBy.DEVICE, replace(HERE, source=PlaceSource.PINNED)),
        (HERE, PlacedBy.HAND, None),
        (replace(HERE, radius_m=900), PlacedBy.DEVICE, None),
        (None, None, None),
    ):
        offer.look(place, by, known(case, there))
        assert offer.isHidden()
    offer.look(HERE, PlacedBy.DEVICE, known(case, Place(120_700_000, 31_299_000, 20, PlaceSource.PINNED)))
    assert "对不上" in offer.told.text()
    qtbot.waitUntil(lambda: not offer._work.tasks.running())
    assert "对不上" in offer.told.text(), "ten kilometres are no datum's doing"


def test_the_receiver_is_asked_once_and_nothing_but_arrival_and_leaving_is_stored(
    office: TestOffice, qtbot: QtBot, receiver: StillReceiver
) -> None:
    """Whatever moves on while the visit lasts, the store knows two places: where it began and where it ended."""
    case = at(replace(HERE, source=PlaceSource.PINNED), office)
    with arrived(qtbot, office, case) as visit:
        assert (receiver.asked, receiver.stopped) == (1, 1)
        source = visit.card.place.source
        assert not source.asking
        for step in range(40):  # the receiver goes on talking; nobody listens
            source.tell_found(120.585 + step / 1000, 31.3, 5)
        assert visit.page.form is not None
        assert visit.page.right is not None
        receiver.place = (120.5851, 31.2991, 8)
        visit.page.right.leave.place.ask()
        visit.settle()
        assert (receiver.asked, receiver.stopped) == (2, 2)
        draft = visit.page.form.draft
        draft.met, draft.outcome = Met.NOBODY, Outcome.NOT_FOUND
        desk = visit.work.desk
        assert visit.page.keeper is not None
        visit.page.keeper.pause()
        finish_visit(desk, draft)
        told = everything(desk)
        kept = {number for number in range(120_585_000, 120_625_001, 1000) if str(number) in told}
        assert kept == {120_585_000}, "only where it began"
        assert "120585100" in told, "and where it ended"


def everything(desk: object) -> str:
    """All that the store holds, as text."""
    engine = desk.store._engine  # type: ignore[attr-defined]
    held = []
    with engine.connect() as connection:
        for table in sa.inspect(engine).get_table_names():
            if table.startswith("case_search"):
                continue
            for row in connection.exec_driver_sql(f'SELECT * FROM "{table}"'):
                held += [one.decode("latin-1") if isinstance(one, bytes) else str(one) for one in row]
    return "\n".join(held)
