"""Chapters on the workers of a Dask cluster: results come back as if they had run here."""
