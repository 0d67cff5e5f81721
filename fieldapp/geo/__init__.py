"""From an address to a place on the map and a route through the day."""
