"""What the sync page shows: what waits here and where each thing is, what was refused and why, files, and the log."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from fieldapp.domain.attached_file import FileContent, FileKind
from fieldapp.domain.case import CaseFile
from fieldapp.domain.case_card import CardEdited, CardSettled
from fieldapp.domain.document import DocumentContent, DocumentKind
from fieldapp.domain.facts import Fact, PlanDecided, PlanWithdrawn
from fieldapp.domain.plans.plan_life import PlanContent, PlanState
from fieldapp.domain.plans.promise import PromiseContent
from fieldapp.domain.visit import VisitContent
from fieldapp.services.desk import Desk
from fieldapp.store.laptop.attachments import Attachment
from fieldapp.store.laptop.outbox import OutboxEntry
from fieldapp.store.laptop.sync_state import SyncRound
from fieldapp.store.laptop.unit import LaptopUnit
from fieldapp.sync.status import SyncPhase, SyncStatus, read_status
from ui import messages, sync_words, words
from ui.i18n import translate
from ui.sync_words import EXPIRED

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
    """A file on its way: what it is, of which case, how large in bytes, where it is; `why` it was refused."""

    sha256: str
    what: str
    case: str
    size: int
    state: str
    why: str = ""


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
        unsettled = [one for one in entries if one.status in UNSETTLED]
        settled = [one for one in entries if one.status == "settled"][:LATELY]
        return SyncView(
            status=read_status(unit, working=working, next_try=next_try),
            facts=tuple(_fact_line(unit, one) for one in [*unsettled, *settled]),
            # what others depend on comes first: it was made first
            refused=tuple(_refused_line(unit, one) for one in reversed(unit.outbox.refused())),
            files=tuple(_file_line(unit, one) for one in unit.attachments.in_state(*FILES_SHOWN)),
            rounds=tuple(unit.sync.rounds()),
        )


def fact_words(fact: Fact) -> str:
    """What was done, with what tells it from others: "外访记录 · 承诺还款"."""
    return " · ".join(part for part in (words.fact_kind(fact.kind), _detail(fact)) if part)


def state_sentence(status: SyncStatus) -> str:
    """How sync stands, in one sentence with what to do; being away from the net is nothing to do about."""
    if status.phase is SyncPhase.WORKING:
        return translate("sync_view", "正在同步，可以继续工作。")
    told, wrong = _to_look_at(status), _what_is_wrong(status)
    gap = "" if told.endswith("。") else " "  # a Chinese full stop brings its own
    return f"{told}{gap}{wrong}".strip() or _standing(status)


def _to_look_at(status: SyncStatus) -> str:
    """What somebody has to see before anything else; empty for nothing."""
    refused = status.refused - status.conflicts
    if refused:
        return translate("sync_view", "服务器没有接收 %n 项，原因写在下面；其余不受影响。", "", refused)
    if status.conflicts:
        return translate("sync_view", "%n 处与别人的修改冲突，请在冲突台选择；其余不受影响。", "", status.conflicts)
    return ""


def _what_is_wrong(status: SyncStatus) -> str:
    """Why the last round did not get through; empty if it did."""
    if status.code == EXPIRED:
        return messages.say(EXPIRED).text
    return str(messages.say(status.code, dict(status.params or {}))) if status.code else ""


def _standing(status: SyncStatus) -> str:
    """How sync stands when nothing is wrong."""
    held = sync_words.waiting(status)
    if held:
        return translate("sync_view", "{held}，联网后自动上传。").format(held=held)
    if status.files_refused:
        return translate(
            "sync_view", "服务器不接收 %n 个文件，它们只在这台电脑上；请看下面的原因。", "", status.files_refused
        )
    if status.held:
        return translate("sync_view", "%n 项由服务器暂存待核，其余都已送达。", "", status.held)
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
    return payload.comment


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


def _file_line(unit: LaptopUnit, file: Attachment) -> FileLine:
    why = str(messages.say(file.code, dict(file.params))) if file.state == "refused" else ""
    return FileLine(file.sha256, _file_words(file), _case_name(unit, file.case_id), file.size, file.state, why)


def _file_words(file: Attachment) -> str:
    if file.kind in _PAPERS:
        return words.document_kind(DocumentKind(file.kind))
    kinds = {
        FileKind.PHOTO.value: translate("sync_view", "照片"),
        FileKind.RECORDING.value: translate("sync_view", "录音"),
    }
    return kinds.get(file.kind) or file.name or translate("sync_view", "文件")
