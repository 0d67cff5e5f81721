"""What people do on their laptops while everything else goes wrong: facts of each class of authority.

Each act is one transaction of the product's own desk, as a screen would ask for it. To add a kind of fact, write an act
and name it in `ACTS`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import groupby

from fieldapp import clock
from fieldapp.domain.attached_file import FileContent, FileKind
from fieldapp.domain.case import CaseFile
from fieldapp.domain.case_card import Choice, edit_of, settlement_of
from fieldapp.domain.cash import DepositContent, Receipt, ReceiptContent, ReceiptVoided
from fieldapp.domain.conduct import HelpContent
from fieldapp.domain.contact_log import Channel, ContactContent
from fieldapp.domain.document import Document, Revision, Signer
from fieldapp.domain.facts import Fact, FactKind, PlanDecided, PlanWithdrawn
from fieldapp.domain.matter import MatterKind, MatterMoved, MatterRaised, MatterState
from fieldapp.domain.particulars import ParticularContent, ParticularKind, Told
from fieldapp.domain.party import Place, PlaceSource
from fieldapp.domain.plans.plan_life import Plan, PlanState
from fieldapp.domain.staff import StaffRole
from fieldapp.domain.visit import Outcome
from fieldapp.errors import KnownError
from fieldapp.protocol.canonical import sha256
from fieldapp.services.desk import Desk
from fieldapp.store.laptop.attachments import Attachment
from fieldapp.store.laptop.unit import LaptopUnit
from tests import field_work
from tests.sim.chance import Chance

PDF = b"%PDF-1.7\n"
JPEG = b"\xff\xd8\xff\xe0"


@dataclass(frozen=True)
class Scene:
    """A case on a desk, within a transaction."""

    desk: Desk
    unit: LaptopUnit
    file: CaseFile
    chance: Chance

    def record(self, fact: Fact, *depends_on: str) -> None:
        """Keep a fact, judged as the desk judges it."""
        self.desk.record(self.unit, self.unit.files.get(fact.case_id), fact, depends_on)


def visit(scene: Scene) -> None:
    """Append-only."""
    scene.record(field_work.visit(scene.file.case, scene.desk.staff, note=f"记{scene.chance.randrange(1000)}"))


def promise(scene: Scene) -> None:
    """Append-only, and about money."""
    amount, days = scene.chance.randrange(10_000, 90_000), scene.chance.randrange(1, 4)
    scene.record(field_work.promise(scene.file.case, scene.desk.staff, amount, days))


def plan(scene: Scene) -> None:
    """A plan with its sealed paper: the beginning of a state machine, and two facts that depend on one another."""
    case, staff = scene.file.case, scene.desk.staff
    proposed = field_work.plan(case, staff, scene.chance.choice((3, 6, 12)))
    scene.record(proposed)
    paper = PDF + scene.chance.randbytes(scene.chance.choice((600, 2_000)))
    sealed = field_work.sealed(case, staff, proposed.id, paper)
    scene.record(sealed, proposed.id)
    file = Attachment(sha256(paper), "plan", case.id, sealed.id, len(paper), "local", sealed.id)
    scene.unit.attachments.keep(file, paper, clock.now())


def withdraw(scene: Scene) -> None:
    """A transition that only the proposer may ask for."""
    found = [one for one in scene.file.plans if one.state is PlanState.PROPOSED]
    if found:
        taken = PlanWithdrawn(scene.chance.choice(found).id)
        scene.record(scene.desk.fact(FactKind.PLAN_WITHDRAWN, scene.file.case.id, taken))


def decide(scene: Scene) -> None:
    """A transition that only a supervisor may ask for; the paper gets a second seal."""
    found = [
        (one, paper)
        for one in scene.file.plans
        if one.state is PlanState.PROPOSED and (paper := scene.file.document_of(one.id)) is not None
    ]
    if not found:
        return
    chosen, paper = scene.chance.choice(found)
    kind = scene.chance.choice((FactKind.PLAN_APPROVED, FactKind.PLAN_RETURNED, FactKind.PLAN_REJECTED))
    if kind is FactKind.PLAN_APPROVED:
        _approve(scene, chosen, paper)
    else:
        decided = PlanDecided(chosen.id, paper.id, paper.current.sha256, "不同意")
        scene.record(scene.desk.fact(kind, scene.file.case.id, decided))


def _approve(scene: Scene, chosen: Plan, paper: Document) -> None:
    staff, now = scene.desk.staff, clock.now()
    content = PDF + scene.chance.randbytes(paper.current.size)
    revision = Revision(sha256(content), len(content), Signer.SUPERVISOR, staff.id, now)
    decided = PlanDecided(chosen.id, paper.id, paper.current.sha256, "同意", revision)
    fact = scene.desk.fact(FactKind.PLAN_APPROVED, scene.file.case.id, decided)
    scene.record(fact)
    file = Attachment(revision.sha256, "plan", scene.file.case.id, paper.id, len(content), "local", fact.id)
    scene.unit.attachments.keep(file, content, now)


def attach(scene: Scene) -> None:
    """A photo: append-only, and its bytes follow by themselves."""
    photo = JPEG + scene.chance.randbytes(scene.chance.choice((30, 1_500)))
    case = scene.file.case
    content = FileContent(sha256(photo), len(photo), FileKind.PHOTO, "照片.jpg", "image/jpeg")
    fact = scene.desk.fact(FactKind.FILE_ATTACHED, case.id, content)
    scene.record(fact)
    file = Attachment(content.sha256, "photo", case.id, fact.id, len(photo), "local", fact.id, content.name)
    scene.unit.attachments.keep(file, photo, clock.now())


def write_card(scene: Scene) -> None:
    """Field merge: on top of what is seen here."""
    name = scene.chance.choice(("note", "tags"))
    edit = edit_of(scene.file.card, name, f"值{scene.chance.randrange(4)}")
    scene.record(scene.desk.fact(FactKind.CARD_EDITED, scene.file.case.id, edit))


def settle_card(scene: Scene) -> None:
    """A clash on the card is settled, by its author or by a supervisor."""
    card = scene.file.working_card
    if card.proposals:
        proposal, choice = scene.chance.choice(card.proposals), scene.chance.choice(list(Choice))
        settled = settlement_of(card, proposal, choice)
        scene.record(scene.desk.fact(FactKind.CARD_SETTLED, scene.file.case.id, settled))


def call(scene: Scene) -> None:
    """Append-only, and counted by the caps of everybody who calls."""
    case, seconds = scene.file.case, scene.chance.choice((0, 90))
    outcome = Outcome.PLAN_TALKS if seconds else None
    number = case.borrower.phones[0]
    spoke = ContactContent(clock.now(), Channel.CALL, case.borrower.id, number, bool(seconds), seconds, outcome)
    scene.record(scene.desk.fact(FactKind.CONTACT_LOGGED, case.id, spoke))


def raise_matter(scene: Scene) -> None:
    """The beginning of a state machine that others move on."""
    case, kind = scene.file.case, scene.chance.choice((MatterKind.DISPUTE, MatterKind.COMPLAINT))
    raised = MatterRaised(kind, case.borrower.id, f"说法{scene.chance.randrange(100)}", clock.today(case.zone))
    scene.record(scene.desk.fact(FactKind.MATTER_RAISED, case.id, raised))


def move_matter(scene: Scene) -> None:
    """A transition: several may want it at once, and the first that arrives has it."""
    found = [one for one in scene.file.matters if one.resting]
    if not found:
        return
    states = (MatterState.WITHDRAWN, MatterState.ANSWERED) if _supervises(scene) else (MatterState.WITHDRAWN,)
    moved = MatterMoved(scene.chance.choice(found).id, scene.chance.choice(states), "已答复")
    try:
        scene.record(scene.desk.fact(FactKind.MATTER_MOVED, scene.file.case.id, moved))
    except KnownError as refused:
        if refused.code != "matter.four_eyes":
            raise


def add_particular(scene: Scene) -> None:
    """Append-only: another number of the borrower's, told by themselves."""
    case, number = scene.file.case, f"138{scene.chance.randrange(10**8):08d}"
    told = ParticularContent(ParticularKind.PHONE, number, Told.BORROWER, case.borrower.id, consent=True)
    scene.record(scene.desk.fact(FactKind.PARTICULAR_ADDED, case.id, told))


