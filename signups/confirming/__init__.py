"""From a registration that waits to one that counts."""
