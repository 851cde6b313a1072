"""What every public object says, in each language, and how to find it."""
