"""The laptop's side of the store: the shadow, the outbox, what is materialised from both, drafts and files."""
