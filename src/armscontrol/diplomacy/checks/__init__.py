"""Claims held against the record: facts, mix-ups, verdicts."""
