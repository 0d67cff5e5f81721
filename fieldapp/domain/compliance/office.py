"""Running the office: what collectors are measured by (R19), and that they are examined every year (R20)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal

from fieldapp.domain.compliance.hearing import Hearing
from fieldapp.domain.compliance.price_law import percent
from fieldapp.domain.compliance.rule import Rule
from fieldapp.domain.compliance.said import Against, Check, Instead, Params, Said, Turn
from fieldapp.domain.compliance.verbs import REACHING, Job, Verb

COLLECTORS = frozenset({Job.COLLECTOR, Job.AGENCY_COLLECTOR})


def metrics(h: Hearing, rule: Rule) -> Iterator[Said]:
    """R19: the recovered amount is never all that counts."""
    weight, limit = h.asked.records.recovered_weight, rule.of("recovered_weight", Decimal)
    if weight > limit:
        told: Params = {"rate": percent(weight), "cap": percent(limit)}
        yield Against("may.single_metric", told, instead=(Instead("instead.more_metrics"),))


def certificate(h: Hearing, _rule: Rule) -> Iterator[Said]:
    """R20: valid to the end of its last day. Nobody opens the case list without one; whoever's ended reaches nobody."""
    ends = h.asked.actor.certified_until
    if ends is None:
        if h.asked.action.verb is Verb.OPEN_CASE_LIST:
            yield Against("may.no_certificate", instead=(Instead("instead.exam"),))
        return
    yield Turn(h.moment(ends + timedelta(days=1)))
    if h.today > ends:
        yield Against("may.certificate_over", {"date": ends.isoformat()}, instead=(Instead("instead.exam"),))


CHECKS = (
    Check("R19", frozenset({Verb.CONFIGURE_METRIC}), metrics),
    Check("R20", REACHING | {Verb.OPEN_CASE_LIST}, certificate, lambda h: h.asked.actor.job in COLLECTORS),
)
