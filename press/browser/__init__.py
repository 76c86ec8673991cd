"""A page that computes figures again in the reader's own browser, with Python and nothing installed."""
