"""The kinds of things that the demonstration consists of."""
