"""What editors threw away, for thirty days."""
