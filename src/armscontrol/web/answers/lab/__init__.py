"""The verification lab: what a sample finds, what a regime buys, how belief grows, when to inspect.

Each bench is a module with its `FIELDS`, a frozen record as answer, and `answer(**fields)`.
"""
