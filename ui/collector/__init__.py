"""The screens of a collector."""
