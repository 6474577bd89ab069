"""Conditions, positions, what is tied to what, and renderings of one act."""
