"""The headline figures again in Python's standard library alone, for the reader's own browser."""
