"""The two sides of a clash: what somebody wanted, and how it stands now, each with who and when.

How it stands is the server's own word, which came with the verdict; where it gave none, what this laptop knows.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from fieldapp.domain.card_rules import tags_of
from fieldapp.domain.case import CaseFile
from fieldapp.domain.case_card import CardEdited, FieldKind, split_name
from fieldapp.domain.document import DocumentContent
from fieldapp.domain.facts import PlanDecided, PlanWithdrawn
from fieldapp.domain.matter import MatterState
from fieldapp.domain.plans.plan_life import PlanContent, PlanState
from fieldapp.domain.staff import Staff
from fieldapp.store.laptop.outbox import OutboxEntry
from ui import formats, words
from ui.i18n import translate

_STANDING = frozenset({PlanState.PROPOSED, PlanState.ACTIVE})


@dataclass(frozen=True, slots=True)
class Side:
    """One of two: what it says, by whom and when; `told` is empty where nobody said anything.

    Attributes:
        phone: the value is a phone number, and shown in full only to whoever asks for it.
    """

    value: str
    told: str
    phone: bool = False


def field_side(name: str, value: str, told: str) -> Side:
    """A value of a field of the card."""
    split = split_name(name)
    return Side(value_words(name, value), told, bool(value and split and split[0] is FieldKind.PHONE))


def value_words(name: str, value: str) -> str:
    """A field's value as people read it; an empty one says so."""
    split = split_name(name)
    if split and split[0] is FieldKind.TAGS:
        value = formats.listed(tags_of(value))
    return value or translate("conflicts", "（没有填写）")


def who_and_when(staff: Mapping[str, Staff], by: str, at: datetime, zone: str) -> str:
    """Somebody and a moment: "周明 · 07-25 10:02"."""
    person = staff.get(by)
    return " · ".join(part for part in (person.name if person else "", formats.short_moment(at, zone)) if part)


def stands_now(entry: OutboxEntry, file: CaseFile | None, staff: Mapping[str, Staff]) -> Side:
    """What is there instead, and by whom and when it was put there."""
    told = _told(entry.present, staff)
    if "state" in entry.present:
        state = _plan_state(str(entry.present["state"]))
        comment = str(entry.present.get("comment", ""))
        return Side(formats.clauses(part for part in (state, comment) if part), told)
    if "matter_state" in entry.present:
        return Side(_matter_words(entry.present), told)
    if "value" in entry.present:
        return field_side(str(entry.present.get("field", "")), str(entry.present["value"]), told)
    if file is None:
        return Side(translate("conflicts", "案件已由别的同事负责"), _since(entry.present))
    return Side(_from_here(entry, file), "")


def settled_words(entry: OutboxEntry, file: CaseFile | None, staff: Mapping[str, Staff]) -> str | None:
    """How a clash ended that is no longer open; None while nobody knows."""
    payload = entry.fact.payload
    if file is None or not isinstance(payload, CardEdited) or file.card is None:
        return None
    field = file.card.field(payload.field)
    if file.card.proposal(entry.fact.id) is not None or entry.fact.id not in file.card.facts or field is None:
        return None
    by = staff[field.by].name if field.by in staff else ""
    if field.value == payload.value:
        return translate("conflicts", "已处理：采用了你写的（{who}）。").format(who=by)
    return translate("conflicts", "已处理：保留了现有的值。")


def _from_here(entry: OutboxEntry, file: CaseFile) -> str:
    """The present as this laptop knows it, where the server told none."""
    payload = entry.fact.payload
    if isinstance(payload, PlanDecided | PlanWithdrawn | DocumentContent):
        plan = file.plan(payload.plan_id)
        if plan is not None:
            return _plan_state(plan.state.value)
    running = [plan for plan in file.plans if plan.state in _STANDING]
    if isinstance(payload, PlanContent) and running:
        return _plan_state(running[-1].state.value)
    return translate("conflicts", "没有这条记录")


def _matter_words(present: Mapping[str, str | int]) -> str:
    """Where a matter was brought meanwhile, with the word that was left."""
    state = str(present["matter_state"])
    known = state in {each.value for each in MatterState}
    said = words.matter_state(MatterState(state)) if known else state
    return formats.clauses(part for part in (said, str(present.get("comment", ""))) if part)


def _plan_state(state: str) -> str:
    known = state in {each.value for each in PlanState}
    return translate("conflicts", "方案{state}").format(state=words.plan_state(PlanState(state)) if known else state)


def _told(present: Mapping[str, str | int], staff: Mapping[str, Staff]) -> str:
    by, at = staff.get(str(present.get("by", ""))), str(present.get("at", ""))
    moment = formats.short_moment(datetime.fromisoformat(at)) if at else ""
    return " · ".join(part for part in (by.name if by else "", moment) if part)


def _since(present: Mapping[str, str | int]) -> str:
    at = str(present.get("assigned_at", ""))
    if not at:
        return ""
    return translate("conflicts", "自 {moment} 起").format(moment=formats.short_moment(datetime.fromisoformat(at)))
