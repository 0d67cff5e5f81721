"""Asks the compliance engine: person, deed, party, time and place in; the answer with every rule that was asked out."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, NoReturn
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec

from fieldapp.cli.calc.may_i_question import ActionForm, CaseForm, DebtForm, MayIQuestion, PartyForm
from fieldapp.cli.calc.question import Question, Shown, minor, percent, wrong
from fieldapp.domain.compliance import question as asked_of_rules
from fieldapp.domain.compliance.answer import Answer, Outcome, Spoken, may_i
from fieldapp.domain.compliance.audit import AuditRow, audit_rows, override
from fieldapp.domain.compliance.price_law import percent as as_percent
from fieldapp.domain.compliance.quota import split
from fieldapp.domain.compliance.rule import CompliancePack, Severity
from fieldapp.domain.compliance.said import Instead
from fieldapp.domain.compliance.verbs import Lender, Role, Verb
from fieldapp.domain.rates import PrimeRate
from fieldapp.errors import KnownError
from fieldapp.rule_packs import compliance, rates

CAPPED = frozenset({Lender.PRIVATE, Lender.SMALL_LOAN})
YEARS = (2000, 2200)


class InsteadShown(Shown, frozen=True):
    """Something that may be done instead."""

    code: str
    params: dict[str, str | int]


class RuleShown(Shown, frozen=True):
    """What one rule said; `again`: when time alone lifts it."""

    id: str
    pack_version: str
    severity: Severity
    outcome: Outcome
    code: str
    params: dict[str, str | int]
    source: str
    confidence: str
    evidence: list[str]
    instead: list[InsteadShown]
    again: datetime | None


class RecordShown(Shown, frozen=True):
    """What has to be kept if it is done."""

    rule: str
    evidence: list[str]


class AuditShown(Shown, frozen=True):
    """The row that every rule leaves in the audit chain."""

    rule_id: str
    pack_version: str
    inputs: dict[str, str]
    outcome: Outcome
    code: str
    actor: str
    device_time: datetime
    trusted_time_offset: int


class OverrideShown(Shown, frozen=True):
    """Whether the warnings could be overridden, and which rules that concerns."""

    accepted: bool
    code: str
    rules: list[str]
    reason: str


class ReserveShown(Shown, frozen=True):
    """A daily cap divided: by device, and for everybody who is connected."""

    rule: str
    cap: int
    shares: dict[str, int]
    online: int


class RateShown(Shown, frozen=True):
    """The prime rate that was looked up."""

    rate_percent: str
    since: date
    confirmed: bool
    version: str


class MayIAnswer(Shown, frozen=True):
    """The answer. It holds before `valid_until`; a block ends at `next_permitted_at` if time alone ends it."""

    answer: Outcome
    jurisdiction: str
    pack_version: str
    at: datetime
    local_time: str
    rules: list[RuleShown]
    record: list[RecordShown]
    instead: list[InsteadShown]
    next_permitted_at: datetime | None
    valid_until: datetime | None
    override: OverrideShown | None
    reserves: list[ReserveShown]
    lpr: RateShown | None
    audit: list[AuditShown]


def answer(asked: MayIQuestion) -> MayIAnswer:
    """Answer one question.

    Raises:
        KnownError: `calc.field_wrong`, `overlay.looser`, `overlay.unknown`, `rates.lpr_before_first`.
    """
    _check(asked)
    prime = _prime_rate(asked.debt)
    question = _question(asked, prime)
    pack = _pack(asked)
    found = may_i(question, pack)
    return MayIAnswer(
        answer=found.outcome,
        jurisdiction=found.jurisdiction,
        pack_version=found.pack_version,
        at=found.at,
        local_time=found.at.astimezone(ZoneInfo(asked.zone)).isoformat(),
        rules=[_rule(rule) for rule in found.rules],
        record=[RecordShown(rule=rule, evidence=list(evidence)) for rule, evidence in found.record],
        instead=[_instead(other) for other in found.instead],
        next_permitted_at=found.next_at,
        valid_until=found.valid_until,
        override=_override(question, found, asked.override_reason),
        reserves=_reserves(pack, asked.devices),
        lpr=None if prime is None else _rate(prime),
        audit=[_audit(row) for row in audit_rows(question, found)],
    )


def _check(asked: MayIQuestion) -> None:
    """Refuse what contradicts itself."""
    try:
        ZoneInfo(asked.zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        wrong("zone", f"no time zone of that name: {asked.zone!r}")
    moments = [("at", asked.at)] + [(f"history[{place}].at", one.at) for place, one in enumerate(asked.history)]
    for name, moment in moments:
        if not YEARS[0] <= moment.year <= YEARS[1]:
            wrong(name, f"the year is not between {YEARS[0]} and {YEARS[1]}")
    for part in ("actor", "action", "party", "case", "debt", "records"):
        _check_years(part, getattr(asked, part))
    actor = asked.actor
    if actor.mandate_from and actor.mandate_to and actor.mandate_to < actor.mandate_from:
        _contradicts("actor", "mandate_to", "before mandate_from")
    _check_case(asked.case)
    if isinstance(asked.party, PartyForm):
        _check_party(asked.party)


def _check_years(part: str, form: Any) -> None:
    for name in getattr(form, "__struct_fields__", ()):
        found = getattr(form, name)
        if isinstance(found, date) and not YEARS[0] <= found.year <= YEARS[1]:
            _contradicts(part, name, f"the year is not between {YEARS[0]} and {YEARS[1]}")


def _contradicts(part: str, name: str, detail: str) -> NoReturn:
    wrong(f"{part}.{name}", detail)


def _check_case(case: CaseForm) -> None:
    if case.unanswered_days > case.unanswered_attempts:
        _contradicts("case", "unanswered_days", "more days than attempts")
    if case.agreed_hours is not None and case.agreed_hours.open_at == case.agreed_hours.close_at:
        _contradicts("case", "agreed_hours", "close_at is the same as open_at")


def _check_party(party: PartyForm) -> None:
    if party.role is Role.GUARANTOR:
        return
    for name in ("guarantee_kind", "guarantee_ends_on", "demanded_on", "exceptions"):
        if getattr(party, name):
            _contradicts("party", name, f"belongs to a guarantor, and the role is {party.role.value}")


def _prime_rate(debt: DebtForm) -> PrimeRate | None:
    if debt.lpr_percent is not None or debt.contract_on is None or debt.lender not in CAPPED:
        return None
    return rates.lpr(debt.contract_on)


def _pack(asked: MayIQuestion) -> CompliancePack:
    if asked.jurisdiction not in compliance.JURISDICTIONS:
        wrong("jurisdiction", f"not one of {', '.join(compliance.JURISDICTIONS)}: {asked.jurisdiction!r}")
    day = asked.at.astimezone(ZoneInfo(asked.zone)).date()
    try:
        pack = compliance.load(asked.jurisdiction, day)
    except LookupError:
        wrong("at", f"no rules of {asked.jurisdiction} are known for {day}")
    if asked.office is None:
        return pack
    try:
        return compliance.with_office_rules(pack, msgspec.to_builtins(asked.office))
    except ValueError as error:
        _contradicts("office", "rules", str(error))


def _question(asked: MayIQuestion, prime: PrimeRate | None) -> asked_of_rules.Question:
    form = ActionForm(verb=asked.action) if isinstance(asked.action, Verb) else asked.action
    party = PartyForm(role=asked.party) if isinstance(asked.party, Role) else asked.party
    return asked_of_rules.Question(
        action=asked_of_rules.Action(**_fields(form)),
        at=asked.at,
        zone=asked.zone,
        clock_offset_s=asked.clock_offset_s,
        actor=asked_of_rules.Actor(**_fields(asked.actor)),
        party=asked_of_rules.Person(**_fields(party)),
        place=asked_of_rules.Place(**_fields(asked.place)),
        case=_situation(asked.case),
        debt=_debt(asked.debt, prime),
        plan=asked_of_rules.PlanFigures(**_fields(asked.plan)),
        visit=asked_of_rules.VisitConduct(**_fields(asked.visit)),
        money=asked_of_rules.MoneyHandling(**_fields(asked.money)),
        records=_records(asked),
        history=tuple(asked_of_rules.Contact(**_fields(one)) for one in asked.history),
        quota=None if asked.quota is None else asked_of_rules.Quota(**_fields(asked.quota)),
        debt_id=asked.debt_id,
    )


def _fields(form: Any) -> dict[str, Any]:
    return dict(msgspec.structs.asdict(form))


def _situation(form: CaseForm) -> asked_of_rules.Situation:
    hours = form.agreed_hours
    agreed = None if hours is None else asked_of_rules.AgreedHours(**_fields(hours))
    return asked_of_rules.Situation(**{**_fields(form), "agreed_hours": agreed})


def _debt(form: DebtForm, prime: PrimeRate | None) -> asked_of_rules.Debt:
    values = _fields(form)
    for name in ("principal", "net_disbursed"):
        written = values[name]
        values[name] = None if written is None else minor(written, f"debt.{name}")
    for name in ("rate", "overdue_rate", "damages_rate", "fees_rate", "penalty_uplift", "lpr"):
        written = values.pop(f"{name}_percent")
        values[name] = None if written is None else percent(written, f"debt.{name}_percent")
    if prime is not None:
        values["lpr"] = prime.rate
    return asked_of_rules.Debt(**values)


def _records(asked: MayIQuestion) -> asked_of_rules.DataUse:
    values = _fields(asked.records)
    weight = percent(values.pop("recovered_weight_percent"), "records.recovered_weight_percent")
    return asked_of_rules.DataUse(**values, recovered_weight=weight)


def _rule(rule: Spoken) -> RuleShown:
    return RuleShown(
        id=rule.rule_id,
        pack_version=rule.pack_version,
        severity=rule.severity,
        outcome=rule.outcome,
        code=rule.code,
        params=rule.params,
        source=rule.source,
        confidence=rule.confidence,
        evidence=list(rule.evidence),
        instead=[_instead(other) for other in rule.instead],
        again=rule.again,
    )


def _instead(other: Instead) -> InsteadShown:
    return InsteadShown(code=other.code, params=other.params)


def _override(question: asked_of_rules.Question, found: Answer, reason: str) -> OverrideShown | None:
    if not reason:
        return None
    try:
        made = override(question, found, reason)
    except KnownError as error:
        return OverrideShown(accepted=False, code=error.code, rules=[], reason=reason)
    return OverrideShown(accepted=True, code="override.recorded", rules=list(made.rules), reason=made.reason)


def _reserves(pack: CompliancePack, devices: tuple[str, ...]) -> list[ReserveShown]:
    shown = []
    for rule_id, figure in (("R02", "calls_a_day"), ("R03", "attempts_a_day")):
        rule = pack.rules.get(rule_id)
        if rule is not None and devices:
            cap = rule.of(figure, int)
            parts = split(cap, devices, rule.of("reserve_offline", int))
            shown.append(ReserveShown(rule=rule_id, cap=cap, shares=parts.shares, online=parts.online))
    return shown


def _rate(prime: PrimeRate) -> RateShown:
    return RateShown(
        rate_percent=as_percent(prime.rate), since=prime.since, confirmed=prime.confirmed, version=prime.version
    )


def _audit(row: AuditRow) -> AuditShown:
    return AuditShown(
        rule_id=row.rule_id,
        pack_version=row.pack_version,
        inputs=dict(row.inputs),
        outcome=row.outcome,
        code=row.code,
        actor=row.actor,
        device_time=row.device_time,
        trusted_time_offset=row.trusted_time_offset,
    )


QUESTION = Question("may-i", "may this person do this, to this party, now, here", MayIQuestion, MayIAnswer, answer)
