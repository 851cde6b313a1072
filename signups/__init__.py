"""Who joined, what they agreed to, and what they want to hear of."""
