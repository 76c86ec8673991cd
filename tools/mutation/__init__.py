"""Changing cells of tables, one at a time, to find out what notices it."""
