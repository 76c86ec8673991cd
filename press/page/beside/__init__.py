"""Pages beside the chapters that tell of the book itself: what changed, and that there is no such page."""
