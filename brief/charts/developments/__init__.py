"""The charts of the chapter on recent developments."""
