"""The charts of the chapter on history."""
