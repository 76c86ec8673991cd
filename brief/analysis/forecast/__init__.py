"""The brief's own forecasts of launches, and the article's forecasts."""
