"""What the map is drawn of: packs and their tiles, the page and its answers."""
