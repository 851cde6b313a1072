"""Files on their way into an album, in chunks."""
