"""Reads rule packs from `resources/rules`: rules are data, so that an office can tighten them without new code.

One module a subject turns its packs into values of the domain; `files` alone knows where packs lie and how the one
in force at a date is found.
"""

from __future__ import annotations

from fieldapp.rule_packs.office_pack import load

__all__ = ["load"]
