"""What screens show, as Qt models without widgets."""
