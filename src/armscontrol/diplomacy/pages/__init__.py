"""Taking in a page: its text, its parts, its quotation marks."""
