"""Rows to domain values and back: repositories on a unit of work. Above `db`, the only place that writes SQL."""
