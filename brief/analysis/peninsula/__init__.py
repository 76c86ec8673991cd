"""What happens on the peninsula: launches, overflights, exercises, risk, events."""
