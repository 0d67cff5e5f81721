"""Hypothesis without a clock: a busy machine is no failure of a rule."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("unit", deadline=None)
settings.load_profile("unit")
