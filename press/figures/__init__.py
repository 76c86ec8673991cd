"""Figures: a chart in every form, its look, and how it is drawn."""
