"""The charts of the chapter on outlook."""
