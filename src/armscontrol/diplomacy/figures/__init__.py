"""Dates, numbers and dated facts in a text."""
