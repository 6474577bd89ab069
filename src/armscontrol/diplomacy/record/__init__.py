"""The record: a database of what was read and what people made of it."""
