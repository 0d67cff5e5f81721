"""The screens of a supervisor."""
