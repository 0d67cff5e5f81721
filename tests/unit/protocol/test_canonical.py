"""One content, one string of bytes: on every machine, in whatever order it was put together."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldapp.protocol.canonical import canonical, digest, sha256

TEXT = st.text(st.characters(exclude_categories=["Cs"]))
PLAIN = st.none() | st.booleans() | st.integers() | TEXT
VALUES = st.recursive(
    PLAIN,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(st.characters(codec="ascii")), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(VALUES)
def test_canonical_bytes_are_json_and_stay_as_they_are(value: Any) -> None:
    content = canonical(value)
    assert canonical(json.loads(content)) == content


@given(st.dictionaries(st.text(st.characters(codec="ascii")), VALUES, max_size=6), st.randoms(use_true_random=False))
def test_the_order_of_the_keys_makes_no_difference(value: dict[str, Any], chance: Any) -> None:
    keys = list(value)
    chance.shuffle(keys)
    assert canonical({key: value[key] for key in keys}) == canonical(value)
    assert digest(value) == sha256(canonical(value))


@pytest.mark.parametrize(
    ("value", "content"),
    [
        ({"b": 1, "a": [True, None, "x"]}, '{"a":[true,null,"x"],"b":1}'),
        ({"amount": 2_164_356}, '{"amount":2164356}'),
        ("李建国", '"李建国"'),
        ('"\\\n\t\x1f/\u2028é€', '"\\"\\\\\\n\\t\\u001f/\u2028é€"'),
        ((1, 2), "[1,2]"),
        ({"Z": 1, "a": 2, "_": 3}, '{"Z":1,"_":3,"a":2}'),
    ],
)
def test_the_form_is_the_one_of_rfc_8785(value: Any, content: str) -> None:
    assert canonical(value) == content.encode()


@pytest.mark.parametrize(
    "value",
    [1.0, 0.1, float("nan"), {"a": [{"b": 2.5}]}, b"x", {1: 2}, {"é": 1}, {1, 2}, object()],
    ids=lambda value: type(value).__name__,
)
def test_what_has_no_one_form_is_refused_above_all_a_sum_as_a_float(value: Any) -> None:
    with pytest.raises(TypeError):
        canonical(value)


def test_a_digest_is_known_for_ever() -> None:
    assert digest({"sum": 812_345, "name": "李建国"}) == sha256('{"name":"李建国","sum":812345}'.encode())
    assert sha256(b"") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
