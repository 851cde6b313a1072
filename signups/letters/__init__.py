"""The letters to the people who joined, and about them: a module for each part of what happens to them."""

from signups.letters import digest, joining, my_data, retention

__all__ = ["digest", "joining", "my_data", "retention"]
