"""Every code that scores, playbook and metrics can answer has a sentence."""

from __future__ import annotations

from fieldapp import sentences
from fieldapp.domain.strategy.answers import Source
from fieldapp.domain.strategy.client import ClientType, Standing
from fieldapp.domain.strategy.metrics.compliance import ComplianceCounts, compliance
from fieldapp.domain.strategy.metrics.cost import Costs, cost
from fieldapp.domain.strategy.metrics.cycle import cycle
from fieldapp.domain.strategy.metrics.overdue import overdue
from fieldapp.domain.strategy.metrics.plan_success import plan_success
from fieldapp.domain.strategy.playbook_rules import Action, Evidence
from fieldapp.domain.strategy.score_inputs import INPUTS
from fieldapp.domain.strategy.scoring import Kind
from fieldapp.domain.strategy.situation import Avoid
from tests.unit.domain.strategy.forms import DAY
from tests.unit.domain.strategy.test_playbook import BOOK

SENTENCES = sentences.catalogue("zh_CN")


def missing(area: str, names: object) -> list[str]:
    assert isinstance(names, list)
    return [name for name in names if f"{area}.{name}" not in SENTENCES]


def test_scores_speak() -> None:
    assert missing("score.input", list(INPUTS)) == []
    assert missing("score.type", list(ClientType)) == []
    assert missing("score.standing", list(Standing)) == []
    assert missing("score.source", list(Source)) == []
    assert missing("score", list(Kind)) == []


def test_the_playbook_speaks() -> None:
    rows = (*BOOK.rows, *BOOK.overlays)
    assert missing("playbook.row", [row.id for row in rows]) == []
    assert missing("playbook.action", list(Action)) == []
    assert missing("playbook.evidence", list(Evidence)) == []
    assert missing("playbook.avoid", list(Avoid)) == []
    assert missing("playbook.limit", sorted({code for row in rows for code in row.limits})) == []


def test_the_metrics_speak() -> None:
    figures = (*overdue([]), *cycle([]), *cost(Costs(), 0, 0, 0), *compliance(ComplianceCounts()))
    named = [f"{one.name}.{one.variant}" for one in (*figures, *plan_success([], DAY))]
    named += ["collection_rate.stock", "collection_rate.flow", "promises_kept.count", "promises_kept.amount"]
    named += ["contact_rate.account", "contact_rate.attempt", "visits.productivity", "visits.effective"]
    assert missing("metrics", [*named, "visits.cash_7_days", "roll_rate", "cure_rate"]) == []
    assert missing("metrics.flag", ["last_touch", "not_month_end"]) == []
