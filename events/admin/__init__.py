"""How editors see events: a module for the event, for its cases and lessons, and for the people."""

from events.admin import cases, events, speakers

__all__ = ["cases", "events", "speakers"]