def pin_place(scene: Scene) -> None:
    """Append-only, and it reaches beyond its case: where the premises are, or that the pin was wrong.

    Many cases of this world are at one door, so the office writes to records that somebody else is just writing to.
    """
    case, chance = scene.file.case, scene.chance
    point = chance.randrange(120_000_000, 121_000_000), chance.randrange(31_000_000, 32_000_000)
    place = Place(*point, 20, PlaceSource.CHECK_IN) if chance.random() < 0.7 else None
    said = ParticularContent(ParticularKind.PREMISES, "", Told.SEEN, corrects=case.premises[0].id, place=place)
    scene.record(scene.desk.fact(FactKind.PARTICULAR_ADDED, case.id, said))


def ask_help(scene: Scene) -> None:
    """Append-only, at any time."""
    scene.record(scene.desk.fact(FactKind.HELP_ASKED, scene.file.case.id, HelpContent(clock.now())))


def take_cash(scene: Scene) -> None:
    """Cash with a number out of this laptop's block, in one transaction with its place in the cash book."""
    number = scene.unit.receipts.take()
    if number is None:
        return
    case, staff = scene.file.case, scene.desk.staff
    amount = scene.chance.randrange(1, 500_000)
    content = ReceiptContent(number, case.loans[0].id, case.borrower.id, amount, clock.now(), case.borrower.name)
    fact = scene.desk.fact(FactKind.CASH_RECEIVED, case.id, content)
    scene.record(fact)
    scene.unit.cash.enter(Receipt(fact.id, case.id, staff.id, fact.made_at, content), case.case_no)


