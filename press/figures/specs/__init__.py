"""Specifications of charts: checked, numbers with the digits they carry, days alike in every time zone."""
