"""`_config.yml`: read with the line of what cannot be read, and what each value may be."""
