"""What the sync page shows: what waits here and where each thing is, what was refused and why, files, and the log."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from fieldapp.domain.attached_file import FileContent, FileKind
from fieldapp.domain.case import CaseFile
from fieldapp.domain.case_card import CardEdited, CardSettled
from fieldapp.domain.cash import DepositContent, ReceiptContent, ReceiptVoided
from fieldapp.domain.conduct import OverrideContent
from fieldapp.domain.contact_log import ContactContent
from fieldapp.domain.document import DocumentContent, DocumentKind
from fieldapp.domain.facts import Fact, FactKind, Payload, PlanDecided, PlanWithdrawn
from fieldapp.domain.matter import MatterMoved, MatterRaised
from fieldapp.domain.particulars import ParticularContent
from fieldapp.domain.plans.plan_life import PlanContent, PlanState
from fieldapp.domain.plans.promise import PromiseContent
from fieldapp.domain.visit import VisitContent
from fieldapp.services.desk import Desk
from fieldapp.store.laptop.attachments import Attachment
from fieldapp.store.laptop.custody_rows import SEEN
from fieldapp.store.laptop.outbox import OutboxEntry
from fieldapp.store.laptop.sync_state import SyncRound
from fieldapp.store.laptop.unit import LaptopUnit
from fieldapp.sync.network import CERTIFICATE_CHANGED, PORTAL, PROXY_SIGN_IN
from fieldapp.sync.status import SyncPhase, SyncStatus, read_status
from ui import messages, sync_words, words
from ui.i18n import translate
from ui.sync_words import EXPIRED
from ui.words import contact as contact_words
from ui.words import particular as particular_words

IN_PLACE = frozenset({EXPIRED, PORTAL, CERTIFICATE_CHANGED, *PROXY_SIGN_IN})
"""Troubles that a card of the page tells and puts right; the sentence above does not say them a second time."""
OF_A_FILE = "file."
UNSETTLED = frozenset({"waiting", "accepted", "held"})
FILES_SHOWN = ("refused", "local", "sent", "wanted")
LATELY = 5
"""How many facts that have arrived stay in sight, so that one sees it work."""
_PAPERS = frozenset(kind.value for kind in DocumentKind)
_STANDING = frozenset({PlanState.PROPOSED, PlanState.ACTIVE})


@dataclass(frozen=True, slots=True)
class FactLine:
    """One fact: what was done, about whom, when, and where it is (a status of the outbox)."""

    fact_id: str
    what: str
    case: str
    made_at: datetime
    status: str


@dataclass(frozen=True, slots=True)
class RefusedLine:
    """A fact that was refused, or clashed: why in a sentence, and how the matter stands now."""

    fact_id: str
    case_id: str
    what: str
    case: str
    made_at: datetime
    why: str
    code: str
    now: str
    clashed: bool = False


@dataclass(frozen=True, slots=True)
class FileLine:
    """Files of one kind and case at the same place on their way: how many, how large together in bytes; `why` refused.

    A visit's twenty photos are one line; each by its name stands in the receipt's list.
    """

    sha256: str
    kind: str
    what: str
    case: str
    size: int
    state: str
    why: str = ""
    count: int = 1


@dataclass(frozen=True, slots=True)
class SyncView:
    """Everything on the page."""

    status: SyncStatus
    facts: tuple[FactLine, ...]
    refused: tuple[RefusedLine, ...]
    files: tuple[FileLine, ...]
    rounds: tuple[SyncRound, ...]


def look_at_sync(desk: Desk, *, working: bool, next_try: datetime | None = None) -> SyncView:
    """Read it; on a reader thread."""
    with desk.store.reading() as unit:
        entries = unit.outbox.entries()
        told = [one for one in entries if one.status == "held" or one.fact.kind is not FactKind.FILE_ATTACHED]
        unsettled = [one for one in told if one.status in UNSETTLED]
        settled = [one for one in told if one.status == "settled"][:LATELY]
        return SyncView(
            status=read_status(unit, working=working, next_try=next_try),
            facts=tuple(_fact_line(unit, one) for one in [*unsettled, *settled]),
            # what others depend on comes first: it was made first
            refused=tuple(_refused_line(unit, one) for one in reversed(unit.outbox.refused())),
            files=_together(_file_line(unit, one) for one in unit.attachments.in_state(*FILES_SHOWN) if not _read(one)),
            rounds=tuple(unit.sync.rounds()),
        )


def fact_words(fact: Fact) -> str:
    """What was done, with what tells it from others: "外访记录 · 承诺还款"."""
    return " · ".join(part for part in (words.fact_kind(fact.kind), _detail(fact)) if part)


def state_sentence(status: SyncStatus) -> str:
    """How sync stands, in one sentence with what to do; being away from the net is nothing to do about."""
    if status.phase is SyncPhase.WORKING:
        return translate("sync_view", "正在同步，可以继续工作。")
    if status.phase is SyncPhase.TROUBLE and status.code in IN_PLACE:
        return sync_words.sentences([_to_look_at(status), _kept_here(status)])
    return sync_words.sentences([_to_look_at(status), _what_is_wrong(status)]) or _standing(status)


def _to_look_at(status: SyncStatus) -> str:
    """What somebody has to see before anything else; empty for nothing."""
    refused, told = status.refused - status.conflicts + status.files_refused, []
    if refused:
        told.append(translate("sync_view", "办公室没有接收 %n 项，原因写在下面。", "", refused))
    if status.conflicts:
        told.append(translate("sync_view", "%n 处改动与同事的不同，请在冲突台选择。", "", status.conflicts))
    if status.files_refused:
        told.append(translate("sync_view", "未被接收的文件只在这台电脑上。"))
    elif told:
        told.append(translate("sync_view", "其余不受影响。"))
    return sync_words.sentences(told)


def _what_is_wrong(status: SyncStatus) -> str:
    """Why the last round did not get through; empty if it did, and where a refused file says it in its own place."""
    if status.code.startswith(OF_A_FILE) and status.files_refused:
        return ""
    if status.code == EXPIRED:
        return messages.say(EXPIRED).text
    return str(messages.say(status.code, dict(status.params or {}))) if status.code else ""


def _kept_here(status: SyncStatus) -> str:
    """That nothing is lost while somebody puts right what stands in the way; a card says what that is."""
    held = sync_words.waiting(status)
    return translate("sync_view", "{held}，都加密保存在本机。").format(held=held) if held else ""


def _standing(status: SyncStatus) -> str:
    """How sync stands when nothing is wrong."""
    held = sync_words.waiting(status)
    if held:
        return translate("sync_view", "{held}，联网后自动发送。").format(held=held)
    if status.held:
        return translate("sync_view", "%n 项由办公室暂存待核，其余都已送达。", "", status.held)
    if status.last_success is None:
        return translate("sync_view", "这台电脑还没有同步过。")
    return translate("sync_view", "本机的记录都已送达。")


def _detail(fact: Fact) -> str:
    payload = fact.payload
    if isinstance(payload, VisitContent):
        return words.outcome(payload.outcome)
    if isinstance(payload, PromiseContent):
        said = translate("sync_view", "{day} 还 {sum}")
        return said.format(day=words.this_day(payload.due), sum=words.spoken_sum(payload.amount))
    if isinstance(payload, PlanContent):
        return words.plan_kind(payload.terms.kind)
    if isinstance(payload, DocumentContent):
        return payload.number
    if isinstance(payload, PlanWithdrawn):
        return payload.reason
    if isinstance(payload, FileContent):
        return payload.name
    if isinstance(payload, CardEdited):
        return words.card_field_named(payload.field)
    if isinstance(payload, CardSettled):
        return words.card_choice(payload.choice)
    if isinstance(payload, PlanDecided | MatterMoved):
        return payload.comment
    return _desk_detail(payload)


def _desk_detail(payload: Payload) -> str:
    """The same of what was raised, of cash, of calls and of particulars."""
    if isinstance(payload, ContactContent):
        return contact_words.contacted(payload)
    if isinstance(payload, ParticularContent):
        return particular_words.noted(payload)
    if isinstance(payload, MatterRaised):
        return words.matter_kind(payload.kind)
    if isinstance(payload, ReceiptContent):
        return f"{words.receipt_no(payload.number)} · {words.spoken_sum(payload.amount)}"
    if isinstance(payload, DepositContent):
        return f"{payload.slip} · {words.spoken_sum(payload.amount)}"
    if isinstance(payload, OverrideContent):
        return words.verb_words(payload.verb)
    return payload.reason if isinstance(payload, ReceiptVoided) else ""


def _case_name(unit: LaptopUnit, case_id: str) -> str:
    line = unit.cases.line(case_id)
    if line is None:
        return translate("sync_view", "已不在本机的案件")
    return " · ".join(part for part in (line.borrower_name, line.premises_name) if part)


def _fact_line(unit: LaptopUnit, entry: OutboxEntry) -> FactLine:
    fact = entry.fact
    return FactLine(fact.id, fact_words(fact), _case_name(unit, fact.case_id), fact.made_at, entry.status)


def _refused_line(unit: LaptopUnit, entry: OutboxEntry) -> RefusedLine:
    fact, file = entry.fact, unit.files.find(entry.fact.case_id)
    return RefusedLine(
        fact_id=fact.id,
        case_id=fact.case_id if file is not None else "",
        what=fact_words(fact),
        case=_case_name(unit, fact.case_id),
        made_at=fact.made_at,
        why=str(messages.say(entry.code, dict(entry.params))),
        code=entry.code,
        now=_stands_now(unit, fact, file),
        clashed=entry.status == "conflict",
    )


def _stands_now(unit: LaptopUnit, fact: Fact, file: CaseFile | None) -> str:
    """How the thing the fact was about stands now, so that one knows what is left to do."""
    if file is None:
        return translate("sync_view", "现在：案件已不在本机上，由别的同事负责。")
    payload = fact.payload
    if isinstance(payload, PlanDecided | PlanWithdrawn | DocumentContent):
        plan = file.plan(payload.plan_id)
        if plan is not None:
            return translate("sync_view", "现在：方案{state}。").format(state=words.plan_state(plan.state))
    running = [plan for plan in file.plans if plan.state in _STANDING]
    if isinstance(payload, PlanContent) and running:
        return translate("sync_view", "现在：已有一份方案{state}。").format(state=words.plan_state(running[-1].state))
    keeper = unit.shadow.staff().get(file.case.assigned_to)
    who = keeper.name if keeper is not None else ""
    return translate("sync_view", "现在：案件由 {name} 负责，这条记录没有生效。").format(name=who)


def _read(file: Attachment) -> bool:
    """Whether somebody has read why it was refused; it is then found in the receipt's list only."""
    return file.state == "refused" and SEEN in file.params


def _file_line(unit: LaptopUnit, file: Attachment) -> FileLine:
    why = str(messages.say(file.code, dict(file.params))) if file.state == "refused" else ""
    what = _file_words(file)
    return FileLine(file.sha256, file.kind, what, _case_name(unit, file.case_id), file.size, file.state, why)


def _together(lines: Iterable[FileLine]) -> tuple[FileLine, ...]:
    """Those that say the same as one line, in the order of the first of each."""
    found: dict[tuple[str, ...], FileLine] = {}
    for line in lines:
        key = (line.kind, line.what, line.case, line.state, line.why)
        first = found.get(key)
        found[key] = line if first is None else replace(first, size=first.size + line.size, count=first.count + 1)
    return tuple(found.values())


def _file_words(file: Attachment) -> str:
    if file.kind in _PAPERS:
        return words.document_kind(DocumentKind(file.kind))
    kinds = {
        FileKind.PHOTO.value: translate("sync_view", "照片"),
        FileKind.RECORDING.value: translate("sync_view", "录音"),
    }
    return kinds.get(file.kind) or file.name or translate("sync_view", "文件")
