"""May this person do this, to this party, now, here, and why."""
