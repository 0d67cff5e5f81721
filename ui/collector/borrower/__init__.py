"""The borrower page: how much, what now, what happened; one room a card."""
