"""Mail on its way: claimed, sent once, and what became of it."""
