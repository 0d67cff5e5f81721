"""Keys, passphrases and certificates: who somebody is, and what only they can open."""
