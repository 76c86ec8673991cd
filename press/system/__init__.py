"""What a build asks of the system: files by content and written whole, sockets, temporary folders."""
