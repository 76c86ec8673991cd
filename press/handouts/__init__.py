"""Handouts: each chapter as one HTML file that needs nothing else, the brief as a document for comments."""
