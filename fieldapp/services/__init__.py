"""Use cases: one verb a file, one transaction each. What a screen or a command asks for, without a screen."""
