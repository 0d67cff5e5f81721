"""A day's stops: who is seen when, and why somebody is not."""
