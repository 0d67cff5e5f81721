"""What `build/dev.py` is made of: each module makes, checks or runs one thing, with the standard library alone."""
