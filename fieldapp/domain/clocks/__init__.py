"""The legal clocks: limitation and guarantee periods."""
