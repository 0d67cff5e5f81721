"""Every kind of fact has a payload, a judge and a fold."""

from __future__ import annotations

from fieldapp.domain import folding, judgement
from fieldapp.domain.facts import PAYLOAD_TYPES, FactKind


def test_no_kind_of_fact_is_forgotten() -> None:
    assert set(PAYLOAD_TYPES) == set(FactKind)
    assert set(folding._FOLDS) == set(FactKind)
    assert set(judgement._JUDGES) == set(FactKind)


def test_payloads_are_frozen() -> None:
    for payload in PAYLOAD_TYPES.values():
        params = vars(payload)["__dataclass_params__"]
        assert params.frozen, payload
