"""Documents, tables and ledgers by chance, to find what a build does not bear."""
