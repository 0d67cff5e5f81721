"""The pages of the gallery, with made-up people: a change of look is seen here first, and tests walk through it."""
