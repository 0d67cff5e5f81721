"""The server's side of the store: accounts, records, feed, ledger of facts, files and imports."""
