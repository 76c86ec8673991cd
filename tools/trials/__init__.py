"""Faults on purpose: builds that are killed, doubled, starved and moved, and a long run of `make live`."""
