"""The parts every screen is made of. One module a part; a screen imports the parts it uses by name."""
