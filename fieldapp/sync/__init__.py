"""The laptop's end of sync: a sans-I/O engine, and thin drivers around it. No Qt."""
