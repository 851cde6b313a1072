"""From the form to a registration that waits for its confirmation."""
