"""How editors see events, one file for each entry of the menu."""

from events.admin import cases, events, lessons, programme, projects, quotes, speakers

__all__ = ["cases", "events", "lessons", "programme", "projects", "quotes", "speakers"]
