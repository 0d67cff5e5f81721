"""How collection goes: every figure by an exact formula with a named variant, from plain rows, one module a subject."""
