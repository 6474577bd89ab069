"""Strategic arms control."""
