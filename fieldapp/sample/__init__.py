"""The practice portfolio: made-up people, real districts, and sums worked out by an arithmetic of its own.

Nothing here knows `fieldapp.domain`: what it states in its files is a second opinion that the import checks ours
against, to the cent.
"""
