"""New data from its publishers: asked politely, kept as it came, read, compared, shown, written whole."""
