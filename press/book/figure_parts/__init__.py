"""What pages, paper and EPUB share of a figure: its drawing, its numbers as a table, its numbers in words."""
