"""Building a book: what is current, the run of Sphinx, the formats beside the pages."""
