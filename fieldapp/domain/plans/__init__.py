"""Agreements with the borrower: promises, plans, what can be borne, who may approve."""
