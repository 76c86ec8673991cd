"""Sources of what the North did: launches from three lists, provocations by year, nuclear tests."""
