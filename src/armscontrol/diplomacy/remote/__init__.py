"""What leaves the machine, and only when asked: fetching a page, a model's proposals."""
