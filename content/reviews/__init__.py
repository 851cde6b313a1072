"""“Is this right?”: asking people without an account about a text, and what they answer."""
