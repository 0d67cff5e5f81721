"""The worked examples on the pages about scores, playbook and metrics are what the program answers."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from fieldapp.cli.calc.command import answer

PAGES = Path(__file__).resolve().parents[2] / "docs" / "rules"
BLOCK = re.compile(r"```json\n(.*?)```", re.DOTALL)


def example(page: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """The question on a page, and what it says of the answer."""
    question, said = BLOCK.findall((PAGES / f"{page}.md").read_text(encoding="utf-8"))
    return json.loads(question), json.loads(said)


@pytest.mark.parametrize(("page", "name"), [("scores", "score"), ("playbook", "playbook"), ("metrics", "metrics")])
def test_the_example_on_the_page_is_the_answer(page: str, name: str) -> None:
    question, said = example(page)
    assert {key: value for key, value in answer(name, json.dumps(question).encode()).items() if key in said} == said


def test_the_figures_told_on_the_page_of_scores_are_right() -> None:
    found = answer("score", json.dumps(example("scores")[0]).encode())
    assert (found["ability"]["score"], found["ability"]["confidence"]) == ("44.67", "0.63")
    assert (found["willingness"]["score"], found["willingness"]["confidence"]) == ("84.00", "0.79")
