"""How long the way from one place to another takes."""
