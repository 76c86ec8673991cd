"""Editions: what a book told in numbers, kept in one small file each, and what moved between any two."""
