"""The engine: makes a brief that can be checked from notebooks and tables. Knows nothing of its subject."""
