"""Running a chapter with other parameters: its variant beside the book, and grids of many."""
