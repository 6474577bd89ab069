"""The rule language: read an expression, turn it into Polars with bounds, say it in words."""
