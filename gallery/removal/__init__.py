"""“This is me”: photos that people on them ask to have taken down."""
