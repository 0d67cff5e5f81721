"""The field's own rules as pure functions over frozen values: no I/O, no clock, no framework."""
