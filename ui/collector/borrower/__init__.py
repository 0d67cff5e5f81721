"""The borrower page: how much, what now, what happened; one room a card."""

from ui.collector.borrower.page import BorrowerPage

__all__ = ["BorrowerPage"]
