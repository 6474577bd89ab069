"""Shipped facts, each row with its source and grade of evidence."""

from armscontrol.data import catalogue

__all__ = ["catalogue"]
