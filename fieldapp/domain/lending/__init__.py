"""Loans: terms, schedules, events and their replay, allocation, ageing, quotes."""
