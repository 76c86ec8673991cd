"""The web page: theme, figures as HTML, downloads, metadata, search."""
