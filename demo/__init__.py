"""The demonstration: its texts, its drawings, loading and removing it."""
