"""Larger parts that pages of both roles are made of: a plan, its schedule, what it rests on, its paper and seals."""