def pay_in(scene: Scene) -> None:
    """Everything in hand is paid in under one slip, wherever its cases are now: a fact for each of them."""
    rows = sorted(scene.unit.cash.in_hand(), key=lambda one: (one.case_id, one.number))
    total, slip = sum(one.amount for one in rows), f"S{scene.chance.randrange(10**6)}"
    for case_id, some in groupby(rows, key=lambda one: one.case_id):
        paid = list(some)
        ids = tuple(one.receipt_id for one in paid)
        content = DepositContent(ids, sum(one.amount for one in paid), clock.now(), slip, total)
        fact = scene.desk.fact(FactKind.CASH_DEPOSITED, case_id, content)
        file = scene.unit.files.find(case_id)
        if file is not None:
            scene.desk.record(scene.unit, file, fact, ids)
        else:
            scene.unit.outbox.add(fact, scene.desk.device_id, ids)
    scene.unit.cash.deposit([one.receipt_id for one in rows], slip, clock.now())


def void_receipt(scene: Scene) -> None:
    """A receipt was spoilt; its number stays used."""
    rows = [one for one in scene.unit.cash.in_hand() if one.case_id == scene.file.case.id]
    if rows:
        chosen = scene.chance.choice(rows)
        voided = ReceiptVoided(chosen.receipt_id, "写错了")
        scene.record(scene.desk.fact(FactKind.RECEIPT_VOIDED, chosen.case_id, voided), chosen.receipt_id)
        scene.unit.cash.void(chosen.receipt_id, voided.reason)


def _supervises(scene: Scene) -> bool:
    return scene.desk.staff.role is StaffRole.SUPERVISOR


def read_refusals(scene: Scene) -> None:
    """Somebody looks at what was refused."""
    for entry in scene.unit.outbox.refused():
        scene.unit.outbox.mark_read(entry.fact.id, clock.now())


def begin_visit(scene: Scene) -> None:
    """Something half done."""
    scene.unit.drafts.save("visit", scene.file.case.id, b"{}", clock.now())


ACTS: dict[StaffRole, dict[Callable[[Scene], None], float]] = {
    StaffRole.COLLECTOR: {
        visit: 4,
        promise: 2,
        plan: 3,
        withdraw: 2,
        attach: 1,
        call: 2,
        raise_matter: 2,
        move_matter: 1,
        add_particular: 1,
        pin_place: 0.7,
        ask_help: 0.2,
        take_cash: 2,
        pay_in: 0.7,
        void_receipt: 0.4,
        write_card: 3,
        settle_card: 1,
        read_refusals: 0.3,
        begin_visit: 0.3,
    },
    StaffRole.SUPERVISOR: {visit: 1, decide: 5, move_matter: 3, write_card: 2, settle_card: 2, read_refusals: 0.3},
}


def act(desk: Desk, chance: Chance) -> str:
    """Something happens on a case of this laptop, or is refused there; its name. One transaction."""
    possible = ACTS[desk.staff.role]
    chosen = chance.choices(list(possible), list(possible.values()))[0]
    with desk.store.writing() as unit:
        cases = _cases_for(chosen, unit)
        if not cases:
            return "nothing to do"
        # most of what clashes happens where much happens
        case_id = cases[0] if chance.happens(0.4) else chance.choice(cases)
        chosen(Scene(desk, unit, unit.files.get(case_id), chance))
    return f"{chosen.__name__} on {case_id[-4:]}"


def _cases_for(chosen: Callable[[Scene], None], unit: LaptopUnit) -> list[str]:
    if chosen in {withdraw, decide}:
        return sorted(line.case_id for line in unit.cases.with_plans_waiting())
    return unit.shadow.case_ids()
