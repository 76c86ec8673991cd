"""The charts of the chapter on data."""
