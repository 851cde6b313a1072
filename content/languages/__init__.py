"""One language per address; text that falls back says which language it is in."""
