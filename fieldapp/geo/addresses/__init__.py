"""Where an address lies, offline, and how far off that may be."""
